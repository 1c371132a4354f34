// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/registers.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "monitoring/indicator_names.h"
#include "monitoring/monitor.h"
#include "records/values.h"

namespace jx {
namespace {

constexpr std::string_view kReporter = "填报单位";

std::string one_line(std::string_view text) {
  std::string line(trimmed(text));
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\r', ' ');
  return line;
}

Result<std::string> read_date(const std::string& words) {
  // Shops and banks print the time behind the day.
  const std::string day = words.substr(0, words.find(' '));
  const std::optional<DateMatch> match = match_date_prefix(day);
  const bool whole = match && match->length == day.size() && match->date.day != 0 &&
                     match->date.year != 0 && match->date.valid();
  if (!whole) return malformed(fmt::format("“{}”不是日期，请写 2021-03-05", words));
  return match->date.to_string();
}

Result<std::string> read_number(const std::string& words, bool whole) {
  const Result<Decimal> number = parse_number(words);
  if (!number.ok()) return malformed(fmt::format("“{}”不是数", words));
  if (whole && !number->is_whole()) return malformed(fmt::format("“{}”不是整数", words));
  return number->trimmed().to_string();
}

Result<std::string> read_cell(const RegisterColumn& column, const std::string& words) {
  if (words.empty()) {
    if (!column.required) return std::string();
    return malformed("是空白，这一列要填");
  }
  switch (column.type) {
    case CellType::Text: return words;
    case CellType::Date: return read_date(words);
    case CellType::Number: return read_number(words, false);
    case CellType::Whole: return read_number(words, true);
    case CellType::Choice: break;
  }
  const auto& choices = column.choices;
  if (std::find(choices.begin(), choices.end(), words) != choices.end()) return words;
  return malformed(fmt::format("“{}”不在可选的词里：{}", words, fmt::join(choices, "、")));
}

Decimal number_of(const std::string& cell) {
  return cell.empty() ? Decimal() : Decimal::parse(cell).value_or(Decimal());
}

Result<std::string> compute(const ComputedColumn& computed, const RegisterRow& row) {
  const std::string& first = row.cells[computed.first];
  const std::string& second = row.cells[computed.second];
  if (first.empty() || second.empty()) return std::string();
  switch (computed.kind) {
    case ComputedColumn::Kind::NotAfter: return std::string(first <= second ? "是" : "否");
    case ComputedColumn::Kind::Product: {
      JX_TRY(const Decimal product, number_of(first).times(number_of(second)));
      return product.trimmed().to_string();
    }
    case ComputedColumn::Kind::Difference: {
      JX_TRY(const Decimal difference, number_of(first).minus(number_of(second)));
      return difference.trimmed().to_string();
    }
  }
  return std::string();
}

Date to_date(const std::string& cell) {
  const std::optional<DateMatch> match = match_date_prefix(cell);
  return match ? match->date : Date{};
}

/// Fills what is not typed.
Result<void> finish_row(const RegisterKind& kind, RegisterRow& row) {
  row.date = to_date(row.cells[kind.date]);
  for (const ComputedColumn& computed : kind.computed) {
    JX_TRY(std::string cell, compute(computed, row));
    row.cells.push_back(std::move(cell));
  }
  return {};
}

std::string key_of(const RegisterKind& kind, const RegisterRow& row) {
  std::string key;
  for (const std::size_t column : kind.key) {
    key += (key.empty() ? "" : " ") + row.cells[column];
  }
  return key;
}

class TableReader {
 public:
  TableReader(const Table& table, const RegisterKind& kind) : table_(table), kind_(kind) {}

  Result<RegisterRows> run() && {
    JX_TRY_VOID(read_header());
    std::map<std::string, std::uint32_t> seen;
    for (std::uint32_t row = 1; row < table_.rows; ++row) {
      if (is_blank(row)) continue;
      JX_TRY(RegisterRow read, read_row(row));
      const std::string key = key_of(kind_, read);
      const auto [place, fresh] = seen.emplace(key, row);
      if (!fresh) {
        return Error{.code = ErrorCode::Conflict,
                     .message = fmt::format("第 {} 行与第 {} 行重复（{}），会算两次。", row + 1,
                                            place->second + 1, key)};
      }
      result_.rows.push_back(std::move(read));
    }
    return std::move(result_);
  }

