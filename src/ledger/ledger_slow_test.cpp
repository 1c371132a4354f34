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
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "base/test_seed.h"
#include "ledger/evidence.h"
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

/// Makes ledgers of new names and puts files into a folder of evidence until it is killed; says on
/// the pipe which ones there are.
[[noreturn]] void create_until_killed(const std::filesystem::path& folder, int pipe,
                                      std::uint64_t first) {
  const EvidenceFolder evidence(folder / "all.db", HashProfile::International);
  const std::filesystem::path proof = folder / "proof.txt";
  for (std::uint64_t number = first;; ++number) {
    if (!Ledger::create(folder / (std::to_string(number) + ".db"), identity()).ok()) _exit(1);
    std::ofstream(proof) << std::string(100'000, 'x') << number;
    const auto added = evidence.add(proof);
    if (!added.ok() || write(pipe, &number, sizeof number) != sizeof number) _exit(1);
  }
}

TEST(LedgerCrash, NoHalfLedgerAndNoHalfEvidenceIsSeen) {
  std::mt19937 random(test_seed());
  const LedgerFolder folder;
  const std::filesystem::path place = folder.file().parent_path();
  std::uint64_t answered = 0;
  for (std::uint64_t kill_number = 0; kill_number < 200; ++kill_number) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    const pid_t child = fork();
    if (child == 0) create_until_killed(place, ends[1], 1'000 * (kill_number + 1));
    close(ends[1]);
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 30'000));
    kill(child, SIGKILL);
    for (std::uint64_t number = 0; read(ends[0], &number, sizeof number) == sizeof number;) {
      ASSERT_TRUE(Ledger::open(place / (std::to_string(number) + ".db")).ok());
      ++answered;
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
  }
  EXPECT_GT(answered, 0U);
  for (const auto& each : std::filesystem::directory_iterator(place)) {
    if (each.path().extension() != ".db") continue;
    const Result<Ledger> ledger = Ledger::open(each.path());
    ASSERT_TRUE(ledger.ok()) << each.path() << ": " << ledger.error().message;
    EXPECT_EQ(ledger->verify()->fault, "");
  }
  const EvidenceFolder evidence(place / "all.db", HashProfile::International);
  for (const auto& each :
       std::filesystem::recursive_directory_iterator(place / "all.db.evidence")) {
    const std::string name = each.path().filename().string();
    if (!each.is_regular_file() || name.starts_with(".new-")) continue;
    EXPECT_TRUE(evidence.check(name).ok()) << name;
  }
}

TEST(LedgerVerify, FindsEveryChangedByteOfAnEvidenceFile) {
  std::mt19937 random(test_seed());
  for (const HashProfile profile : {HashProfile::International, HashProfile::National}) {
    const LedgerFolder folder;
    const std::filesystem::path paper = folder.file().parent_path() / "签到表.txt";
    std::string bytes(5'000, '\0');
    for (char& each : bytes) each = static_cast<char>(random() % 256);
    std::ofstream(paper, std::ios::binary) << bytes;
    const EvidenceFolder evidence(folder.file(), profile);
    const std::string digest = to_hex(evidence.add(paper)->digest);
    const std::filesystem::path stored = evidence.place_of(digest);
    for (int change = 0; change < 1000; ++change) {
      std::string changed = bytes;
      char& at = changed[random() % changed.size()];
      at = static_cast<char>(static_cast<unsigned char>(at) ^ (1 + random() % 255));
      std::ofstream(stored, std::ios::binary) << changed;
      ASSERT_FALSE(evidence.check(digest).ok()) << "change " << change;
    }
    std::ofstream(stored, std::ios::binary) << bytes;
    EXPECT_TRUE(evidence.check(digest).ok());
    std::ofstream(stored, std::ios::binary) << bytes.substr(1);
    EXPECT_FALSE(evidence.check(digest).ok());
  }
}

/// All fields of a ledger that verifies; empty for one that does not.
std::string content_of(const std::filesystem::path& file) {
  const Result<Ledger> ledger = Ledger::open(file);
  if (!ledger.ok()) return {};
  const Result<LedgerCheck> check = ledger->verify();
  if (!check.ok() || !check->fault.empty()) return {};
  std::string all;
  const Result<void> read = ledger->read({}, [&](NumberedEntry&& each) -> Result<void> {
    for (const std::string& field : to_fields(each.entry, each.number)) all += field + "\n";
    return {};
  });
  return read.ok() ? all : std::string();
}

/// Whichever byte of the file is another: it is refused, or the entries are the same.
TEST(LedgerVerify, NoChangedByteOfTheFileGivesOtherEntries) {
  std::mt19937 random(test_seed());
  const LedgerFolder folder;
  {
    Ledger ledger = Ledger::create(folder.file(), identity()).value();
    std::vector<LedgerEntry> entries = {target("培训人次", "420", "人次")};
    for (std::uint64_t number = 0; number < 40; ++number) entries.push_back(numbered(number));
    ASSERT_TRUE(ledger.append(entries).ok());
  }
  const std::string before = content_of(folder.file());
  ASSERT_FALSE(before.empty());
  std::ifstream file(folder.file(), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  std::size_t refused = 0;
  for (int change = 0; change < 1000; ++change) {
    std::string changed = bytes;
    char& at = changed[random() % changed.size()];
    at = static_cast<char>(static_cast<unsigned char>(at) ^ (1 + random() % 255));
    for (const char* const suffix : {"-wal", "-shm"}) {
      std::filesystem::remove(folder.file().string() + suffix);
    }
    std::ofstream(folder.file(), std::ios::binary) << changed;
    const std::string after = content_of(folder.file());
    ASSERT_TRUE(after.empty() || after == before) << "change " << change;
    if (after.empty()) ++refused;
  }
  EXPECT_GT(refused, 100U);
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
