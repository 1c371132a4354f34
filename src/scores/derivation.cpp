// SPDX-License-Identifier: AGPL-3.0-or-later
#include "scores/derivation.h"

#include <fmt/format.h>

namespace jx {
namespace {

std::string shown(const Decimal& value) { return value.trimmed().to_string(); }

/// A number as a term of a sum: below zero in brackets.
std::string term(const Decimal& value) {
  return value.is_negative() ? "（" + shown(value) + "）" : shown(value);
}

std::string with_unit(const Decimal& value, const std::string& unit) {
  return unit.empty() ? shown(value) : shown(value) + " " + unit;
}

/// The sign that the document has; how a target without one was understood is said behind.
std::string_view sign_of(Comparator comparator) {
  switch (comparator) {
    case Comparator::AtLeast: return "≥";
    case Comparator::GreaterThan: return "＞";
    case Comparator::Equal: return "＝";
    case Comparator::LessThan: return "＜";
    case Comparator::AtMost: return "≤";
    default: return "";
  }
}

/// "≥90 %，完成 81 %"
std::string heading(const IndicatorScore& score) {
  const ScoreNumbers& numbers = score.numbers;
  if (numbers.formula == ScoreFormula::Execution) {
    return fmt::format("预算 {}，执行 {}", shown(numbers.target), shown(numbers.actual));
  }
  std::string text =
      numbers.formula == ScoreFormula::Range
          ? fmt::format("{}–{}", shown(numbers.target), with_unit(numbers.target_high, score.unit))
          : fmt::format("{}{}", sign_of(score.comparator), with_unit(numbers.target, score.unit));
  if (score.outcome.from_baseline) text += "，基期 " + with_unit(numbers.baseline, score.unit);
  text += "，完成 " + with_unit(numbers.actual, score.unit);
  return score.conversion.empty() ? text : text + "（" + score.conversion + "）";
}

std::string_view direction_of(const IndicatorScore& score) {
  switch (score.numbers.formula) {
    case ScoreFormula::AtLeast:
      return score.ground == DirectionGround::Unsaid ? "未写方向，按正向" : "正向";
    case ScoreFormula::AtMost:
      return score.ground == DirectionGround::CostLevel ? "成本指标，按反向" : "反向";
    case ScoreFormula::Range: return "区间";
    case ScoreFormula::Satisfaction: return "满意度";
    case ScoreFormula::Execution: return "执行率";
  }
  return "";
}

std::string range_formula(const IndicatorScore& score, const ScoringRules& rules) {
  const ScoreNumbers& numbers = score.numbers;
  const bool below = numbers.actual < numbers.target;
  return fmt::format("{} ×（1 － {} ×（{} － {}）÷（（{} － {}）÷ 2））", shown(score.weight),
                     shown(*rules.card(score.policy).slope),
                     term(below ? numbers.target : numbers.actual),
                     term(below ? numbers.actual : numbers.target_high), term(numbers.target_high),
                     term(numbers.target));
}

/// The share of the band the actual falls into.
const SatisfactionBand& band_of(const Decimal& actual, const ScoringRules& rules) {
  for (const SatisfactionBand& band : rules.satisfaction_bands) {
    if (actual >= band.from) return band;
  }
  return rules.satisfaction_bands.back();
}

std::string formula_in_numbers(const IndicatorScore& score, const ScoringRules& rules) {
  const ScoreNumbers& numbers = score.numbers;
  const std::string w = shown(score.weight);
  const std::string a = term(numbers.actual);
  const std::string t = term(numbers.target);
  const std::string b = term(numbers.baseline);
  if (score.outcome.from_baseline) {
    return numbers.formula == ScoreFormula::AtMost
               ? fmt::format("{} ×（{} － {}）÷（{} － {}）", w, b, a, b, t)
               : fmt::format("{} ×（{} － {}）÷（{} － {}）", w, a, b, t, b);
  }
  switch (score.policy) {
    case PolicyId::RevLin: return fmt::format("{} ×（1 －（{} － {}）÷ {}）", w, a, t, t);
    case PolicyId::RevRatio: return fmt::format("{} × {} ÷ {}", w, t, a);
    case PolicyId::RangeSlope: return range_formula(score, rules);
    case PolicyId::SatBands: {
      const SatisfactionBand& band = band_of(numbers.actual, rules);
      return fmt::format("{} 及以上，{} × {}", shown(band.from), w, shown(band.share));
    }
    default: return fmt::format("{} × {} ÷ {}", w, a, t);
  }
}

/// What was taken off a score that would have been full.
std::string reduced(const IndicatorScore& score, const ScoringRules& rules) {
  const PolicyCard& card = rules.card(*score.over_policy);
  const ScoreNumbers& numbers = score.numbers;
  if (*score.over_policy == PolicyId::Ov302) {
    return fmt::format("达到目标，偏离不低于 {} 倍，{} － {} = {}", shown(*card.from),
                       shown(score.weight), shown(*card.points), score.score->to_string());
  }
  const bool positive = numbers.formula == ScoreFormula::AtLeast;
  return fmt::format(
      "达到目标，偏离超过 {} 倍，{} ×（1 － {} ×（（{} － {}）÷ {} － {}）），不低于 {} 倍 = {}",
      shown(*card.from), shown(score.weight), shown(*card.slope),
      term(positive ? numbers.actual : numbers.target),
      term(positive ? numbers.target : numbers.actual), term(numbers.target), shown(*card.from),
      shown(*card.floor), score.score->to_string());
}

std::string nothing(const IndicatorScore& score, const ScoringRules& rules) {
  const ScoreNumbers& numbers = score.numbers;
  const bool cliff = score.policy == PolicyId::RevCliff || score.policy == PolicyId::RangeCliff;
  if (cliff || (numbers.target.is_zero() && !score.outcome.from_baseline &&
                score.policy != PolicyId::SatBands)) {
    return "未达到目标，得 0.00";
  }
  // Formulas that go below zero give nothing, not less.
  return formula_in_numbers(score, rules) + "，最低为 0 = 0.00";
}

std::string calculation(const IndicatorScore& score, const ScoringRules& rules) {
  switch (score.outcome.outcome) {
    case ScoreOutcome::Met: return "达到目标，得满分 " + score.score->to_string();
    case ScoreOutcome::Nothing: return nothing(score, rules);
    case ScoreOutcome::Reduced: return reduced(score, rules);
    default: return formula_in_numbers(score, rules) + " = " + score.score->to_string();
  }
}

/// "按比例，10号第16条", also of the over-achievement policy when it spoke.
std::string policy_words(const IndicatorScore& score, const ScoringRules& rules) {
  const PolicyCard& card = rules.card(score.policy);
  std::string words = fmt::format("{}，{}", card.name, card.cited);
  if (score.over_policy) {
    const PolicyCard& over = rules.card(*score.over_policy);
    words += fmt::format("；{}，{}", over.name, over.cited);
  }
  return words;
}

std::string of_numbers(const IndicatorScore& score, const ScoringRules& rules) {
  std::string about(direction_of(score));
  if (score.numbers.formula == ScoreFormula::Execution) {
    about = fmt::format("按{}", chinese_name(score.base));
  }
  if (score.numbers.formula == ScoreFormula::AtLeast ||
      score.numbers.formula == ScoreFormula::AtMost) {
    const bool wanted = rules.choice(PolicyGroup::Quantitative) == PolicyId::ProgressFromBaseline &&
                        score.outcome.outcome != ScoreOutcome::Met && !score.outcome.from_baseline;
    if (wanted) about += score.numbers.has_baseline ? "，基期值已达目标" : "，没有基期值";
  }
  if (!score.score) {
    return fmt::format("{}：不计分，{}（{}，{}）", heading(score), chinese_name(score.gap), about,
                       policy_words(score, rules));
  }
  if (score.outcome.outcome == ScoreOutcome::Judgement) {
    return fmt::format("{}：在 {} 内评 {}（{}，{}）", heading(score), score.band->to_string(),
                       score.score->to_string(), about, policy_words(score, rules));
  }
  return fmt::format("{}：{}（{}，{}）", heading(score), calculation(score, rules), about,
                     policy_words(score, rules));
}

std::string of_level(const IndicatorScore& score, const ScoringRules& rules) {
  const std::string about = score.scale
                                ? fmt::format("定性，{}，{}", rules.scales[*score.scale].title,
                                              rules.card(score.policy).cited)
                                : fmt::format("定性，{}", rules.card(score.policy).cited);
  const std::string words = fmt::format("“{}”，完成“{}”", score.target_words, score.actual_words);
  if (!score.scale)
    return fmt::format("{}：不计分，{}（{}）", words, chinese_name(score.gap), about);
  const ScaleLevel& level = rules.scales[*score.scale].levels[score.level];
  const std::string band = fmt::format("属“{}”，{} 分的区间 {}", level.name, shown(score.weight),
                                       score.band->to_string());
  if (!score.score) {
    const std::string entered = score.entered ? "录入 " + shown(*score.entered) + "，" : "";
    return fmt::format("{}：{}，{}不计分，{}（{}）", words, band, entered, chinese_name(score.gap),
                       about);
  }
  if (!score.entered) {
    return fmt::format("{}：属“{}”，{} × {} = {}（{}）", words, level.name, shown(score.weight),
                       shown(*level.share), score.score->to_string(), about);
  }
  return fmt::format("{}：{}，评 {}（{}）", words, band, score.score->to_string(), about);
}

/// A date, or words that came to no calculation.
std::string of_words(const IndicatorScore& score) {
  const std::string words =
      fmt::format("{}，完成 {}", score.target_words.empty() ? "（空）" : score.target_words,
                  score.actual_words.empty() ? "（空）" : score.actual_words);
  const std::string entered = score.band && score.entered && !score.score
                                  ? fmt::format("晚于规定日期，录入 {}，应在 {} 内，",
                                                shown(*score.entered), score.band->to_string())
                                  : "";
  if (!score.score) return fmt::format("{}：{}不计分，{}", words, entered, chinese_name(score.gap));
  const std::string how = score.band
                              ? fmt::format("晚于规定日期，由人在 {} 内评 {}",
                                            score.band->to_string(), score.score->to_string())
                              : fmt::format("按期完成，得满分 {}", score.score->to_string());
  return fmt::format("{}：{}（时效，10号第16条）", words, how);
}

}  // namespace

std::string derivation_of(const IndicatorScore& score, const ScoringRules& rules) {
  if (score.kind == ScoreKind::Numbers) return of_numbers(score, rules);
  if (score.kind == ScoreKind::Level) return of_level(score, rules);
  return of_words(score);
}

std::string derivation_of(const GoalSetScore& score, const ScoringRules& rules) {
  std::string text =
      fmt::format("已计分 {} 分（满分 {}{}）", score.scored.to_string(),
                  score.full_marks.to_string(), score.fractions ? "，表上以 1 计的乘 100" : "");
  if (!score.total) {
    text += fmt::format("；没有总分：{}", chinese_name(score.gap));
    if (score.missing > 0) text += fmt::format("（{} 项）", score.missing);
    return text;
  }
  if (score.full_marks != Decimal(100)) {
    text += fmt::format("，折算为百分制 {}", score.uncapped->to_string());
  }
  if (score.cap) {
    const PolicyCard& card = rules.card(PolicyId::CapExecution);
    text += fmt::format("；执行率低于 {}%，总分不超过 {}（{}）", shown(score.cap->below),
                        shown(score.cap->most), card.cited);
  }
  const Grade& grade = rules.grade_of(*score.total);
  text += fmt::format("；总分 {}，{}（{} 分及以上）", score.total->to_string(), grade.name,
                      shown(grade.from));
  return text;
}

}  // namespace jx
