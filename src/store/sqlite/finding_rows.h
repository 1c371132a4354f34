// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "model/finding.h"
#include "store/sqlite/rows.h"

/// Findings with their evidence as rows. Throws like everything in rows.h.
namespace jx {

/// Findings are numbered from `first` on.
void write_finding_rows(Connection& connection, const RevisionId& revision,
                        std::span<const Finding> findings, std::int64_t first);

Verdict parse_verdict(std::string_view text);
Severity parse_severity(std::string_view text);

}  // namespace jx
