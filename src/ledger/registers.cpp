// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/registers.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "monitoring/indicator_names.h"
#include "monitoring/monitor.h"

namespace jx {
namespace {

/// How counted figures say that they were.
constexpr std::string_view kCounted = "台账计数";

Decimal number_of(const std::string& cell) {
  return cell.empty() ? Decimal() : Decimal::parse(cell).value_or(Decimal());
}

/// "日期=2021-03-05\n班次=一": blanks left out.
std::string to_text(const RegisterKind& kind, const RegisterRow& row) {
  std::string text;
  for (std::size_t i = 0; i < kind.columns.size(); ++i) {
    if (row.cells[i].empty()) continue;
    text += fmt::format("{}{}={}", text.empty() ? "" : "\n", kind.columns[i].name, row.cells[i]);
  }
  return text;
}

Result<RegisterRow> from_text(const RegisterKind& kind, const NumberedEntry& numbered) {
  RegisterRow row;
  row.number = numbered.number;
  row.reporter = numbered.entry.reporter;
  row.evidence = numbered.entry.evidence;
  row.cells.resize(kind.columns.size());
  for (const std::string_view line : split(numbered.entry.level, "\n")) {
    const std::size_t sign = line.find('=');
    const std::string_view name = line.substr(0, sign);
    const auto column = std::find_if(kind.columns.begin(), kind.columns.end(),
                                     [&](const RegisterColumn& each) { return each.name == name; });
    if (sign == std::string_view::npos || column == kind.columns.end()) {
      return malformed(fmt::format("第 {} 条的“{}”不是{}的列：种类的文件改过了。", numbered.number,
                                   name, kind.name));
    }
    row.cells[static_cast<std::size_t>(column - kind.columns.begin())] = line.substr(sign + 1);
  }
  JX_TRY_VOID(finish_row(kind, row));
  return row;
}

bool is_one_of(const std::string& cell, const std::string& wanted) {
  return wanted == "*" ? !cell.empty() : cell == wanted;
}

/// Alternatives of one column, together with the other columns.
bool meets(const RegisterRow& row, const RowCondition& condition) {
  std::map<std::size_t, bool> met;
  for (const auto& [column, wanted] : condition) {
    bool& any = met[column];
    any = any || is_one_of(row.cells[column], wanted);
  }
  return std::all_of(met.begin(), met.end(), [](const auto& each) { return each.second; });
}

void set_share(CountedFigure& figure) {
  if (figure.denominator->is_zero()) {
    figure.gap = "分母是 0，没有可比的行";
    figure.numerator.reset();
    figure.denominator.reset();
    return;
  }
  const Result<Decimal> scaled = figure.numerator->times(Decimal(100));
  const Result<Decimal> share = scaled.ok() ? scaled->divided_by(*figure.denominator, 2) : scaled;
  if (share.ok()) {
    figure.value = share->trimmed();
  } else {
    figure.gap = "数太大，超出了能精确计算的范围";
  }
}

void set_sum(CountedFigure& figure, const DecimalSum& sum, const Decimal& divisor) {
  const Result<Decimal> total = sum.total();
  const Result<Decimal> value = total.ok() ? total->divided_by(divisor, Decimal::kMaxScale) : total;
  if (value.ok()) {
    figure.value = value->trimmed();
  } else {
    figure.gap = "数太大，超出了能精确计算的范围";
  }
}

/// Goes over the rows that a formula counts.
class Counter {
 public:
  Counter(const RegisterFormula& formula, CountedFigure& figure)
      : formula_(formula), figure_(figure) {}

  void add(const RegisterRow& row) {
    if (formula_.kind == RegisterFormula::Kind::Share) {
      if (!meets(row, formula_.among)) return;
      ++among_;
      if (meets(row, formula_.where)) ++figure_.rows;
      return;
    }
    if (!meets(row, formula_.where)) return;
    ++figure_.rows;
    if (formula_.kind == RegisterFormula::Kind::Distinct) {
      std::vector<std::string> key;
      for (const std::size_t column : formula_.columns) key.push_back(row.cells[column]);
      distinct_.insert(std::move(key));
    }
    if (formula_.kind == RegisterFormula::Kind::Sum ||
        formula_.kind == RegisterFormula::Kind::SumShare) {
      first_.add(number_of(row.cells[formula_.columns.front()]));
      second_.add(number_of(row.cells[formula_.columns.back()]));
    }
  }

