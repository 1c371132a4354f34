// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "findings/review.h"
#include "findings/rule.h"
#include "model/submission.h"
#include "tables/table.h"

/// The review sheet (审核表): the findings of a document by project, beside the tables with the
/// cited cells marked and numbered, as one web page that needs nothing else and prints on A4.
namespace jx {

struct ReviewSheet {
  const Submission& submission;
  const Tables& tables;
  const CheckResult& result;
  const Review& review;
  std::string_view rule_set = {};  ///< The version of the rules.
  std::size_t number = 1;          ///< Tells the documents of one page apart, from 1.
};

std::string review_page_begin(std::string_view title);
/// LimitExceeded by check_extent().
Result<std::string> render_review_html(const ReviewSheet& sheet);
/// Names the added rules that selected nothing.
std::string review_page_end(const std::vector<RuleUseNote>& rules = {});

}  // namespace jx
