// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <random>
#include <string>
#include <string_view>

#include "ledger/ledger.h"

/// Ledgers and entries for tests.
namespace jx::testing {

/// A folder that is gone with the test.
class LedgerFolder {
 public:
  LedgerFolder()
      : path_(std::filesystem::temp_directory_path() /
              ("jixiao-ledger-" + std::to_string(std::random_device{}()))) {
    std::filesystem::create_directories(path_);
  }
  LedgerFolder(const LedgerFolder&) = delete;
  LedgerFolder& operator=(const LedgerFolder&) = delete;
  LedgerFolder(LedgerFolder&&) = delete;
  LedgerFolder& operator=(LedgerFolder&&) = delete;
  ~LedgerFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::filesystem::path file() const { return path_ / "ledger.db"; }

 private:
  std::filesystem::path path_;
};

inline LedgerIdentity identity(HashProfile profile = HashProfile::International) {
  return {.id = "140001-2021",
          .title = "2021 年度项目绩效台账",
          .profile = profile,
          .created_at = "2021-01-04T08:00:00Z"};
}

inline LedgerEntry target(std::string indicator, std::string_view value, std::string unit) {
  LedgerEntry entry{.kind = EntryKind::Target,
                    .project = "15000021T000000007928",
                    .indicator = std::move(indicator)};
  entry.value = Decimal::parse(value).value();
  entry.comparator = "≥";
  entry.unit = std::move(unit);
  entry.source = "批复";
  entry.person = "张三";
  entry.recorded_at = "2021-01-05T09:00:00Z";
  return entry;
}

inline LedgerEntry actual(std::string indicator, std::string period, std::string_view value,
                          std::string unit) {
  LedgerEntry entry{.kind = EntryKind::Actual,
                    .project = "15000021T000000007928",
                    .indicator = std::move(indicator)};
  entry.period = std::move(period);
  entry.value = Decimal::parse(value).value();
  entry.unit = std::move(unit);
  entry.method = "直接证明法";
  entry.person = "李四";
  entry.recorded_at = "2022-01-05T09:00:00Z";
  return entry;
}

}  // namespace jx::testing
