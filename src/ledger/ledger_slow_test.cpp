// SPDX-License-Identifier: AGPL-3.0-or-later
// What happens to a ledger when its writer is killed, and when a single byte of it is changed.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "base/test_seed.h"
#include "ledger/test_ledger.h"

namespace jx {
namespace {

using testing::actual;
using testing::identity;
using testing::LedgerFolder;
using testing::target;

LedgerEntry numbered(std::uint64_t number) {
  LedgerEntry entry = actual("培训人次", "2021-06", "1", "人次");
  entry.reporter = std::to_string(number);
  return entry;
}

/// Appends one entry after another and says each number on the pipe once it is answered for.
[[noreturn]] void write_until_killed(const std::filesystem::path& file, int pipe) {
  auto ledger = Ledger::open(file);
  if (!ledger.ok()) _exit(1);
  for (std::uint64_t number = ledger->head()->entries + 1;; ++number) {
    const auto appended = ledger->append(std::vector{numbered(number)});
    if (!appended.ok() || write(pipe, &*appended, sizeof *appended) != sizeof *appended) _exit(1);
  }
}

TEST(LedgerCrash, NothingAnsweredForIsLostAndNothingHalfWrittenIsSeen) {
  std::mt19937 random(test_seed());
  const LedgerFolder folder;
  {
    Ledger ledger = Ledger::create(folder.file(), identity()).value();
    ASSERT_TRUE(ledger.append(std::vector{target("培训人次", "420", "人次")}).ok());
  }
  std::uint64_t answered = 1;
  for (int kill_number = 0; kill_number < 200; ++kill_number) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    const pid_t child = fork();
    if (child == 0) write_until_killed(folder.file(), ends[1]);
    close(ends[1]);
    // Half of them are killed at work for sure, however busy the machine is.
    if (kill_number % 2 == 1) {
      ASSERT_EQ(read(ends[0], &answered, sizeof answered), sizeof answered);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 12'000));
    kill(child, SIGKILL);
    for (std::uint64_t number = 0; read(ends[0], &number, sizeof number) == sizeof number;) {
      answered = number;
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    const Ledger ledger = Ledger::open(folder.file()).value();
    const LedgerCheck check = ledger.verify().value();
    ASSERT_EQ(check.fault, "") << "kill " << kill_number;
    ASSERT_GE(check.entries, answered) << "kill " << kill_number;
  }
  EXPECT_GT(answered, 1U);
}

TEST(LedgerVerify, FindsEveryChangedByteOfAStoredField) {
  std::mt19937 random(test_seed());
  const LedgerFolder folder;
  {
    Ledger ledger = Ledger::create(folder.file(), identity()).value();
    std::vector<LedgerEntry> entries = {target("培训人次", "420", "人次")};
    for (std::uint64_t number = 0; number < 40; ++number) {
      LedgerEntry entry = numbered(number);
      entry.numerator = Decimal(1);
      entry.denominator = Decimal(2);
      entry.source = "签到表";
      entry.reason = "补报";
      entries.push_back(entry);
    }
    ASSERT_TRUE(ledger.append(entries).ok());
  }
  const Ledger ledger = Ledger::open(folder.file()).value();
  SQLite::Database database(folder.file().string(), SQLite::OPEN_READWRITE);
  database.exec("DROP TRIGGER entry_stays; DROP TRIGGER entry_is_kept");
  for (int change = 0; change < 1000;) {
    const auto number = static_cast<int>(1 + random() % 41);
    const bool in_digest = random() % 10 == 0;
    const std::string column(in_digest ? "digest"
                                       : kEntryFieldNames[1 + random() % (kEntryFields - 1)]);
    SQLite::Statement read(database,
                           fmt::format("SELECT {} FROM entry WHERE number = {}", column, number));
    ASSERT_TRUE(read.executeStep());
    const std::string before = read.getColumn(0).getString();
    read.reset();
    if (before.empty()) continue;
    std::string after = before;
    char& changed = after[random() % after.size()];
    changed = static_cast<char>(static_cast<unsigned char>(changed) ^ (1 + random() % 255));
    const auto store = [&](const std::string& bytes) {
      SQLite::Statement write(database,
                              fmt::format("UPDATE entry SET {} = {} WHERE number = {}", column,
                                          in_digest ? "?" : "CAST(? AS TEXT)", number));
      write.bind(1, bytes.data(), static_cast<int>(bytes.size()));
      write.exec();
    };
    store(after);
    ASSERT_NE(ledger.verify()->fault, "") << column << " of " << number;
    store(before);
    ++change;
  }
  EXPECT_EQ(ledger.verify()->fault, "");
}

}  // namespace
}  // namespace jx
