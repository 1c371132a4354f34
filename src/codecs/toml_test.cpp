// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/toml.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/text.h"

namespace jx {
namespace {

TomlDocument parsed(std::string_view text) {
  Result<TomlDocument> document = TomlDocument::parse(text, "a.toml");
  EXPECT_TRUE(document.ok()) << document.error().message;
  return *std::move(document);
}

std::string message_of(const Result<TomlDocument>& result) {
  return result.ok() ? "no error" : result.error().message;
}

TEST(Toml, ReadsEachKindOfValue) {
  const TomlDocument document = parsed(R"(
text = "绩效"
flag = true
whole = -12
day = 2021-12-31
words = ["甲", "乙"]
pairs = [["增涨", "增长"], ["的的", ""]]
bases = [0.9, 1]
)");
  const TomlTable root = document.root();
  EXPECT_EQ(*root.text("text"), "绩效");
  EXPECT_TRUE(*root.flag("flag"));
  EXPECT_EQ(*root.whole("whole"), -12);
  EXPECT_EQ(*root.date("day"), (Date{.year = 2021, .month = 12, .day = 31}));
  EXPECT_EQ(*root.texts("words"), (std::vector<std::string>{"甲", "乙"}));
  EXPECT_EQ(root.decimals("bases")->at(0).to_string(), "0.9");
  EXPECT_EQ(root.decimals("bases")->at(1).to_string(), "1");
  EXPECT_EQ(root.pairs("pairs")->at(0).second, "增长");
  EXPECT_EQ(root.pairs("pairs")->at(1).second, "");
  EXPECT_TRUE(document.finish().ok());
}

TEST(Toml, ReadsTablesAndKeepsTheOrderOfTheFile) {
  const TomlDocument document = parsed("[b]\nx = 1\n[a]\nx = 2\n[[c]]\nx = 3\n[[c]]\nx = 4\n");
  const TomlTable root = document.root();
  EXPECT_EQ(root.keys(), (std::vector<std::string>{"b", "a", "c"}));
  EXPECT_EQ(*root.table("b")->whole("x"), 1);
  EXPECT_EQ(*root.table("a")->whole("x"), 2);
  const auto items = root.tables("c");
  ASSERT_TRUE(items.ok());
  ASSERT_EQ(items->size(), 2U);
  EXPECT_EQ(*(*items)[1].whole("x"), 4);
  EXPECT_FALSE(document.finish().ok()) << "c[0].x was never asked for";
}

struct DecimalCase {
  std::string_view written, value;
};

TEST(Toml, ReadsDecimalsFromTheirDigits) {
  constexpr DecimalCase kCases[] = {{"0.005", "0.005"}, {"44.00", "44.00"}, {"90", "90"},
                                    {"-0.5", "-0.5"},   {"+1.5", "1.5"},    {"1_000.25", "1000.25"},
                                    {"0.1", "0.1"},     {"0x10", "16"}};
  for (const auto& [written, value] : kCases) {
    SCOPED_TRACE(written);
    const TomlDocument document =
        parsed("# 说明\n'绩效' = 1\nx = [] \ny.'绩' = " + std::string(written) + " # 注");
    const Result<Decimal> decimal = document.root().table("y")->decimal("绩");
    ASSERT_TRUE(decimal.ok()) << decimal.error().message;
    EXPECT_EQ(decimal->to_string(), value);
  }
}

TEST(Toml, ReadsDecimalsInAnyOrder) {
  const TomlDocument document = parsed("'绩' = 0.1\n'效' = [0.2, 0.3]\nz = 0.4");
  const TomlTable root = document.root();
  EXPECT_EQ(root.decimal("z")->to_string(), "0.4");
  EXPECT_EQ(root.decimals("效")->at(1).to_string(), "0.3");
  EXPECT_EQ(root.decimal("绩")->to_string(), "0.1");
  EXPECT_EQ(root.decimals("效")->at(0).to_string(), "0.2");
}

TEST(Toml, RefusesDecimalsThatAreNotExact) {
  for (const std::string_view written : {"1e3", "inf", "nan", "0.0000000001"}) {
    SCOPED_TRACE(written);
    const TomlDocument document = parsed("x = " + std::string(written));
    const Result<Decimal> decimal = document.root().decimal("x");
    ASSERT_FALSE(decimal.ok()) << decimal->to_string();
    EXPECT_TRUE(contains(decimal.error().message, "a.toml:1:5: ")) << decimal.error().message;
  }
}

TEST(Toml, OptionalKeysMayBeMissing) {
  const TomlDocument document = parsed("empty = ''");
  const TomlTable root = document.root();
  EXPECT_FALSE(root.find_text("text")->has_value());
  EXPECT_EQ(root.find_text("empty")->value(), "");
  EXPECT_FALSE(root.find_flag("flag")->has_value());
  EXPECT_FALSE(root.find_whole("whole")->has_value());
  EXPECT_FALSE(root.find_decimal("decimal")->has_value());
  EXPECT_FALSE(root.find_date("date")->has_value());
  EXPECT_FALSE(root.find_table("table")->has_value());
  EXPECT_TRUE(root.find_texts("texts")->empty());
  EXPECT_TRUE(root.tables("tables")->empty());
  EXPECT_FALSE(root.has("other"));
  EXPECT_TRUE(document.finish().ok());
}

TEST(Toml, UnknownKeyIsAnErrorWithLineAndColumn) {
  const TomlDocument document = parsed("name = 'a'\n\n  tile = 'b'\nzzz = 1\n");
  const TomlTable root = document.root();
  EXPECT_TRUE(root.text("name").ok());
  EXPECT_TRUE(root.find_text("title").ok());
  const Result<void> finished = document.finish();
  ASSERT_FALSE(finished.ok());
  EXPECT_EQ(finished.error().code, ErrorCode::Malformed);
  EXPECT_EQ(finished.error().message, "a.toml:3:3: 未知的键“tile”，是否为“title”？");
  ASSERT_TRUE(finished.error().origin.has_value());
  EXPECT_EQ(finished.error().origin->line, 3U);
  EXPECT_EQ(finished.error().origin->first_column, 3U);
}

TEST(Toml, UnknownKeyInsideATableIsFound) {
  const TomlDocument document = parsed("[[list]]\nname = 'a'\n[[list]]\nname = 'b'\nqqqqqq = 1\n");
  const auto lists = document.root().tables("list");
  ASSERT_TRUE(lists.ok());
  for (const TomlTable& list : *lists) EXPECT_TRUE(list.text("name").ok());
  const Result<void> finished = document.finish();
  ASSERT_FALSE(finished.ok());
  EXPECT_EQ(finished.error().message, "a.toml:5:1: 未知的键“qqqqqq”。");
}

TEST(Toml, ColumnsCountCharacters) {
  const TomlDocument document = parsed("'绩'.'效' = 1");
  EXPECT_TRUE(document.root().table("绩").ok());
  EXPECT_EQ(document.finish().error().message, "a.toml:1:5: 未知的键“效”。");
}

TEST(Toml, MissingKeyPointsAtTheMisspeltOne) {
  const TomlDocument document = parsed("x = 1\nnmae = 'a'");
  const Result<std::string> name = document.root().text("name");
  ASSERT_FALSE(name.ok());
  EXPECT_EQ(name.error().message, "a.toml:2:1: 缺少键“name”，这里的“nmae”是否为它？");
}

TEST(Toml, WrongKindSaysWhatItShouldBe) {
  const TomlDocument document =
      parsed("a = 1\nb = ['x', 2]\nc = [['x']]\nd = ' '\ne = \"\\u0000\"\n");
  const TomlTable root = document.root();
  EXPECT_EQ(root.text("a").error().message, "a.toml:1:5: “a”应当是文字，而不是整数。");
  EXPECT_EQ(root.flag("a").error().message, "a.toml:1:5: “a”应当是true/false，而不是整数。");
  EXPECT_EQ(root.texts("b").error().message, "a.toml:2:11: “b”应当是文字，而不是整数。");
  EXPECT_EQ(root.pairs("c").error().message, "a.toml:3:6: “c”的每一项应当是一对文字。");
  EXPECT_EQ(root.text("d").error().message, "a.toml:4:5: “d”不能为空。");
  EXPECT_EQ(root.text("e").error().message, "a.toml:5:5: “e”含有 NUL 字符。");
  EXPECT_FALSE(root.table("a").ok());
  EXPECT_FALSE(root.tables("a").ok());
  EXPECT_FALSE(root.tables("b").ok());
  EXPECT_FALSE(root.date("a").ok());
  EXPECT_FALSE(root.decimal("d").ok());
}

TEST(Toml, FaultsOfTheCallerCarryThePlace) {
  const TomlDocument document = parsed("words = [\n  '甲',\n  '乙',\n]\n");
  const TomlTable root = document.root();
  EXPECT_EQ(root.fault("words", 1, "重复。").message, "a.toml:3:3: 重复。");
  EXPECT_EQ(root.fault("words", "太少。").message, "a.toml:1:9: 太少。");
  EXPECT_EQ(root.place("words", 0), "a.toml:2:3");
}

TEST(Toml, SyntaxErrorsCarryThePlace) {
  const Result<TomlDocument> document = TomlDocument::parse("a = 1\nb = \n", "a.toml");
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().code, ErrorCode::Malformed);
  EXPECT_TRUE(message_of(document).starts_with("a.toml:2:")) << message_of(document);
  EXPECT_FALSE(TomlDocument::parse("a = 1\na = 2", "a.toml").ok());
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

struct HostileCase {
  std::string name;
  std::string text;
  ErrorCode code;
};

TEST(Toml, RefusesHostileTexts) {
  const HostileCase cases[] = {
      {"Nul", std::string("a = 1\0", 6), ErrorCode::Malformed},
      {"BrokenUtf8", "a = '\xFF'", ErrorCode::Malformed},
      {"DeepArrays", "a = " + repeated("[", 5000), ErrorCode::LimitExceeded},
      {"DeepInlineTables", "a = " + repeated("{a=", 5000), ErrorCode::LimitExceeded},
      {"DeepDottedKey", repeated("a.", 100000) + "a = 1", ErrorCode::LimitExceeded},
      {"DeepHeader", "[" + repeated("'a'.", 100000) + "a]", ErrorCode::LimitExceeded},
      {"DeepBehindAStringOfFourQuotes",
       "a = {b = \"\"\"x\"\"\"\", " + repeated("c.", 100) + "c = 1}", ErrorCode::LimitExceeded},
      {"TooLarge", std::string(kMostTomlBytes + 1, '\n'), ErrorCode::LimitExceeded},
  };
  for (const HostileCase& hostile : cases) {
    SCOPED_TRACE(hostile.name);
    const Result<TomlDocument> document = TomlDocument::parse(hostile.text, "a.toml");
    ASSERT_FALSE(document.ok());
    EXPECT_EQ(document.error().code, hostile.code) << message_of(document);
    EXPECT_TRUE(message_of(document).starts_with("a.toml:"));
  }
}

TEST(Toml, DotsInTextsAndCommentsAreNoDepth) {
  const std::string dots(200, '.');
  for (const std::string& text : {"a = '" + dots + "'", "a = \"\\\"" + dots + "\"",
                                  "a = \"\"\"\n" + dots + "\n" + dots + "\"\"\"",
                                  "a = '''" + dots + "'''", "# " + dots + "\na = '1'"}) {
    EXPECT_EQ(message_of(TomlDocument::parse(text, "a.toml")), "no error") << text;
  }
}

class TomlFiles : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_ / "words");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  const std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / "jixiao_toml_files";
};

