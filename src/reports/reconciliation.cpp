// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/reconciliation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.h"
#include "reports/json.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

constexpr std::array<ReconciledRelation, kReconciledRelations> kRelations = {
    ReconciledRelation::Contradictory, ReconciledRelation::Changed,
    ReconciledRelation::Incomparable,  ReconciledRelation::Dropped,
    ReconciledRelation::Added,         ReconciledRelation::Same};

TextInk ink_of(ReconciledRelation relation) noexcept {
  switch (relation) {
    case ReconciledRelation::Contradictory: return TextInk::Red;
    case ReconciledRelation::Changed: return TextInk::Yellow;
    case ReconciledRelation::Incomparable: return TextInk::Blue;
    case ReconciledRelation::Dropped:
    case ReconciledRelation::Added: return TextInk::Strong;
    case ReconciledRelation::Same: return TextInk::Green;
  }
  return TextInk::Plain;
}

bool of_several_files(const ProjectReconciliation& project) {
  return std::any_of(project.sides.begin(), project.sides.end(), [&](const GoalSide& side) {
    return side.submission != project.sides.front().submission;
  });
}

const Origin& place_of_promise(const PromiseRef& promise) {
  const Origin& words = promise.words().origin;
  if (words.known()) return words;
  return promise.indicator != nullptr ? promise.indicator->origin : promise.task->origin;
}

std::string shown(const PromiseRef& promise) {
  if (promise.task == nullptr) {
    return promise.words().empty() ? "（三级指标空白）" : "“" + promise.words().text + "”";
  }
  const std::string number =
      promise.task->number.has_value() ? std::to_string(*promise.task->number) + " " : "";
  return fmt::format("任务 {}“{}”", number, promise.words().text);
}

class ReconciliationText {
 public:
  explicit ReconciliationText(const TextStyle& style) : style_(style) {}

  std::string render(const Reconciliation& reconciliation,
                     std::span<const DocumentFindings> findings) {
    for (const ProjectReconciliation& project : reconciliation.projects) add_project(project);
    if (reconciliation.projects.empty()) {
      print("没有哪个项目有两套以上的目标可以对照。\n");
    }
    add_alone(reconciliation.alone);
    add_findings(findings);
    return std::move(out_);
  }

 private:
  template <typename... Parts>
  void print(fmt::format_string<Parts...> format, Parts&&... parts) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Parts>(parts)...);
  }

  void add_project(const ProjectReconciliation& project) {
    const bool several = of_several_files(project);
    print("{}\n", inked(fmt::format("{} {}", project.key, one_line(project.name)), TextInk::Strong,
                        style_));
    const GoalSide& base = project.sides[project.base];
    print("  基准：{}；{}。\n", describe(base, several), project.base_reason);
    for (const SetComparison& comparison : project.comparisons) {
      const GoalSide& other = project.sides[comparison.other];
      print("\n  对照：{}\n", describe(other, several));
      add_counts(comparison);
      for (const Change& change : comparison.head) add_change("  ", change);
      for (const ReconciledRelation relation : kRelations) {
        if (relation == ReconciledRelation::Same) continue;
        for (const ReconciledRow& row : comparison.rows) {
          if (row.relation == relation) add_row(row, base, other);
        }
      }
    }
    print("\n");
  }

  void add_counts(const SetComparison& comparison) {
    std::string counts;
    for (const ReconciledRelation relation : kRelations) {
      if (!counts.empty()) counts += "，";
      counts += fmt::format("{} {}", chinese_name(relation), comparison.count(relation));
    }
    print("  {}\n", counts);
  }

  void add_change(std::string_view indent, const Change& change) {
    const auto words = [](const std::string& text) {
      constexpr std::size_t kWidest = 60;
      return text.empty() ? std::string("（空白）") : shortened(one_line(text), kWidest);
    };
    print("{}  {}：{} → {}{}\n", indent, change.what, words(change.before), words(change.after),
          change.note.empty() ? "" : fmt::format("（{}）", change.note));
  }

  void add_row(const ReconciledRow& row, const GoalSide& base, const GoalSide& other) {
    std::string line =
        "  " + inked(fmt::format("[{}]", chinese_name(row.relation)), ink_of(row.relation), style_);
    for (const auto& [promise, side] :
         {std::pair(&row.base, &base), std::pair(&row.other, &other)}) {
      if (promise->empty()) continue;
      if (promise == &row.other && !row.base.empty()) line += "  ↔ ";
      line += fmt::format(
          " {} {}", one_line(shown(*promise)),
          inked(place_of(place_of_promise(*promise), side->submission), TextInk::Faint, style_));
    }
    print("{}\n", line);
    for (const Change& change : row.changes) add_change("      ", change);
    print("        {}\n", inked(row.reason, TextInk::Faint, style_));
  }

  void add_alone(const std::vector<GoalSide>& alone) {
    if (alone.empty()) return;
    print("{}\n", inked("没有对照的", TextInk::Strong, style_));
    for (const GoalSide& side : alone) {
      print("  {}{}：{}\n", side.project != nullptr ? one_line(side.project->name()) + " 的" : "",
            describe(side, false),
            side.list != nullptr ? side.list->link_reason : std::string("只有这一套目标"));
    }
    print("\n");
  }

  void add_findings(std::span<const DocumentFindings> documents) {
    bool any = false;
    for (const DocumentFindings& document : documents) {
      for (const Finding& finding : document.findings) {
        if (!any) print("{}\n", inked("几套目标之间的问题", TextInk::Strong, style_));
        any = true;
        const Origin place = finding.evidence.empty() ? Origin{} : finding.evidence.front().origin;
        print("  [{}] {}: {}\n", finding.rule, place_of(place, document.submission),
              finding.message);
      }
    }
  }

  static std::string one_line(std::string_view text) { return replaced(text, "\n", " "); }

  const TextStyle& style_;
  std::string out_;
};

