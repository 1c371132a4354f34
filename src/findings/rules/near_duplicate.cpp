// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/spelling.h"

namespace jx {
namespace {

void report(const ProjectFacts& facts, std::string message, const RowObject& a, const RowObject& b,
            double confidence, FindingSink& sink) {
  Answer answer = answer_about(facts, std::move(message));
  answer.evidence = {name_evidence(*a.indicator, a.words), name_evidence(*b.indicator, b.words)};
  answer.expected = "合并为一个指标，或各自衡量不同的结果";
  answer.actual =
      fmt::format("{}（{}）、{}（{}）", a.indicator->name.text, shown_target(*a.indicator),
                  b.indicator->name.text, shown_target(*b.indicator));
  answer.confidence = confidence;
  sink.fail(std::move(answer));
}

/// What stands in brackets behind the measure: 人次（线上） and 人次（线下） are not the same.
bool same_end_brackets(std::string_view a, std::string_view b) {
  return fold(a.substr(without_end_brackets(a).size())) ==
         fold(b.substr(without_end_brackets(b).size()));
}

/// 培训次数 and 培训场次: the same measure of the same object in other words. Equal names are
/// ST10's.
bool says_the_same(const RowObject& a, const RowObject& b, const Lexicon& lexicon) {
  if (a.measure == nullptr || b.measure == nullptr) return false;
  if (a.measure != b.measure && (a.measure->kind == 0 || a.measure->kind != b.measure->kind)) {
    return false;
  }
  if (level1_of(*a.indicator) != level1_of(*b.indicator)) return false;
  if (compare_objects(a, b, lexicon) == Spelling::Different) return false;
  const std::string_view name_a = trimmed(a.indicator->name.text);
  const std::string_view name_b = trimmed(b.indicator->name.text);
  return same_end_brackets(name_a, name_b) && letters_only(name_a) != letters_only(name_b);
}

}  // namespace

/// ST11: two rows that measure the same thing: in synonyms, or as a count and as the completion
/// rate of that count. Near names with another object (一级路, 二级路) are different things.
void check_near_duplicate(const RuleInput& input, FindingSink& sink) {
  const auto& measures = input.prepared.get<MeasureWords>();
  for (const ProjectFacts& facts : input.facts.projects) {
    const std::vector<RowObject> rows = row_objects(facts, measures);
    for (const CompletionPair& pair : completion_pairs(rows, input.lexicon)) {
      report(facts,
             fmt::format("{}（{}）与{}（{}）衡量同一件事，完成率不是重复就是与计划数矛盾。",
                         shown_name(*pair.rate->indicator), shown_target(*pair.rate->indicator),
                         shown_name(*pair.count->indicator), shown_target(*pair.count->indicator)),
             *pair.rate, *pair.count, 0.9, sink);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t j = i + 1; j < rows.size(); ++j) {
        if (!says_the_same(rows[i], rows[j], input.lexicon)) continue;
        report(facts,
               fmt::format("{}与{}说的是同一个指标。", shown_name(*rows[i].indicator),
                           shown_name(*rows[j].indicator)),
               rows[i], rows[j], 0.7, sink);
      }
    }
  }
}

}  // namespace jx
