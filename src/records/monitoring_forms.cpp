// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/monitoring_forms.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "records/form_cells.h"
#include "records/monitoring_columns.h"
#include "records/rows.h"
#include "records/values.h"

namespace jx {
namespace {

bool says(const Lexicon& lexicon, std::string_view list, std::string_view text) {
  return lexicon.words(list).contains(trimmed(text));
}

Words words_of(const Cell* cell) {
  return cell == nullptr ? Words{} : Words{cell->text, cell->origin};
}

/// “达成” → 达成: the form prints a level in quotation marks.
std::string_view unquoted(std::string_view text) {
  constexpr std::string_view kOpen = "“";
  constexpr std::string_view kClose = "”";
  const std::string_view words = trimmed(text);
  const bool quoted = words.starts_with(kOpen) && words.ends_with(kClose) &&
                      words.size() > kOpen.size() + kClose.size();
  return quoted ? words.substr(kOpen.size(), words.size() - kOpen.size() - kClose.size()) : words;
}

/// Why a cell that is not blank holds no figure; nothing when it may hold one.
std::optional<Absence> absence_of(std::string_view text, const Lexicon& lexicon) {
  if (says(lexicon, "not-due", text)) return Absence::NotDue;
  if (says(lexicon, "not-obtainable", text)) return Absence::NotObtainable;
  if (says(lexicon, "monitor-no-figure", text)) return Absence::Blank;
  if (says(lexicon, "no-amount", text)) return Absence::NotApplicable;
  return std::nullopt;
}

/// Reads the cells of one form and keeps what it cannot read.
class FormReader {
 public:
  FormReader(const Lexicon& lexicon, MonitoringForm& form) : lexicon_(lexicon), form_(form) {}

  void read_row(const MonitoringColumns& columns, const RowCursor& row,
                const Indicator& indicator) {
    const auto at = [&](MonitoringColumn column) {
      const auto place = columns.find(column);
      return place ? row.at(*place) : nullptr;
    };
    MonitoringFormRow read;
    read.origin = indicator.origin;
    read.executed = read_executed(at(MonitoringColumn::Executed), indicator);
    read.forecast = words_of(at(MonitoringColumn::Forecast));
    read.explanation = words_of(at(MonitoringColumn::Explanation));
    read.remark = words_of(at(MonitoringColumn::Remark));
    read.measures =
        columns.find(MonitoringColumn::Measures)
            ? words_of(at(MonitoringColumn::Measures))
            : measures_in(read.remark, columns.find(MonitoringColumn::Light).has_value());
    read_causes(columns, row, at(MonitoringColumn::Cause), read);
    read_outlook(columns, row, at(MonitoringColumn::Outlook), read);
    form_.project.goal_sets.front().indicators.push_back(indicator);
    form_.rows.push_back(std::move(read));
    read_money(at(MonitoringColumn::Budget), form_.budget);
    read_money(at(MonitoringColumn::FullYear), form_.budget);
    read_money(at(MonitoringColumn::Spent), form_.executed);
    read_money(at(MonitoringColumn::Rate), form_.rate);
    if (form_.forecast.empty()) form_.forecast = words_of(at(MonitoringColumn::SpentForecast));
  }

  /// The first printed figure counts.
  void read_money(const Cell* cell, Field<Decimal>& field) {
    if (cell == nullptr || trimmed(cell->text).empty() || !field.raw.empty()) return;
    field.raw = cell->text;
    field.origin = cell->origin;
    if (const auto absence = absence_of(cell->text, lexicon_)) {
      field.absence = *absence;
      return;
    }
    Result<Decimal> value = parse_weight(trimmed(cell->text));
    if (value.ok()) {
      field.value = *value;
    } else {
      field.absence = Absence::Unread;
      not_understood(*cell, "资金一格读不成数：" + value.error().message);
    }
  }

