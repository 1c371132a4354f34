// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "findings/rules/prose.h"
#include "lexicon/lexicon.h"
#include "model/target.h"

namespace jx {

/// One part of a count: "5 个线下实体销售" → 5 个 and its label.
struct CountPart {
  const Quantity* quantity = nullptr;
  TextRange label;
};

/// A total and the parts written beside it.
///
/// "2 个旅游类、5 个线下实体销售、3 个窗口的共 10 个基地" has its parts in front; they are meant to
/// be all of it. "10 个基地，其中旅游类 2 个、实体 5 个" has them behind; there may be more that
/// are not named; in "15 个（城区 6 个、乡镇 8 个）" there are not.
struct CountSplit {
  const Quantity* total = nullptr;
  std::vector<CountPart> parts;  ///< At least two, all of the total's dimension.
  bool exhaustive = false;       ///< The parts are meant to be all of it.

  /// In the base unit of the total; absent when a part has no single number or it overflows.
  std::optional<Decimal> sum() const;
  /// From the first part or the total to the last of them.
  TextRange range() const noexcept;
};

/// Every total with parts in a text. Parts must be listed with 、 between them, so that other
/// numbers of the sentence are not taken for parts.
std::vector<CountSplit> find_count_splits(std::string_view text,
                                          std::span<const Quantity> quantities,
                                          const Lexicon& lexicon);

}  // namespace jx
