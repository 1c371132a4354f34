// SPDX-License-Identifier: AGPL-3.0-or-later
#include "rectification/book.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace jx {
namespace {

constexpr const char* kSchema = R"(
CREATE TABLE book (id TEXT NOT NULL, title TEXT NOT NULL, profile TEXT NOT NULL,
                   created_at TEXT NOT NULL) STRICT;
CREATE TABLE step (
  number INTEGER PRIMARY KEY, action TEXT NOT NULL, problem TEXT NOT NULL, source TEXT NOT NULL,
  project TEXT NOT NULL, title TEXT NOT NULL, detail TEXT NOT NULL, rule TEXT NOT NULL,
  amount TEXT NOT NULL, responsible TEXT NOT NULL, deadline TEXT NOT NULL, document TEXT NOT NULL,
  words TEXT NOT NULL, evidence TEXT NOT NULL, person TEXT NOT NULL, recorded_at TEXT NOT NULL,
  digest BLOB NOT NULL) STRICT;
CREATE TRIGGER step_stays BEFORE UPDATE ON step
  BEGIN SELECT raise(ABORT, 'steps of a rectification are never changed'); END;
CREATE TRIGGER step_is_kept BEFORE DELETE ON step
  BEGIN SELECT raise(ABORT, 'steps of a rectification are never deleted'); END;
)";

const ChainedKind& book_kind() {
  static const ChainedKind kKind{.name = "整改台账",
                                 .command = "rectify",
                                 .row_name = "步",
                                 .application_id = 0x6a787231,  // "jxr1"
                                 .identity_table = "book",
                                 .row_table = "step",
                                 .fields = kStepFieldNames,
                                 .schema = kSchema};
  return kKind;
}

Result<RectificationStep> step_of(std::span<const std::string_view> stored) {
  StepFields fields;
  for (std::size_t at = 0; at < kStepFields; ++at) fields[at] = stored[at];
  return step_from_fields(fields);
}

}  // namespace

RectificationBook::RectificationBook(ChainedStore store) noexcept : store_(std::move(store)) {}

const LedgerIdentity& RectificationBook::identity() const noexcept { return store_.identity(); }

Result<RectificationBook> RectificationBook::create(const std::filesystem::path& file,
                                                    const LedgerIdentity& identity) {
  JX_TRY(ChainedStore store, ChainedStore::create(book_kind(), file, identity));
  return RectificationBook(std::move(store));
}

Result<RectificationBook> RectificationBook::open(const std::filesystem::path& file) {
  JX_TRY(ChainedStore store, ChainedStore::open(book_kind(), file));
  return RectificationBook(std::move(store));
}

Result<std::uint64_t> RectificationBook::append(std::span<const RectificationStep> steps) {
  return store_.append([&](ChainedStore::Batch& batch) -> Result<void> {
    JX_TRY(RectificationCases standing, cases());
    for (const RectificationStep& step : steps) {
      const std::uint64_t number = batch.next_number();
      JX_TRY_VOID(standing.check_new(step));
      JX_TRY_VOID(batch.add(to_fields(step, number)));
      // A step that cannot follow takes the batch back.
      JX_TRY_VOID(standing.add(step, number));
    }
    return {};
  });
}

Result<std::vector<NumberedStep>> RectificationBook::steps() const {
  std::vector<NumberedStep> steps;
  const auto take = [&](std::span<const std::string_view> fields,
                        std::string_view) -> Result<void> {
    JX_TRY(RectificationStep step, step_of(fields));
    steps.push_back({steps.size() + 1, std::move(step)});
    return {};
  };
  JX_TRY_VOID(store_.read(take));
  return steps;
}

Result<RectificationCases> RectificationBook::cases() const {
  JX_TRY(const std::vector<NumberedStep> all, steps());
  RectificationCases cases;
  for (const NumberedStep& each : all) JX_TRY_VOID(cases.add(each.step, each.number));
  return cases;
}

Result<LedgerHead> RectificationBook::head() const {
  JX_TRY(const LedgerCheck check, verify());
  if (!check.fault.empty()) return malformed(check.fault);
  return LedgerHead{.ledger = identity().id,
                    .profile = identity().profile,
                    .entries = check.entries,
                    .digest = check.digest,
                    .at = {}};
}

Result<LedgerCheck> RectificationBook::verify(const std::optional<LedgerHead>& exported) const {
  RectificationCases cases;
  std::uint64_t number = 0;
  const auto follows = [&](std::span<const std::string_view> fields) -> Result<void> {
    JX_TRY(const RectificationStep step, step_of(fields));
    return cases.add(step, ++number);
  };
  JX_TRY(ChainedStore::Verification verified, store_.verify(exported, follows));
  LedgerCheck check = std::move(verified.check);
  if (check.fault.empty() && !verified.head_met) {
    check.fault = fmt::format("与导出的台账头（{} 步）不符：后面的被截去，或整条链被重做过。",
                              exported->entries);
  }
  return check;
}

}  // namespace jx