 private:
  std::string words(std::uint32_t row, std::uint32_t column) const {
    const Cell* const cell = table_.find(row, column);
    return cell == nullptr ? std::string() : one_line(cell->text);
  }

  bool is_blank(std::uint32_t row) const {
    for (std::uint32_t column = 0; column < table_.columns; ++column) {
      if (!words(row, column).empty()) return false;
    }
    return true;
  }

  std::optional<std::size_t> find_column(const std::string& header) const {
    for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
      const RegisterColumn& column = kind_.columns[i];
      const auto& aliases = column.aliases;
      if (column.name == header ||
          std::find(aliases.begin(), aliases.end(), header) != aliases.end()) {
        return i;
      }
    }
    return std::nullopt;
  }

  Result<void> read_header() {
    places_.resize(kind_.columns.size());
    for (std::uint32_t column = 0; column < table_.columns; ++column) {
      const std::string header = words(0, column);
      if (header == kReporter) {
        reporter_ = column;
        continue;
      }
      const std::optional<std::size_t> found = find_column(header);
      if (!found && kind_.open) {
        result_.ignored.push_back(header);
      } else if (!found) {
        return malformed(
            fmt::format("{}不认得“{}”列；认得的是：{}。", kind_.name, header, known()));
      } else if (places_[*found]) {
        return malformed(fmt::format("“{}”列出现了两次。", kind_.columns[*found].name));
      } else {
        places_[*found] = column;
      }
    }
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (places_[i] || !kind_.columns[i].required) continue;
      return malformed(fmt::format("{}的表里没有“{}”列；列有：{}。", kind_.name,
                                   kind_.columns[i].name, known()));
    }
    return {};
  }

  std::string known() const {
    std::string all;
    for (const RegisterColumn& column : kind_.columns) {
      all += (all.empty() ? "" : "、") + column.name;
    }
    return all;
  }

  Result<RegisterRow> read_row(std::uint32_t row) const {
    RegisterRow read;
    if (reporter_) read.reporter = words(row, *reporter_);
    for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
      const std::string cell = places_[i] ? words(row, *places_[i]) : std::string();
      Result<std::string> value = read_cell(kind_.columns[i], cell);
      if (!value.ok()) {
        return malformed(fmt::format("第 {} 行“{}”：{}。", row + 1, kind_.columns[i].name,
                                     value.error().message));
      }
      read.cells.push_back(*std::move(value));
    }
    JX_TRY_VOID(finish_row(kind_, read));
    return read;
  }

  const Table& table_;
  const RegisterKind& kind_;
  std::vector<std::optional<std::uint32_t>> places_;
  std::optional<std::uint32_t> reporter_;
  RegisterRows result_;
};

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
    const CountedFigure figure = count(*formula, *rows, month_.last);
    if (!figure.value) {
      result.gaps.push_back(fmt::format("“{}”：{}", follow.name, figure.gap));
      return {};
    }
    result.entries.push_back(entry_of(project, follow, *kind, *formula, figure));
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
    entry.method = "台账计数";
    entry.source = fmt::format("{}：{}，计 {} 行", kind.name, formula.name, figure.rows);
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

Result<RegisterRows> read_register_table(const Table& table, const RegisterKind& kind) {
  return TableReader(table, kind).run();
}

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
    entry.source = stamp.source;
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

CountedFigure count(const RegisterFormula& formula, std::span<const RegisterRow> rows,
                    const Date& through) {
  CountedFigure figure;
  Counter counter(formula, figure);
  for (const RegisterRow& row : rows) {
    if (row.date.year == through.year && row.date <= through) counter.add(row);
  }
  counter.finish();
  return figure;
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
