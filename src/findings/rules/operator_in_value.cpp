// SPDX-License-Identifier: AGPL-3.0-or-later
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/costs.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// What the value cell holds besides its number, as a byte range of the raw cell.
struct Extra {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The bytes of a number at `position`: digits, points and separators of either width.
std::size_t number_length(std::string_view text, std::size_t position) {
  std::size_t end = position;
  while (end < text.size()) {
    std::size_t next = end;
    const char32_t character = fold_character(next_character(text, next));
    const bool part =
        (character >= U'0' && character <= U'9') || character == U'.' || character == U',';
    if (!part) break;
    end = next;
  }
  return end - position;
}

std::size_t skip_spaces(std::string_view text, std::size_t position) {
  while (position < text.size()) {
    std::size_t next = position;
    if (!is_space(next_character(text, next))) break;
    position = next;
  }
  return position;
}

std::optional<Extra> find_extra(const Indicator& indicator, const Lexicon& lexicon) {
  const std::string_view raw = indicator.target.raw;
  const std::size_t start = skip_spaces(raw, 0);
  // Nearly every cell begins with a digit and ends with one: nothing to look up then.
  std::size_t number = start;
  const bool operator_column = indicator.comparator.origin.known();
  if (number_length(raw, start) == 0) {
    const auto sign = lexicon.match_comparator_prefix(raw.substr(start));
    if (!sign.has_value()) return std::nullopt;
    number = skip_spaces(raw, start + sign->length);
    if (operator_column && number_length(raw, number) > 0)
      return Extra{start, start + sign->length};
  }
  const std::size_t length = number_length(raw, number);
  if (length == 0 || !indicator.unit.origin.known()) return std::nullopt;
  const std::size_t rest = skip_spaces(raw, number + length);
  if (rest >= raw.size()) return std::nullopt;
  const auto unit = lexicon.match_unit_prefix(raw.substr(rest));
  if (!unit.has_value() || unit->length == 0) return std::nullopt;
  // 2万 is a number; only 2万元 carries a unit.
  if (unit->unit.dimension == Dimension::BareMultiple) return std::nullopt;
  return Extra{rest, rest + unit->length};
}

void check_cells(const RuleInput& input, const ProjectFacts& facts, FindingSink& sink) {
  std::vector<std::string> rows;
  std::vector<EvidenceLine> evidence;
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    const Field<Target>& target = indicator.target;
    if (!target.has_value() || target->kind != TargetKind::Number) continue;
    const auto extra = find_extra(indicator, input.lexicon);
    if (!extra.has_value()) continue;
    rows.push_back(fmt::format("{}的指标值{}", shown_name(indicator), in_quotes(target.raw)));
    evidence.push_back(evidence_of(target, extra->begin, extra->end));
  }
  if (rows.empty()) return;
  sink.fail({.project = facts.project->key.text,
             .message = fmt::format("表中另有指标性质、度量单位栏，符号或单位却写在指标值里：{}",
                                    joined(rows)),
             .evidence = std::move(evidence),
             .expected = "指标值栏只填数，符号和单位各归其栏",
             .actual = joined(rows),
             .confidence = 0.95});
}

/// 933 and 933.00: the same number, printed with different places. Only the format differs.
void check_places(const ProjectFacts& facts, FindingSink& sink) {
  const auto budget = budget_in_yuan(*facts.project);
  if (!budget.has_value()) return;
  const Project& project = *facts.project;
  for (const CostTotal& total : cost_totals(facts)) {
    const Indicator& row = *total.row;
    if (total.yuan != *budget || unit_of(row).factor != project.budget_unit.factor) continue;
    if (row.target->value->scale() == project.budget->scale()) continue;
    sink.fail({.project = project.key.text,
               .message = fmt::format("{}的指标值写作{}，预算数写作{}：数值相等，只是小数位数不同",
                                      shown_name(row), in_quotes(row.target.raw),
                                      in_quotes(project.budget.raw)),
               .evidence = {evidence_of(row.target), evidence_of(project.budget)},
               .expected = "同一金额写法一致；比较时按数值",
               .actual = fmt::format("{} / {}", row.target.raw, project.budget.raw),
               .fix = "统一小数位数即可，不影响数值。",
               .severity = Severity::Info,
               .confidence = 0.95});
  }
}

}  // namespace

void check_operator_in_value(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (facts.traits.any(RowTrait::TargetWithMore)) check_cells(input, facts, sink);
    if (facts.traits.any(RowTrait::Cost)) check_places(facts, sink);
  }
}

}  // namespace jx