  void finish() {
    const auto whole = [](std::size_t number) {
      return Decimal(static_cast<std::int64_t>(number));
    };
    switch (formula_.kind) {
      case RegisterFormula::Kind::Count: figure_.value = whole(figure_.rows); break;
      case RegisterFormula::Kind::Distinct: figure_.value = whole(distinct_.size()); break;
      case RegisterFormula::Kind::Sum: set_sum(figure_, first_, formula_.divisor); break;
      case RegisterFormula::Kind::Share:
        figure_.numerator = whole(figure_.rows);
        figure_.denominator = whole(among_);
        set_share(figure_);
        break;
      case RegisterFormula::Kind::SumShare: {
        const Result<Decimal> above = first_.total();
        const Result<Decimal> below = second_.total();
        if (!above.ok() || !below.ok()) {
          figure_.gap = "数太大，超出了能精确计算的范围";
          break;
        }
        figure_.numerator = *above;
        figure_.denominator = *below;
        set_share(figure_);
        break;
      }
    }
  }

 private:
  const RegisterFormula& formula_;
  CountedFigure& figure_;
  std::size_t among_ = 0;
  std::set<std::vector<std::string>> distinct_;
  DecimalSum first_;
  DecimalSum second_;
};

/// What a counted figure says of where it comes from, up to the number of rows.
std::string counted_words(const RegisterKind& kind, const RegisterFormula& formula) {
  return fmt::format("{}：{}，计 ", kind.name, formula.name);
}

bool is_up_to(const RegisterRow& row, const Date& through) {
  return row.date.year == through.year && row.date <= through;
}

/// Of a share, the rows that it is a share of.
bool is_counted(const RegisterFormula& formula, const RegisterRow& row, const Date& through) {
  const bool share = formula.kind == RegisterFormula::Kind::Share;
  return is_up_to(row, through) && meets(row, share ? formula.among : formula.where);
}

/// The column that a figure turns on and that no row has filled, though there are rows: 0 would be
/// made up. Words may be left out where there is nothing to say, answers and amounts may not.
std::string unfilled_column(const RegisterKind& kind, const RegisterFormula& formula,
                            const std::vector<RegisterRow>& rows, const Date& through) {
  std::set<std::size_t> needed;
  if (formula.kind == RegisterFormula::Kind::Sum) needed.insert(formula.columns.front());
  for (const auto& [column, wanted] : formula.where) {
    const bool answer =
        column < kind.columns.size() && kind.columns[column].type == CellType::Choice;
    if (answer && formula.kind != RegisterFormula::Kind::Share) needed.insert(column);
  }
  for (const std::size_t column : needed) {
    bool any = false;
    bool filled = false;
    for (const RegisterRow& row : rows) {
      if (!is_up_to(row, through)) continue;
      any = true;
      filled = filled || !row.cells[column].empty();
    }
    if (any && !filled) return kind.name_of(column);
  }
  return {};
}

/// Counts one after another what a plan asks for; registers are read once.
class PlanCounter {
 public:
  PlanCounter(const Ledger& ledger, const std::vector<RegisterKind>& kinds, const Period& month,
              const EntryStamp& stamp)
      : ledger_(ledger), kinds_(kinds), month_(month), stamp_(stamp) {}