TEST_F(TomlFiles, LoadNamesTheFile) {
  write("a.toml", "\xEF\xBB\xBFname = '绩效'\r\n");
  const Result<TomlDocument> document = TomlDocument::load(folder_ / "a.toml");
  ASSERT_TRUE(document.ok()) << document.error().message;
  EXPECT_EQ(document->name(), (folder_ / "a.toml").string());
  EXPECT_EQ(*document->root().text("name"), "绩效");
}

TEST_F(TomlFiles, LoadOfNoFileIsNotFound) {
  EXPECT_EQ(TomlDocument::load(folder_ / "none.toml").error().code, ErrorCode::NotFound);
  EXPECT_EQ(TomlDocument::load(folder_).error().code, ErrorCode::NotFound);
}

TEST_F(TomlFiles, ATextTakesThePlaceOfItsFileAlone) {
  write("a.toml", "name = '绩效'\n");
  const Result<std::string> text = read_toml_text(folder_ / "a.toml");
  ASSERT_TRUE(text.ok()) << text.error().message;
  EXPECT_EQ(*text, "name = '绩效'\n");
  EXPECT_LT(text->capacity(), 100U) << "many are held at once when data is loaded";
}

TEST_F(TomlFiles, FilesAreFoundInOneOrder) {
  write("words/b.toml", "");
  write("z.toml", "");
  write("a.toml", "");
  write("a.md", "");
  const auto files = find_toml_files(folder_);
  ASSERT_TRUE(files.ok());
  ASSERT_EQ(files->size(), 3U);
  EXPECT_EQ((*files)[0], folder_ / "a.toml");
  EXPECT_EQ((*files)[1], folder_ / "words/b.toml");
  EXPECT_EQ((*files)[2], folder_ / "z.toml");
}

TEST_F(TomlFiles, AFolderWithoutTomlIsNotFound) {
  EXPECT_EQ(find_toml_files(folder_).error().code, ErrorCode::NotFound);
  EXPECT_EQ(find_toml_files(folder_ / "none").error().code, ErrorCode::NotFound);
}

TEST(FindNearest, TakesTheNearestThatIsNearEnough) {
  constexpr std::string_view kNames[] = {"title", "words", "verified", "体"};
  EXPECT_EQ(find_nearest("tittle", kNames), "title");
  EXPECT_EQ(find_nearest("word", kNames), "words");
  EXPECT_EQ(find_nearest("verifed", kNames), "verified");
  EXPECT_EQ(find_nearest("entries", kNames), std::nullopt);
  EXPECT_EQ(find_nearest("a", kNames), std::nullopt) << "one character of one is another word";
  EXPECT_EQ(find_nearest("", kNames), std::nullopt);
}

}  // namespace
}  // namespace jx
