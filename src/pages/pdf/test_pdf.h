// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
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
  /// Above 0: so many pages share a node of the tree, which holds their entries.
  std::size_t pages_a_node = 0;

  std::string bytes() const {
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "", font};
    for (std::size_t i = 0; i < contents.size(); ++i) {
      const std::size_t parent = pages_a_node == 0 ? 2 : node_number(i / pages_a_node);
      objects.push_back(fmt::format(
          "<< /Type /Page /Parent {} 0 R {} /Contents {} 0 R "
          "/Resources << /Font << /F1 3 0 R >> >> >>",
          parent, pages_a_node == 0 ? page_entries : std::string(), page_number(i) + 1));
      objects.push_back(
          fmt::format("<< /Length {} >>\nstream\n{}\nendstream", contents[i].size(), contents[i]));
    }
    std::string kids = pages_a_node == 0 ? kids_of(0, contents.size()) : std::string();
    for (std::size_t i = 0; pages_a_node > 0 && i < contents.size(); i += pages_a_node) {
      const std::size_t count = std::min(pages_a_node, contents.size() - i);
      kids += fmt::format("{} 0 R ", node_number(i / pages_a_node));
      objects.push_back(fmt::format("<< /Type /Pages /Parent 2 0 R /Kids [{}] /Count {} {} >>",
                                    kids_of(i, count), count, page_entries));
    }
    objects[1] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, contents.size());
    return with_table(objects);
  }

 private:
  /// Of objects: three, then two a page, then the nodes.
  static std::size_t page_number(std::size_t page) { return 4 + 2 * page; }
  std::size_t node_number(std::size_t node) const { return page_number(contents.size()) + node; }

  static std::string kids_of(std::size_t first, std::size_t count) {
    std::string kids;
    for (std::size_t i = first; i < first + count; ++i) {
      kids += fmt::format("{} 0 R ", page_number(i));
    }
    return kids;
  }

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
