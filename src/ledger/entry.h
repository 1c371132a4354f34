// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/period.h"
#include "base/result.h"
#include "model/field.h"

/// 台账: what was promised and what was done, entry by entry. Nothing is changed or deleted: a
/// mistake is taken back by an entry against it, and the right figure is entered anew.
namespace jx {

enum class EntryKind : std::uint8_t {
  Target,    ///< 指标值: an approved or adjusted target; a later one replaces it from then on.
  Actual,    ///< 完成值 of a period.
  Evidence,  ///< 佐证: a file that figures may refer to; `evidence` is its one digest.
  Reversal,  ///< 冲销: takes an earlier entry back.
  /// 说明: why a figure is off its plan (`method` holds the causes, `reason` the explanation), what
  /// will become of it (`level`), and what is done about it (`source`).
  Statement,
  /// 登记: a row of a register. `indicator` is the kind of register, `level` the row's cells, a
  /// line each ("日期=2021-03-05"), `method` what tells it from other rows, `source` where it was
  /// read.
  Record,
};

std::string_view to_string(EntryKind kind) noexcept;  ///< "target", "actual" …
std::string_view chinese_name(EntryKind kind) noexcept;

/// One line of the ledger. Which members an entry needs depends on its kind; check_entry() says.
struct LedgerEntry {
  EntryKind kind = EntryKind::Actual;
  std::string project;        ///< Code, or name where there is no code.
  std::string indicator;      ///< 三级指标, or the task where a task is followed.
  std::string reporter = {};  ///< 填报单位; figures of different reporters stand beside each other.
  std::string period = {};  ///< parse_period() reads it; empty for targets of the whole year.
  /// Exactly one of the three says what there is: a number, a level, or why there is neither.
  std::optional<Decimal> value = {};
  std::string level = {};
  std::optional<Absence> absence = {};
  std::string comparator = {};            ///< Of a target: "≥"; empty for actuals.
  std::string unit = {};                  ///< 人次
  std::optional<Decimal> numerator = {};  ///< Of a ratio, so that ratios can be rolled up.
  std::optional<Decimal> denominator = {};
  std::string method = {};  ///< 取值方式
  /// Where the figure comes from; the document of a target; the name of an evidence file.
  std::string source = {};
  std::string person = {};                     ///< Who stands for it.
  std::vector<std::string> evidence = {};      ///< Digests of evidence files.
  std::optional<std::uint64_t> reverses = {};  ///< The number of the entry that is taken back.
  std::string reason = {};                     ///< Of a reversal or an adjusted target.
  std::string recorded_at = {};  ///< "2021-04-02T09:30:00Z"; the ledger asks no clock.
};

/// An entry as it is stored and hashed: text only, so that what somebody wrote into the file with
/// another program is checked as it stands.
inline constexpr std::size_t kEntryFields = 20;
using EntryFields = std::array<std::string, kEntryFields>;
/// The names of the fields, which are the columns of the table too. The first is the number.
extern const std::array<std::string_view, kEntryFields> kEntryFieldNames;

EntryFields to_fields(const LedgerEntry& entry, std::uint64_t number);
/// Malformed for fields that no entry of ours has.
Result<LedgerEntry> from_fields(const EntryFields& fields);

/// What is wrong with an entry by itself: a missing name, no value or two, a period that is none, a
/// figure for a period that was not over when it was recorded, a reversal of nothing.
Result<void> check_entry(const LedgerEntry& entry);

}  // namespace jx
