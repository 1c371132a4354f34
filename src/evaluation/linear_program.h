// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "base/result.h"

struct glp_prob;

namespace jx {

/// A linear program over variables that are not negative. Wraps GLPK; nothing else includes it.
class LinearProgram {
 public:
  enum class Goal { Least, Most };

  LinearProgram(Goal goal, int variables);
  LinearProgram(const LinearProgram&) = delete;
  LinearProgram& operator=(const LinearProgram&) = delete;
  LinearProgram(LinearProgram&&) = delete;
  LinearProgram& operator=(LinearProgram&&) = delete;
  ~LinearProgram();

  using Terms = std::span<const std::pair<int, double>>;  ///< Variable (from 0), coefficient.

  void set_goal(int variable, double coefficient);
  void at_most(Terms terms, double bound);
  void at_least(Terms terms, double bound);
  void equal(Terms terms, double value);

  /// The values of the variables. Malformed when there is no best solution.
  Result<std::vector<double>> solve();

 private:
  void add_row(Terms terms, int kind, double bound);

  glp_prob* program_;
};

}  // namespace jx
