// SPDX-License-Identifier: AGPL-3.0-or-later
#include "indicators/library.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "base/text.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

const Lexicon& lexicon() {
  static const Lexicon kLexicon = Lexicon::load(fs::path(JX_SOURCE_DIR) / "data/lexicon").value();
  return kLexicon;
}

const IndicatorLibrary& library() {
  static const IndicatorLibrary kLibrary =
      IndicatorLibrary::load(fs::path(JX_SOURCE_DIR) / "data/indicators", lexicon()).value();
  return kLibrary;
}

std::vector<std::vector<std::string>> rows_of(const char* file) {
  std::ifstream input(fs::path(JX_SOURCE_DIR) / "tests/indicators" / file);
  EXPECT_TRUE(input.good());
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(input, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string>& row = rows.emplace_back();
    for (const std::string_view cell : split(line, "\t")) row.emplace_back(cell);
  }
  return rows;
}

bool is_answer(const std::string& ids, const LibraryIndicator& indicator) {
  const auto wanted = split(ids, " ");
  return std::find(wanted.begin(), wanted.end(), indicator.id) != wanted.end();
}

void expect_known(const std::string& ids) {
  for (const std::string_view id : split(ids, " ")) {
    EXPECT_NE(library().find(id), nullptr) << id;
  }
}

// --- the shipped entries

TEST(IndicatorLibrary, HoldsHundredsOfEntriesOfManyTrades) {
  EXPECT_GE(library().indicators().size(), 300U);
  EXPECT_GE(library().trades().size(), 20U);
}

TEST(IndicatorLibrary, NamesAreTakenOnce) {
  std::set<std::string> names;
  for (const LibraryIndicator& each : library().indicators()) {
    EXPECT_TRUE(names.insert(each.name).second) << each.name;
  }
}

TEST(IndicatorLibrary, OperatorsAndDirectionsAgree) {
  for (const LibraryIndicator& each : library().indicators()) {
    if (each.comparator == Comparator::AtLeast) {
      EXPECT_EQ(each.direction, Direction::Positive) << each.id;
    }
    if (each.comparator == Comparator::AtMost) {
      EXPECT_EQ(each.direction, Direction::Reverse) << each.id;
    }
  }
}

TEST(IndicatorLibrary, RatesSayWhatIsDividedByWhat) {
  for (const LibraryIndicator& each : library().indicators()) {
    if (each.unit.dimension != Dimension::Ratio || each.unit.name == "倍") continue;
    EXPECT_TRUE(contains(each.formula, "÷")) << each.id << " " << each.formula;
  }
}

TEST(IndicatorLibrary, EveryTradeHasOutputsBenefitsAndSatisfaction) {
  for (std::size_t trade = 0; trade < library().trades().size(); ++trade) {
    std::set<Level2> shown;
    for (const LibraryIndicator& each : library().indicators()) {
      if (each.trade == trade) shown.insert(each.level2);
    }
    using enum Level2;
    for (const Level2 level2 : {Quantity, Quality, Timeliness, EconomicCost, Satisfaction}) {
      EXPECT_TRUE(shown.contains(level2)) << library().trades()[trade].key << " " << key_of(level2);
    }
  }
}

// --- finding them

TEST(IndicatorLibrary, LabelledSearchesAreAnsweredAmongTheFirstThree) {
  const auto rows = rows_of("search.tsv");
  std::size_t found = 0;
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 2U) << row.front();
    expect_known(row[1]);
    const auto ranked = library().search(row[0], 3);
    const bool hit = std::any_of(ranked.begin(), ranked.end(), [&](const RankedIndicator& each) {
      return is_answer(row[1], *each.indicator);
    });
    found += hit ? 1U : 0U;
    if (!hit) std::printf("missed: %s\n", row[0].c_str());
  }
  std::printf("search: %zu of %zu within the first three\n", found, rows.size());
  EXPECT_GE(found * 100, rows.size() * 90);
}

TEST(IndicatorLibrary, LabelledProjectsAreOfferedWhatFitsAmongTheFirstThree) {
  const auto rows = rows_of("suggest.tsv");
  std::size_t found = 0;
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 4U) << row.front();
    expect_known(row[3]);
    const std::array<WeightedText, 2> texts = {{{row[0], 3}, {row[1], 1.5}}};
    const std::array level2s = {term_of<Level2>(row[2]).value()};
    const auto ranked = library().choose(library().trades_of(texts), texts, level2s, 3);
    const bool hit = std::any_of(ranked.begin(), ranked.end(), [&](const RankedIndicator& each) {
      return is_answer(row[3], *each.indicator);
    });
    found += hit ? 1U : 0U;
    if (!hit) std::printf("missed: %s %s\n", row[0].c_str(), row[2].c_str());
  }
  std::printf("suggest: %zu of %zu within the first three\n", found, rows.size());
  EXPECT_GE(found * 100, rows.size() * 90);
}

