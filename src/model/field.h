// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/origin.h"

namespace jx {

/// Why there is no value. Zero is not among them: it is a value.
enum class Absence : std::uint8_t {
  Blank,          ///< 未填: the cell is empty, or the form has no such column (no origin then).
  NotApplicable,  ///< 不适用
  NotDue,         ///< 未到期
  NotObtainable,  ///< 无法采集
  Unread,         ///< Words are there, but we could not read them as this kind of value.
};

/// "blank", "not-applicable", "not-due", "not-obtainable", "unread": the reasons in machine output.
std::string_view to_string(Absence absence) noexcept;

/// A parsed value beside the cell's own words and their place.
template <typename T>
struct Field {
  std::optional<T> value;
  Absence absence = Absence::Blank;  ///< Meaningful only without a value.
  std::string raw;                   ///< The words as written, never normalised.
  Origin origin;

  bool has_value() const noexcept { return value.has_value(); }
  const T& operator*() const { return *value; }
  const T* operator->() const { return &*value; }
};

/// Words that need no parsing: names, goals, statements.
struct Words {
  std::string text;
  Origin origin;

  bool empty() const noexcept { return text.empty(); }
};

}  // namespace jx