 private:
  Field<Target> read_executed(const Cell* cell, const Indicator& indicator) {
    Field<Target> field;
    if (cell == nullptr || trimmed(cell->text).empty()) return field;
    field.raw = cell->text;
    field.origin = cell->origin;
    if (const auto absence = absence_of(cell->text, lexicon_)) {
      field.absence = *absence;
      return field;
    }
    Result<Target> value = parse_target(unquoted(cell->text),
                                        {.comparator = {}, .unit = unit_of(indicator)}, lexicon_);
    if (!value.ok()) {
      field.absence = Absence::Unread;
      not_understood(*cell, "执行情况读不成数：" + value.error().message);
    } else if (value->kind == TargetKind::NotApplicable) {
      field.absence = Absence::NotApplicable;
    } else {
      field.value = *std::move(value);
    }
    return field;
  }

  /// A form without a column for them has its remark. Ours explains its light there, and says
  /// 措施：… behind it.
  static Words measures_in(const Words& remark, bool explains_light) {
    constexpr std::string_view kSays = "措施：";
    if (!explains_light) return remark;
    for (const std::string_view part : split(remark.text, "；")) {
      if (part.starts_with(kSays)) return {std::string(part.substr(kSays.size())), remark.origin};
    }
    return {};
  }

  static std::optional<Unit> unit_of(const Indicator& indicator) {
    if (indicator.target.has_value() && !indicator.target->unit.name.empty()) {
      return indicator.target->unit;
    }
    return indicator.unit.value;
  }

  /// Words in a column of ticks are a tick and an explanation.
  void read_causes(const MonitoringColumns& columns, const RowCursor& row, const Cell* named,
                   MonitoringFormRow& read) {
    for (const auto& [column, cause] : columns.causes) {
      const Cell* const cell = row.at(column);
      if (!is_chosen(cell)) continue;
      read.causes.push_back(cause);
      const bool plain = says(lexicon_, "tick", cell->text);
      if (!plain && read.explanation.empty()) read.explanation = words_of(cell);
    }
    if (named == nullptr) return;
    for (const DeviationCause cause : kDeviationCauses) {
      if (contains(named->text, chinese_name(cause))) read.causes.push_back(cause);
    }
    const bool unknown = read.causes.empty() && !trimmed(named->text).empty() &&
                         !says(lexicon_, "no-tick", named->text);
    if (unknown)
      not_understood(*named, "不是已知的偏差原因（经费、制度、人员、硬件条件保障、其他）");
  }

  void read_outlook(const MonitoringColumns& columns, const RowCursor& row, const Cell* named,
                    MonitoringFormRow& read) {
    const Cell* chosen = nullptr;
    for (const auto& [column, outlook] : columns.outlooks) {
      const Cell* const cell = row.at(column);
      if (!is_chosen(cell)) continue;
      if (chosen != nullptr) {
        not_understood(*cell, "完成目标可能性打了两个勾，不知道算哪一个");
        read.likelihood.reset();
        return;
      }
      chosen = cell;
      read.likelihood = outlook;
    }
    if (named == nullptr || trimmed(named->text).empty()) return;
    read.likelihood = find_likelihood(trimmed(named->text));
    if (!read.likelihood && !says(lexicon_, "no-tick", named->text)) {
      not_understood(*named, "不是已知的完成可能性（确定能、有可能、完全不可能）");
    }
  }

  bool is_chosen(const Cell* cell) const {
    return cell != nullptr && !trimmed(cell->text).empty() &&
           !says(lexicon_, "no-tick", cell->text);
  }

  void not_understood(const Cell& cell, std::string reason) {
    form_.unread.push_back({.words = {cell.text, cell.origin}, .reason = std::move(reason)});
  }

  const Lexicon& lexicon_;
  MonitoringForm& form_;
};

/// The execution block above the indicators.
class MoneyReader {
 public:
  MoneyReader(const Lexicon& lexicon, MonitoringForm& form)
      : lexicon_(lexicon), form_(form), reader_(lexicon, form) {}

  /// Rows from `begin` to `end` of a table. False behind the row that counts: 年度资金总额, else
  /// the first one.
  void read(const Table& table, std::uint32_t begin, std::uint32_t end) {
    RowCursor row(table, begin);
    while (row.next() && row.row() < end) {
      const std::span<const Cell> cells = table.row(row.row());
      if (take_pairs(cells) || open(cells)) continue;
      if (!heads_.empty() && !done_) take(table, row.row());
    }
  }

