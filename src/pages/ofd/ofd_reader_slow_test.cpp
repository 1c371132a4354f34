// SPDX-License-Identifier: AGPL-3.0-or-later
// Every real file there is (outside the project, JIXIAO_DATA): its characters are those that a
// script of its own finds in the TextCode elements.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "pages/ofd/ofd_reader.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

fs::path data_folder() {
  const char* const given = std::getenv("JIXIAO_DATA");
  return given != nullptr ? fs::path(given) : fs::path(JX_SOURCE_DIR) / "../shared/data";
}

/// What the script prints, by page, in the order of the alphabet.
std::vector<std::u32string> find_characters(const fs::path& file) {
  const std::string command = std::string("python3 '") + JX_SOURCE_DIR +
                              "/tests/tools/ofd_characters' '" + file.string() + "'";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string output;
  char buffer[4096];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, pipe.get())) {
    output.append(buffer, count);
  }
  std::vector<std::u32string> lines;
  for (const std::string_view line : split(output, "\n")) lines.push_back(to_utf32(line));
  lines.pop_back();
  for (std::u32string& line : lines) std::sort(line.begin(), line.end());
  return lines;
}

/// By page, in the order of the alphabet: text that runs aslant is not drawn but told.
std::vector<std::u32string> read_characters(const fs::path& file) {
  std::vector<std::u32string> pages;
  const Document document = read_document(file, {}).value();
  EXPECT_EQ(document.format, Format::Ofd);
  const auto read = read_ofd_pages(document, {}, [&](Page&& page) -> Result<void> {
    pages.emplace_back();
    for (const Glyph& glyph : page.drawing->glyphs) pages.back() += glyph.code;
    return {};
  });
  EXPECT_TRUE(read.ok()) << read.error().message;
  for (const Diagnostic& entry : read->entries()) {
    if (entry.code != "slanted-text") continue;
    const std::size_t begin = entry.message.find("“") + std::string_view("“").size();
    const std::size_t end = entry.message.rfind("”");
    pages[entry.origin.page - 1] += to_utf32(entry.message.substr(begin, end - begin));
  }
  for (std::u32string& page : pages) std::sort(page.begin(), page.end());
  return pages;
}

TEST(RealOfdFiles, GiveTheCharactersOfTheirTextCodes) {
  const fs::path folder = data_folder() / "ofd";
  if (!fs::exists(folder)) GTEST_SKIP() << "no JIXIAO_DATA at " << data_folder();
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".ofd") continue;
    ++files;
    EXPECT_EQ(read_characters(entry.path()), find_characters(entry.path())) << entry.path();
  }
  EXPECT_EQ(files, 24U);
}

}  // namespace
}  // namespace jx
