// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "findings/rule.h"
#include "serve/message.h"
#include "store/store.h"

/// Checking what a request asks for, the same for the API and the pages.
namespace jx {

inline constexpr std::size_t kPageSize = 50;

/// ?query=&unit=&year=&rule=&severity=&page=: Malformed names the parameter that cannot be.
Result<ProjectQuery> parse_project_query(const Request& request);
/// ?page= of a list.
Result<PageRequest> parse_page(const Request& request);
/// The revision that a path names by document id and number; NotFound when there is none.
Result<RevisionId> find_revision(Store& store, std::string_view document, std::string_view number);
/// Which of the documents with this project is meant: `?document=` chooses, else the latest import.
Result<ProjectSummary> choose_project(const Request& request,
                                      const std::vector<ProjectSummary>& found);

/// The files of the cards follow subjects; people look for an id.
std::vector<const RuleCard*> cards_by_id(const RuleCards& cards);

}  // namespace jx