 private:
  /// 年初预算数 | 90 | 截至6月底支出数 | 40 in one row.
  bool take_pairs(std::span<const Cell> cells) {
    std::vector<std::pair<const Cell*, MonitoringColumn>> found;
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
      const auto column = money_column(cells[i]);
      if (column && parse_weight(trimmed(cells[i + 1].text)).ok()) {
        found.emplace_back(&cells[i + 1], *column);
      }
    }
    if (found.size() < 2) return false;
    for (const auto& [cell, what] : found) put(*cell, what);
    for (const Cell& cell : cells) find_money_unit(cell);
    done_ = true;
    return true;
  }

  /// What a label of the execution block names; it may name the month, too.
  std::optional<MonitoringColumn> money_column(const Cell& cell) {
    const MonthlyLabel label = without_months(cell.text);
    const auto column = find_monitoring_column(label.words, lexicon_);
    if (!column || *column < MonitoringColumn::Budget) return std::nullopt;
    if (*column == MonitoringColumn::Spent && label.month) form_.month = label.month;
    return column;
  }

  bool open(std::span<const Cell> cells) {
    std::vector<std::pair<std::uint32_t, MonitoringColumn>> found;
    for (const Cell& cell : cells) {
      if (const auto column = money_column(cell)) found.emplace_back(cell.column, *column);
    }
    if (found.size() < 2) return false;
    heads_ = std::move(found);
    for (const Cell& cell : cells) find_money_unit(cell);
    return true;
  }

  void find_money_unit(const Cell& cell) {
    if (!form_.project.budget_unit.name.empty()) return;
    if (const auto unit = money_unit_in(cell.text, lexicon_)) form_.project.budget_unit = *unit;
  }

  void take(const Table& table, std::uint32_t row) {
    const std::uint32_t first = std::min_element(heads_.begin(), heads_.end())->first;
    const Cell* name = nullptr;
    for (const Cell& cell : table.row(row)) {
      if (cell.column < first && !trimmed(cell.text).empty()) name = &cell;
    }
    if (name == nullptr) return;
    const std::string label = without_months(name->text).words;
    const auto totals = lexicon_.words("fund-total").words();
    done_ = std::any_of(totals.begin(), totals.end(),
                        [&](const std::string& word) { return fold(word) == label; });
    // Parts stand below their total; a block without one is taken by its first row.
    if (!done_ && seen_) return;
    seen_ = true;
    for (const auto& [column, what] : heads_) {
      const Cell* const cell = table.find(row, column);
      if (cell != nullptr) put(*cell, what);
    }
  }

  void put(const Cell& cell, MonitoringColumn what) {
    switch (what) {
      case MonitoringColumn::Budget: return reader_.read_money(&cell, form_.budget);
      case MonitoringColumn::FullYear:
        if (!form_.budget.has_value()) reader_.read_money(&cell, form_.budget);
        return;
      case MonitoringColumn::Spent: return reader_.read_money(&cell, form_.executed);
      case MonitoringColumn::Rate: return reader_.read_money(&cell, form_.rate);
      case MonitoringColumn::SpentForecast: form_.forecast = words_of(&cell); return;
      default: return;
    }
  }

