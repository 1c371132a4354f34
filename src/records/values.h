// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"
#include "lexicon/lexicon.h"
#include "model/target.h"

/// Words → values: numbers, dates, targets and the quantities of prose. Every function takes the
/// words as written (full width, Chinese numerals, separators, spaces) and never guesses: what is
/// not one of the known forms is an error that says so. 以上, 以下 and 以内 include the number.
namespace jx {

/// "933.00", "９３３．００", "1,234.5", "十二", "一千二百", "两", "3万" → 30000, "1.5亿".
/// The whole text must be the number. Malformed for "1e999", "--", "≥90", "12a".
Result<Decimal> parse_number(std::string_view words);

/// The weight of an indicator: a number, also "20分" and "20%", which are 20 of a hundred points.
Result<Decimal> parse_weight(std::string_view words);

/// A number at the beginning of a text and how long it is; nothing when there is none.
struct NumberMatch {
  Decimal value;
  std::size_t length = 0;  ///< Bytes.
  bool chinese = false;    ///< Written in Chinese numerals.
};
std::optional<NumberMatch> match_number_prefix(std::string_view text);

/// A date at the beginning: "2021年12月31日", "2021-12-31", "2021年底", "11月30日", "2023年6月".
struct DateMatch {
  Date date;
  std::size_t length = 0;
  bool end_of_period = false;  ///< 年底, 月底, 11月底
};
std::optional<DateMatch> match_date_prefix(std::string_view text);

/// What the other columns of the row say about the value cell.
struct TargetContext {
  std::optional<Comparator> comparator;  ///< 指标性质 column.
  std::optional<Unit> unit;              ///< 度量单位 column.
};

/// Reads 指标值: "50", "≥95%", "不少于4次", "不超过25万元", "90%以上", "2023年11月底前", "良好",
/// "不适用", "两栋", "30-50", "每季度≥2场", "总成本不超过75万", "优良中低差".
/// Malformed only for words that try to be a number and are not ("≥≥90", "1e999"); a sentence
/// without a number is TargetKind::Text, a blank cell must not be passed in.
Result<Target> parse_target(std::string_view words, const TargetContext& context,
                            const Lexicon& lexicon);

/// Every number in a text, typed, from left to right, with its place: "按照 2 期/8 天" gives 2 期
/// and 8 天. Dates are one quantity, digits inside names and labels (目标1, 表15) are Ordinal.
std::vector<Quantity> extract_quantities(std::string_view text, const Lexicon& lexicon);

/// "15000021T000000007928-“布丝瑰”专项行动" → code and name; only a name when no code stands first.
struct CodeAndName {
  std::string_view code;  ///< Empty when there is none.
  std::string_view name;
};
CodeAndName split_project(std::string_view words);
CodeAndName split_unit(std::string_view words);

}  // namespace jx
