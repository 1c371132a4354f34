// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/origin.h"

namespace jx {

enum class DiagnosticLevel { Note, Warning };

/// "Produced it, but": something a reader repaired, skipped or could not be sure of.
/// `code` is a stable kebab-case name for grouping ("cell-count", "encoding-guessed").
struct Diagnostic {
  DiagnosticLevel level = DiagnosticLevel::Warning;
  std::string code;
  std::string message;  ///< What, where, what to do; Chinese.
  Origin origin;
};

/// Collects diagnostics on the way of the data. Bounded: past kMost of one code only a count is
/// kept, so that a hostile file cannot turn its faults into memory.
class Diagnostics {
 public:
  static constexpr std::size_t kMostOfOneCode = 100;

  void note(std::string code, std::string message, Origin origin = {});
  void warn(std::string code, std::string message, Origin origin = {});
  void append(const Diagnostics& others);
  /// Counts entries of a code of which nothing else is known any more. The code must have come
  /// kMostOfOneCode times before.
  void add_left_out(std::string_view code, std::size_t number);

  const std::vector<Diagnostic>& entries() const noexcept { return entries_; }
  bool empty() const noexcept { return entries_.empty(); }
  /// How many of this code came in, the ones not kept included.
  std::size_t count(std::string_view code) const;
  /// The codes that came more often than is kept, with the number left out.
  std::vector<std::pair<std::string, std::size_t>> left_out() const;

 private:
  void add(DiagnosticLevel level, std::string code, std::string message, Origin origin);

  std::vector<Diagnostic> entries_;
  std::vector<std::pair<std::string, std::size_t>> counts_;
};

}  // namespace jx
