// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "profiles/profile.h"
#include "tables/table.h"

/// Tables → Submission: columns named, blanks filled down, values parsed, groups that go on over
/// pages joined by project code, task lists read, statements kept. What is not understood is listed
/// in `unread`, never dropped. It does not judge: a contradiction is for findings.
namespace jx {

/// A column named by a person: `--columns 三级指标=l3,指标值=value`.
struct ColumnBinding {
  std::string header;  ///< As it stands in the table.
  ColumnRole role = ColumnRole::Unknown;
};

/// Reads "name=header,name=header"; a name is a ColumnRole's Chinese name or machine key.
/// Malformed with the part at fault and the names that exist.
Result<std::vector<ColumnBinding>> parse_column_bindings(std::string_view text);

struct ReadOptions {
  std::vector<ColumnBinding> columns;
  std::optional<std::string> profile;  ///< Id chosen by a person.
  std::optional<int> fiscal_year;
  std::optional<std::string> region;
  std::string file;
  std::string sha256;
};

/// NotFound when `options.profile` names none. Everything else becomes data or diagnostics.
Result<Submission> extract_submission(const Tables& tables, const ReadOptions& options,
                                      const Lexicon& lexicon, const ProfileSet& profiles);

}  // namespace jx