  Result<void> add(const std::string& project, const FollowUp& follow) {
    if (follow.counted.registry.empty()) return {};
    JX_TRY(const RegisterKind* const kind, find_register_kind(kinds_, follow.counted.registry));
    const RegisterFormula* const formula = kind->find_formula(follow.counted.formula);
    if (formula == nullptr) {
      return malformed(fmt::format("{}没有叫“{}”的算法（跟踪方案的“{}”）。", kind->name,
                                   follow.counted.formula, follow.name));
    }
    JX_TRY(const std::vector<RegisterRow>* const rows, rows_of(*kind, project));
    if (rows->empty()) {
      // Nobody has registered anything, which is not the same as none.
      result.gaps.push_back(fmt::format("“{}”：{}还没有登记过", follow.name, kind->name));
      return {};
    }
    const std::string unfilled = unfilled_column(*kind, *formula, *rows, month_.last);
    if (!unfilled.empty()) {
      result.gaps.push_back(
          fmt::format("“{}”：{}的“{}”没有一行填过", follow.name, kind->name, unfilled));
      return {};
    }
    const CountedFigure figure = count(*formula, *rows, month_.last);
    if (!figure.value) {
      result.gaps.push_back(fmt::format("“{}”：{}", follow.name, figure.gap));
      return {};
    }
    LedgerEntry& entry =
        result.entries.emplace_back(entry_of(project, follow, *kind, *formula, figure));
    entry.evidence = evidence_of(*formula, *rows);
    return {};
  }

  CountedEntries result;

 private:
  Result<const std::vector<RegisterRow>*> rows_of(const RegisterKind& kind,
                                                  const std::string& project) {
    const auto key = std::pair(kind.id, project);
    const auto found = rows_.find(key);
    if (found != rows_.end()) return &std::as_const(found->second);
    JX_TRY(std::vector<RegisterRow> rows, read_records(ledger_, kind, project));
    return &std::as_const(rows_.emplace(key, std::move(rows)).first->second);
  }

  /// Of all rows that were counted, each file once.
  std::vector<std::string> evidence_of(const RegisterFormula& formula,
                                       const std::vector<RegisterRow>& rows) const {
    std::set<std::string> files;
    for (const RegisterRow& row : rows) {
      if (!is_counted(formula, row, month_.last)) continue;
      files.insert(row.evidence.begin(), row.evidence.end());
    }
    return {files.begin(), files.end()};
  }

  LedgerEntry entry_of(const std::string& project, const FollowUp& follow, const RegisterKind& kind,
                       const RegisterFormula& formula, const CountedFigure& figure) const {
    LedgerEntry entry;
    entry.kind = EntryKind::Actual;
    entry.project = project;
    entry.indicator = follow.name;
    entry.period = month_.text;
    entry.value = figure.value;
    entry.unit = formula.unit;
    entry.numerator = figure.numerator;
    entry.denominator = figure.denominator;
    entry.method = kCounted;
    entry.source = fmt::format("{}{} 行", counted_words(kind, formula), figure.rows);
    entry.person = stamp_.person;
    entry.recorded_at = stamp_.recorded_at;
    return entry;
  }

