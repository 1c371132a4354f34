// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "lexicon/lexicon.h"

namespace jx {
namespace {

constexpr std::string_view kHead = "basis = '通例'\nverified = false\n";

std::string entry(std::string_view kind, std::string_view rest) {
  return "[[" + std::string(kind) + "]]\n" + std::string(kHead) + std::string(rest) + "\n";
}

struct FaultCase {
  std::string_view name;
  std::string text;
  ErrorCode code;
  std::string_view place;  ///< Where the message must point.
  std::string_view part;   ///< What it must say.
};

TEST(LexiconLoad, FaultsSayWhereAndWhat) {
  const FaultCase cases[] = {
      {"UnknownKey", entry("list", "name = 'a'\nwrods = ['甲']\nwords = ['乙']"),
       ErrorCode::Malformed, "x.toml:5:1:", "是否为“words”"},
      {"UnknownKind", entry("lists", "name = 'a'"), ErrorCode::Malformed,
       "x.toml:1:3:", "是否为“list”"},
      {"UnknownRole", entry("column", "name = 'target'\nwords = ['甲']"), ErrorCode::Malformed,
       "x.toml:4:8:", "“target”"},
      {"MisspeltRole", entry("column", "name = 'target-vale'\nwords = ['甲']"),
       ErrorCode::Malformed, "x.toml:4:8:", "是否为“target-value”"},
      {"AliasTwice",
       entry("column", "name = 'unit'\nwords = ['单位']") +
           entry("column", "name = 'weight'\nwords = ['权重',\n '单位']"),
       ErrorCode::Conflict, "x.toml:11:2:", "已在 x.toml:5:10"},
      {"AliasTwiceInOneRole", entry("column", "name = 'unit'\nwords = ['单位', '单位']"),
       ErrorCode::Conflict, "x.toml:5:16:", "已在 x.toml:5:10"},
      {"FoldedAliasMeansTwoThings",
       entry("comparator", "name = 'equal'\nwords = ['＝']") +
           entry("comparator", "name = 'at-least'\nwords = ['=']"),
       ErrorCode::Conflict, "x.toml:10:10:", "已在 x.toml:5:10"},
      {"LevelWithAndWithoutSuffix",
       entry("level1", "name = 'output'\nwords = ['产出指标']") +
           entry("level1", "name = 'cost'\nwords = ['产出']"),
       ErrorCode::Conflict, "x.toml:10:10:", "产出"},
      {"UnitTwice",
       entry("unit", "name = '元'\ndimension = 'money'\nfactor = 1") +
           entry("unit", "name = '元'\ndimension = 'money'\nfactor = 10"),
       ErrorCode::Conflict, "x.toml:10:8:", "元"},
      {"UnknownDimension", entry("unit", "name = '元'\ndimension = 'mony'"), ErrorCode::Malformed,
       "x.toml:5:13:", "是否为“money”"},
      {"ListNameTwice",
       entry("list", "name = 'a'\nwords = ['甲']") + entry("map", "name = 'a'\nentries = []"),
       ErrorCode::Conflict, "x.toml:9:8:", "x.toml:4:8"},
      {"WordTwiceInAList", entry("list", "name = 'a'\nwords = ['甲', '乙', '甲']"),
       ErrorCode::Conflict, "x.toml:5:20:", "“甲”"},
      {"PairTwiceInAMap", entry("map", "name = 'a'\nentries = [['甲', '乙'], ['甲', '乙']]"),
       ErrorCode::Conflict, "x.toml:5:24:", "“甲→乙”"},
      {"NoWords", entry("direction", "name = 'positive'"), ErrorCode::Malformed,
       "x.toml:4:8:", "没有列出任何词"},
      {"LonelyLookAlike", entry("look_alike", "name = 'a'\ngroups = ['瑰']"), ErrorCode::Malformed,
       "x.toml:5:11:", "两个"},
      {"NoBasis", "[[list]]\nname = 'a'\nverified = true\nwords = ['甲']", ErrorCode::Malformed,
       "x.toml:1:", "缺少键“basis”"},
      {"BrokenToml", "[[list]]\nname = \n", ErrorCode::Malformed, "x.toml:2:", "语法错误"},
  };
  for (const FaultCase& fault : cases) {
    SCOPED_TRACE(fault.name);
    const Result<Lexicon> lexicon = Lexicon::load_text(fault.text, "x.toml");
    ASSERT_FALSE(lexicon.ok());
    EXPECT_EQ(lexicon.error().code, fault.code);
    EXPECT_TRUE(lexicon.error().message.starts_with(fault.place)) << lexicon.error().message;
    EXPECT_TRUE(contains(lexicon.error().message, fault.part)) << lexicon.error().message;
  }
}

TEST(LexiconLoad, AnAliasInTwoWidthsIsNotTwice) {
  const Result<Lexicon> lexicon = Lexicon::load_text(
      entry("comparator", "name = 'greater-than'\nwords = ['>', '＞']"), "x.toml");
  ASSERT_TRUE(lexicon.ok()) << lexicon.error().message;
  EXPECT_EQ(lexicon->find_comparator("﹥"), Comparator::GreaterThan);
}

TEST(LexiconLoad, AUnitMayComeTwiceWithOtherBases) {
  const std::string text =
      entry("unit", "name = '%'\ndimension = 'ratio'\nfactor = 1\nwords = ['百分比']") +
      entry("unit", "name = '%'\ndimension = 'ratio'\nfactor = 1\nwords = ['pct']");
  const Result<Lexicon> lexicon = Lexicon::load_text(text, "x.toml");
  ASSERT_TRUE(lexicon.ok()) << lexicon.error().message;
  EXPECT_EQ(lexicon->find_unit("PCT"), lexicon->find_unit("百分比"));
}

TEST(LexiconLoad, ListsAndMapsAreFoundByName) {
  const std::string text =
      entry("list", "name = 'slogan'\nwords = ['着力']") +
      entry("map", "name = 'wrong'\nentries = [['增涨', '增长'], ['增涨', '上涨']]");
  Result<Lexicon> loaded = Lexicon::load_text(text, "x.toml");
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  const WordList* const list = &loaded->words("slogan");
  const Lexicon lexicon = *std::move(loaded);
  EXPECT_EQ(&lexicon.words("slogan"), list) << "lists stay where they are when a lexicon moves";
  EXPECT_TRUE(lexicon.words("slogan").contains("着力"));
  EXPECT_EQ(lexicon.map("wrong").entries.front().second, "增长");
  EXPECT_EQ(lexicon.map("wrong").entries.back().second, "上涨") << "one word may lead to several";
  EXPECT_EQ(lexicon.map("wrong").basis, "通例");
}

TEST(LexiconLoad, ReadsAllFilesOfAFolder) {
  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / "jixiao_lexicon_files";
  std::filesystem::create_directories(folder / "words");
  std::ofstream(folder / "a.toml") << entry("list", "name = 'a'\nwords = ['甲']");
  std::ofstream(folder / "words" / "b.toml") << entry("list", "name = 'b'\nwords = ['乙']");
  const Result<Lexicon> lexicon = Lexicon::load(folder);
  std::ofstream(folder / "words" / "c.toml") << entry("list", "name = 'a'\nwords = ['丙']");
  const Result<Lexicon> twice = Lexicon::load(folder);
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(lexicon.ok()) << lexicon.error().message;
  EXPECT_TRUE(lexicon->words("a").contains("甲"));
  EXPECT_TRUE(lexicon->words("b").contains("乙"));
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(twice.error().code, ErrorCode::Conflict);
  EXPECT_TRUE(contains(twice.error().message, "c.toml:4:8")) << twice.error().message;
  EXPECT_TRUE(contains(twice.error().message, "a.toml:4:8")) << twice.error().message;
}

TEST(LexiconLoad, AFolderThatIsNotThereIsNotFound) {
  const Result<Lexicon> lexicon = Lexicon::load("/nonexistent/lexicon");
  ASSERT_FALSE(lexicon.ok());
  EXPECT_EQ(lexicon.error().code, ErrorCode::NotFound);
}

TEST(LexiconDeathTest, ANameThatNoFileDefinesIsOurBug) {
  const Result<Lexicon> lexicon =
      Lexicon::load_text(entry("list", "name = 'a'\nwords = ['甲']"), "x.toml");
  ASSERT_TRUE(lexicon.ok());
  EXPECT_DEATH((void)lexicon->words("b"), "b");
  EXPECT_DEATH((void)lexicon->map("a"), "a");
}

}  // namespace
}  // namespace jx
