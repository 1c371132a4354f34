// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/budget_sums.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

#include "findings/rules/book_prose.h"
#include "findings/rules/budget_figures.h"
#include "findings/submission_builder.h"

namespace jx {
namespace {

const Lexicon& lexicon() {
  static const Lexicon kLexicon =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  return kLexicon;
}

/// One column 合计; lines of code and amount, "" for a blank, "合计" as the code of the total.
BudgetTable coded(std::initializer_list<std::pair<std::string_view, std::string_view>> lines) {
  BudgetTable table;
  BudgetColumn column;
  column.kind = AmountKind::Total;
  table.columns = {column};
  for (const auto& [code, words] : lines) {
    BudgetLine line;
    if (code == "合计") {
      line.kind = BudgetLineKind::Total;
    } else {
      line.code = code;
      line.depth = static_cast<std::uint32_t>(code.size() / 2);
    }
    Field<Decimal> amount;
    if (!words.empty()) amount.value = testing::decimal(words);
    line.amounts = {{0, amount}};
    table.lines.push_back(line);
  }
  return table;
}

const RuleInput& no_input() {
  static const Submission kNothing;
  static const Facts kNoFacts;
  static const Profile kProfile = testing::test_profile();
  static const Prepared kPrepared(lexicon(), kProfile);
  static const RuleInput kInput{kNothing, kNoFacts, kProfile, lexicon(), kPrepared};
  return kInput;
}

std::vector<BudgetSum> sums_of(const BudgetTable& table) { return line_sums(table, no_input()); }

TEST(BudgetSums, ChildrenByTheirCodes) {
  const BudgetTable table = coded({{"201", "10"},
                                   {"20101", "6"},
                                   {"2010101", "6"},
                                   {"20103", "4"},
                                   {"221", "5"},
                                   {"合计", "15"}});
  const auto sums = sums_of(table);
  ASSERT_EQ(sums.size(), 3u);
  for (const BudgetSum& sum : sums) EXPECT_EQ(sum.outcome, SumOutcome::Equal);
  EXPECT_EQ(sums[0].parts.size(), 2u) << "20101 and 20103, not the item below";
}

TEST(BudgetSums, RoundingIsAUnitForEachAddendAndNoMore) {
  const auto outcome = [](std::string_view whole) {
    return sums_of(coded({{"205", whole}, {"20501", "3.3"}, {"20502", "3.3"}, {"合计", ""}}))
        .front()
        .outcome;
  };
  EXPECT_EQ(outcome("6.6"), SumOutcome::Equal);
  EXPECT_EQ(outcome("6.8"), SumOutcome::Rounding);
  EXPECT_EQ(outcome("6.4"), SumOutcome::Rounding);
  EXPECT_EQ(outcome("6.9"), SumOutcome::Different);
  EXPECT_EQ(outcome("6.63"), SumOutcome::Different) << "two places are printed: less is rounding";
}

/// 上年预算数, 本年预算数 and 增减率 of one line.
SumOutcome rate_outcome(std::string_view previous, std::string_view current, std::string_view rate,
                        std::string_view header = "增减率") {
  BudgetTable table;
  BudgetLine line;
  const auto add = [&](AmountKind kind, std::string_view named, std::string_view words) {
    BudgetColumn& column = table.columns.emplace_back();
    column.kind = kind;
    column.header.text = named;
    Field<Decimal> amount;
    amount.raw = words;
    if (!words.empty()) amount.value = testing::decimal(words);
    line.amounts.push_back({static_cast<std::uint32_t>(line.amounts.size()), amount});
  };
  add(AmountKind::Previous, "上年预算数", previous);
  add(AmountKind::Amount, "本年预算数", current);
  add(AmountKind::ChangeRate, header, rate);
  table.lines = {line};
  const auto sums = change_sums(table, no_input());
  return sums.empty() ? SumOutcome::Undecided : sums.front().outcome;
}

TEST(BudgetChanges, ARateIsOffByTheRoundingOfItsAmountsAtMost) {
  EXPECT_EQ(rate_outcome("820.00", "861.00", "5.00"), SumOutcome::Equal);
  EXPECT_EQ(rate_outcome("820.00", "861.00", "5"), SumOutcome::Equal);
  EXPECT_EQ(rate_outcome("861.00", "820.00", "-4.76"), SumOutcome::Equal);
  EXPECT_EQ(rate_outcome("861.00", "820.00", "4.76"), SumOutcome::Different) << "it went down";
  EXPECT_EQ(rate_outcome("94.6", "110.6", "17.00"), SumOutcome::Rounding);
  EXPECT_EQ(rate_outcome("946.00", "1106.00", "17.00"), SumOutcome::Different);
}

TEST(BudgetChanges, AFractionIsARateWhereNothingSaysPercent) {
  EXPECT_EQ(rate_outcome("820.00", "861.00", "0.05"), SumOutcome::Equal);
  EXPECT_EQ(rate_outcome("820.00", "861.00", "0.05", "增减%"), SumOutcome::Different);
}

TEST(BudgetChanges, NothingIsSaidWithoutBothAmounts) {
  EXPECT_EQ(rate_outcome("", "861.00", "100.00"), SumOutcome::Undecided);
  EXPECT_EQ(rate_outcome("0", "861.00", "100.00"), SumOutcome::Undecided);
  EXPECT_EQ(rate_outcome("820.00", "", "-100.00"), SumOutcome::Undecided);
  EXPECT_EQ(rate_outcome("820.00", "861.00", ""), SumOutcome::Undecided);
}

TEST(BudgetSums, TheEndOfATableWithoutTotalIsUndecided) {
  const auto sums = sums_of(coded({{"201", "10"}, {"20101", "10"}, {"221", "5"}, {"22102", "2"}}));
  ASSERT_EQ(sums.size(), 2u);
  EXPECT_EQ(sums[0].outcome, SumOutcome::Equal);
  EXPECT_EQ(sums[1].outcome, SumOutcome::Undecided);
}

TEST(BudgetSums, AnUnreadAddendDecidesNothing) {
  BudgetTable table = coded({{"201", "10"}, {"20101", "6"}, {"20103", ""}, {"合计", "10"}});
  table.lines[2].amounts[0].amount.absence = Absence::Unread;
  const auto sums = sums_of(table);
  ASSERT_EQ(sums.size(), 2u);
  EXPECT_EQ(sums[0].outcome, SumOutcome::Undecided);
}

TEST(BudgetSums, NamesWithoutAnyAmountAreNoParts) {
  EXPECT_TRUE(sums_of(coded({{"201", "10"}, {"20101", ""}, {"20103", ""}})).empty());
}

TEST(BookProse, AmountsWithTheirUnits) {
  const auto amounts =
      find_amounts("收入1,234.50万元，增长25.5%，项目3136.40 万元、1720.00万，共2025年25个");
  ASSERT_EQ(amounts.size(), 4u);
  EXPECT_EQ(amounts[0].value.to_string(), "1234.50");
  EXPECT_EQ(amounts[0].factor, Decimal(10000));
  EXPECT_TRUE(amounts[1].is_rate());
  EXPECT_EQ(amounts[2].unit, "万元");
  EXPECT_EQ(amounts[3].unit, "万");
  EXPECT_TRUE(find_amounts("10万人次、3.5亿平方米、2025年1.2版").empty());
}

TEST(BookProse, TheCoarserOfTwoAmountsIsRounded) {
  const Decimal wan(10000);
  const Decimal one(1);
  EXPECT_TRUE(same_amount(testing::decimal("9101.68"), wan, testing::decimal("91016775.35"), one));
  EXPECT_TRUE(same_amount(testing::decimal("9101.67"), wan, testing::decimal("91016775.35"), one))
      << "cut off";
  EXPECT_FALSE(same_amount(testing::decimal("9101.86"), wan, testing::decimal("91016775.35"), one));
  EXPECT_TRUE(same_amount(testing::decimal("4614"), wan, testing::decimal("46140000.00"), one));
}

TEST(BudgetFigures, NamesLoseTheirNumbersOnly) {
  EXPECT_EQ(plain_name("一、一般公共服务支出"), "一般公共服务支出");
  EXPECT_EQ(plain_name("一般公共服务支出"), "一般公共服务支出");
  EXPECT_EQ(plain_name("（十二）住房保障支出"), "住房保障支出");
  EXPECT_EQ(plain_name("1. 政府性基金"), "政府性基金");
}

TEST(BudgetFigures, EveryCueOfTheTextNamesAFigure) {
  for (const auto& [cue, name] : lexicon().map("text-amount").entries) {
    EXPECT_TRUE(parse_figure_name(name).has_value()) << cue << ' ' << name;
  }
  for (const auto& [word, key] : lexicon().map("amount-column").entries) {
    EXPECT_TRUE(find_amount_kind(key).has_value()) << word << ' ' << key;
  }
  for (const auto& [word, key] : lexicon().map("budget-table").entries) {
    EXPECT_TRUE(find_budget_table_kind(key).has_value()) << word << ' ' << key;
  }
  for (const auto& [part, whole] : lexicon().map("amount-part-of").entries) {
    EXPECT_TRUE(find_amount_kind(part) && find_amount_kind(whole)) << part << ' ' << whole;
  }
}

}  // namespace
}  // namespace jx
