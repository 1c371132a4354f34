// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "codecs/json_writer.h"
#include "model/submission.h"

namespace jx {

/// The member "self_evaluations", where the submission has any: funds, goals with what came of
/// them, each indicator's target, actual, weight, score and reason, total and grade as printed.
void write_self_evaluations(JsonWriter& json, const Submission& submission);
/// The same for a terminal; empty without any.
std::string render_self_evaluations(const Submission& submission);

}  // namespace jx
