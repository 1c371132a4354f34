// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <string>

#include "base/text.h"
#include "reports/score.h"
#include "reports/text_layout.h"
#include "scores/derivation.h"

namespace jx {
namespace {

constexpr std::size_t kNameWidth = 24;
constexpr std::size_t kPointsWidth = 14;

std::string one_line(std::string_view text) { return replaced(text, "\n", " "); }

/// "9.00 / 10", "— / 10".
std::string points_of(const IndicatorScore& score) {
  return fmt::format("{} / {}", score.score ? score.score->to_string() : "—",
                     score.weight.trimmed().to_string());
}

std::string score_line(std::string_view name, const IndicatorScore& score,
                       const ScoringRules& rules, const TextStyle& style) {
  const std::string points = padded(points_of(score), kPointsWidth);
  return fmt::format("    {}{}{}\n",
                     inked(points, score.score ? TextInk::Plain : TextInk::Yellow, style),
                     padded(shortened(one_line(name), kNameWidth - 2), kNameWidth),
                     one_line(derivation_of(score, rules)));
}

std::string changes_in_words(const ScoredGoalSet& set, const TextStyle& style) {
  std::string out;
  for (const bool better : {true, false}) {
    for (const GradeChange& change : set.changes) {
      if (change.better != better) continue;
      const std::string name = change.kind == ChangeKind::Execution
                                   ? std::string("预算执行率")
                                   : one_line(set.set.indicators[change.indicator].name.text);
      out += fmt::format("      {} {}{}\n",
                         inked(better ? "↑" : "↓", better ? TextInk::Green : TextInk::Red, style),
                         padded(shortened(name, kNameWidth - 2), kNameWidth), to_words(change));
    }
  }
  return out.empty() ? out : "    最小改动多少，等级就会变：\n" + out;
}

std::string adjustment_in_words(const ScoredGoalSet& set) {
  if (!set.adjustment) return {};
  return fmt::format("    {} {}（{}）批准调整，原因：{}\n", set.adjustment->date,
                     set.adjustment->approver, set.adjustment->document,
                     one_line(set.adjustment->reason));
}

std::string use_in_words(const GoalSetScore& score, const ResultUse* use) {
  const GradeUse* const grade = use == nullptr ? nullptr : use->find(score.grade);
  if (grade == nullptr) return {};
  return fmt::format("    结果应用建议：{}（{}）\n", grade->advice, use->basis.to_string());
}

std::string set_in_words(const ScoredGoalSet& set, const ScoringRules& rules, const ResultUse* use,
                         const TextStyle& style) {
  std::string out = fmt::format("  目标来源：{}\n", chinese_name(set.set.source));
  out += adjustment_in_words(set);
  for (std::size_t i = 0; i < set.set.indicators.size(); ++i) {
    const std::string& name = set.set.indicators[i].name.text;
    out += score_line(name.empty() ? "（无名称）" : name, set.score.indicators[i], rules, style);
  }
  if (set.score.execution) out += score_line("预算执行率", *set.score.execution, rules, style);
  out += "    " + inked(derivation_of(set.score, rules), TextInk::Strong, style) + "\n";
  return out + use_in_words(set.score, use) + changes_in_words(set, style);
}

std::string printed_in_words(const ScoredProject& project) {
  if (!project.printed_total && project.printed_grade.empty()) return {};
  return fmt::format("  表上的总分 {}{}\n",
                     project.printed_total ? project.printed_total->to_string() : "未填",
                     project.printed_grade.empty() ? "" : "，" + project.printed_grade);
}

}  // namespace

std::string render_scores_text(const ScoredDocument& document, const ResultUse* use,
                               const TextStyle& style) {
  std::string out = inked(document.file, TextInk::Strong, style) + "\n";
  out += fmt::format("规则集 {}，计分规则版本 {}\n", document.profile, version_of(document.rules));
  if (document.projects.empty()) out += "没有可以计分的指标\n";
  for (const ScoredProject& project : document.projects) {
    out += fmt::format("\n{}{}{}\n", project.code, project.code.empty() ? "" : "-",
                       project.name.empty() ? "（无名项目）" : one_line(project.name));
    for (const ScoredGoalSet& set : project.sets) {
      out += set_in_words(set, document.rules, use, style);
    }
    out += printed_in_words(project);
  }
  for (const Diagnostic& entry : document.diagnostics.entries()) {
    if (entry.level != DiagnosticLevel::Warning) continue;
    const std::string place = place_of(entry.origin, nullptr);
    out += fmt::format("{}{}{}\n", place, place.empty() ? "" : "：", entry.message);
  }
  return out;
}

}  // namespace jx
