// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/sqlite/rows.h"

namespace jx {

/// One step of the schema: "0001_documents.sql" and what is in it.
struct Migration {
  std::string_view name;
  std::string_view sql;
};

/// The steps that this program knows, in order.
std::span<const Migration> all_migrations();

/// Brings the database up to date: applies the steps it has not seen in one transaction
/// and remembers the checksum of each. Conflict when a step that was applied has changed since, or
/// when the database knows steps that this program does not (it was written by a newer one).
Result<void> migrate(Connection& connection, std::span<const Migration> migrations);

}  // namespace jx
