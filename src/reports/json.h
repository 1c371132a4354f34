// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "codecs/json_writer.h"
#include "findings/review.h"
#include "findings/rule.h"
#include "model/submission.h"
#include "tables/table.h"

/// The machine outputs of `jixiao tables`, `read` and `check`; docs/formats has their schemas.
/// Numbers that are money, weights or values are decimal strings; absent is null with a reason.
namespace jx {

/// {"page", "table", "row", "column", "line", "first_column", "last_column", "bbox",
/// "printed_page"}: what is known of them. `submission` gives printed page numbers; may be null.
void write_origin(JsonWriter& json, const Origin& origin, const Submission* submission);

/// The member "diagnostics" of an object.
void write_diagnostics(JsonWriter& json, const Diagnostics& diagnostics,
                       const Submission* submission);

/// A member of "documents" in pieces: begin, each table, end.
void begin_tables(JsonWriter& json, std::string_view file, std::string_view sha256);
void write_table(JsonWriter& json, const Table& table);
/// The tables in `rest` are not looked at.
void end_tables(JsonWriter& json, const Tables& rest, std::span<const Correction> corrections);

/// Each writes one member of "documents".
void write_tables(JsonWriter& json, std::string_view file, std::string_view sha256,
                  const Tables& tables, std::span<const Correction> corrections);
void write_submission(JsonWriter& json, const Submission& submission);
void write_check(JsonWriter& json, const Submission& submission, const CheckResult& result,
                 const Review& review = {});
/// The same in pieces, with the array "passed" between them: its value is the caller's.
void begin_check(JsonWriter& json, const Submission& submission, const CheckResult& result,
                 const Review& review);
void end_check(JsonWriter& json, const Submission& submission, const CheckResult& result);
/// The member "waivers_without_effect" of the outermost object.
void write_idle_waivers(JsonWriter& json, const std::vector<WaiverBook::Idle>& idle);
/// The member "house_rules" of the outermost object: what each added rule looked at.
void write_rule_uses(JsonWriter& json, const std::vector<RuleUseNote>& rules);
/// A document that could not be read at all: {"file", "error": {"code", "message"}}.
void write_failed_document(JsonWriter& json, std::string_view file, const Error& error);

/// `waiver` may be null; the state is left out when it is unknown.
void write_finding(JsonWriter& json, const Finding& finding, const Submission* submission,
                   const Waiver* waiver = nullptr, FindingState state = FindingState::Unknown);
void write_project(JsonWriter& json, const Project& project, const Submission* submission);
void write_task_list(JsonWriter& json, const TaskList& list, const Submission* submission);
/// A member that is a decimal string, or null.
void write_decimal(JsonWriter& json, std::string_view name, const std::optional<Decimal>& value);
void write_quantity(JsonWriter& json, const Quantity& quantity);

}  // namespace jx
