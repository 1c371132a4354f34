// SPDX-License-Identifier: AGPL-3.0-or-later
#include "scores/score.h"

namespace jx {

std::string_view to_string(ScoreGap gap) noexcept {
  switch (gap) {
    case ScoreGap::None: return "";
    case ScoreGap::WeightMissing: return "weight-missing";
    case ScoreGap::WeightInvalid: return "weight-invalid";
    case ScoreGap::TargetMissing: return "target-missing";
    case ScoreGap::TargetUnread: return "target-unread";
    case ScoreGap::TargetNotApplicable: return "target-not-applicable";
    case ScoreGap::ActualBlank: return "actual-blank";
    case ScoreGap::ActualNotApplicable: return "actual-not-applicable";
    case ScoreGap::ActualNotDue: return "actual-not-due";
    case ScoreGap::ActualNotObtainable: return "actual-not-obtainable";
    case ScoreGap::ActualUnread: return "actual-unread";
    case ScoreGap::KindsDiffer: return "kinds-differ";
    case ScoreGap::UnitsDiffer: return "units-differ";
    case ScoreGap::NoFormula: return "no-formula";
    case ScoreGap::LateDate: return "late-date";
    case ScoreGap::UnknownLevel: return "unknown-level";
    case ScoreGap::NeedsJudgement: return "needs-judgement";
    case ScoreGap::OutsideBand: return "outside-band";
    case ScoreGap::NeedsReason: return "needs-reason";
    case ScoreGap::NoBudget: return "no-budget";
    case ScoreGap::Impossible: return "impossible";
    case ScoreGap::Overflow: return "overflow";
  }
  return "";
}

std::string_view chinese_name(ScoreGap gap) noexcept {
  switch (gap) {
    case ScoreGap::None: return "";
    case ScoreGap::WeightMissing: return "没有分值（权重）";
    case ScoreGap::WeightInvalid: return "分值（权重）为负数";
    case ScoreGap::TargetMissing: return "没有指标值（预算数）";
    case ScoreGap::TargetUnread: return "指标值（预算数）未读懂";
    case ScoreGap::TargetNotApplicable: return "指标值写明不适用";
    case ScoreGap::ActualBlank: return "完成值未填";
    case ScoreGap::ActualNotApplicable: return "完成值写明不适用";
    case ScoreGap::ActualNotDue: return "完成值未到期";
    case ScoreGap::ActualNotObtainable: return "完成值无法采集";
    case ScoreGap::ActualUnread: return "完成值未读懂";
    case ScoreGap::KindsDiffer: return "指标值与完成值不是同一类（数、日期、文字），无法比较";
    case ScoreGap::UnitsDiffer: return "指标值与完成值的计量单位不同，无法换算";
    case ScoreGap::NoFormula: return "所用办法对这样的数没有公式，须由人评定";
    case ScoreGap::LateDate: return "晚于指标规定的日期，没有规定扣多少，须由人评定（填在得分栏）";
    case ScoreGap::UnknownLevel: return "看不出完成值属于哪一档";
    case ScoreGap::NeedsJudgement: return "须由人在规定区间内评分";
    case ScoreGap::OutsideBand: return "录入的得分不在该档的区间内";
    case ScoreGap::NeedsReason: return "超额较多，须写明原因并由人评分";
    case ScoreGap::NoBudget: return "预算数与执行数均为 0，执行率不适用";
    case ScoreGap::Impossible: return "数值自相矛盾（没有预算却有执行数，或金额为负，或区间颠倒）";
    case ScoreGap::Overflow: return "数值超出可精确计算的范围";
  }
  return "";
}

std::string_view to_string(TotalGap gap) noexcept {
  switch (gap) {
    case TotalGap::None: return "";
    case TotalGap::NoIndicators: return "no-indicators";
    case TotalGap::ScoresMissing: return "scores-missing";
    case TotalGap::ExecutionMissing: return "execution-missing";
    case TotalGap::UnknownBase: return "unknown-base";
  }
  return "";
}

std::string_view chinese_name(TotalGap gap) noexcept {
  switch (gap) {
    case TotalGap::None: return "";
    case TotalGap::NoIndicators: return "没有指标";
    case TotalGap::ScoresMissing: return "有指标未计分";
    case TotalGap::ExecutionMissing: return "预算执行率未计分";
    case TotalGap::UnknownBase: return "分值合计不等于规定的基数，可能只是节选";
  }
  return "";
}

}  // namespace jx
