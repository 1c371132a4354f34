// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <vector>

#include "base/text.h"
#include "lexicon/terms.h"
#include "reports/self_evaluation.h"
#include "reports/text.h"
#include "reports/text_layout.h"
#include "tables/doubtful_text.h"

namespace jx {
namespace {

constexpr std::size_t kWidestCell = 36;
/// In front of a text, where a narrow column does not cut it off.
constexpr std::string_view kDoubtMark = "〔？〕";
constexpr std::string_view kDoubtLegend =
    "〔？〕：从图片里认出来的字，没有把握，请与原图核对；见下面的读取说明";
constexpr std::size_t kMostIndicators = 200;

/// Rows of text cells, printed in columns as wide as their widest cell.
class Columns {
 public:
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

  std::string render(std::string_view indent, std::size_t widest) const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
      widths.resize(std::max(widths.size(), row.size()), 0);
      for (std::size_t i = 0; i < row.size(); ++i) {
        widths[i] = std::max(widths[i], std::min(display_width(row[i]), widest));
      }
    }
    std::string out;
    for (const auto& row : rows_) {
      std::string line(indent);
      for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string cell = shortened(row[i], widest);
        line += i + 1 < row.size() ? padded(cell, widths[i]) + "  " : cell;
      }
      while (!line.empty() && line.back() == ' ') line.pop_back();
      out += line + "\n";
    }
    return out;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

std::string one_line(std::string_view text) { return replaced(text, "\n", " "); }

std::string shown(const auto& field) {
  if (field.has_value() || !field.raw.empty()) return one_line(field.raw);
  return "—";
}

std::vector<std::string> indicator_row(const Indicator& indicator) {
  return {std::string(chinese_name(indicator.level1.value.value_or(Level1::Unknown))),
          std::string(chinese_name(indicator.level2.value.value_or(Level2::Unknown))),
          indicator.name.empty() ? "—" : one_line(indicator.name.text),
          shown(indicator.comparator),
          shown(indicator.target),
          shown(indicator.unit),
          shown(indicator.weight),
          shown(indicator.direction)};
}

/// 产出 50 + 效益 30 + 满意度 10 = 90, in the order in which the levels appear in the vocabulary.
std::string weight_line(const GoalSet& set) {
  std::map<Level1, DecimalSum> by_level;
  DecimalSum all;
  bool any = false;
  for (const Indicator& indicator : set.indicators) {
    if (!indicator.weight.has_value()) continue;
    any = true;
    by_level[indicator.level1.value.value_or(Level1::Unknown)].add(*indicator.weight);
    all.add(*indicator.weight);
  }
  if (!any) return "没有权重";
  std::string line;
  for (const auto& [level, sum] : by_level) {
    const Result<Decimal> total = sum.total();
    if (!line.empty()) line += " + ";
    line += fmt::format("{} {}", level == Level1::Unknown ? "其他" : chinese_name(level),
                        total.ok() ? total->to_string() : "超出范围");
  }
  const Result<Decimal> total = all.total();
  return fmt::format("{} = {}", line, total.ok() ? total->to_string() : "超出范围");
}

/// What the reading has to say, under a heading of its own; nothing if it has nothing.
std::string render_diagnostics(const Diagnostics& diagnostics, const Submission* submission,
                               const TextStyle& style) {
  if (diagnostics.empty()) return {};
  std::string out = fmt::format("\n{}\n", inked("读取说明", TextInk::Strong, style));
  for (const Diagnostic& entry : diagnostics.entries()) {
    const std::string place = place_of(entry.origin, submission);
    out += fmt::format("  {}{}{}\n", place, place.empty() ? "" : ": ", entry.message);
  }
  for (const auto& [code, count] : diagnostics.left_out()) {
    out += fmt::format("  …… 同类说明（{}）另有 {} 条\n", code, count);
  }
  return out;
}

class SubmissionReport {
 public:
  SubmissionReport(const Submission& submission, const TextStyle& style)
      : submission_(submission), style_(style) {}

