// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/evidence_checks.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ledger/test_ledger.h"
#include "ledger/test_table.h"

namespace jx {
namespace {

using testing::actual;
using testing::table_of;

const Lexicon& lexicon() {
  static const Lexicon all =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data" / "lexicon").value();
  return all;
}

Tables lines_of(std::initializer_list<std::string_view> lines) {
  Tables tables;
  for (const std::string_view line : lines) {
    OutsideLine& added = tables.lines.emplace_back();
    added.text = line;
  }
  return tables;
}

EvidenceFacts file(std::uint64_t entry, std::string name, const Tables& tables) {
  EvidenceFacts facts;
  facts.entry = entry;
  facts.digest = std::string(62, 'a') + std::to_string(10 + entry);
  facts.name = std::move(name);
  find_facts(tables, lexicon(), facts);
  return facts;
}

NumberedEntry claim(std::uint64_t number, std::string period, std::string_view value,
                    std::string unit, const std::vector<EvidenceFacts>& files) {
  NumberedEntry figure;
  figure.number = number;
  figure.entry = actual("预算执行数", std::move(period), value, std::move(unit));
  for (const EvidenceFacts& each : files) figure.entry.evidence.push_back(each.digest);
  return figure;
}

std::vector<std::string> found(const std::vector<NumberedEntry>& figures,
                               const std::vector<EvidenceFacts>& files) {
  std::vector<std::string> all;
  for (const EvidenceFinding& each : check_claims(figures, files, lexicon())) {
    all.push_back(each.check + (each.open ? "?" : ""));
  }
  return all;
}

const std::vector<std::string> kNothing;

TEST(EvidenceChecks, APaymentThatFitsIsQuiet) {
  const std::vector files = {
      file(1, "付款.txt", lines_of({"付款日期：2021年5月12日", "金额合计：￥80,000.00"}))};
  EXPECT_EQ(found({claim(9, "2021-05", "8", "万元", files)}, files), kNothing);
  EXPECT_EQ(found({claim(9, "2021-05", "80000", "元", files)}, files), kNothing);
  EXPECT_EQ(found({claim(9, "2021-Q2", "8", "万元", files)}, files), kNothing);
}

TEST(EvidenceChecks, ADateOfAnotherMonthAndAnotherAmountAreNamed) {
  const std::vector files = {
      file(1, "付款.txt", lines_of({"付款日期：2021年3月12日", "实付 80,000.00 元"}))};
  const std::vector figures = {claim(9, "2021-05", "9", "万元", files)};
  const auto findings = check_claims(figures, files, lexicon());
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].message,
            "“预算执行数”2021-05的佐证“付款.txt”：里面的日期（2021-03-12）没有一个在这一期");
  EXPECT_EQ(
      findings[1].message,
      "“预算执行数”2021-05的佐证“付款.txt”：读到的数（80000.00 元）没有一个等于申报的 9 万元");
  EXPECT_EQ(findings[1].entries, (std::vector<std::uint64_t>{9, 1}));
}

TEST(EvidenceChecks, ARunningTotalMayRestOnItsIncrease) {
  const std::vector files = {file(1, "六月.txt", lines_of({"2021-06-08", "本次支付 80 万元"}))};
  const std::vector figures = {claim(8, "2021-05", "200", "万元", {}),
                               claim(9, "2021-06", "280", "万元", files)};
  EXPECT_EQ(found(figures, files), kNothing);
}

TEST(EvidenceChecks, ColumnsAreAddedUpAndSoAreFiles) {
  Tables voucher;
  voucher.tables.push_back(
      table_of("日期|收款人|金额（元）\n2021-05-02|甲|30000\n2021-05-03|乙|50000\n", "|"));
  const std::vector one = {file(1, "明细.xlsx", voucher)};
  EXPECT_EQ(found({claim(9, "2021-05", "8", "万元", one)}, one), kNothing);
  const std::vector two = {file(1, "一.txt", lines_of({"2021-05-02 付 3 万元"})),
                           file(2, "二.txt", lines_of({"2021-05-03 付 5 万元"}))};
  EXPECT_EQ(found({claim(9, "2021-05", "8", "万元", two)}, two), kNothing);
  EXPECT_EQ(found({claim(9, "2021-05", "7", "万元", two)}, two),
            std::vector<std::string>{"EV_AMOUNT"});
}

TEST(EvidenceChecks, WhatCannotBeComparedIsSaid) {
  EvidenceFacts photo;
  photo.entry = 1;
  photo.digest = std::string(64, 'b');
  photo.name = "照片.jpg";
  photo.fault = "不是能读的格式";
  EXPECT_EQ(found({claim(9, "2021-05", "8", "万元", {photo})}, {photo}),
            std::vector<std::string>{"EV_UNREAD?"});
  const std::vector bare = {file(2, "说明.txt", lines_of({"按合同支付，详见凭证。"}))};
  EXPECT_EQ(found({claim(9, "2021-05", "8", "万元", bare)}, bare),
            (std::vector<std::string>{"EV_DATE?", "EV_AMOUNT?"}));
}

TEST(EvidenceChecks, PeopleAreComparedWithPeopleOnly) {
  const std::vector files = {
      file(1, "签到.txt", lines_of({"2021年5月10日签到：60 人次，补助 420 元"}))};
  EXPECT_EQ(found({claim(9, "2021-05", "60", "人次", files)}, files), kNothing);
  EXPECT_EQ(found({claim(9, "2021-05", "420", "人次", files)}, files),
            std::vector<std::string>{"EV_AMOUNT"});
}

TEST(EvidenceChecks, OneFileForTwoFiguresIsNamed) {
  const std::vector files = {
      file(1, "签到.txt", lines_of({"2021年5月10日、2021年6月10日：60 人次"}))};
  const std::vector figures = {claim(8, "2021-05", "60", "人次", files),
                               claim(9, "2021-06", "60", "人次", files)};
  const auto findings = find_shared_evidence(figures, files);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message,
            "同一份佐证“签到.txt”用了 2 处：“预算执行数”2021-05（第 8 "
            "条）、“预算执行数”2021-06（第 9 条）");
}

}  // namespace
}  // namespace jx