TEST(IndicatorLibrary, WordsThatStandNowhereFindNothing) {
  EXPECT_TRUE(library().search("xyzzy", 3).empty());
  EXPECT_TRUE(library().search("", 3).empty());
  EXPECT_TRUE(library().search("，。", 3).empty());
  const std::array<WeightedText, 1> silent = {{{"某某经费", 3}}};
  EXPECT_TRUE(library().trades_of(silent).empty());
  EXPECT_TRUE(library().choose({}, silent, {}, 3).empty());
}

TEST(IndicatorLibrary, ASpecialisedNameLeadsToItsEntry) {
  const LibraryIndicator* const entry = library().find_named("手工技能培训合格率");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->id, "training/pass");
  EXPECT_EQ(library().find_named("布丝瑰工坊"), nullptr);
}

TEST(IndicatorLibrary, CostsStandWhereTheProfilePutsThem) {
  Profile profile;
  profile.taxonomy = {{Level1::Output, {Level2::Quantity, Level2::Cost}}};
  EXPECT_EQ(levels_in(profile, Level2::EconomicCost).level1, Level1::Output);
  EXPECT_EQ(levels_in(profile, Level2::EconomicCost).level2, Level2::Cost);
  profile.taxonomy.push_back({Level1::Cost, {Level2::EconomicCost}});
  EXPECT_EQ(levels_in(profile, Level2::EconomicCost).level1, Level1::Cost);
}

// --- what is refused

constexpr std::string_view kGood =
    "trade = \"t\"\ntitle = \"类\"\ntitle_en = \"T\"\nwords = [\"词\"]\nclause = \"条\"\n"
    "verified = false\n[[indicator]]\nid = \"t/a\"\nname = \"名\"\nlevel2 = \"quantity\"\n"
    "operator = \"at-least\"\ndirection = \"positive\"\nunit = \"个\"\nformula = \"数\"\n"
    "basis = \"plan\"\nevidence = \"working\"\ndocuments = \"台账\"\n";

Result<IndicatorLibrary> load(std::string text) {
  const std::array<std::pair<std::string, std::string>, 1> texts = {{{"a.toml", std::move(text)}}};
  return IndicatorLibrary::load_texts(texts, lexicon());
}

TEST(IndicatorLibrary, ReadsAnEntry) {
  const auto loaded = load(std::string(kGood));
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_EQ(loaded->indicators()[0].unit.dimension, Dimension::Count);
}

struct BadCase {
  const char* name;
  std::string text;
  const char* says;
};

void PrintTo(const BadCase& each, std::ostream* out) { *out << each.name; }

class BadLibraries : public ::testing::TestWithParam<BadCase> {};

TEST_P(BadLibraries, AreRefusedWithThePlaceAndTheReason) {
  const auto loaded = load(GetParam().text);
  ASSERT_FALSE(loaded.ok());
  EXPECT_TRUE(contains(loaded.error().message, GetParam().says)) << loaded.error().message;
  EXPECT_TRUE(contains(loaded.error().message, "a.toml")) << loaded.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    All, BadLibraries,
    ::testing::Values(
        BadCase{"UnknownKey", std::string(kGood) + "colour = \"red\"\n", "colour"},
        BadCase{"UnknownUnit", replaced(kGood, "\"个\"", "\"块块\""), "块块"},
        BadCase{"UnknownLevel", replaced(kGood, "\"quantity\"", "\"quantum\""), "quantum"},
        BadCase{"OldCost", replaced(kGood, "\"quantity\"", "\"cost\""), "economic-cost"},
        BadCase{"UnknownBasis", replaced(kGood, "\"plan\"", "\"guess\""), "guess"},
        BadCase{"ForeignId", replaced(kGood, "t/a", "u/a"), "t/"},
        BadCase{"TwiceTheSameId",
                std::string(kGood) + std::string(kGood.substr(kGood.find("[[indicator]]"))),
                "两次"}),
    [](const auto& made) { return std::string(made.param.name); });

}  // namespace
}  // namespace jx
