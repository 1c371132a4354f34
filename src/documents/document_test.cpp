// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/document.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/text.h"
#include "codecs/test_compound.h"
#include "codecs/test_zip.h"

namespace jx {
namespace {

using namespace std::string_literals;
namespace fs = std::filesystem;

/// A file that is gone when the test is.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes)
      : path_(fs::temp_directory_path() /
              ("jixiao-" + std::to_string(getpid()) + "-" +
               std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~TemporaryFile() { fs::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

struct FormatCase {
  std::string_view claim;
  std::string_view name;
  std::string bytes;
  Format format;
};

const FormatCase kFormatCases[] = {
    {"tabs between lines of text", "a.txt", "标题\n\n甲\t乙\n1\t2\n说明文字。\n", Format::Text},
    {"tabs in every line", "a", "甲\t乙\n1\t2\n", Format::Delimited},
    {"commas by content", "a", "甲,乙,丙\n1,2,3\n4,5,6\n", Format::Delimited},
    {"two columns by content", "a", "甲,乙\n1,2\n", Format::Delimited},
    {"semicolons by content", "a", "甲;乙;丙\n1;2;3\n", Format::Delimited},
    {"a comma inside quotes is no delimiter", "a", "甲;乙\n\"1,5\";2\n\"2,5\";3\n",
     Format::Delimited},
    {"bars by content", "a", "甲|乙|丙\n1|2|3\n", Format::Delimited},
    {"one column with the name of a table", "a.csv", "甲\n1\n", Format::Delimited},
    {"title lines above a table with its name", "A.CSV", "标题\n甲,乙\n1,2\n", Format::Delimited},
    {"sentences with commas", "a", "First, we train.\nSecond, we test.\n", Format::Text},
    {"sentences in Chinese", "a", "一，二，三。\n四，五，六。\n七，八，九。\n", Format::Text},
    {"a bar table with its rule", "a", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n", Format::Markdown},
    {"a rule without outer bars", "a.csv", "甲 | 乙\n:-- | --:\n1 | 2\n", Format::Markdown},
    {"dashes alone are no rule", "a.md", "标题\n---\n文字\n", Format::Text},
    {"an array", "a", " [ [\"甲\", \"乙\"], [1, 2] ]", Format::Json},
    {"an object behind a mark", "a", "\xef\xbb\xbf{\"a\": 1}", Format::Json},
    {"broken JSON that begins as JSON", "a", "[{\"a\": 1,, }]", Format::Json},
    {"broken JSON with its name", "a.json", "[1, 2", Format::Json},
    {"a bracket that begins a text", "a", "[2021] 年度目标\n完成 3 场\n", Format::Text},
    {"a brace that begins a text", "a", "{名称}\n文字\n", Format::Text},
    {"a web page", "a.xls", "\r\n<!DOCTYPE HTML PUBLIC \"x\">\n<p>1", Format::Html},
    {"a table alone", "a", "<TABLE border=1><tr><td>1,2\n3,4", Format::Html},
    {"a comment first", "a", "<!-- 导出 -->\n<div class=x>文字</div>", Format::Html},
    {"a page with an XML declaration", "a", "<?xml version=\"1.0\"?><!DOCTYPE html><html><body>1",
     Format::Html},
    {"meta first", "a", "<meta charset=gbk><p>1", Format::Html},
    {"a workbook in XML", "a.xls",
     "<?xml version='1.0'?>\n<?mso-application progid='Excel.Sheet'?>\n"
     "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
     Format::SpreadsheetXml},
    {"words first, by name", "a.htm", "绩效表<table><tr><td>1</td></tr></table>", Format::Html},
    {"a sign in running text", "a.html", "<5 的指标不达标", Format::Text},
    {"a title in angle brackets", "a", "<项目支出绩效表>\n说明", Format::Text},
    {"a single tag in running text", "a", "<b> 是粗体的标签\n", Format::Text},
    {"Markdown behind a comment", "a", "<!-- 导出 -->\n| 甲 | 乙 |\n|---|---|\n", Format::Markdown},
    {"GB18030", "a", "\xcf\xee\xc4\xbf,\xbd\xf0\xb6\xee,\xb1\xb8\xd7\xa2\n1,2,3\n",
     Format::Delimited},
};

TEST(MakeDocument, TellsTextFormatsByContent) {
  for (const FormatCase& item : kFormatCases) {
    const auto document = make_document(std::string(item.name), item.bytes);
    ASSERT_TRUE(document.ok()) << item.claim << ": " << document.error().message;
    EXPECT_EQ(to_string(document->format), to_string(item.format)) << item.claim;
  }
}

TEST(MakeDocument, TellsBinaryFormatsByContentWhateverTheName) {
  for (const std::string_view bytes : {"%PDF-1.7\n", "\r\n%PDF-1.4\n\x01\x02\x03"}) {
    const auto document = make_document("表.csv", std::string(bytes));
    ASSERT_TRUE(document.ok()) << document.error().message;
    EXPECT_EQ(document->format, Format::Pdf);
  }
}

TEST(MakeDocument, TellsPicturesByTheirMark) {
  for (const std::string& bytes : {"\x89PNG\r\n\x1a\n"s, "\xff\xd8\xff\xe0"s, "GIF89a"s, "II*\0"s,
                                   "MM\0*"s, "BM\x10\0\0\0\0\0\0\0\x36\0"s}) {
    const auto document = make_document("a.txt", bytes);
    ASSERT_TRUE(document.ok()) << document.error().message;
    EXPECT_EQ(to_string(document->format), "image");
    EXPECT_FALSE(is_text(document->format));
  }
}

TEST(MakeDocument, KnowsUtf16WithItsMark) {
  const auto document = make_document("a", "\xff\xfe"s + "a\0,\0b\0\n\0001\0,\0002\0\n\0"s);
  ASSERT_TRUE(document.ok()) << document.error().message;
  EXPECT_EQ(document->format, Format::Delimited);
}

std::string content_type(std::string_view type) {
  return "<Types><Override PartName='/a.xml' ContentType='application/vnd." + std::string(type) +
         "'/></Types>";
}

struct PackageCase {
  std::string_view claim;
  std::string bytes;
  Format format;
};

const PackageCase kPackageCases[] = {
    {"a workbook by its type",
     make_zip({{"[Content_Types].xml",
                content_type("openxmlformats-officedocument.spreadsheetml.sheet.main+xml")},
               {"word/document.xml", "<a/>"}}),
     Format::Xlsx},
    {"a workbook with macros",
     make_zip({{"[Content_Types].xml", content_type("ms-excel.sheet.macroEnabled.main+xml")}}),
     Format::Xlsx},
    {"a document by its type",
     make_zip({{"[Content_Types].xml",
                content_type("openxmlformats-officedocument.wordprocessingml.document.main+xml")}}),
     Format::Docx},
    {"a workbook by its parts", make_zip({{"xl/workbook.xml", "<a/>"}}), Format::Xlsx},
    {"a document by its parts", make_zip({{"word/document.xml", "<a/>"}}), Format::Docx},
    {"an archive", make_zip({{"a.txt", "word"}}), Format::Zip},
    {"an OFD file", make_zip({{"OFD.xml", "<a/>"}}), Format::Ofd},
    {"an OFD file cut off", "PK\x03\x04 OFD.xml", Format::Ofd},
    {"a workbook cut off", "PK\x03\x04 xl/workbook.xml", Format::Xlsx},
    {"an old workbook", make_compound("Workbook", "x"), Format::Xls},
    {"a document cut off", "PK\x03\x04 word/document.xml", Format::Docx},
    {"an old document", make_compound("WordDocument", "x"), Format::Doc},
    {"a workbook of Excel 95", make_compound("Book", "x"), Format::Xls},
    {"a sheet of Excel 2", "\x09\0\x04\0\x02\0\x10\0"s, Format::OldXls},
    {"a sheet of Excel 4", "\x09\x04\x06\0\0\0\x10\0\0\0"s, Format::OldXls},
    {"a binary workbook by its parts", make_zip({{"xl/workbook.bin", "1"}}), Format::Xlsb},
    {"a binary workbook by its type",
     make_zip({{"[Content_Types].xml", content_type("ms-excel.sheet.binary.macroEnabled.main")}}),
     Format::Xlsb},
    {"rich text", "{\\rtf1\\ansi", Format::Rtf},
    {"an OpenDocument text", make_zip({{"mimetype", "application/vnd.oasis.opendocument.text"}}),
     Format::Odt},
    {"an OpenDocument template",
     make_zip({{"mimetype", "application/vnd.oasis.opendocument.text-template"}}), Format::Odt},
    {"an OpenDocument spreadsheet",
     make_zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
               {"META-INF/manifest.xml", "<manifest:manifest/>"}}),
     Format::Ods},
};

TEST(MakeDocument, TellsPackagesByWhatTheyHold) {
  for (const PackageCase& item : kPackageCases) {
    const auto document = make_document("a.txt", item.bytes);
    ASSERT_TRUE(document.ok()) << item.claim << ": " << document.error().message;
    EXPECT_EQ(to_string(document->format), to_string(item.format)) << item.claim;
    EXPECT_FALSE(is_text(document->format)) << item.claim;
  }
}

struct ForeignCase {
  std::string bytes;
  std::string_view named;
};

const ForeignCase kForeignCases[] = {
    {make_compound("WordDocument", std::string(11, 'x') + "\x01"), "密码"},
    {make_compound("PowerPoint Document", "x"), "PPT"},
    {make_zip({{"mimetype", "application/vnd.oasis.opendocument.text"},
               {"META-INF/manifest.xml", "<manifest:encryption-data/>"}}),
     "密码"},
    {make_zip({{"mimetype", "application/vnd.oasis.opendocument.presentation"},
               {"content.xml", "<a/>"}}),
     "OpenDocument"},
    {make_compound("EncryptedPackage", "x"), "密码"},
    {make_zip({{"ppt/presentation.xml", "<a/>"}}), "PPTX"},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"},
    {"RIFF....WEBP", "RIFF"},
    {"Rar!\x1a\x07\x01", "RAR"},
    {"\xef\xbb\xbf<?xml version=\"1.0\"?>", "XML"},
};

TEST(MakeDocument, NamesTheFormatItDoesNotRead) {
  for (const ForeignCase& item : kForeignCases) {
    const auto document = make_document("材料", item.bytes);
    ASSERT_FALSE(document.ok()) << item.named;
    EXPECT_EQ(document.error().code, ErrorCode::Unsupported) << item.named;
    EXPECT_TRUE(contains(document.error().message, item.named)) << document.error().message;
    EXPECT_TRUE(contains(document.error().message, "材料")) << document.error().message;
  }
}

TEST(MakeDocument, RefusesBinaryBytesWithTheirPlace) {
  const auto document = make_document("a.txt", "甲\t乙\n1\0\t2\n"s);
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().code, ErrorCode::Unsupported);
  EXPECT_TRUE(contains(document.error().message, "第 2 行")) << document.error().message;
  EXPECT_FALSE(make_document("a", "\x01\x02\x03\x04\x05 junk").ok());
}

TEST(MakeDocument, ForgivesOneStrayControlCharacter) {
  EXPECT_TRUE(make_document("a", "甲\x1b\t乙\n1\t2\n\x1a").ok());
}

TEST(MakeDocument, RefusesEmptyFiles) {
  for (const std::string& bytes : {""s, "\xef\xbb\xbf"s, " \r\n\t\n"s, "\xff\xfe"s}) {
    const auto document = make_document("a.txt", bytes);
    ASSERT_FALSE(document.ok());
    EXPECT_EQ(document.error().code, ErrorCode::Malformed);
  }
}

TEST(MakeDocument, HashesTheBytesAsTheyAre) {
  const auto document = make_document("a", "abc");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ReadDocument, KeepsNameAndBytes) {
  const TemporaryFile file("甲\t乙\n1\t2\n");
  const auto document = read_document(file.path(), {});
  ASSERT_TRUE(document.ok()) << document.error().message;
  EXPECT_EQ(document->name, file.path().string());
  EXPECT_EQ(document->bytes, "甲\t乙\n1\t2\n");
}

TEST(ReadDocument, LeavesWhatIsReadInPiecesWhereItIs) {
  const std::string bytes = "%PDF-1.7\n" + std::string(3 << 20, 'x') + "end";
  const TemporaryFile file(bytes);
  const auto document = read_document(file.path(), {});
  ASSERT_TRUE(document.ok()) << document.error().message;
  EXPECT_EQ(document->format, Format::Pdf);
  EXPECT_EQ(document->bytes, "");
  EXPECT_EQ(document->sha256, make_document("a", bytes)->sha256);
  ASSERT_NE(document->file, nullptr);
  EXPECT_EQ(document->file->bytes(), bytes.size());
  std::string piece(10, '\0');
  EXPECT_EQ(document->file->read(bytes.size() - 4, piece), 4);
  EXPECT_EQ(piece.substr(0, 4), "xend");
  EXPECT_FALSE(read_document(file.path(), {.bytes = bytes.size() - 1}).ok());
}

TEST(DocumentFile, TellsThatItWasWrittenTo) {
  const TemporaryFile file("甲");
  const auto opened = DocumentFile::open(file.path());
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  EXPECT_TRUE((*opened)->is_unchanged());
  std::ofstream(file.path(), std::ios::app) << "乙";
  EXPECT_FALSE((*opened)->is_unchanged());
  EXPECT_FALSE(DocumentFile::open("/dev/null").ok());
}

TEST(ReadDocument, SaysWhatIsMissingOrNoFile) {
  const auto missing = read_document("/no/such/file", {});
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
  const auto folder = read_document(fs::temp_directory_path(), {});
  ASSERT_FALSE(folder.ok());
  EXPECT_EQ(folder.error().code, ErrorCode::Io);
}

TEST(ReadDocument, RefusesLargeFilesBeforeReading) {
  const TemporaryFile file(std::string(2000, 'a'));
  const auto document = read_document(file.path(), {.bytes = 1000});
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().code, ErrorCode::LimitExceeded);
}

TEST(ReadDocument, RefusesEndlessInput) {
  const auto document = read_document("/dev/zero", {});
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().code, ErrorCode::Unsupported);
}

TEST(ReadDocument, NamesTheLineThatIsTooLong) {
  const TemporaryFile file("甲\r\n乙\n" + std::string(3 << 20, 'a') + "\n丙\n");
  const auto document = read_document(file.path(), {.line_bytes = 1 << 20});
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().code, ErrorCode::LimitExceeded);
  ASSERT_TRUE(document.error().origin.has_value());
  EXPECT_EQ(document.error().origin->line, 3U);
  EXPECT_TRUE(contains(document.error().message, "第 3 行")) << document.error().message;
}

TEST(ReadDocument, AsksForNoLinesInPackages) {
  // Noise cannot be packed, so that the file itself is one long line with NUL bytes in it.
  std::string noise;
  for (std::uint32_t i = 1, state = 7; i < (3 << 20); ++i) {
    state = state * 1664525 + 1013904223;
    noise += static_cast<char>(state >> 24 == '\n' || state >> 24 == '\r' ? 0 : state >> 24);
  }
  const TemporaryFile file(make_zip({{"noise", noise}, {"xl/workbook.xml", "<a/>"}}));
  const auto document = read_document(file.path(), {.line_bytes = 1 << 20});
  ASSERT_TRUE(document.ok()) << document.error().message;
  EXPECT_EQ(document->format, Format::Xlsx);
}

TEST(ReadDocument, LetsJsonBeOneLongLine) {
  const TemporaryFile file("[\"" + std::string(3 << 20, 'a') + "\"]");
  const auto document = read_document(file.path(), {.line_bytes = 1 << 20});
  ASSERT_TRUE(document.ok()) << document.error().message;
  EXPECT_EQ(document->format, Format::Json);
}

}  // namespace
}  // namespace jx