  const Ledger& ledger_;
  const std::vector<RegisterKind>& kinds_;
  const Period& month_;
  const EntryStamp& stamp_;
  std::map<std::pair<std::string, std::string>, std::vector<RegisterRow>> rows_;
};

/// "状态 已发货 → 已退款；备注 空 → 换货"
std::string change_words(const RegisterKind& kind, const RegisterRow& before,
                         const RegisterRow& after) {
  std::string words;
  const auto add = [&](std::string_view name, const std::string& old, const std::string& now) {
    if (old == now) return;
    words += fmt::format("{}{} {} → {}", words.empty() ? "" : "；", name, old.empty() ? "空" : old,
                         now.empty() ? "空" : now);
  };
  add("填报单位", before.reporter, after.reporter);
  add("佐证", fmt::format("{}", fmt::join(before.evidence, " ")),
      fmt::format("{}", fmt::join(after.evidence, " ")));
  for (std::size_t i = 0; i < kind.columns.size(); ++i) {
    add(kind.columns[i].name, before.cells[i], after.cells[i]);
  }
  return words;
}

/// The names of a project's figures in the ledger.
std::set<std::string> figure_names(const Project& project) {
  std::set<std::string> all = {kExecutedName};
  if (const GoalSet* const set = set_in_force(project)) {
    IndicatorNames names;
    for (const Indicator& indicator : set->indicators) all.insert(names.name_of(indicator));
  }
  return all;
}

}  // namespace

std::vector<LedgerEntry> record_entries(const std::vector<RegisterRow>& rows,
                                        const RegisterKind& kind, const std::string& project,
                                        const EntryStamp& stamp) {
  std::vector<LedgerEntry> entries;
  for (const RegisterRow& row : rows) {
    LedgerEntry& entry = entries.emplace_back();
    entry.kind = EntryKind::Record;
    entry.project = project;
    entry.indicator = kind.id;
    entry.reporter = row.reporter;
    entry.period = month_of(row.date.year, row.date.month).text;
    entry.level = to_text(kind, row);
    entry.method = key_of(kind, row);
    entry.evidence = row.evidence;
    entry.source = stamp.source + (row.place.empty() ? "" : " " + row.place);
    entry.person = stamp.person;
    entry.recorded_at = stamp.recorded_at;
  }
  return entries;
}

Result<std::vector<RegisterRow>> read_records(const Ledger& ledger, const RegisterKind& kind,
                                              const std::string& project) {
  std::vector<RegisterRow> rows;
  JX_TRY_VOID(ledger.read(
      {.project = project, .indicator = kind.id, .kind = EntryKind::Record, .standing_only = true},
      [&](NumberedEntry&& each) -> Result<void> {
        JX_TRY(RegisterRow row, from_text(kind, each));
        rows.push_back(std::move(row));
        return {};
      }));
  return rows;
}

RowChanges compare_rows(std::vector<RegisterRow> rows, const std::vector<RegisterRow>& standing,
                        const RegisterKind& kind) {
  std::map<std::string, const RegisterRow*> known;
  for (const RegisterRow& row : standing) known.emplace(key_of(kind, row), &row);
  RowChanges changes;
  for (RegisterRow& row : rows) {
    const auto found = known.find(key_of(kind, row));
    if (found == known.end()) {
      changes.fresh.push_back(std::move(row));
      continue;
    }
    // A file that names no evidence says nothing against what was proven before.
    if (row.evidence.empty()) row.evidence = found->second->evidence;
    std::string what = change_words(kind, *found->second, row);
    if (what.empty()) {
      ++changes.unchanged;
    } else {
      changes.changed.push_back({found->second->number, std::move(row), std::move(what)});
    }
  }
  return changes;
}

std::vector<LedgerEntry> change_entries(const RowChanges& changes, const RegisterKind& kind,
                                        const std::string& project, const EntryStamp& stamp) {
  std::vector<LedgerEntry> entries;
  std::vector<RegisterRow> rows;
  for (const RowChange& change : changes.changed) {
    LedgerEntry& reversal = entries.emplace_back();
    reversal.kind = EntryKind::Reversal;
    reversal.reverses = change.entry;
    reversal.reason = fmt::format("登记的行有变化：{}", change.what);
    reversal.source = stamp.source;
    reversal.person = stamp.person;
    reversal.recorded_at = stamp.recorded_at;
    rows.push_back(change.row);
  }
  rows.insert(rows.end(), changes.fresh.begin(), changes.fresh.end());
  std::vector<LedgerEntry> records = record_entries(rows, kind, project, stamp);
  entries.insert(entries.end(), std::make_move_iterator(records.begin()),
                 std::make_move_iterator(records.end()));
  return entries;
}

Result<std::optional<TracedFigure>> trace_figure(const Ledger& ledger,
                                                 const std::vector<RegisterKind>& kinds,
                                                 const NumberedEntry& figure) {
  std::optional<TracedFigure> traced;
  for (const RegisterKind& kind : kinds) {
    for (const RegisterFormula& formula : kind.formulas) {
      if (!figure.entry.source.starts_with(counted_words(kind, formula))) continue;
      traced = TracedFigure{.kind = &kind, .formula = &formula, .again = {}, .rows = {}};
    }
  }
  if (!traced || figure.entry.kind != EntryKind::Actual) return std::optional<TracedFigure>();
  JX_TRY(const Period period, parse_period(figure.entry.period));
  JX_TRY_VOID(ledger.read(
      {.project = figure.entry.project, .indicator = traced->kind->id, .kind = EntryKind::Record},
      [&](NumberedEntry&& each) -> Result<void> {
        const bool stood = each.number < figure.number &&
                           each.reversed_by.value_or(figure.number + 1) > figure.number;
        if (!stood) return {};
        JX_TRY(RegisterRow row, from_text(*traced->kind, each));
        if (is_counted(*traced->formula, row, period.last)) {
          traced->rows.push_back(std::move(row));
        }
        return {};
      }));
  traced->again = count(*traced->formula, traced->rows, period.last);
  return traced;
}

CountedFigure count(const RegisterFormula& formula, std::span<const RegisterRow> rows,
                    const Date& through) {
  CountedFigure figure;
  Counter counter(formula, figure);
  for (const RegisterRow& row : rows) {
    if (is_up_to(row, through)) counter.add(row);
  }
  counter.finish();
  return figure;
}

Result<CountedChanges> compare_counted(const Ledger& ledger, std::vector<LedgerEntry> counted) {
  CountedChanges changes;
  for (LedgerEntry& entry : counted) {
    std::optional<NumberedEntry> before;
    JX_TRY_VOID(ledger.read({.project = entry.project,
                             .indicator = entry.indicator,
                             .period = entry.period,
                             .kind = EntryKind::Actual,
                             .standing_only = true},
                            [&](NumberedEntry&& each) -> Result<void> {
                              if (each.entry.method == kCounted) before = std::move(each);
                              return {};
                            }));
    if (!before) {
      changes.fresh.push_back(std::move(entry));
    } else if (before->entry.value == entry.value && before->entry.numerator == entry.numerator &&
               before->entry.denominator == entry.denominator) {
      ++changes.unchanged;
    } else {
      changes.changed.emplace_back(*std::move(before), std::move(entry));
    }
  }
  return changes;
}

bool is_counted_figure(const LedgerEntry& entry) noexcept { return entry.method == kCounted; }

std::vector<NumberedEntry> record_claims(const RegisterKind& kind, const std::string& project,
                                         const std::vector<RegisterRow>& rows) {
  std::vector<NumberedEntry> claims;
  std::set<std::string> seen;
  for (const RegisterRow& row : rows) {
    if (row.evidence.empty()) continue;
    NumberedEntry claim;
    claim.number = row.number;
    claim.entry.kind = EntryKind::Record;
    claim.entry.project = project;
    claim.entry.indicator = kind.name;
    claim.entry.period = month_of(row.date.year, row.date.month).text;
    claim.entry.evidence = row.evidence;
    for (const std::size_t column : kind.amount) {
      if (row.cells[column].empty() || claim.entry.value) continue;
      claim.entry.value = number_of(row.cells[column]);
      claim.entry.unit = column < kind.columns.size() ? kind.columns[column].unit : "";
    }
    if (claim.entry.value) claim.entry.indicator += " " + key_of(kind, row);
    // A list of names stands for many rows of its month: it is looked at once.
    const std::string same = fmt::format("{} {} {}", claim.entry.indicator, claim.entry.period,
                                         fmt::join(row.evidence, " "));
    if (seen.insert(same).second) claims.push_back(std::move(claim));
  }
  return claims;
}

Result<CountedEntries> count_entries(const Ledger& ledger, const std::vector<RegisterKind>& kinds,
                                     const MonitoringPlan& plan, const Submission& submission,
                                     const Period& month, const EntryStamp& stamp) {
  PlanCounter counter(ledger, kinds, month, stamp);
  for (const Project& project : submission.projects) {
    const std::set<std::string> names = figure_names(project);
    for (const FollowUp& follow : plan.indicators) {
      if (!names.contains(follow.name) || plan.find(project, follow.name) != &follow) continue;
      JX_TRY_VOID(counter.add(project.key.text, follow));
    }
  }
  for (const TaskMeasure& measure : plan.measures) {
    const FoundTask found = find_task(submission, measure.task);
    if (found.list == nullptr) continue;
    JX_TRY_VOID(counter.add(ledger_project_of(*found.list), measure.follow));
  }
  return std::move(counter.result);
}

}  // namespace jx
