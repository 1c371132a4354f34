// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/migrations.h"

#include <SQLiteCpp/Transaction.h>

#include <vector>

#include "base/sha256.h"
#include "store/sqlite/migration_files.h"

namespace jx {
namespace {

struct Applied {
  std::string name;
  std::string checksum;
};

std::vector<Applied> read_applied(Connection& connection) {
  connection.database().exec(
      "CREATE TABLE IF NOT EXISTS migration ("
      "number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT");
  std::vector<Applied> applied;
  RowReader rows(connection.prepare("SELECT name, checksum FROM migration ORDER BY number"));
  while (rows.next()) {
    std::string name = rows.text();
    applied.push_back({.name = std::move(name), .checksum = rows.text()});
  }
  return applied;
}

Result<void> require_unchanged(const std::vector<Applied>& applied,
                               std::span<const Migration> migrations) {
  for (std::size_t i = 0; i < applied.size(); ++i) {
    if (i >= migrations.size()) {
      return Error{
          .code = ErrorCode::Conflict,
          .message = "数据库由更新版本的绩效写成（" + applied[i].name + "），请用那个版本打开"};
    }
    if (applied[i].name != migrations[i].name ||
        applied[i].checksum != sha256_hex(migrations[i].sql)) {
      return Error{.code = ErrorCode::Conflict,
                   .message = "数据库结构与程序不符：" + applied[i].name +
                              " 在数据库建立之后被改动过；请用建库时的版本打开"};
    }
  }
  return {};
}

}  // namespace

std::span<const Migration> all_migrations() {
  static const std::vector<Migration> kMigrations = [] {
    std::vector<Migration> all;
    for (const auto& file : embedded::migration_files::kFiles) {
      all.push_back({.name = file.name, .sql = file.content});
    }
    return all;
  }();
  return kMigrations;
}

Result<void> migrate(Connection& connection, std::span<const Migration> migrations) {
  // One writer at a time: whoever comes second finds the steps applied.
  SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
  const std::vector<Applied> applied = read_applied(connection);
  JX_TRY_VOID(require_unchanged(applied, migrations));
  for (std::size_t i = applied.size(); i < migrations.size(); ++i) {
    connection.database().exec(std::string(migrations[i].sql));
    SQLite::Statement& insert =
        connection.prepare("INSERT INTO migration (number, name, checksum) VALUES (?, ?, ?)");
    insert.bind(1, static_cast<std::int64_t>(i + 1));
    insert.bind(2, std::string(migrations[i].name));
    insert.bind(3, sha256_hex(migrations[i].sql));
    insert.exec();
    insert.reset();
  }
  transaction.commit();
  return {};
}

}  // namespace jx
