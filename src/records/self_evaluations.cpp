// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/self_evaluations.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "records/form_cells.h"
#include "records/values.h"

namespace jx {
namespace {

/// A column of the execution block and the list that holds its labels.
struct FundColumn {
  std::string_view list;
  Field<Decimal> FundRow::*field;
};
constexpr std::array<FundColumn, 7> kFundColumns = {{{"fund-initial", &FundRow::initial},
                                                     {"fund-full-year", &FundRow::full_year},
                                                     {"fund-adjusted", &FundRow::adjusted},
                                                     {"fund-executed", &FundRow::executed},
                                                     {"fund-weight", &FundRow::weight},
                                                     {"fund-rate", &FundRow::rate},
                                                     {"fund-score", &FundRow::score}}};
/// The first ones are amounts: a header has two of them, or it is another one.
constexpr std::size_t kAmounts = 4;

bool is_number_like(std::string_view text) {
  const std::string folded = fold(text);
  return !folded.empty() && folded.find_first_not_of("0123456789.,-%/") == std::string::npos;
}

class HeadReader {
 public:
  HeadReader(const FormPlace& place, const Lexicon& lexicon, Submission& submission)
      : lexicon_(lexicon), submission_(submission), whole_(place.whole) {
    head_.evaluated = place.evaluated;
  }

  void read_rows(const Table& table, std::uint32_t rows) {
    for (std::uint32_t row = 0; row < rows && row < table.rows; ++row) {
      const std::span<const Cell> cells = table.row(row);
      if (!cells.empty()) read_row(cells);
    }
  }

  /// Rows that say nothing of what the head is read for.
  void keep_rows(const Table& table) {
    for (std::uint32_t row = 0; row < table.rows; ++row) keep(table.row(row));
    fund_columns_.clear();
    goal_columns_.clear();
  }

  /// "项目名称：…", "项目名称\t…\t实施单位\t…" outside the tables.
  void read_line(const OutsideLine& line) {
    const std::vector<std::string_view> parts = split(line.text, "\t");
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string_view part = trimmed(parts[i]);
      if (i + 1 < parts.size()) take_label(part, parts[i + 1], line.origin);
      for (const std::string_view colon : {"：", ":"}) {
        const std::size_t at = part.find(colon);
        if (at == std::string_view::npos) continue;
        take_label(part.substr(0, at), part.substr(at + colon.size()), line.origin);
        break;
      }
    }
  }

  FormHead finish() && {
    std::vector<FundRow>& funds = head_.evaluation.funds;
    const bool named =
        std::any_of(funds.begin(), funds.end(), [](const auto& row) { return row.total; });
    // A block that calls no row the total prints it first.
    if (!named && !funds.empty()) funds.front().total = true;
    // The form of a whole department is about the department.
    if (whole_ && head_.name.empty()) head_.name = head_.unit_name;
    return std::move(head_);
  }

 private:
  void take_label(std::string_view label, std::string_view value, const Origin& origin) {
    const std::optional<ColumnRole> role = lexicon_.find_column(label);
    const auto place = role ? place_of(*role) : nullptr;
    const std::string_view words = trimmed(value);
    if (place == nullptr || !(head_.*place).empty() || words.empty()) return;
    head_.*place = {std::string(words), origin};
  }

  void read_row(std::span<const Cell> cells) {
    if (!head_.evaluation.origin.known()) head_.evaluation.origin = cells.front().origin;
    if (head_.money_unit.name.empty()) {
      for (const Cell& cell : cells) find_money_unit(cell);
    }
    if (open_fund_header(cells) || open_goals(cells)) return;
    if (read_labels(cells)) return;
    if (!head_.evaluated && (read_budget(cells) || read_goal_beside_label(cells))) return;
    if (!goal_columns_.empty() && read_goals(cells)) return;
    if (!fund_columns_.empty() && read_fund(cells)) return;
    keep(cells);
  }

