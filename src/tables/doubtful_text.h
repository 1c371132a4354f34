// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>

#include "base/diagnostics.h"
#include "tables/table.h"

namespace jx {

inline bool is_doubtful(float confidence) noexcept { return confidence < kDoubtful; }

/// One warning for each cell, caption and line whose text was recognised without certainty: which
/// text, how sure, what else it may be. Call it when the corrections of a person are in: what they
/// settled is certain.
void report_doubtful_text(Tables& tables);
/// The same in parts; tables come before lines.
void report_doubtful_text(const Table& table, Diagnostics& diagnostics);
void report_doubtful_text(std::span<const OutsideLine> lines, Diagnostics& diagnostics);

}  // namespace jx
