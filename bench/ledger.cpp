// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "base/check.h"
#include "ledger/ledger.h"

// Appends batches of figures to a ledger, then verifies it; beside it the same rows go into a bare
// SQLite table with the same durability. Prints seconds of the processor and of the clock as
// "append append verify verify bare bare", then how many entries were verified.
//
//     bench_ledger FOLDER ENTRIES BATCH
namespace {

using Clock = std::chrono::steady_clock;
using namespace jx;  // NOLINT(google-build-using-namespace): one short program

/// The clock of a busy machine says little, the processor's seconds leave the disk out: so both.
struct Seconds {
  double processor = 0;
  double clock = 0;
};

template <typename Work>
Seconds seconds_of(const Work& work) {
  const auto begin = Clock::now();
  const std::clock_t ticks = std::clock();
  work();
  return {static_cast<double>(std::clock() - ticks) / CLOCKS_PER_SEC,
          std::chrono::duration<double>(Clock::now() - begin).count()};
}

constexpr std::size_t kMonths = 12;

LedgerEntry target(std::size_t indicator) {
  LedgerEntry entry;
  entry.kind = EntryKind::Target;
  entry.project = fmt::format("15000021T{:012}", indicator / 20);
  entry.indicator = fmt::format("指标{}", indicator);
  entry.value = Decimal(960);
  entry.comparator = "≥";
  entry.unit = "人次";
  entry.source = "批复";
  entry.person = "张三";
  entry.recorded_at = "2021-01-05T09:00:00Z";
  return entry;
}

LedgerEntry actual(std::size_t number) {
  LedgerEntry entry = target(number / kMonths);
  entry.kind = EntryKind::Actual;
  entry.comparator.clear();
  entry.period = fmt::format("2021-{:02}", number % kMonths + 1);
  entry.value = Decimal(static_cast<std::int64_t>(number % 900));
  entry.method = "直接证明法";
  entry.recorded_at = "2022-01-05T09:00:00Z";
  return entry;
}

void append_all(Ledger& ledger, const std::vector<LedgerEntry>& entries, std::size_t batch) {
  for (std::size_t at = 0; at < entries.size(); at += batch) {
    const auto part = std::span(entries).subspan(at, std::min(batch, entries.size() - at));
    const auto appended = ledger.append(part);
    JX_CHECK(appended.ok(), "entries that hold");
  }
}

/// The same fields, batches and durability without checks, indexes or a chain.
Seconds bare_seconds(const std::filesystem::path& file, const std::vector<LedgerEntry>& entries,
                     std::size_t batch) {
  sqlite3* base = nullptr;
  JX_CHECK(sqlite3_open(file.c_str(), &base) == SQLITE_OK, "a file that can be made");
  const auto run = [&](const char* sql) {
    JX_CHECK(sqlite3_exec(base, sql, nullptr, nullptr, nullptr) == SQLITE_OK, "sound SQL");
  };
  run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  std::string columns;
  std::string places;
  for (std::size_t i = 0; i < kEntryFields; ++i) {
    columns += fmt::format("{}c{} TEXT", i == 0 ? "" : ", ", i);
    places += i == 0 ? "?" : ",?";
  }
  run(fmt::format("CREATE TABLE entry ({})", columns).c_str());
  sqlite3_stmt* insert = nullptr;
  const std::string sql = fmt::format("INSERT INTO entry VALUES ({})", places);
  JX_CHECK(sqlite3_prepare_v2(base, sql.c_str(), -1, &insert, nullptr) == SQLITE_OK, "sound SQL");
  const Seconds seconds = seconds_of([&] {
    for (std::size_t at = 0; at < entries.size(); ++at) {
      if (at % batch == 0) run("BEGIN IMMEDIATE");
      const EntryFields fields = to_fields(entries[at], at + 1);
      for (std::size_t i = 0; i < kEntryFields; ++i) {
        sqlite3_bind_text(insert, static_cast<int>(i + 1), fields[i].c_str(),
                          static_cast<int>(fields[i].size()), nullptr);
      }
      JX_CHECK(sqlite3_step(insert) == SQLITE_DONE, "a row that fits");
      sqlite3_reset(insert);
      if (at % batch == batch - 1 || at + 1 == entries.size()) run("COMMIT");
    }
  });
  sqlite3_finalize(insert);
  sqlite3_close(base);
  return seconds;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    fmt::print(stderr, "bench_ledger FOLDER ENTRIES BATCH\n");
    return 2;
  }
  const std::filesystem::path folder = arguments[1];
  const auto entries = static_cast<std::size_t>(std::atol(arguments[2]));
  const auto batch = static_cast<std::size_t>(std::atol(arguments[3]));
  std::vector<LedgerEntry> targets;
  for (std::size_t i = 0; i <= entries / kMonths; ++i) targets.push_back(target(i));
  std::vector<LedgerEntry> figures;
  figures.reserve(entries);
  for (std::size_t i = 0; i < entries; ++i) figures.push_back(actual(i));

  auto ledger = Ledger::create(folder / "ledger.db", {.id = "bench",
                                                      .title = "",
                                                      .profile = HashProfile::International,
                                                      .created_at = "2021-01-04T08:00:00Z"});
  JX_CHECK(ledger.ok(), "a folder that is empty");
  append_all(*ledger, targets, 10'000);
  const Seconds append = seconds_of([&] { append_all(*ledger, figures, batch); });
  LedgerCheck check;
  const Seconds verify = seconds_of([&] {
    const auto checked = ledger->verify();
    JX_CHECK(checked.ok() && checked->fault.empty(), "a ledger that nobody touched");
    check = *checked;
  });
  const Seconds bare = bare_seconds(folder / "bare.db", figures, batch);
  fmt::print("{} {} {} {} {} {} {}\n", append.processor, append.clock, verify.processor,
             verify.clock, bare.processor, bare.clock, check.entries);
  return 0;
}