  bool open_fund_header(std::span<const Cell> cells) {
    std::vector<std::pair<std::uint32_t, std::size_t>> found;
    std::size_t amounts = 0;
    for (const Cell& cell : cells) {
      const std::string label = form_label(cell.text);
      for (std::size_t i = 0; i < kFundColumns.size(); ++i) {
        if (!is_label_in(lexicon_, kFundColumns[i].list, label)) continue;
        found.emplace_back(cell.column, i);
        amounts += i < kAmounts ? 1 : 0;
        break;
      }
      if (lexicon_.find_column(cell.text) == ColumnRole::DeviationReason) {
        reason_column_ = cell.column;
      }
    }
    if (amounts < 2) return false;
    // 年度预算数（万元） left of 年初预算 heads the names of the funds.
    const bool heads_names = kFundColumns[found.front().second].field == &FundRow::full_year &&
                             std::any_of(found.begin(), found.end(), [](const auto& column) {
                               return kFundColumns[column.second].field == &FundRow::initial;
                             });
    if (heads_names) found.erase(found.begin());
    fund_columns_ = std::move(found);
    goal_columns_.clear();
    block_points_.reset();
    fund_label_ = {};
    for (const Cell& cell : cells) {
      find_money_unit(cell);
      if (cell.column >= fund_columns_.front().first) continue;
      find_block_points(cell);
      if (!trimmed(cell.text).empty()) fund_label_ = {cell.text, cell.origin};
    }
    return true;
  }

  /// 预算执行情况（20分）, where no column says how many points execution is worth.
  void find_block_points(const Cell& cell) {
    const auto behind = points_behind(cell.text);
    if (!behind) return;
    Field<Decimal>& points = block_points_.emplace();
    points.value = behind->points;
    points.raw = cell.text.substr(behind->words_end);
    points.origin = cell.origin;
  }

  void find_money_unit(const Cell& cell) {
    if (const auto unit = money_unit_in(cell.text, lexicon_)) head_.money_unit = *unit;
  }

  /// 预期目标 | 实际完成情况, 中期目标 | 年度目标: what stands below each belongs to it.
  bool open_goals(std::span<const Cell> cells) {
    const Cell* expected = nullptr;
    const Cell* other = nullptr;
    for (const Cell& cell : cells) {
      const std::string label = form_label(cell.text);
      if (is_label_in(lexicon_, "goal-expected", label)) expected = &cell;
      const bool beside = head_.evaluated
                              ? expected != nullptr && is_label_in(lexicon_, "goal-actual", label)
                              : is_label_in(lexicon_, "goal-term", label);
      if (beside) other = &cell;
    }
    if (expected == nullptr || other == nullptr) return false;
    goal_columns_ = {expected->column, other->column};
    fund_columns_.clear();
    return true;
  }

  /// 中期资金总额： | 450 | 年度资金总额： | 150; 预算金额（万元） | 150. What else the row says
  /// stays as words.
  bool read_budget(std::span<const Cell> cells) {
    const auto is_total = [&](const Cell& cell) {
      return is_label_in(lexicon_, "fund-total", form_label(cell.text));
    };
    const auto is_budget = [&](const Cell& cell) {
      return lexicon_.find_column(cell.text) == ColumnRole::Budget;
    };
    return read_amount_behind(cells, is_total) || read_amount_behind(cells, is_budget) ||
           read_amount_in_words(cells);
  }

  /// 资金总额及构成 | 总额150.5万元 一、财政拨款：…: the first amount is the total.
  bool read_amount_in_words(std::span<const Cell> cells) {
    if (head_.budget.origin.known() || cells.size() < 2) return false;
    if (!is_label_in(lexicon_, "fund-in-words", form_label(cells[0].text))) return false;
    const std::vector<Quantity> quantities = extract_quantities(cells[1].text, lexicon_);
    const bool total = contains(cells[1].text, "总额") && !quantities.empty() &&
                       quantities.front().kind == QuantityKind::Number && quantities.front().value;
    if (!total) return false;
    head_.budget = {.value = *quantities.front().value,
                    .absence = Absence::Blank,
                    .raw = quantities.front().value->to_string(),
                    .origin = cells[1].origin};
    const Unit& unit = quantities.front().unit;
    if (unit.dimension == Dimension::Money) head_.money_unit = unit;
    keep(cells);
    return true;
  }

  template <typename IsLabel>
  bool read_amount_behind(std::span<const Cell> cells, const IsLabel& is_label) {
    if (head_.budget.origin.known()) return false;
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
      if (!is_label(cells[i]) || !is_number_like(cells[i + 1].text)) continue;
      head_.budget = number_in(cells[i + 1]);
      keep(cells.subspan(0, i));
      keep(cells.subspan(i + 2));
      return true;
    }
    return false;
  }

  /// 年度目标 | text, the label perhaps behind that of the block.
  bool read_goal_beside_label(std::span<const Cell> cells) {
    for (std::size_t i = cells.size() - 1; i-- > 0;) {
      const std::string label = form_label(cells[i].text);
      const bool is_label = is_label_in(lexicon_, "goal-expected", label) ||
                            lexicon_.find_column(cells[i].text) == ColumnRole::Goal;
      if (!is_label || is_label_in(lexicon_, "goal-term", label)) continue;
      const Cell& value = cells[i + 1];
      if (lexicon_.find_column(value.text) || trimmed(value.text).empty()) continue;
      head_.evaluation.goals.push_back({.expected = {value.text, value.origin}, .actual = {}});
      return true;
    }
    return false;
  }

