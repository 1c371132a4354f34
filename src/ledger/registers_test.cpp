// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/registers.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "ledger/test_ledger.h"

namespace jx {
namespace {

using testing::LedgerFolder;

const std::vector<RegisterKind>& kinds() {
  static const std::vector<RegisterKind> all =
      load_register_kinds(std::filesystem::path(JX_SOURCE_DIR) / "data" / "registers").value();
  return all;
}
const RegisterKind& kind(std::string_view id) { return **find_register_kind(kinds(), id); }

/// Rows of a CSV without quotation marks.
Table table_of(std::string_view text) {
  Table table;
  for (const std::string_view line : split(text, "\n")) {
    if (line.empty()) continue;
    std::uint32_t column = 0;
    for (const std::string_view words : split(line, ",")) {
      Cell cell;
      cell.row = table.rows;
      cell.column = column++;
      cell.text = words;
      table.cells.push_back(std::move(cell));
    }
    table.columns = std::max(table.columns, column);
    ++table.rows;
  }
  return table;
}

std::vector<RegisterRow> rows_of(std::string_view id, std::string_view text) {
  Result<RegisterRows> rows = read_register_table(table_of(text), kind(id));
  EXPECT_TRUE(rows.ok()) << rows.error().message;
  std::uint64_t number = 0;
  for (RegisterRow& row : rows->rows) row.number = ++number;
  return rows->rows;
}

std::string fault_of(std::string_view id, std::string_view text) {
  const Result<RegisterRows> rows = read_register_table(table_of(text), kind(id));
  return rows.ok() ? "" : rows.error().message;
}

std::string counted(std::string_view id, std::string_view formula,
                    const std::vector<RegisterRow>& rows, int month = 12) {
  const CountedFigure figure =
      count(*kind(id).find_formula(formula), rows, month_of(2021, month).last);
  return figure.value ? figure.value->to_string() : figure.gap;
}

std::vector<std::string> checks_of(std::string_view id, std::string_view text) {
  std::vector<std::string> found;
  for (const RegisterFinding& each : check_register(kind(id), rows_of(id, text))) {
    found.push_back(each.check);
  }
  return found;
}

constexpr std::string_view kTraining =
    "开班日期,班次,培训类型,学员编号,学员姓名,天数,合格,满意,已就业,备注\n"
    "2021-05-10,一期,手工技能,S1,甲,8,是,是,是,\n"
    "2021-05-10,一期,手工技能,S2,乙,8,是,否,否,\n"
    "2021-09-01,二期,手工技能,S1,甲,8,否,是,是,\n"
    "2020-09-01,去年,手工技能,S9,丙,8,是,是,是,\n";

TEST(Registers, PersonTimesPersonDaysAndPeopleAreThreeThings) {
  const auto rows = rows_of("training", kTraining);
  EXPECT_EQ(counted("training", "person-times", rows), "3");
  EXPECT_EQ(counted("training", "person-days", rows), "24");
  EXPECT_EQ(counted("training", "people", rows), "2");
  EXPECT_EQ(counted("training", "sessions", rows), "2");
  EXPECT_EQ(counted("training", "passed", rows), "66.67");
  EXPECT_EQ(counted("training", "employed", rows), "1");
  EXPECT_EQ(counted("training", "person-times", rows, 6), "2");
}

TEST(Registers, NothingToDivideByIsNoFigure) {
  const auto rows = rows_of("training", kTraining);
  EXPECT_EQ(counted("training", "passed", rows, 1), "分母是 0，没有可比的行");
  EXPECT_EQ(counted("training", "person-times", rows, 1), "0");
}

TEST(Registers, OrdersOfAPlatformCountWhenTheyStand) {
  constexpr std::string_view kOrders =
      "订单编号,付款时间,平台,线上线下,营销活动,实付金额,订单状态,买家留言\n"
      "1,2021-03-02 10:11:12,甲,线上,,11200.50,交易成功,好\n"
      "2,2021-03-03,甲,线上,巾帼助农,8799.50,已发货,\n"
      "3,2021-03-04,甲,线上,,500,已退款,\n";
  const auto rows = rows_of("sales", kOrders);
  EXPECT_EQ(counted("sales", "online", rows), "2");
  EXPECT_EQ(counted("sales", "charity", rows), "0.87995");
  EXPECT_EQ(counted("sales", "order-rate", rows), "33.33");
  EXPECT_EQ(read_register_table(table_of(kOrders), kind("sales"))->ignored,
            std::vector<std::string>{"买家留言"});
}

TEST(Registers, BadCellsAreNamed) {
  EXPECT_EQ(
      fault_of("training", "日期,班次\n2021-05-10,一期\n"),
      "培训台账的表里没有“培训类型”列；列有：日期、班次、培训类型、学员编号、学员姓名、天数、合格、"
      "满意、已就业、备注。");
  const std::string header = "日期,班次,培训类型,学员编号,天数\n";
  EXPECT_EQ(fault_of("training", header + "2021-05,一期,手工技能,S1,8\n"),
            "第 2 行“日期”：“2021-05”不是日期，请写 2021-03-05。");
  EXPECT_EQ(fault_of("training", header + "2021-05-10,一期,手工技能,S1,八九\n"),
            "第 2 行“天数”：“八九”不是数。");
  EXPECT_EQ(fault_of("training", header + "2021-05-10,一期,舞蹈,S1,8\n"),
            "第 2 行“培训类型”：“舞蹈”不在可选的词里：手工技能、线上直播营销、管理、其他。");
  EXPECT_EQ(fault_of("training", header + "2021-05-10,一期,手工技能,,8\n"),
            "第 2 行“学员编号”：是空白，这一列要填。");
  EXPECT_EQ(fault_of("training", header + "2021-05-10,一期,手工技能,S1,8\n"
                                          "2021-05-11,一期,手工技能,S1,8\n"),
            "第 3 行与第 2 行重复（一期 S1），会算两次。");
}

constexpr std::string_view kFunds =
    "日期,凭证号,摘要,资金来源,预算项,预算数,到位数,支出数,余额,合同日期,收款人,支付方式,审批范围,"
    "审核,附件\n";

TEST(Registers, FundsAreLookedThrough) {
  const std::string funds(kFunds);
  EXPECT_EQ(
      checks_of("funds", funds + "2021-03-01,1,下达,自治区,培训,100,100,,100,,,,,,\n"
                                 "2021-04-01,2,付款,自治区,培训,,,30,70,2021-03-01,甲,转账,内,"
                                 "审,有\n"
                                 "2021-05-01,3,付款,自治区,培训,,,20,50,2021-03-01,乙,转账,内,"
                                 "审,有\n"
                                 "2021-06-01,4,付款,自治区,培训,,,30,20,2021-03-01,丙,转账,内,"
                                 "审,有\n"),
      std::vector<std::string>());
  const auto bad =
      checks_of("funds", funds +
                             "2021-03-01,1,下达,自治区,培训,100,100,,100,,,,,,\n"
                             "2021-12-01,2,付款,自治区,培训,,,130,60,2021-12-03,甲,现金,外,,有\n");
  for (const char* const id :
       {"FUND_BALANCE", "FUND_BUDGET", "FUND_BEFORE_CONTRACT", "FUND_NO_PAYEE", "FUND_PAYEE",
        "FUND_YEAR_END", "FUND_CASH", "FUND_DIVERTED"}) {
    EXPECT_NE(std::find(bad.begin(), bad.end(), id), bad.end()) << id;
  }
}

TEST(Registers, RowsStandInTheLedgerAndTwiceTheSameIsRefused) {
  const LedgerFolder folder;
  Ledger ledger = Ledger::create(folder.file(), testing::identity()).value();
  const EntryStamp stamp{
      .person = "李四", .recorded_at = "2022-01-05T09:00:00Z", .source = "签到.csv"};
  const auto rows = rows_of("training", kTraining);
  const auto entries = record_entries(rows, kind("training"), "P", stamp);
  ASSERT_TRUE(ledger.append(entries).ok());
  const auto again = ledger.append(entries);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, ErrorCode::Conflict);
  const auto standing = read_records(ledger, kind("training"), "P");
  ASSERT_TRUE(standing.ok()) << standing.error().message;
  EXPECT_EQ(standing->size(), 4U);
  EXPECT_EQ(counted("training", "person-days", *standing), "24");
  LedgerEntry reversal;
  reversal.kind = EntryKind::Reversal;
  reversal.reverses = 1;
  reversal.reason = "登记错人";
  reversal.person = "李四";
  reversal.recorded_at = "2022-01-06T09:00:00Z";
  ASSERT_TRUE(ledger.append({&reversal, 1}).ok());
  EXPECT_EQ(counted("training", "person-days", *read_records(ledger, kind("training"), "P")), "16");
  EXPECT_TRUE(ledger.verify()->fault.empty());
}

TEST(Registers, ARowWithoutABalanceCountsTowardsTheNext) {
  const std::string rows =
      "2021-03-01,1,下达,自治区,培训,100,100,,100,,,,,,\n"
      "2021-04-01,2,付款,自治区,培训,,,30,,2021-03-01,甲,转账,内,审,有\n"
      "2021-05-01,3,付款,自治区,培训,,,20,";
  const std::string rest = ",2021-03-01,乙,转账,内,审,有\n";
  EXPECT_EQ(checks_of("funds", std::string(kFunds) + rows + "50" + rest),
            std::vector<std::string>{"FUND_PAYEE"});
  EXPECT_EQ(checks_of("funds", std::string(kFunds) + rows + "80" + rest),
            (std::vector<std::string>{"FUND_BALANCE", "FUND_PAYEE"}));
}

TEST(Registers, TheSameVoucherTwiceIsFound) {
  const auto found =
      checks_of("funds", std::string(kFunds) +
                             "2021-04-01,2,付款,自治区,培训,,,30,,2021-03-01,甲,转账,内,审,有\n"
                             "2021-04-01,2,付款二,自治区,培训,,,30,,2021-03-01,甲,转账,内,审,有\n"
                             "2021-05-01,3,付款,自治区,培训,,,60,,2021-03-01,乙,转账,内,审,有\n");
  EXPECT_EQ(found, std::vector<std::string>{"FUND_REPEATED"});
}

TEST(Registers, ACountedFigureIsTracedToItsRows) {
  const LedgerFolder folder;
  Ledger ledger = Ledger::create(folder.file(), testing::identity()).value();
  const EntryStamp stamp{
      .person = "李四", .recorded_at = "2022-01-05T09:00:00Z", .source = "签到.csv"};
  std::vector<LedgerEntry> entries =
      record_entries(rows_of("training", kTraining), kind("training"), "P", stamp);
  LedgerEntry promised = testing::target("培训人次", "2", "人次");
  promised.project = "P";
  promised.recorded_at = stamp.recorded_at;
  LedgerEntry figure = testing::actual("培训人次", "2021-06", "2", "人次");
  figure.project = "P";
  figure.method = "台账计数";
  figure.source = "培训台账：培训人次，计 2 行";
  LedgerEntry reversal;
  reversal.kind = EntryKind::Reversal;
  reversal.reverses = 1;
  reversal.reason = "登记错人";
  reversal.person = "李四";
  reversal.recorded_at = "2022-01-06T09:00:00Z";
  entries.insert(entries.end(), {promised, figure, reversal});
  ASSERT_TRUE(ledger.append(entries).ok());
  // What was taken back later still stood when the figure was entered.
  const auto traced =
      trace_figure(ledger, kinds(), {.number = 6, .entry = figure, .reversed_by = {}});
  ASSERT_TRUE(traced.ok() && traced->has_value());
  EXPECT_EQ((*traced)->formula->id, "person-times");
  EXPECT_EQ((*traced)->again.value, Decimal(2));
  ASSERT_EQ((*traced)->rows.size(), 2U);
  EXPECT_EQ((*traced)->rows[0].number, 1U);
  const auto typed = trace_figure(ledger, kinds(),
                                  {.number = 6,
                                   .entry = testing::actual("培训人次", "2021-06", "2", "人次"),
                                   .reversed_by = {}});
  EXPECT_FALSE(typed->has_value());
  LedgerEntry again = figure;
  again.value = Decimal(1);
  const auto changes = compare_counted(ledger, {figure, again});
  ASSERT_TRUE(changes.ok());
  EXPECT_EQ(changes->unchanged, 1U);
  ASSERT_EQ(changes->changed.size(), 1U);
  EXPECT_EQ(changes->changed[0].first.number, 6U);
}

TEST(Registers, KindsSayWhereTheyAreWrong) {
  const auto wrong = read_register_kind(
      "id = 'x'\nname = 'x'\nabout = 'x'\ndate = 'a'\nkey = ['b']\n[[column]]\nname = 'a'\n"
      "type = 'date'\n",
      "x.toml");
  ASSERT_FALSE(wrong.ok());
  EXPECT_NE(wrong.error().message.find("没有叫“b”的列"), std::string::npos);
}

}  // namespace
}  // namespace jx