// --- JSON --------------------------------------------------------------------------------------

void write_change(JsonWriter& json, const Change& change) {
  json.begin_object();
  json.member("what", change.what).member("before", change.before);
  json.member("after", change.after).member("note", change.note).end_object();
}

void write_changes(JsonWriter& json, std::string_view key, const std::vector<Change>& changes) {
  json.key(key).begin_array();
  for (const Change& change : changes) write_change(json, change);
  json.end_array();
}

void write_promise(JsonWriter& json, std::string_view key, const PromiseRef& promise,
                   const GoalSide& side) {
  json.key(key);
  if (promise.empty()) {
    json.null();
    return;
  }
  json.begin_object().member("kind", promise.task != nullptr ? "task" : "indicator");
  json.member("name", promise.words().text).key("number");
  if (promise.task != nullptr && promise.task->number.has_value()) {
    json.value(*promise.task->number);
  } else {
    json.null();
  }
  json.key("origin");
  write_origin(json, place_of_promise(promise), side.submission);
  json.end_object();
}

void write_side(JsonWriter& json, const GoalSide& side) {
  json.begin_object();
  json.member("file", side.submission->file).member("sha256", side.submission->sha256);
  json.member("kind", side.list != nullptr ? "task-list" : "table");
  json.member("source", to_string(side.source()));
  json.member("title", side.list != nullptr ? side.list->title.text : std::string());
  json.member("project", side.project != nullptr ? side.project->key.text : std::string());
  json.end_object();
}

void write_comparison(JsonWriter& json, const ProjectReconciliation& project,
                      const SetComparison& comparison) {
  json.begin_object(Layout::Lines).member("other", comparison.other);
  json.key("counts").begin_object();
  for (const ReconciledRelation relation : kRelations) {
    json.member(to_string(relation), comparison.count(relation));
  }
  json.end_object();
  write_changes(json, "head", comparison.head);
  json.key("rows").begin_array(Layout::Lines);
  for (const ReconciledRow& row : comparison.rows) {
    json.begin_object().member("relation", to_string(row.relation));
    write_promise(json, "base", row.base, project.sides[project.base]);
    write_promise(json, "other", row.other, project.sides[comparison.other]);
    json.member("reason", row.reason);
    write_changes(json, "changes", row.changes);
    json.end_object();
  }
  json.end_array().end_object();
}

void write_project_sets(JsonWriter& json, const ProjectReconciliation& project) {
  json.begin_object(Layout::Lines);
  json.member("project", project.key).member("name", project.name);
  json.key("sides").begin_array(Layout::Lines);
  for (const GoalSide& side : project.sides) write_side(json, side);
  json.end_array().member("base", project.base).member("base_reason", project.base_reason);
  json.key("comparisons").begin_array(Layout::Lines);
  for (const SetComparison& comparison : project.comparisons) {
    write_comparison(json, project, comparison);
  }
  json.end_array().end_object();
}

}  // namespace

std::string render_reconciliation_text(const Reconciliation& reconciliation,
                                       std::span<const DocumentFindings> findings,
                                       const TextStyle& style) {
  return ReconciliationText(style).render(reconciliation, findings);
}

void write_reconciliation(JsonWriter& json, const Reconciliation& reconciliation,
                          std::span<const DocumentFindings> findings, std::string_view rule_set) {
  json.begin_object(Layout::Lines).key("projects").begin_array(Layout::Lines);
  for (const ProjectReconciliation& project : reconciliation.projects) {
    write_project_sets(json, project);
  }
  json.end_array().key("alone").begin_array(Layout::Lines);
  for (const GoalSide& side : reconciliation.alone) write_side(json, side);
  json.end_array().key("findings").begin_array(Layout::Lines);
  for (const DocumentFindings& document : findings) {
    for (const Finding& finding : document.findings) {
      write_finding(json, finding, document.submission);
    }
  }
  json.end_array().member("rule_set", rule_set).end_object();
}

}  // namespace jx