  std::string render() {
    print("{}\n", inked(submission_.file, TextInk::Strong, style_));
    print("  规则集 {}（{}）\n", submission_.profile.id, submission_.profile.reason);
    for (const Project& project : submission_.projects) add_project(project);
    add_total();
    for (const TaskList& list : submission_.task_lists) add_task_list(list);
    add_paragraphs();
    add_corrections();
    add_unread();
    add_diagnostics();
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void print(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  void add_project(const Project& project) {
    const std::string code = project.code.value.value_or("");
    print("\n{}\n", inked(fmt::format("项目 {}{}{}", code, code.empty() ? "" : "-", project.name()),
                          TextInk::Strong, style_));
    for (std::size_t i = 1; i < project.names.size(); ++i) {
      print("  又写作 {}（{} 处）\n", project.names[i].text, project.names[i].origins.size());
    }
    if (!project.unit_names.empty()) {
      print("  单位 {} {}\n", project.unit_code.value.value_or(""),
            project.unit_names.front().text);
    }
    if (!project.budget_prints.empty()) {
      print("  预算 {} {}（印出 {} 次）\n", shown(project.budget), project.budget_unit.name,
            project.budget_prints.size());
    }
    for (const GoalSet& set : project.goal_sets) add_goal_set(set);
  }

  void add_goal_set(const GoalSet& set) {
    for (const Goal& goal : set.goals) {
      print("  年度目标（{} 处）{}\n", goal.prints.size(), one_line(goal.words.text));
    }
    Columns columns;
    columns.add({"一级指标", "二级指标", "三级指标", "性质", "指标值", "单位", "权重", "方向"});
    std::size_t count = 0;
    for (const Indicator& indicator : set.indicators) {
      if (++count > kMostIndicators) break;
      columns.add(indicator_row(indicator));
    }
    print("{}", columns.render("  ", kWidestCell));
    if (set.indicators.size() > kMostIndicators) {
      print("  …… 另有 {} 项指标（--format json 给出全部）\n",
            set.indicators.size() - kMostIndicators);
    }
    print("  共 {} 项指标；权重 {}\n", set.indicators.size(), weight_line(set));
  }

  /// Each project counts once, however often its budget is printed.
  void add_total() {
    std::map<std::string, DecimalSum> by_unit;
    for (const Project& project : submission_.projects) {
      if (project.budget.has_value()) by_unit[project.budget_unit.name].add(*project.budget);
    }
    for (const auto& [unit, sum] : by_unit) {
      const Result<Decimal> total = sum.total();
      print("\n预算合计 {} {}（{} 个项目，每个只计一次）\n",
            total.ok() ? total->to_string() : total.error().message, unit,
            submission_.projects.size());
    }
  }

  void add_task_list(const TaskList& list) {
    print("\n{}\n", inked(fmt::format("任务清单 {}", list.title.text), TextInk::Strong, style_));
    print("  来源 {}{}{}\n", chinese_name(list.source), list.source_reason.empty() ? "" : "：",
          list.source_reason);
    if (list.project) {
      print("  对应项目 {}（{}）\n", list.project->text, list.link_reason);
    } else {
      print("  没有对应到项目（{}）\n", list.link_reason);
    }
    for (const Task& task : list.tasks) {
      print("  {:>3} {}\n", shown(task.number), one_line(task.name.text));
      print("      {}\n", one_line(task.target.text));
      add_quantities(task.quantities, "      ");
    }
    print("  共 {} 项任务\n", list.tasks.size());
  }

  void add_quantities(const std::vector<Quantity>& quantities, std::string_view indent) {
    std::string line;
    for (const Quantity& quantity : quantities) {
      if (quantity.kind == QuantityKind::Ordinal) continue;  // It names, it does not measure.
      if (!line.empty()) line += "、";
      line += one_line(quantity.raw);
    }
    if (!line.empty()) print("{}{}\n", indent, inked("数量：" + line, TextInk::Faint, style_));
  }

  void add_paragraphs() {
    if (submission_.paragraphs.empty()) return;
    print("\n{}\n", inked("表外文字", TextInk::Strong, style_));
    for (const Paragraph& paragraph : submission_.paragraphs) {
      print("  {}: {}\n", place_of(paragraph.words.origin, &submission_),
            one_line(paragraph.words.text));
      add_quantities(paragraph.quantities, "      ");
    }
  }

  void add_corrections() {
    if (submission_.corrections.empty()) return;
    print("\n{}\n", inked("人工更正", TextInk::Strong, style_));
    for (const Correction& correction : submission_.corrections) {
      print("  {}: “{}” → “{}”（{}：{}）\n", place_of(correction.origin, &submission_),
            one_line(correction.before), one_line(correction.after), correction.who,
            correction.why);
    }
  }

  void add_unread() {
    if (submission_.unread.empty()) return;
    print("\n{}\n", inked(fmt::format("没有读懂的内容（{} 处）", submission_.unread.size()),
                          TextInk::Strong, style_));
    constexpr std::size_t kMost = 50;
    for (std::size_t i = 0; i < std::min(kMost, submission_.unread.size()); ++i) {
      const Unread& unread = submission_.unread[i];
      print("  {}: {} —— {}\n", place_of(unread.words.origin, &submission_),
            shortened(one_line(unread.words.text), kWidestCell), unread.reason);
    }
    if (submission_.unread.size() > kMost) {
      print("  …… 另有 {} 处（--format json 给出全部）\n", submission_.unread.size() - kMost);
    }
  }

  void add_diagnostics() {
    out_ += render_diagnostics(submission_.diagnostics, &submission_, style_);
  }

  const Submission& submission_;
  const TextStyle& style_;
  std::string out_;
};

}  // namespace

std::string render_submission_text(const Submission& submission, const TextStyle& style) {
  return SubmissionReport(submission, style).render() + render_self_evaluations(submission);
}

std::string render_table_text(const Table& table, const TextStyle& style) {
  std::string out;
  std::string caption = table.label.text;
  for (const std::string* part : {&table.title.text, &table.unit.text}) {
    if (part->empty()) continue;
    if (!caption.empty()) caption += "  ";
    caption += *part;
  }
  out += fmt::format("\n{} {}\n",
                     inked(fmt::format("[表 {}]", table.index), TextInk::Strong, style), caption);
  out += fmt::format(
      "  第{}页{}，{} 行 × {} 列{}\n", table.page,
      table.printed_page.empty() ? "" : fmt::format("（印作 {}）", table.printed_page), table.rows,
      table.columns, table.continues ? fmt::format("，接续表 {}", *table.continues) : "");
  Columns columns;
  bool doubts = false;
  for (std::uint32_t row = 0; row < table.rows; ++row) {
    std::vector<std::string> cells(table.columns);
    for (const Cell& cell : table.row(row)) {
      if (cell.column >= cells.size()) continue;
      const bool doubtful = is_doubtful(cell.confidence);
      doubts = doubts || doubtful;
      cells[cell.column] = (doubtful ? std::string(kDoubtMark) : "") + one_line(cell.text);
    }
    columns.add(std::move(cells));
  }
  constexpr std::size_t kWidest = 20;
  out += columns.render("  ", kWidest);
  if (doubts) out += fmt::format("  {}\n", inked(kDoubtLegend, TextInk::Yellow, style));
  return out;
}

std::string render_tables_begin(std::string_view file, const TextStyle& style) {
  return fmt::format("{}\n", inked(file, TextInk::Strong, style));
}

std::string render_tables_end(const Tables& rest, const TextStyle& style) {
  return render_diagnostics(rest.diagnostics, nullptr, style);
}

std::string render_tables_text(std::string_view file, const Tables& tables,
                               const TextStyle& style) {
  std::string out = render_tables_begin(file, style);
  for (const Table& table : tables.tables) out += render_table_text(table, style);
  return out + render_tables_end(tables, style);
}

}  // namespace jx
