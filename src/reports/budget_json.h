// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "codecs/json_writer.h"
#include "model/submission.h"

namespace jx {

/// The budget tables of a book as they stand in `jixiao read --format json`: "budget_tables" and
/// its value; nothing of a document without any.
void write_budget_tables(JsonWriter& json, const Submission& submission);

}  // namespace jx
