// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/chain.h"
#include "ledger/head.h"

namespace SQLite {  // NOLINT(readability-identifier-naming): a library's name
class Statement;
}  // namespace SQLite

namespace jx {

/// What a verification found.
struct LedgerCheck {
  std::uint64_t entries = 0;  ///< That hold, from the first one on.
  Digest digest{};            ///< Of the last of them.
  std::string fault;          ///< The first that does not, and how; empty when all do.
};

/// What one kind of chained file is called and made of.
struct ChainedKind {
  std::string_view name;      ///< 台账
  std::string_view command;   ///< "ledger": where the messages send people.
  std::string_view row_name;  ///< 条
  int application_id = 0;     ///< Tells it from any other SQLite file.
  std::string_view identity_table;
  std::string_view row_table;
  /// Columns of a row, the number first and recorded_at last; behind them stands the digest.
  std::span<const std::string_view> fields;
  /// Both tables, and triggers that keep honest programs from mistakes; that nobody else changed
  /// anything is what the chain proves.
  const char* schema = "";
};

/// Rows of text in one SQLite file that are only added, chained by their digests. A batch is there
/// as a whole or not at all, and once append() has answered it outlives a crash of program and
/// machine. Several processes may have the file open; they write one after the other.
class ChainedStore {
 public:
  /// Conflict when the file exists. Malformed for an identity without an id or with line breaks.
  static Result<ChainedStore> create(const ChainedKind& kind, const std::filesystem::path& file,
                                     const LedgerIdentity& identity);
  /// NotFound without the file; Malformed when it is of no such kind. What nobody may write can be
  /// read all the same.
  static Result<ChainedStore> open(const ChainedKind& kind, const std::filesystem::path& file);

  ChainedStore(ChainedStore&&) noexcept;
  ChainedStore& operator=(ChainedStore&&) noexcept;
  ~ChainedStore();

  const LedgerIdentity& identity() const noexcept;

  /// Prepared once, reset and without bindings. Throws what SQLite throws: use it in guarded().
  SQLite::Statement& prepare(std::string_view sql) const;

  /// "number, kind, …", for a query of one's own.
  const std::string& field_list() const noexcept;

  /// Runs `work`; what SQLite throws in it becomes an Error in the words of the kind.
  template <typename Work>
  auto guarded(const Work& work) const -> decltype(work()) {
    try {
      return work();
    } catch (...) {
      return error_in_flight();
    }
  }

  /// Rows that go in together, behind the last one.
  class Batch {
   public:
    std::uint64_t next_number() const noexcept { return number_ + 1; }
    /// Conflict when the clock went back. The first field is next_number().
    Result<void> add(std::span<const std::string> fields);

   private:
    friend class ChainedStore;
    explicit Batch(const ChainedStore& store);

    std::string_view row_name_;
    SQLite::Statement& insert_;
    Hasher hasher_;
    std::uint64_t number_ = 0;
    Digest digest_{};
    std::string recorded_at_;
  };

  /// All rows that `work` adds, or none when it fails. Gives the number of the first.
  Result<std::uint64_t> append(const std::function<Result<void>(Batch& batch)>& work);

  /// Of a row: its fields and the stored digest, valid until the sink returns.
  using RowSink = std::function<Result<void>(std::span<const std::string_view> fields,
                                             std::string_view stored_digest)>;
  /// In order of their numbers; an error of the sink ends the reading.
  Result<void> read(const RowSink& sink) const;

  /// Of the last row; `at` is left to the caller.
  Result<LedgerHead> head() const;

  /// What SQLite says of its own file, which the chain does not cover.
  struct FileCheck {
    std::string fault;        ///< An index that says something else than the rows; else empty.
    bool same_schema = true;  ///< Tables, indexes and triggers are those that create() made.
  };
  Result<FileCheck> check_file() const;

  struct Verification {
    LedgerCheck check;
    bool head_met = true;  ///< The exported head was passed on the way.
  };
  /// Goes along the chain from the first row and asks `also` about each that holds; its error is a
  /// fault too. Conflict when the head is of another file.
  Result<Verification> verify(
      const std::optional<LedgerHead>& exported,
      const std::function<Result<void>(std::span<const std::string_view> fields)>& also) const;

 private:
  struct State;
  explicit ChainedStore(std::unique_ptr<State> state) noexcept;
  static Result<void> guarded_create(const ChainedKind& kind, const std::filesystem::path& file,
                                     const LedgerIdentity& identity);
  /// Of the SQLite exception that is being handled; any other goes on.
  Error error_in_flight() const;

  std::unique_ptr<State> state_;
};

}  // namespace jx
