// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "model/submission.h"

/// What an indicator promises and reached, in the words that a form has room for. The words of the
/// document stand wherever they can; nothing is put in that it does not say.
namespace jx {

/// 指标性质 | 指标值 | 度量单位 in cells of their own.
struct PromiseWords {
  std::string comparator;
  std::string value;
  std::string unit;
};

/// A promise that was written as one string ("≥95%") is taken apart only where nothing is left
/// over; else it stays whole in `value`.
PromiseWords promise_in_cells(const Indicator& indicator);
/// 年度指标值 as one string: "≥95%".
std::string promise_in_words(const Indicator& indicator);

/// 实际完成值 in a form without a column for units: "57公里".
std::string achieved_with_unit(const Indicator& indicator);
/// 完成值 beside a column 度量单位.
std::string achieved_in_words(const Indicator& indicator);

/// 产出指标: the term where it is known, else the document's words; empty when it has none.
std::string level1_in_words(const Indicator& indicator);
std::string level2_in_words(const Indicator& indicator);

}  // namespace jx
