// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/check.h"
#include "base/origin.h"

namespace jx {

enum class ErrorCode {
#define JX_ERROR(code, name) code,
#include "base/errors.def"
#undef JX_ERROR
};

/// The stable name of a code, as printed and as found in machine output ("malformed").
std::string_view to_string(ErrorCode code) noexcept;

/// Why a result could not be produced. The message says what, where and what to do, in Chinese,
/// the users' language; `origin` is set when the fault has a place inside a document.
struct Error {
  ErrorCode code = ErrorCode::Malformed;
  std::string message;
  std::optional<Origin> origin = std::nullopt;
};

/// The commonest of them.
inline Error malformed(std::string message) {
  return {.code = ErrorCode::Malformed, .message = std::move(message)};
}

/// A value, or the reason why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  // Implicit on purpose: `return value;` and `return Error{...};` both read straight.
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return ok(); }

  const T& value() const& {
    JX_CHECK(ok(), "value() of a failed result");
    return std::get<0>(state_);
  }
  T& value() & {
    JX_CHECK(ok(), "value() of a failed result");
    return std::get<0>(state_);
  }
  /// By value: `for (x : make().value())` goes over what it keeps, not over what is gone.
  T value() && {
    JX_CHECK(ok(), "value() of a failed result");
    return std::get<0>(std::move(state_));
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const Error& error() const& {
    JX_CHECK(!ok(), "error() of a good result");
    return std::get<1>(state_);
  }
  Error&& error() && {
    JX_CHECK(!ok(), "error() of a good result");
    return std::get<1>(std::move(state_));
  }

  T value_or(T fallback) && { return ok() ? std::get<0>(std::move(state_)) : std::move(fallback); }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value, or the reason for the failure.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const noexcept { return !error_.has_value(); }
  explicit operator bool() const noexcept { return ok(); }
  const Error& error() const& {
    JX_CHECK(!ok(), "error() of a good result");
    return *error_;
  }
  Error&& error() && {
    JX_CHECK(!ok(), "error() of a good result");
    return *std::move(error_);
  }

 private:
  std::optional<Error> error_;
};

}  // namespace jx

#define JX_JOIN_INNER(a, b) a##b
#define JX_JOIN(a, b) JX_JOIN_INNER(a, b)

#define JX_TRY_INNER(result, declaration, ...)        \
  auto result = (__VA_ARGS__);                        \
  if (!result.ok()) return std::move(result).error(); \
  declaration = *std::move(result)

/// `JX_TRY(const Decimal value, Decimal::parse(text));` declares `value`, or returns the error.
#define JX_TRY(declaration, ...) \
  JX_TRY_INNER(JX_JOIN(jx_result_, __LINE__), declaration, __VA_ARGS__)

/// `JX_TRY_VOID(store.commit());` goes on, or returns the error.
#define JX_TRY_VOID(...)                                      \
  do {                                                        \
    auto jx_result = (__VA_ARGS__);                           \
    if (!jx_result.ok()) return std::move(jx_result).error(); \
  } while (false)
