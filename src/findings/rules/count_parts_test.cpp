// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/count_parts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace jx {
namespace {

const Lexicon& lexicon() {
  static const Lexicon loaded = Lexicon::load(JX_SOURCE_DIR "/data/lexicon").value();
  return loaded;
}

/// "3 个" → 3 pieces, at its next place in the text.
std::vector<Quantity> pieces(std::string_view text, const std::vector<std::string>& raws) {
  std::vector<Quantity> quantities;
  std::size_t from = 0;
  for (const std::string& raw : raws) {
    Quantity quantity;
    quantity.raw = raw;
    quantity.begin = text.find(raw, from);
    quantity.end = from = quantity.begin + raw.size();
    quantity.value = Decimal::parse(raw.substr(0, raw.find(' '))).value();
    quantity.unit = {.name = "个", .dimension = Dimension::Count};
    quantities.push_back(quantity);
  }
  return quantities;
}

TEST(CountParts, FindsPartsInFrontOfATotal) {
  constexpr std::string_view kText = "建设 2 个旅游类、5 个线下实体、3 个展示窗口的共 10 个基地。";
  const auto quantities = pieces(kText, {"2 个", "5 个", "3 个", "10 个"});
  const auto splits = find_count_splits(kText, quantities, lexicon());
  ASSERT_EQ(splits.size(), 1U);
  EXPECT_TRUE(splits[0].exhaustive);
  ASSERT_EQ(splits[0].parts.size(), 3U);
  EXPECT_EQ(splits[0].parts[0].label.of(kText), "旅游类");
  EXPECT_EQ(splits[0].parts[1].label.of(kText), "线下实体");
  EXPECT_EQ(splits[0].parts[2].label.of(kText), "展示窗口");
  EXPECT_EQ(splits[0].sum(), Decimal(10));
}

TEST(CountParts, FindsNamedPartsBehindATotal) {
  constexpr std::string_view kText = "建成阅读角 8 个，其中小学 6 个、初中 4 个。";
  const auto quantities = pieces(kText, {"8 个", "6 个", "4 个"});
  const auto splits = find_count_splits(kText, quantities, lexicon());
  ASSERT_EQ(splits.size(), 1U);
  EXPECT_FALSE(splits[0].exhaustive);
  EXPECT_EQ(splits[0].parts[0].label.of(kText), "小学");
  EXPECT_EQ(splits[0].parts[1].label.of(kText), "初中");
  EXPECT_EQ(splits[0].sum(), Decimal(10));
}

TEST(CountParts, TakesOnlyWhatIsListedForParts) {
  constexpr std::string_view kText = "走访学校 20 个，培训管理员 5 个，建成阅读角共 8 个。";
  const auto quantities = pieces(kText, {"20 个", "5 个", "8 个"});
  EXPECT_TRUE(find_count_splits(kText, quantities, lexicon()).empty());
}

TEST(CountParts, StopsAtTheNumberThatPlacesTheParts) {
  constexpr std::string_view kText = "在 3 个县建设 5 个基地、2 个中心，共 7 个。";
  const auto quantities = pieces(kText, {"3 个", "5 个", "2 个", "7 个"});
  const auto splits = find_count_splits(kText, quantities, lexicon());
  ASSERT_EQ(splits.size(), 1U);
  EXPECT_EQ(splits[0].parts.size(), 2U);
  EXPECT_EQ(splits[0].sum(), Decimal(7));
}

}  // namespace
}  // namespace jx
