// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>

#include "base/text.h"

namespace jx {

const std::array<std::string_view, kEntryFields> kEntryFieldNames = {
    "number", "kind",    "project",    "indicator", "reporter",  "period",      "value",
    "level",  "absence", "comparator", "unit",      "numerator", "denominator", "method",
    "source", "person",  "evidence",   "reverses",  "reason",    "recorded_at"};

namespace {

std::optional<int> digits(std::string_view text) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string number_text(const std::optional<Decimal>& value) {
  return value ? value->to_string() : std::string();
}

Result<std::optional<Decimal>> read_number(const std::string& text) {
  if (text.empty()) return std::optional<Decimal>();
  JX_TRY(const Decimal value, Decimal::parse(text));
  return std::optional<Decimal>(value);
}

template <typename Kind>
std::optional<Kind> find_kind(std::string_view text, std::span<const Kind> kinds) {
  for (const Kind kind : kinds) {
    if (to_string(kind) == text) return kind;
  }
  return std::nullopt;
}

constexpr std::array kKinds = {EntryKind::Target,   EntryKind::Actual,    EntryKind::Evidence,
                               EntryKind::Reversal, EntryKind::Statement, EntryKind::Record};
constexpr std::array kAbsences = {Absence::Blank, Absence::NotApplicable, Absence::NotDue,
                                  Absence::NotObtainable, Absence::Unread};

Result<void> check_value(const LedgerEntry& entry) {
  const int given = (entry.value ? 1 : 0) + (entry.level.empty() ? 0 : 1) + (entry.absence ? 1 : 0);
  if (given != 1) {
    return malformed(
        fmt::format("“{}”：数值、等级、没有数值的原因三者应有且只有一个，现在有 {} 个。",
                    entry.indicator, given));
  }
  if (entry.numerator.has_value() != entry.denominator.has_value()) {
    return malformed(fmt::format("“{}”：分子和分母要么都有，要么都没有。", entry.indicator));
  }
  if (entry.denominator && entry.denominator->is_zero()) {
    return malformed(
        fmt::format("“{}”：分母是 0，比率没有意义；没有发生就写“不适用”。", entry.indicator));
  }
  return {};
}

Result<void> check_period(const LedgerEntry& entry) {
  JX_TRY(const Period period, parse_period(entry.period));
  const std::string recorded = entry.recorded_at.substr(0, 10);
  const bool over = period.last.to_string() < recorded;
  const bool stands_for_itself = entry.absence == Absence::NotDue;
  if (over || stands_for_itself) return {};
  return malformed(fmt::format("“{}”：{} 还没有结束（记录日期 {}），不能填完成值；请填“未到期”。",
                               entry.indicator, entry.period, recorded));
}

Result<void> check_instant(const LedgerEntry& entry) {
  // 2021-04-02T09:30:00Z
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
  const std::string& at = entry.recorded_at;
  const bool fits = at.size() == kShape.size() &&
                    std::equal(at.begin(), at.end(), kShape.begin(), [](char have, char want) {
                      return want == 'd' ? have >= '0' && have <= '9' : have == want;
                    });
  if (fits) return {};
  return malformed(fmt::format("记录时间“{}”应写成 2021-04-02T09:30:00Z 的样子。", at));
}

Result<void> check_reversal(const LedgerEntry& entry) {
  if (!entry.reverses) return malformed("冲销要说明冲销的是第几条。");
  if (entry.reason.empty()) return malformed("冲销要写明原因。");
  return {};
}

Result<void> check_evidence(const LedgerEntry& entry) {
  if (entry.source.empty()) return malformed("佐证要有文件名。");
  if (entry.evidence.size() != 1) return malformed("佐证应有一个摘要。");
  return {};
}

Result<void> check_statement(const LedgerEntry& entry) {
  JX_TRY_VOID(parse_period(entry.period));
  const bool says = !entry.method.empty() || !entry.reason.empty() || !entry.level.empty() ||
                    !entry.source.empty();
  if (says) return {};
  return malformed(fmt::format("“{}”{} 的说明是空的。", entry.indicator, entry.period));
}

Result<void> check_record(const LedgerEntry& entry) {
  JX_TRY_VOID(parse_period(entry.period));
  if (!entry.level.empty() && !entry.method.empty()) return {};
  return malformed(
      fmt::format("台账“{}”的一行没有内容，或没有区别于别的行的编号。", entry.indicator));
}

}  // namespace

std::string_view to_string(EntryKind kind) noexcept {
  switch (kind) {
    case EntryKind::Target: return "target";
    case EntryKind::Actual: return "actual";
    case EntryKind::Evidence: return "evidence";
    case EntryKind::Reversal: return "reversal";
    case EntryKind::Statement: return "statement";
    case EntryKind::Record: return "record";
  }
  return "";
}

std::string_view chinese_name(EntryKind kind) noexcept {
  switch (kind) {
    case EntryKind::Target: return "指标值";
    case EntryKind::Actual: return "完成值";
    case EntryKind::Evidence: return "佐证";
    case EntryKind::Reversal: return "冲销";
    case EntryKind::Statement: return "说明";
    case EntryKind::Record: return "登记";
  }
  return "";
}

EntryFields to_fields(const LedgerEntry& entry, std::uint64_t number) {
  std::string evidence;
  for (const std::string& digest : entry.evidence) {
    evidence += (evidence.empty() ? "" : " ") + digest;
  }
  return {std::to_string(number),
          std::string(to_string(entry.kind)),
          entry.project,
          entry.indicator,
          entry.reporter,
          entry.period,
          number_text(entry.value),
          entry.level,
          entry.absence ? std::string(to_string(*entry.absence)) : std::string(),
          entry.comparator,
          entry.unit,
          number_text(entry.numerator),
          number_text(entry.denominator),
          entry.method,
          entry.source,
          entry.person,
          evidence,
          entry.reverses ? std::to_string(*entry.reverses) : std::string(),
          entry.reason,
          entry.recorded_at};
}

Result<LedgerEntry> from_fields(const EntryFields& fields) {
  const auto refuse = [&](std::size_t field) {
    return malformed(fmt::format("第 {} 条的 {} 是“{}”，台账里不会有。请运行 ledger verify。",
                                 fields[0], kEntryFieldNames[field], fields[field]));
  };
  LedgerEntry entry;
  const auto kind = find_kind<EntryKind>(fields[1], kKinds);
  if (!kind) return refuse(1);
  entry.kind = *kind;
  entry.project = fields[2];
  entry.indicator = fields[3];
  entry.reporter = fields[4];
  entry.period = fields[5];
  for (const auto& [field, value] :
       {std::pair{6U, &entry.value}, {11U, &entry.numerator}, {12U, &entry.denominator}}) {
    auto number = read_number(fields[field]);
    if (!number.ok()) return refuse(field);
    *value = *number;
  }
  entry.level = fields[7];
  if (!fields[8].empty()) {
    entry.absence = find_kind<Absence>(fields[8], kAbsences);
    if (!entry.absence) return refuse(8);
  }
  entry.comparator = fields[9];
  entry.unit = fields[10];
  entry.method = fields[13];
  entry.source = fields[14];
  entry.person = fields[15];
  for (const std::string_view digest : split(fields[16], " ")) {
    if (!digest.empty()) entry.evidence.emplace_back(digest);
  }
  if (!fields[17].empty()) {
    const auto reverses = digits(fields[17]);
    if (!reverses || *reverses < 1) return refuse(17);
    entry.reverses = static_cast<std::uint64_t>(*reverses);
  }
  entry.reason = fields[18];
  entry.recorded_at = fields[19];
  return entry;
}

Result<void> check_entry(const LedgerEntry& entry) {
  JX_TRY_VOID(check_instant(entry));
  if (entry.person.empty()) return malformed("没有写是谁填的。");
  if (entry.kind == EntryKind::Reversal) return check_reversal(entry);
  if (entry.reverses) return malformed("只有冲销才能指向另一条。");
  if (entry.kind == EntryKind::Evidence) return check_evidence(entry);
  if (entry.project.empty()) return malformed("没有写项目。请填项目代码或名称。");
  if (entry.indicator.empty()) return malformed("没有写指标。请填三级指标或任务名称。");
  if (entry.kind == EntryKind::Statement) return check_statement(entry);
  if (entry.kind == EntryKind::Record) return check_record(entry);
  JX_TRY_VOID(check_value(entry));
  return entry.kind == EntryKind::Actual ? check_period(entry) : Result<void>();
}

}  // namespace jx
