// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

/// Small PDF files for tests, written by hand: one content stream a page, the standard font
/// Helvetica as F1.
namespace jx {

struct TestPdf {
  std::vector<std::string> contents;
  std::string page_entries = "/MediaBox [0 0 400 300]";
  std::string font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

  std::string bytes() const {
    std::string kids;
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "", font};
    for (const std::string& content : contents) {
      const std::size_t page = objects.size() + 1;
      kids += fmt::format("{} 0 R ", page);
      objects.push_back(
          fmt::format("<< /Type /Page /Parent 2 0 R {} /Contents {} 0 R "
                      "/Resources << /Font << /F1 3 0 R >> >> >>",
                      page_entries, page + 1));
      objects.push_back(
          fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content));
    }
    objects[1] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, contents.size());
    return with_table(objects);
  }

 private:
  static std::string with_table(const std::vector<std::string>& objects) {
    std::string out = "%PDF-1.7\n";
    std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
    for (std::size_t i = 0; i < objects.size(); ++i) {
      table += fmt::format("{:010} 00000 n \n", out.size());
      out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    const std::size_t start = out.size();
    return out + table +
           fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
                       objects.size() + 1, start);
  }
};

}  // namespace jx
