// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/linear_program.h"

#include <glpk.h>

namespace jx {
namespace {

/// GLPK keeps memory of its own for each thread, which nobody else gives back.
struct ThreadMemory {
  ThreadMemory() = default;
  ThreadMemory(const ThreadMemory&) = delete;
  ThreadMemory& operator=(const ThreadMemory&) = delete;
  ThreadMemory(ThreadMemory&&) = delete;
  ThreadMemory& operator=(ThreadMemory&&) = delete;
  ~ThreadMemory() { glp_free_env(); }
};

glp_prob* make_program() {
  static thread_local const ThreadMemory kMemory;
  return glp_create_prob();
}

}  // namespace

LinearProgram::LinearProgram(Goal goal, int variables) : program_(make_program()) {
  glp_term_out(GLP_OFF);
  glp_set_obj_dir(program_, goal == Goal::Least ? GLP_MIN : GLP_MAX);
  glp_add_cols(program_, variables);
  for (int column = 1; column <= variables; ++column) {
    glp_set_col_bnds(program_, column, GLP_LO, 0.0, 0.0);
  }
}

LinearProgram::~LinearProgram() { glp_delete_prob(program_); }

void LinearProgram::set_goal(int variable, double coefficient) {
  glp_set_obj_coef(program_, variable + 1, coefficient);
}

void LinearProgram::at_most(Terms terms, double bound) { add_row(terms, GLP_UP, bound); }
void LinearProgram::at_least(Terms terms, double bound) { add_row(terms, GLP_LO, bound); }
void LinearProgram::equal(Terms terms, double value) { add_row(terms, GLP_FX, value); }

void LinearProgram::add_row(Terms terms, int kind, double bound) {
  const int row = glp_add_rows(program_, 1);
  glp_set_row_bnds(program_, row, kind, bound, bound);
  // GLPK counts from 1 and leaves the first place unused.
  std::vector<int> columns(1, 0);
  std::vector<double> coefficients(1, 0.0);
  for (const auto& [variable, coefficient] : terms) {
    columns.push_back(variable + 1);
    coefficients.push_back(coefficient);
  }
  glp_set_mat_row(program_, row, static_cast<int>(terms.size()), columns.data(),
                  coefficients.data());
}

Result<std::vector<double>> LinearProgram::solve() {
  glp_smcp how;
  glp_init_smcp(&how);
  how.msg_lev = GLP_MSG_OFF;
  how.tol_bnd = 1e-10;
  how.tol_dj = 1e-10;
  if (glp_simplex(program_, &how) != 0 || glp_get_status(program_) != GLP_OPT) {
    return Error{.code = ErrorCode::Malformed, .message = "线性规划没有最优解。请检查数据。"};
  }
  std::vector<double> values;
  const int variables = glp_get_num_cols(program_);
  values.reserve(static_cast<std::size_t>(variables));
  for (int column = 1; column <= variables; ++column) {
    values.push_back(glp_get_col_prim(program_, column));
  }
  return values;
}

}  // namespace jx
