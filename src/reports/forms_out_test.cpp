// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <span>
#include <sstream>
#include <string>

#include "base/text.h"
#include "codecs/zip.h"
#include "reports/forms.h"

namespace jx {
namespace {

/// A title outside the frame, two rows above the header, which a label reaches down from, and two
/// rows below it.
FormSheet sheet() {
  FormSheet made{.name = "自评表", .grid = {}};
  FormGrid& grid = made.grid;
  grid.widths = {20, 60};
  grid.heights = {20, 15, 15, 15, 15};
  grid.looks = {{.name = "title", .font = "宋体", .outside = true},
                {.name = "text", .font = "宋体"}};
  grid.cells = {{.row = 0, .column = 0, .columns = 2, .text = "自评表", .look = 0},
                {.row = 1, .column = 0, .columns = 2, .text = "项目名称", .look = 1},
                {.row = 2, .column = 0, .rows = 3, .columns = 1, .text = "绩效指标", .look = 1},
                {.row = 2, .column = 1, .text = "三级指标", .look = 1},
                {.row = 3, .column = 1, .text = "培训场次", .look = 1},
                {.row = 4, .column = 1, .text = "培训人次", .look = 1}};
  grid.repeated = 2;
  return made;
}

std::string part_of(std::string_view bytes, std::string_view name) {
  Diagnostics diagnostics;
  ZipArchive archive = ZipArchive::open(bytes, {}, diagnostics).value();
  return archive.read(*archive.find(name)).value();
}

TEST(FormsDocx, TheHeaderIsRepeatedOnEveryPage) {
  const FormSheet form = sheet();
  const Result<std::string> docx = render_forms_docx(std::span(&form, 1), {});
  ASSERT_TRUE(docx.ok());
  const std::string words = part_of(*docx, "word/document.xml");
  // One table above the header, one that begins with it.
  const std::size_t second = words.find("<w:tbl>", words.find("<w:tbl>") + 1);
  ASSERT_NE(second, std::string::npos);
  const std::size_t header = words.find("<w:tblHeader/>");
  ASSERT_NE(header, std::string::npos);
  EXPECT_GT(header, second);
  EXPECT_LT(header, words.find("三级指标"));
  // The label begins below the header, so that no merged cell reaches out of it.
  EXPECT_GT(words.find("绩效指标"), words.find("三级指标"));
  EXPECT_GT(words.find("<w:vMerge"), words.find("三级指标"));
}

TEST(FormsXlsx, TheHeaderIsRepeatedOnEveryPage) {
  const FormSheet form = sheet();
  const std::string path = ::testing::TempDir() + "forms_out.xlsx";
  ASSERT_TRUE(write_forms_xlsx(path, std::span(&form, 1), {}).ok());
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  std::filesystem::remove(path);
  const std::string file = bytes.str();
  const std::string book = part_of(file, "xl/workbook.xml");
  EXPECT_TRUE(contains(book, "$3:$3")) << book;
}

}  // namespace
}  // namespace jx
