// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/chain.h"
#include "ledger/chained_store.h"
#include "ledger/entry.h"
#include "ledger/head.h"

namespace jx {

struct NumberedEntry {
  std::uint64_t number = 0;
  LedgerEntry entry;
  std::optional<std::uint64_t> reversed_by;  ///< The reversal that took it back.
};

/// Empty members do not restrict.
struct EntryQuery {
  std::string project = {};
  std::string indicator = {};
  std::string period = {};
  std::optional<EntryKind> kind = {};
  std::optional<std::uint64_t> number = {};
  bool standing_only = false;  ///< Without reversals and what they took back.
};

/// A ledger in one SQLite file. An append is there as a whole or not at all, and once append() has
/// answered it outlives a crash of program and machine. Several processes may have the file open;
/// they write one after the other.
class Ledger {
 public:
  /// Conflict when the file exists. Malformed for an identity without an id or with line breaks.
  static Result<Ledger> create(const std::filesystem::path& file, const LedgerIdentity& identity);
  /// NotFound without the file; Malformed when it is no ledger.
  static Result<Ledger> open(const std::filesystem::path& file);

  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  const LedgerIdentity& identity() const noexcept;

  /// Adds entries behind the last one and gives the number of the first. All or none: Malformed or
  /// Conflict names the entry at fault (check_entry(); a figure without a target, in another unit,
  /// or beside one of the same period that stands; evidence that was not added; a reversal of what
  /// is not there or was taken back; a clock that went back).
  Result<std::uint64_t> append(std::span<const LedgerEntry> entries);

  /// In order of their numbers; an error of the sink ends the reading.
  Result<void> read(const EntryQuery& query,
                    const std::function<Result<void>(NumberedEntry&& entry)>& sink) const;

  /// Of the ledger as it is now; `at` is left to the caller.
  Result<LedgerHead> head() const;

  /// Goes along the chain from the first entry. With a head that was exported earlier, the ledger
  /// must still hold it: a tail that was cut off is found that way.
  Result<LedgerCheck> verify(const std::optional<LedgerHead>& exported = {}) const;
  /// Whether the file around the chain is as it should be.
  Result<ChainedStore::FileCheck> check_file() const;

 private:
  struct State;
  explicit Ledger(std::unique_ptr<State> state) noexcept;

  std::unique_ptr<State> state_;
};

}  // namespace jx