  const Lexicon& lexicon_;
  MonitoringForm& form_;
  FormReader reader_;
  std::vector<std::pair<std::uint32_t, MonitoringColumn>> heads_;
  bool seen_ = false;
  bool done_ = false;
};

/// The month that words name: （2021 年度，1-7月）.
std::optional<int> month_in(std::string_view words) {
  const std::string folded = fold(words);
  // Behind "月" there may be more: the label's own words do not matter here.
  const std::size_t at = folded.find("月");
  if (at == std::string::npos) return std::nullopt;
  return without_months(folded.substr(0, at + std::string_view("月").size())).month;
}

/// The month that a title or a line in front of a table names; the last one.
std::optional<int> month_said_before(const Tables& tables, std::uint32_t from, std::uint32_t to) {
  std::optional<int> month;
  const auto take = [&](std::string_view words) {
    if (const auto found = month_in(words)) month = found;
  };
  for (const OutsideLine& line : tables.lines) {
    if (line.before_table >= from && line.before_table <= to) take(line.text);
  }
  for (std::uint32_t i = from; i <= to; ++i) take(tables.tables[i].title.text);
  return month;
}

class Finder {
 public:
  Finder(const Tables& tables, const Submission& submission, const Lexicon& lexicon)
      : tables_(tables), lexicon_(lexicon) {
    for (const Project& project : submission.projects) {
      for (const GoalSet& set : project.goal_sets) {
        for (const Indicator& indicator : set.indicators) {
          rows_[{indicator.origin.table, indicator.origin.row}] = {&project, &set, &indicator};
        }
      }
    }
  }

  std::vector<MonitoringForm> run() && {
    columns_.resize(tables_.tables.size());
    std::uint32_t free = 0;  // The first table that belongs to nothing before.
    for (std::uint32_t i = 0; i < tables_.tables.size(); ++i) {
      const Table& table = tables_.tables[i];
      if (table.header_rows > 0) {
        columns_[i] = read_monitoring_columns(table, lexicon_);
      } else if (table.continues && *table.continues < i) {
        columns_[i] = columns_[*table.continues];
      }
      if (!columns_[i].is_form()) {
        if (holds_indicators(i)) free = i + 1;
        continue;
      }
      read(i, free);
      free = i + 1;
    }
    return std::move(forms_);
  }

 private:
  struct Place {
    const Project* project = nullptr;
    const GoalSet* set = nullptr;
    const Indicator* indicator = nullptr;
  };

  bool holds_indicators(std::uint32_t table) const {
    const auto found = rows_.lower_bound({table, 0});
    return found != rows_.end() && found->first.first == table;
  }

  void read(std::uint32_t index, std::uint32_t free) {
    const Table& table = tables_.tables[index];
    const bool goes_on = table.continues.has_value() && !forms_.empty();
    const std::size_t before = forms_.size();
    RowCursor row(table, table.header_rows);
    while (row.next()) {
      const auto found = rows_.find({index, row.row()});
      if (found == rows_.end()) continue;
      MonitoringForm& form = form_of(found->second, goes_on ? 0 : before);
      FormReader(lexicon_, form).read_row(columns_[index], row, *found->second.indicator);
    }
    std::optional<int> month = columns_[index].month;
    if (!month) month = month_said_before(tables_, free, index);
    for (std::size_t i = before; i < forms_.size(); ++i) forms_[i].month = month;
    if (forms_.size() != before + 1) return;
    // Of one project: its money may stand above.
    MonitoringForm& form = forms_.back();
    MoneyReader money(lexicon_, form);
    for (std::uint32_t i = free; i < index; ++i) {
      money.read(tables_.tables[i], 0, tables_.tables[i].rows);
    }
    money.read(table, 0, table.header_rows);
    if (!form.budget.has_value() && form.budget.raw.empty()) form.budget = form.project.budget;
  }

  /// The form of a project among those from `first` on, a new one if there is none.
  MonitoringForm& form_of(const Place& place, std::size_t first) {
    for (std::size_t i = first; i < forms_.size(); ++i) {
      if (forms_[i].project.key == place.project->key) return forms_[i];
    }
    MonitoringForm& form = forms_.emplace_back();
    form.project = *place.project;
    form.project.goal_sets = {*place.set};
    form.project.goal_sets.front().indicators.clear();
    form.origin = place.indicator->origin;
    return form;
  }

  const Tables& tables_;
  const Lexicon& lexicon_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Place> rows_;
  std::vector<MonitoringColumns> columns_;
  std::vector<MonitoringForm> forms_;
};

}  // namespace

std::vector<MonitoringForm> read_monitoring_forms(const Tables& tables,
                                                  const Submission& submission,
                                                  const Lexicon& lexicon) {
  return Finder(tables, submission, lexicon).run();
}

}  // namespace jx