  bool read_goals(std::span<const Cell> cells) {
    const auto at = [&](std::uint32_t column) -> const Cell* {
      const auto found = std::find_if(cells.begin(), cells.end(),
                                      [&](const Cell& cell) { return cell.column == column; });
      return found == cells.end() ? nullptr : &*found;
    };
    const Cell* const expected = at(goal_columns_[0]);
    const Cell* const actual = at(goal_columns_[1]);
    if (expected == nullptr && actual == nullptr) return false;
    // 项目实施内容及过程概述 | text: a label of its own, and one text as wide as both columns.
    if (actual == nullptr && cells.front().column < goal_columns_[0] &&
        !trimmed(cells.front().text).empty()) {
      goal_columns_.clear();
      return false;
    }
    if (!head_.evaluated) {
      read_goal_of_the_year(expected, actual);
      return true;
    }
    GoalOutcome& outcome = head_.evaluation.goals.emplace_back();
    if (expected != nullptr) outcome.expected = {expected->text, expected->origin};
    if (actual != nullptr) outcome.actual = {actual->text, actual->origin};
    return true;
  }

  /// The goal of the term stays as words, unless it is the only one.
  void read_goal_of_the_year(const Cell* year, const Cell* term) {
    const Cell* const goal = year != nullptr ? year : term;
    head_.evaluation.goals.push_back({.expected = {goal->text, goal->origin}, .actual = {}});
    if (year != nullptr && term != nullptr) keep(std::span(term, 1));
  }

