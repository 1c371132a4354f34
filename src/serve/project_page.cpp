// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <compare>
#include <cstdint>
#include <map>

#include "base/text.h"
#include "serve/page_parts.h"
#include "serve/pages.h"
#include "serve/queries.h"

namespace jx {
namespace {

/// What a person sees as one row: a line of a text, or a row of a table where there are no lines.
struct PrintedRow {
  std::uint32_t line = 0;
  std::uint32_t table = Origin::kNone;
  std::uint32_t row = Origin::kNone;

  bool known() const noexcept { return line != 0 || row != Origin::kNone; }
  friend auto operator<=>(const PrintedRow&, const PrintedRow&) = default;
};

PrintedRow printed_row(const Origin& origin) noexcept {
  if (origin.line != 0) return {.line = origin.line};
  return {.line = 0, .table = origin.table, .row = origin.row};
}

/// Everything that the page shows.
struct ProjectView {
  const ProjectSummary& summary;
  const std::vector<ProjectSummary>& documents;
  const Submission& submission;
  const Project& project;
  const Profile* profile;  ///< Null when this program no longer has it.
  const std::vector<StoredFinding>& findings;
  /// Findings by the printed row that they cite (printed_row()).
  std::map<PrintedRow, std::vector<const StoredFinding*>> by_row;
};

std::string_view absence_words(Absence absence) noexcept {
  switch (absence) {
    case Absence::Blank: return "未填";
    case Absence::NotApplicable: return "不适用";
    case Absence::NotDue: return "未到期";
    case Absence::NotObtainable: return "无法采集";
    case Absence::Unread: return "未读懂";
  }
  return "";
}

std::string line_url(const ProjectView& view, const Origin& origin) {
  return source_line_url(view.summary.revision, origin.line);
}

/// Words that lead to where they stand, when that is known.
void write_sourced(Html& html, const ProjectView& view, std::string_view words,
                   const Origin& origin) {
  if (origin.line == 0) {
    html.text(words);
  } else {
    html.element("a", words,
                 {{"href", line_url(view, origin)},
                  {"class", "sourced"},
                  {"title", fmt::format("出处：{}", place_words(origin))}});
  }
}

std::string profile_words(const ProjectView& view) {
  const ProfileChoice& choice = view.submission.profile;
  std::string words = view.profile == nullptr ? choice.id : view.profile->title;
  if (!choice.reason.empty()) words += fmt::format("（{}）", choice.reason);
  return words;
}

void write_names(Html& html, std::string_view label, const std::vector<NameVariant>& names,
                 std::size_t first) {
  if (names.size() <= first) return;
  html.open("div").element("dt", label).open("dd");
  for (std::size_t i = first; i < names.size(); ++i) {
    if (i > first) html.text("、");
    html.text(names[i].text);
  }
  html.close("dd").close("div");
}

void write_budget(Html& html, const ProjectView& view) {
  const Project& project = view.project;
  html.open("div").element("dt", "预算数").open("dd");
  if (project.budget.has_value()) {
    write_sourced(html, view,
                  fmt::format("{} {}", project.budget->to_string(), project.budget_unit.name),
                  project.budget.origin);
  } else {
    html.element("span", absence_words(project.budget.absence), {{"class", "absent"}});
  }
  html.close("dd").close("div");
}

void write_head(Html& html, const ProjectView& view) {
  const Project& project = view.project;
  html.open("p", {{"class", "crumbs"}}).link("/", "项目").text(" / ");
  html.text(project.code.has_value() ? *project.code : view.summary.key).close("p");
  html.open("div", {{"class", "title"}});
  html.element("h1", project.name().empty() ? std::string_view(view.summary.key) : project.name());
  html.open("p");
  write_counts(html, view.summary.findings);
  html.text(" ").link("#findings", "看问题").close("p").close("div");
  html.open("dl", {{"class", "facts head"}});
  write_fact(html, "项目编码", project.code.value.value_or(std::string("未填")));
  write_names(html, "又写作", project.names, 1);
  write_names(html, "单位", project.unit_names, 0);
  write_fact(html, "单位编码", project.unit_code.value.value_or(std::string{}));
  write_budget(html, view);
  if (view.summary.fiscal_year) {
    write_fact(html, "年度", std::to_string(*view.summary.fiscal_year));
  }
  write_fact(html, "规则集", profile_words(view));
  html.open("div").element("dt", "文档").open("dd");
  html.link(source_url(view.summary.revision), view.summary.document_name);
  html.text(fmt::format(" 第 {} 版", view.summary.revision.revision));
  for (const ProjectSummary& other : view.documents) {
    if (other.revision == view.summary.revision) continue;
    html.text("；另见 ").link(project_url(other.revision.region, other.key) +
                                  "?document=" + url_escaped(other.revision.document),
                              other.document_name);
  }
  html.close("dd").close("div").close("dl");
}

void write_goals(Html& html, const ProjectView& view, const GoalSet& set) {
  html.open("h2").text("年度目标");
  if (set.goals.size() > 1) {
    html.element("span", fmt::format("同一目标有 {} 种写法", set.goals.size()),
                 {{"class", "quiet"}});
  }
  html.close("h2");
  if (set.goals.empty()) {
    html.element("p", "没有读到年度目标。", {{"class", "nothing"}});
    return;
  }
  html.open("ol", {{"class", set.goals.size() > 1 ? "goals" : "goals single"}});
  for (const Goal& goal : set.goals) {
    html.open("li").element("p", goal.words.text).open("p", {{"class", "quiet"}});
    html.text(fmt::format("印了 {} 次：", std::max<std::size_t>(goal.prints.size(), 1)));
    if (goal.prints.empty()) {
      write_sourced(html, view, place_words(goal.words.origin), goal.words.origin);
    }
    for (std::size_t i = 0; i < goal.prints.size(); ++i) {
      if (i > 0) html.text("、");
      Origin line;
      line.line = goal.prints[i].line;
      write_sourced(html, view, place_words(line.line != 0 ? line : goal.prints[i]),
                    goal.prints[i]);
    }
    html.close("p").close("li");
  }
  html.close("ol");
}

std::string comparator_words(const Indicator& indicator) {
  if (indicator.target.has_value() && indicator.target->comparator != Comparator::Unstated) {
    return std::string(chinese_name(indicator.target->comparator));
  }
  return indicator.comparator.raw;
}

/// ≥ 95 %: the comparator in force and the cell's own words.
void write_target(Html& html, const Indicator& indicator) {
  html.open("td", {{"data-label", "指标值"}, {"class", "target"}});
  if (!indicator.target.has_value() && indicator.target.raw.empty()) {
    html.element("span", absence_words(indicator.target.absence), {{"class", "absent"}});
    html.close("td");
    return;
  }
  const std::string comparator = comparator_words(indicator);
  const std::string& raw = indicator.target.raw;
  const bool signs_itself = !comparator.empty() && raw.starts_with(comparator);
  if (!comparator.empty() && !signs_itself) {
    html.element("span", comparator, {{"class", "comparator"}}).text(" ");
  }
  html.text(raw);
  if (!indicator.unit.raw.empty() && !raw.ends_with(indicator.unit.raw)) {
    html.text(" " + indicator.unit.raw);
  }
  html.close("td");
}

/// True when the evidence means one of these cells of its row, or the row as a whole.
bool cites_one_of(const EvidenceLine& evidence, const std::vector<Origin>& cells) {
  const Origin& cited = evidence.origin;
  if (cited.line == 0) {
    return cited.column == Origin::kNone ||
           std::any_of(cells.begin(), cells.end(), [&](const Origin& cell) {
             return cell.table == cited.table && cell.row == cited.row &&
                    cell.column == cited.column;
           });
  }
  if (cited.first_column == 0) return true;
  return std::any_of(cells.begin(), cells.end(), [&](const Origin& cell) {
    return cell.line == cited.line && cell.first_column <= cited.last_column &&
           cited.first_column <= cell.last_column;
  });
}

/// The findings that cite one of the row's own cells; a goal or a project's name that is printed in
/// the same line belongs to no single row.
void write_finding_links(Html& html, const ProjectView& view, const Origin& place,
                         const std::vector<Origin>& cells) {
  html.open("td", {{"data-label", "问题"}, {"class", "chips"}});
  const PrintedRow row = printed_row(place);
  const auto found = view.by_row.find(row);
  std::vector<const StoredFinding*> citing;
  if (row.known() && found != view.by_row.end()) {
    for (const StoredFinding* stored : found->second) {
      const std::vector<EvidenceLine>& evidence = stored->finding.evidence;
      if (std::any_of(evidence.begin(), evidence.end(), [&](const EvidenceLine& cited) {
            return printed_row(cited.origin) == row && cites_one_of(cited, cells);
          })) {
        citing.push_back(stored);
      }
    }
  }
  for (const StoredFinding* stored : gravest_first(std::move(citing)))
    write_chip(html, *stored, "#" + finding_anchor(*stored));
  html.close("td");
}

void write_absent_or(Html& html, std::string_view label, std::string_view words, Absence absence,
                     std::string_view css_class = {}) {
  html.open("td", {{"data-label", label}, {"class", css_class}});
  if (words.empty()) {
    html.element("span", absence_words(absence), {{"class", "absent"}});
  } else {
    html.text(words);
  }
  html.close("td");
}

void write_indicator(Html& html, const ProjectView& view, const Indicator& indicator) {
  html.open("tr");
  write_absent_or(html, "二级指标",
                  indicator.level2.has_value() ? chinese_name(*indicator.level2)
                                               : std::string_view(indicator.level2.raw),
                  indicator.level2.absence, "steady");
  html.open("td", {{"data-label", "三级指标"}, {"class", "name"}});
  if (indicator.name.empty()) {
    html.element("span", "未填", {{"class", "absent"}});
  } else {
    write_sourced(html, view, indicator.name.text, indicator.name.origin);
  }
  html.close("td");
  write_target(html, indicator);
  write_absent_or(
      html, "权重",
      indicator.weight.has_value() ? indicator.weight->to_string() : indicator.weight.raw,
      indicator.weight.absence, "number");
  write_absent_or(html, "方向性",
                  indicator.direction.has_value() ? chinese_name(*indicator.direction)
                                                  : std::string_view(indicator.direction.raw),
                  indicator.direction.absence, "steady");
  write_finding_links(html, view, indicator.origin,
                      {indicator.name.origin, indicator.level1.origin, indicator.level2.origin,
                       indicator.comparator.origin, indicator.target.origin, indicator.unit.origin,
                       indicator.weight.origin, indicator.direction.origin});
  html.close("tr");
}

/// The sum of the weights that were read; says how many were not.
std::string weight_words(const std::vector<const Indicator*>& indicators) {
  DecimalSum sum;
  std::size_t missing = 0;
  for (const Indicator* indicator : indicators) {
    if (indicator->weight.has_value()) {
      sum.add(*indicator->weight);
    } else {
      ++missing;
    }
  }
  if (missing == indicators.size()) return "没有权重";
  const Result<Decimal> total = sum.total();
  std::string words = total.ok() ? total->to_string() : "超出范围";
  if (missing > 0) words += fmt::format("（{} 个没有权重）", missing);
  return words;
}

std::string level1_words(const Indicator& indicator) {
  if (indicator.level1.has_value()) return std::string(chinese_name(*indicator.level1));
  return indicator.level1.raw.empty() ? "一级指标未填" : indicator.level1.raw;
}

/// Indicators by their level 1, in the order in which the levels appear.
std::vector<std::pair<std::string, std::vector<const Indicator*>>> bands_of(const GoalSet& set) {
  std::vector<std::pair<std::string, std::vector<const Indicator*>>> bands;
  for (const Indicator& indicator : set.indicators) {
    const std::string name = level1_words(indicator);
    auto band = std::find_if(bands.begin(), bands.end(),
                             [&](const auto& candidate) { return candidate.first == name; });
    if (band == bands.end()) band = bands.insert(bands.end(), {name, {}});
    band->second.push_back(&indicator);
  }
  return bands;
}

void write_indicators(Html& html, const ProjectView& view, const GoalSet& set) {
  html.open("h2").text("指标");
  html.element("span", fmt::format("{} 条", set.indicators.size()), {{"class", "quiet"}});
  html.close("h2");
  if (set.indicators.empty()) {
    html.element("p", "没有读到指标。", {{"class", "nothing"}});
    return;
  }
  html.open("table", {{"class", "indicators cards"}}).open("thead").open("tr");
  html.element("th", "二级指标").element("th", "三级指标").element("th", "指标值");
  html.element("th", "权重", {{"class", "number"}}).element("th", "方向性").element("th", "问题");
  html.close("tr").close("thead");
  std::vector<const Indicator*> all;
  for (const auto& [name, indicators] : bands_of(set)) {
    html.open("tbody").open("tr", {{"class", "band"}});
    html.open("th", {{"colspan", "6"}, {"scope", "rowgroup"}}).text(name);
    html.element("span",
                 fmt::format("{} 条 · 权重合计 {}", indicators.size(), weight_words(indicators)),
                 {{"class", "quiet"}});
    html.close("th").close("tr");
    for (const Indicator* indicator : indicators) {
      write_indicator(html, view, *indicator);
      all.push_back(indicator);
    }
    html.close("tbody");
  }
  html.open("tfoot").open("tr").open("td", {{"colspan", "6"}});
  html.text("全部指标权重合计 ").element("strong", weight_words(all));
  html.close("td").close("tr").close("tfoot").close("table");
}

void write_goal_sets(Html& html, const ProjectView& view) {
  const bool several = view.project.goal_sets.size() > 1;
  for (const GoalSet& set : view.project.goal_sets) {
    if (several) {
      html.open("p", {{"class", "goal-set"}});
      html.text(fmt::format("{}：{}", chinese_name(set.source), set.source_reason)).close("p");
    }
    write_goals(html, view, set);
    write_indicators(html, view, set);
  }
}

void write_task_list(Html& html, const ProjectView& view, const TaskList& list) {
  html.open("h2").text("任务清单");
  html.element("span", fmt::format("{} 项", list.tasks.size()), {{"class", "quiet"}}).close("h2");
  html.open("p");
  write_sourced(html, view, list.title.text, list.title.origin);
  html.text(fmt::format("（{}）", chinese_name(list.source))).close("p");
  if (!list.link_reason.empty()) {
    html.element("p", fmt::format("与本项目的联系：{}", list.link_reason), {{"class", "quiet"}});
  }
  html.open("table", {{"class", "tasks cards"}}).open("thead").open("tr");
  html.element("th", "序号", {{"class", "number"}}).element("th", "工作任务");
  html.element("th", "任务目标").element("th", "问题").close("tr").close("thead").open("tbody");
  for (const Task& task : list.tasks) {
    html.open("tr");
    html.element("td", task.number.has_value() ? std::to_string(*task.number) : task.number.raw,
                 {{"data-label", "序号"}, {"class", "number"}});
    html.open("td", {{"data-label", "工作任务"}, {"class", "name"}});
    write_sourced(html, view, task.name.text, task.name.origin);
    html.close("td").element("td", task.target.text, {{"data-label", "任务目标"}});
    write_finding_links(html, view, task.target.origin,
                        {task.number.origin, task.name.origin, task.target.origin});
    html.close("tr");
  }
  html.close("tbody").close("table");
}

void write_findings(Html& html, const ProjectView& view) {
  html.open("h2", {{"id", "findings"}}).text("问题");
  html.element("span", fmt::format("{} 条", view.findings.size()), {{"class", "quiet"}});
  html.close("h2");
  if (view.findings.empty()) {
    html.element("p", "✓ 没有发现问题。", {{"class", "nothing"}});
  }
  write_findings_by_severity(html, view.findings);
  html.open("p", {{"class", "quiet"}}).text("不属于任何一个项目的问题（版面、页码、表号等）列在");
  html.link(source_url(view.summary.revision) + "#document-findings", "文档页").text("。");
  html.close("p");
}

Result<Response> render(const Request& request, const PathValues& values,
                        const ServeContext& context) {
  JX_TRY(const std::vector<ProjectSummary> found, context.store.find_project(values[0], values[1]));
  JX_TRY(const ProjectSummary chosen, choose_project(request, found));
  JX_TRY(const Submission submission, context.store.submission_of(chosen.revision, chosen.key));
  JX_TRY(const ListPage<StoredFinding> findings,
         context.store.findings({.revision = chosen.revision, .project = chosen.key}));
  ProjectView view{.summary = chosen,
                   .documents = found,
                   .submission = submission,
                   .project = submission.projects.front(),
                   .profile = context.reference.profiles.find(submission.profile.id),
                   .findings = findings.items,
                   .by_row = {}};
  for (const StoredFinding& stored : findings.items) {
    for (const EvidenceLine& line : stored.finding.evidence) {
      auto& at_row = view.by_row[printed_row(line.origin)];
      if (at_row.empty() || at_row.back() != &stored) at_row.push_back(&stored);
    }
  }
  Html html;
  write_head(html, view);
  write_goal_sets(html, view);
  for (const TaskList& list : submission.task_lists) {
    if (list.project && list.project->text == chosen.key) write_task_list(html, view, list);
  }
  write_findings(html, view);
  return make_page(view.project.name(), Section::Projects, html);
}

}  // namespace

Response get_project_page(const Request& request, const PathValues& values,
                          const ServeContext& context) {
  Result<Response> page = render(request, values, context);
  if (!page.ok()) return make_error_page(failure_of(page.error().code), page.error().message);
  return *std::move(page);
}

}  // namespace jx
