// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "lexicon/terms.h"
#include "records/value_words.h"

namespace jx::values {

/// A word of an ordinal scale in a cell without numbers.
struct LevelPlace {
  std::string_view level;  ///< As written, its degree included: "明显提高", "得到有效执行".
  Comparator comparator = Comparator::Unstated;  ///< 不低于良好, 良好以上
};

/// Finds the level of "良好", "明显提高", "食品卫生环境得到改善", "优良中低差". A sentence that
/// tells what to do (维护社会稳定) or that has several clauses has none.
std::optional<LevelPlace> find_level(std::string_view cell, const ValueWords& words);

}  // namespace jx::values