  /// 项目名称 | value | 实施单位 | value. True when the row had a label that names something; what
  /// else the row says stays as words, 主管部门 too: it is not the unit.
  bool read_labels(std::span<const Cell> cells) {
    bool any = false;
    std::size_t kept = 0;  // Cells before this one are taken, or kept.
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
      if (!is_labelled(cells[i], cells[i + 1])) continue;
      any = true;
      const bool taken = take_value(cells[i], cells[i + 1]);
      if (taken && kept < i) keep(cells.subspan(kept, i - kept));
      ++i;
      if (taken) kept = i + 1;
    }
    if (!any) return false;
    if (kept < cells.size()) keep(cells.subspan(kept));
    fund_columns_.clear();
    goal_columns_.clear();
    return true;
  }

  bool is_labelled(const Cell& label, const Cell& value) const {
    if (head_.evaluated && is_total(label)) return is_number_like(value.text);
    const std::optional<ColumnRole> role = lexicon_.find_column(label.text);
    if (!role || (place_of(*role) == nullptr && *role != ColumnRole::Ignored)) return false;
    // A label that is followed by another label has no value.
    if (lexicon_.find_column(value.text)) return false;
    // Within the execution block, 执行率 and the like are columns, not labels.
    return place_of(*role) != nullptr || !is_number_like(value.text);
  }

  /// False for a value that only words can keep.
  bool take_value(const Cell& label, const Cell& value) {
    if (head_.evaluated && is_total(label)) {
      head_.evaluation.total = number_in(value);
      return true;
    }
    auto place = place_of(*lexicon_.find_column(label.text));
    // 主管部门 of a whole department is the department.
    if (place == nullptr && whole_) place = &FormHead::unit_name;
    if (place == nullptr || !(head_.*place).empty()) return false;
    // 实施单位 | 本单位: who fills the form in is named elsewhere.
    if (lexicon_.words("unit-itself").contains(trimmed(value.text))) return false;
    head_.*place = {value.text, value.origin};
    return true;
  }

  /// 自评总分（分） in the head of a form.
  bool is_total(const Cell& cell) const {
    const std::string label = form_label(cell.text);
    return contains(label, "分") && is_label_in(lexicon_, "total-row", label);
  }

  /// Where a label's value belongs; null for labels that name nothing of the head.
  static Words FormHead::*place_of(ColumnRole role) {
    switch (role) {
      case ColumnRole::Project: return &FormHead::name;
      case ColumnRole::ProjectCode: return &FormHead::code;
      case ColumnRole::UnitName: return &FormHead::unit_name;
      case ColumnRole::UnitCode: return &FormHead::unit_code;
      default: return nullptr;
    }
  }

  bool read_fund(std::span<const Cell> cells) {
    const std::uint32_t first = std::min_element(fund_columns_.begin(), fund_columns_.end())->first;
    const Cell* name = nullptr;
    for (const Cell& cell : cells) {
      if (cell.column < first && !trimmed(cell.text).empty()) name = &cell;
    }
    // A single row of numbers below the header, which names it: 部门预算执行情况.
    const bool unnamed = name == nullptr && head_.evaluation.funds.empty() &&
                         !fund_label_.empty() && is_number_like(cells.front().text);
    if (name == nullptr && !unnamed) return false;
    FundRow row;
    row.name = unnamed ? fund_label_ : Words{name->text, name->origin};
    row.origin = unnamed ? cells.front().origin : name->origin;
    row.origin.column = Origin::kNone;
    row.total = unnamed || is_label_in(lexicon_, "fund-total", form_label(name->text));
    for (const auto& [column, index] : fund_columns_) {
      Field<Decimal>& field = row.*kFundColumns[index].field;
      // The form has the column: a blank in it is a gap with a place.
      field.origin = row.origin;
      field.origin.column = column;
      field.origin.box = {};
      for (const Cell& cell : cells) {
        if (cell.column == column) field = number_in(cell);
      }
    }
    if (row.total && !row.weight.origin.known() && block_points_) row.weight = *block_points_;
    if (reason_column_) {
      row.reason.origin = row.origin;
      row.reason.origin.column = *reason_column_;
      row.reason.origin.box = {};
    }
    for (const Cell& cell : cells) {
      if (reason_column_ && cell.column == *reason_column_) row.reason = {cell.text, cell.origin};
    }
    head_.evaluation.funds.push_back(std::move(row));
    return true;
  }

  Field<Decimal> number_in(const Cell& cell) {
    return read_form_number(&cell, "预算执行情况里读不成数", lexicon_, submission_.unread);
  }

  /// A label with its text (项目实施内容及过程概述), or words nobody knows. In a declaration a row
  /// is one statement: 其中：财政拨款 300.00.
  void keep(std::span<const Cell> cells) {
    Words row;
    for (const Cell& cell : cells) {
      if (trimmed(cell.text).empty()) continue;
      if (head_.evaluated) {
        keep({cell.text, cell.origin});
      } else if (row.empty()) {
        row = {cell.text, cell.origin};
      } else {
        row.text += " " + cell.text;
      }
    }
    if (!row.empty()) keep(std::move(row));
  }

  void keep(Words words) {
    Paragraph paragraph;
    paragraph.quantities = extract_quantities(words.text, lexicon_);
    for (Quantity& quantity : paragraph.quantities) quantity.origin = words.origin;
    paragraph.words = std::move(words);
    submission_.paragraphs.push_back(std::move(paragraph));
  }

  const Lexicon& lexicon_;
  Submission& submission_;
  bool whole_ = false;
  FormHead head_;
  std::vector<std::pair<std::uint32_t, std::size_t>> fund_columns_;
  Words fund_label_;                         ///< Left of the columns of the execution block.
  std::vector<std::uint32_t> goal_columns_;  ///< Expected, actual; empty outside that block.
  std::optional<Field<Decimal>> block_points_;
  std::optional<std::uint32_t> reason_column_;
};

}  // namespace

FormHead read_form_head(const Tables& tables, std::span<const ColumnMap> maps,
                        const FormPlace& place, const Lexicon& lexicon, Submission& submission) {
  HeadReader reader(place, lexicon, submission);
  for (std::size_t i = place.first; i < place.indicators; ++i) {
    if (place.term == i) {
      reader.keep_rows(tables.tables[i]);
    } else {
      reader.read_rows(tables.tables[i], tables.tables[i].rows);
    }
  }
  const Table& table = tables.tables[place.indicators];
  reader.read_rows(table, header_row_of(table, maps[place.indicators]));
  for (const OutsideLine& line : tables.lines) {
    if (line.before_table >= place.first && line.before_table <= place.indicators) {
      reader.read_line(line);
    }
  }
  return std::move(reader).finish();
}

std::string find_grade(std::string_view text, const Lexicon& lexicon) {
  const std::string folded = fold(text);
  for (const std::string& cue : lexicon.words("grade-cue").words()) {
    const std::size_t at = folded.find(fold(cue));
    if (at == std::string::npos) continue;
    std::string_view rest = std::string_view(folded).substr(at + fold(cue).size());
    while (!rest.empty() && (rest.front() == '"' || rest.front() == ':' || rest.front() == '\'')) {
      rest.remove_prefix(1);
    }
    const auto grade = lexicon.words("grade-word").find_prefix_of(rest);
    if (grade) return std::string(*grade);
  }
  return {};
}

}  // namespace jx
