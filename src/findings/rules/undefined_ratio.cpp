// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// The ratio word at the end of a name.
std::optional<std::string_view> ratio_word(std::string_view name) {
  for (const std::string_view word : {"比率", "比例", "比重", "占比", "率"}) {
    if (name.ends_with(word)) return word;
  }
  return std::nullopt;
}

/// 参训学员中实现就业人员的比例 divides as well as 就业人数÷参训人数 does.
constexpr std::array<std::string_view, 12> kDivisions = {"÷",      "/",    "／",       "占",
                                                         "除以",   "之比", "的比例",   "的比率",
                                                         "的比重", "分母", "的百分比", "的份额"};

/// An explanation that divides, or says what is counted against what, defines the ratio.
bool explains_ratio(const Indicator& indicator) {
  for (const ColumnRole role : {ColumnRole::Explanation, ColumnRole::ScoringRule,
                                ColumnRole::Remark, ColumnRole::ValueBasis}) {
    const std::string_view words = words_of(indicator, role);
    for (const std::string_view sign : kDivisions) {
      const std::size_t at = words.find(sign);
      // 占比 is the name over again.
      if (at != std::string_view::npos && !words.substr(at).starts_with("占比")) return true;
    }
  }
  return false;
}

}  // namespace

/// NM04: a ratio whose numerator and denominator nobody can infer (订单比率, 脱贫率). Ratios of
/// customary meaning (合格率, 党员比例) are left alone: only heads that have no whole to be a part
/// of are listed.
void check_undefined_ratio(const RuleInput& input, FindingSink& sink) {
  const WordList& heads = input.lexicon.words("ratio-without-base");
  const WordList& bare = input.lexicon.words("ratio-bare-noun");
  for (const ProjectFacts& facts : input.facts.projects) {
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const std::string_view name = without_end_brackets(indicator.name.text);
      const std::optional<std::string_view> ratio = ratio_word(name);
      if (!ratio) continue;
      const std::string_view before = name.substr(0, name.size() - ratio->size());
      if (contains(before, "占") || contains(before, "与")) continue;
      std::optional<std::string_view> head = heads.find_suffix_of(before);
      if (!head && bare.contains(before)) head = before;
      if (!head || explains_ratio(indicator) || !is_named_row(indicator)) continue;
      const std::string part = fmt::format("{}{}", *head, *ratio);
      Answer answer = answer_about(
          facts,
          fmt::format("{}的“{}”没有说明分子和分母，无法计算和核对。", shown_name(indicator), part));
      answer.evidence.push_back(name_evidence(indicator, part));
      answer.expected = "写明计算公式：分子 ÷ 分母，及各自的口径";
      answer.actual = part;
      answer.confidence = 0.95;
      sink.fail(std::move(answer));
    }
  }
}

}  // namespace jx
