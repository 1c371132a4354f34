// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/chain.h"
#include "ledger/chained_store.h"
#include "ledger/head.h"
#include "rectification/rectification.h"

namespace jx {

/// 整改台账 in one SQLite file: steps that are only added to, chained by their digests like the
/// entries of a ledger. An append is there as a whole or not at all.
class RectificationBook {
 public:
  /// Conflict when the file exists; Malformed for an identity without an id or with line breaks.
  static Result<RectificationBook> create(const std::filesystem::path& file,
                                          const LedgerIdentity& identity);
  /// NotFound without the file; Malformed when it is no such book.
  static Result<RectificationBook> open(const std::filesystem::path& file);

  const LedgerIdentity& identity() const noexcept;

  /// Adds steps and gives the number of the first. All or none: what RectificationCases::add()
  /// refuses, and a clock that went back, is refused here.
  Result<std::uint64_t> append(std::span<const RectificationStep> steps);

  /// Every problem and where it stands.
  Result<RectificationCases> cases() const;
  /// In order of their numbers.
  Result<std::vector<NumberedStep>> steps() const;

  Result<LedgerHead> head() const;
  /// Goes along the chain and over the steps; with a head that was exported earlier the book must
  /// still hold it.
  Result<LedgerCheck> verify(const std::optional<LedgerHead>& exported = {}) const;

 private:
  explicit RectificationBook(ChainedStore store) noexcept;

  ChainedStore store_;
};

}  // namespace jx
