// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/ledger.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

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

/// A target and its figures of some months.
Ledger filled(const LedgerFolder& folder, HashProfile profile = HashProfile::International) {
  Ledger ledger = Ledger::create(folder.file(), identity(profile)).value();
  std::vector<LedgerEntry> entries = {target("培训人次", "420", "人次")};
  for (const char* const month : {"2021-03", "2021-04", "2021-05", "2021-06"}) {
    entries.push_back(actual("培训人次", month, "60", "人次"));
  }
  EXPECT_EQ(ledger.append(entries).value(), 1U);
  return ledger;
}

std::string refusal(const Result<std::uint64_t>& result) {
  return result.ok() ? "" : result.error().message;
}

TEST(Ledger, GivesBackWhatWasEntered) {
  const LedgerFolder folder;
  LedgerEntry ratio = actual("培训合格率", "2021-06", "95.50", "%");
  ratio.numerator = Decimal(191);
  ratio.denominator = Decimal(200);
  LedgerEntry missing = actual("品牌知名度", "2021", "0", "");
  missing.value = {};
  missing.absence = Absence::NotObtainable;
  LedgerEntry brand = target("品牌知名度", "0", "");
  brand.value = {};
  brand.level = "明显提升";
  {
    Ledger ledger = Ledger::create(folder.file(), identity()).value();
    ASSERT_TRUE(
        ledger.append(std::vector{target("培训合格率", "90", "%"), brand, ratio, missing}).ok());
  }
  std::vector<NumberedEntry> read;
  const Ledger ledger = Ledger::open(folder.file()).value();
  ASSERT_TRUE(ledger
                  .read({},
                        [&](NumberedEntry&& each) -> Result<void> {
                          read.push_back(std::move(each));
                          return {};
                        })
                  .ok());
  ASSERT_EQ(read.size(), 4U);
  EXPECT_EQ(read[1].entry.level, "明显提升");
  EXPECT_EQ(read[2].entry.value->to_string(), "95.50");
  EXPECT_EQ(*read[2].entry.numerator, Decimal(191));
  EXPECT_EQ(read[3].entry.absence, Absence::NotObtainable);
  EXPECT_FALSE(read[3].entry.value.has_value());
  EXPECT_EQ(to_fields(read[2].entry, 3), to_fields(ratio, 3));
  EXPECT_EQ(ledger.identity().title, identity().title);
}

TEST(Ledger, TakesBackByAnEntryAgainstIt) {
  const LedgerFolder folder;
  Ledger ledger = filled(folder);
  LedgerEntry reversal{.kind = EntryKind::Reversal, .project = "", .indicator = ""};
  reversal.reverses = 3;
  reversal.reason = "把五月的签到表算进了四月";
  reversal.person = "李四";
  reversal.recorded_at = "2022-01-06T09:00:00Z";
  LedgerEntry right = actual("培训人次", "2021-04", "48", "人次");
  right.recorded_at = reversal.recorded_at;
  EXPECT_EQ(refusal(ledger.append(std::vector{right})),
            "“培训人次”2021-04 的完成值已记在第 3 条。要更正请先冲销那一条。");
  EXPECT_EQ(refusal(ledger.append(std::vector{reversal, right})), "");
  Decimal sum(0);
  std::size_t count = 0;
  ASSERT_TRUE(ledger
                  .read({.kind = EntryKind::Actual, .standing_only = true},
                        [&](NumberedEntry&& each) -> Result<void> {
                          sum = sum.plus(*each.entry.value).value();
                          ++count;
                          return {};
                        })
                  .ok());
  EXPECT_EQ(sum, Decimal(228));
  EXPECT_EQ(count, 4U);
  EXPECT_EQ(refusal(ledger.append(std::vector{reversal})), "第 3 条已经冲销过了。");
  reversal.reverses = 6;
  EXPECT_EQ(refusal(ledger.append(std::vector{reversal})),
            "第 6 条本身是冲销，不能再冲销；请重新记入正确的数。");
  reversal.reverses = 99;
  EXPECT_EQ(refusal(ledger.append(std::vector{reversal})), "没有第 99 条，无从冲销。");
}

TEST(Ledger, RefusesFiguresThatCannotBeRight) {
  const LedgerFolder folder;
  Ledger ledger = filled(folder);
  const auto refused = [&](const LedgerEntry& entry) {
    return refusal(ledger.append(std::vector{entry}));
  };
  EXPECT_EQ(refused(actual("培训人次", "2021-07", "60", "人")),
            "“培训人次”的单位是“人次”，这里写的是“人”。请换算后再填。");
  EXPECT_EQ(
      refused(actual("培训天数", "2021-07", "5", "天")),
      "“培训天数”没有指标值，完成值无从对照。请先记入项目“15000021T000000007928”批复的目标。");
  EXPECT_EQ(refused(actual("培训人次", "2022-01", "5", "人次")),
            "“培训人次”：2022-01 还没有结束（记录日期 2022-01-05），不能填完成值；请填“未到期”。");
  EXPECT_EQ(refused(actual("培训人次", "第一季度", "5", "人次")),
            "期间“第一季度”看不懂；请写 2021-03、2021-Q1 或 2021。");
  LedgerEntry both = actual("培训人次", "2021-07", "60", "人次");
  both.level = "完成";
  EXPECT_EQ(refused(both),
            "“培训人次”：数值、等级、没有数值的原因三者应有且只有一个，现在有 2 个。");
  LedgerEntry shown = actual("培训人次", "2021-07", "60", "人次");
  shown.evidence = {std::string(64, 'a')};
  EXPECT_EQ(refused(shown),
            "“培训人次”的佐证 " + std::string(64, 'a') + " 还没有收进台账。请先收进佐证文件。");
  LedgerEntry early = actual("培训人次", "2021-02", "60", "人次");
  early.recorded_at = "2021-12-01T00:00:00Z";
  EXPECT_EQ(
      refused(early),
      "记录时间 2021-12-01T00:00:00Z 早于上一条的 2022-01-05T09:00:00Z。请校准这台机器的时钟。");
  LedgerEntry ratio = actual("培训人次", "2021-07", "60", "人次");
  ratio.numerator = Decimal(0);
  ratio.denominator = Decimal(0);
  EXPECT_EQ(refused(ratio), "“培训人次”：分母是 0，比率没有意义；没有发生就写“不适用”。");
  EXPECT_EQ(ledger.head()->entries, 5U);
}

TEST(Ledger, AFigureIsNotLostAmongWords) {
  const LedgerFolder folder;
  Ledger ledger = filled(folder);
  LedgerEntry about = actual("培训人次", "2021-07", "60", "人次");
  about.value = {};
  about.level = "约60人次";
  EXPECT_EQ(refusal(ledger.append(std::vector{about})),
            "“培训人次”2021-07 的完成值“约60人次”不是数，而指标值是数（单位“人次”）。请只填数字。");
  about.level = "完成";
  EXPECT_EQ(refusal(ledger.append(std::vector{about})), "");
  EXPECT_EQ(refusal(ledger.append(std::vector{actual("培训人次", "2021-08", "60", "")})),
            "“培训人次”2021-08 的完成值没有写单位；指标值的单位是“人次”，请写明。");
}

TEST(Ledger, EvidenceThatWasTakenBackProvesNothing) {
  const LedgerFolder folder;
  Ledger ledger = filled(folder);
  LedgerEntry file{.kind = EntryKind::Evidence, .project = "", .indicator = ""};
  file.source = "签到表.pdf";
  file.evidence = {std::string(64, 'a')};
  file.person = "李四";
  file.recorded_at = "2022-01-05T09:00:00Z";
  LedgerEntry shown = actual("培训人次", "2021-07", "60", "人次");
  shown.evidence = file.evidence;
  LedgerEntry reversal{.kind = EntryKind::Reversal, .project = "", .indicator = ""};
  reversal.reverses = 6;
  reversal.reason = "收错了";
  reversal.person = "李四";
  reversal.recorded_at = "2022-01-05T09:00:00Z";
  EXPECT_EQ(refusal(ledger.append(std::vector{file, reversal})), "");
  EXPECT_NE(refusal(ledger.append(std::vector{shown})), "");
  EXPECT_EQ(refusal(ledger.append(std::vector{file, shown})), "");
}

/// What work() says in a process of its own that `prepare` was run in first.
template <typename Prepare, typename Work>
int in_a_child(const Prepare& prepare, const Work& work) {
  const pid_t child = fork();
  if (child == 0) _exit(prepare() ? work() : 9);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Ledger, IsReadWhereNobodyMayWrite) {
  namespace fs = std::filesystem;
  const LedgerFolder folder;
  filled(folder);
  const fs::path place = folder.file().parent_path();
  constexpr auto kReadable = static_cast<fs::perms>(0444);
  constexpr auto kOpenFolder = static_cast<fs::perms>(0555);
  fs::permissions(folder.file(), kReadable);
  fs::permissions(place, kOpenFolder);
  const auto become_nobody = [] { return getuid() != 0 || setuid(65'534) == 0; };
  const int said = in_a_child(become_nobody, [&] {
    Result<Ledger> ledger = Ledger::open(folder.file());
    if (!ledger.ok()) return 1;
    if (!ledger->verify()->fault.empty() || ledger->head()->entries != 5) return 2;
    const auto appended = ledger->append(std::vector{actual("培训人次", "2021-07", "1", "人次")});
    if (appended.ok()) return 3;
    const bool clear =
        appended.error().message == "台账是只读的，没有记入。请检查文件和所在文件夹的权限。";
    return clear ? 0 : 4;
  });
  fs::permissions(place, fs::perms::owner_all);
  EXPECT_EQ(said, 0);
}

TEST(Ledger, AFileThatMayNotGrowLosesNothing) {
  const LedgerFolder folder;
  filled(folder);
  const auto keep_files_small = [] {
    constexpr rlim_t kMostBytes = 60'000;
    const rlimit limit{.rlim_cur = kMostBytes, .rlim_max = kMostBytes};
    signal(SIGXFSZ, SIG_IGN);
    return setrlimit(RLIMIT_FSIZE, &limit) == 0;
  };
  const int said = in_a_child(keep_files_small, [&] {
    Result<Ledger> ledger = Ledger::open(folder.file());
    if (!ledger.ok()) return 1;
    std::vector<LedgerEntry> many;
    for (int number = 0; number < 500; ++number) {
      many.push_back(actual("培训人次", "2021-07", "1", "人次"));
      many.back().reporter = std::to_string(number);
    }
    const auto appended = ledger->append(many);
    if (appended.ok()) return 2;
    return appended.error().message.find("以前记入的都在") == std::string::npos ? 3 : 0;
  });
  EXPECT_EQ(said, 0);
  const Ledger ledger = Ledger::open(folder.file()).value();
  EXPECT_EQ(ledger.head()->entries, 5U);
  EXPECT_EQ(ledger.verify()->fault, "");
}

TEST(Ledger, TakesAllOrNone) {
  const LedgerFolder folder;
  Ledger ledger = filled(folder);
  EXPECT_FALSE(ledger
                   .append(std::vector{actual("培训人次", "2021-07", "60", "人次"),
                                       actual("培训人次", "2021-07", "61", "人次")})
                   .ok());
  EXPECT_EQ(ledger.head()->entries, 5U);
  EXPECT_EQ(ledger.verify()->fault, "");
}

TEST(Ledger, IsCreatedOnce) {
  const LedgerFolder folder;
  filled(folder);
  EXPECT_FALSE(Ledger::create(folder.file(), identity()).ok());
  EXPECT_FALSE(Ledger::open(folder.file().parent_path() / "other.db").ok());
  LedgerIdentity broken = identity();
  broken.title = "两\n行";
  EXPECT_FALSE(Ledger::create(folder.file().parent_path() / "new.db", broken).ok());
}

TEST(Ledger, WritersWaitForEachOther) {
  const LedgerFolder folder;
  {
    Ledger ledger = filled(folder);
    ASSERT_TRUE(ledger
                    .append(std::vector{[] {
                      LedgerEntry entry = target("上岗人数", "400", "人");
                      entry.recorded_at = "2022-01-05T09:00:00Z";
                      return entry;
                    }()})
                    .ok());
  }
  constexpr int kEach = 30;
  std::vector<std::thread> writers;
  writers.reserve(3);
  for (int writer = 0; writer < 3; ++writer) {
    writers.emplace_back([&folder, writer] {
      Ledger ledger = Ledger::open(folder.file()).value();
      for (int number = 0; number < kEach; ++number) {
        LedgerEntry entry = actual("上岗人数", "2021-06", "1", "人");
        entry.reporter = std::to_string(writer) + "-" + std::to_string(number);
        EXPECT_EQ(refusal(ledger.append(std::vector{entry})), "");
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  const Ledger ledger = Ledger::open(folder.file()).value();
  EXPECT_EQ(ledger.head()->entries, 6U + 3 * kEach);
  EXPECT_EQ(ledger.verify()->fault, "");
}

/// Another program writes into the file, past the triggers.
void tamper(const LedgerFolder& folder, const std::string& sql) {
  SQLite::Database database(folder.file().string(), SQLite::OPEN_READWRITE);
  database.exec("DROP TRIGGER IF EXISTS entry_stays; DROP TRIGGER IF EXISTS entry_is_kept;");
  database.exec(sql);
}

std::string fault(const LedgerFolder& folder) {
  return Ledger::open(folder.file()).value().verify().value().fault;
}

TEST(LedgerVerify, HonestProgramsCannotChangeEntries) {
  const LedgerFolder folder;
  filled(folder);
  SQLite::Database database(folder.file().string(), SQLite::OPEN_READWRITE);
  EXPECT_ANY_THROW(database.exec("UPDATE entry SET value = '61' WHERE number = 2"));
  EXPECT_ANY_THROW(database.exec("DELETE FROM entry WHERE number = 2"));
  EXPECT_EQ(fault(folder), "");
}

TEST(LedgerVerify, NamesTheFirstEntryThatWasChanged) {
  const LedgerFolder folder;
  filled(folder);
  tamper(folder, "UPDATE entry SET value = '600' WHERE number = 3");
  EXPECT_EQ(fault(folder), "第 3 条与它的摘要不符：这一条（或它之前的一条）被改动过。");
}

TEST(LedgerVerify, SaysWhenTheFileItselfWasRebuilt) {
  const LedgerFolder folder;
  filled(folder);
  EXPECT_TRUE(Ledger::open(folder.file())->check_file()->same_schema);
  tamper(folder, "SELECT 1");
  const auto check = Ledger::open(folder.file())->check_file();
  EXPECT_FALSE(check->same_schema);
  EXPECT_EQ(check->fault, "");
}

TEST(LedgerVerify, FindsAnIndexThatHidesAReversal) {
  const LedgerFolder folder;
  {
    Ledger ledger = filled(folder);
    LedgerEntry reversal{.kind = EntryKind::Reversal, .project = "", .indicator = ""};
    reversal.reverses = 3;
    reversal.reason = "数错";
    reversal.person = "李四";
    reversal.recorded_at = "2022-01-06T09:00:00Z";
    ASSERT_TRUE(ledger.append(std::vector{reversal}).ok());
  }
  // The index is made to hold nothing, and then says again that it holds all.
  const std::string change =
      "PRAGMA writable_schema = ON;"
      "UPDATE sqlite_master SET sql = replace(sql, \"reverses {}\", \"reverses {}\") "
      "WHERE name = 'entry_reversed_once';"
      "PRAGMA writable_schema = RESET;";
  tamper(folder, fmt::format(fmt::runtime(change), "<> ''", "= 'x'") +
                     "REINDEX entry_reversed_once;" +
                     fmt::format(fmt::runtime(change), "= 'x'", "<> ''"));
  EXPECT_EQ(fault(folder), "");
  EXPECT_NE(Ledger::open(folder.file())->check_file()->fault, "");
}

TEST(LedgerVerify, FindsWhatWasTakenOutOrRenumbered) {
  const LedgerFolder folder;
  filled(folder);
  tamper(folder, "DELETE FROM entry WHERE number = 2");
  EXPECT_EQ(fault(folder), "第 2 条应在的地方是编号“3”：有条目被删去、插入或改号。");
  tamper(folder, "UPDATE entry SET number = number - 1 WHERE number > 2");
  EXPECT_NE(fault(folder), "");
}

TEST(LedgerVerify, CoversTheIdentity) {
  const LedgerFolder folder;
  filled(folder);
  tamper(folder, "UPDATE ledger SET title = '别的台账'");
  EXPECT_NE(fault(folder), "");
}

TEST(LedgerVerify, NoTwoFieldsCanBeShiftedIntoEachOther) {
  const LedgerFolder folder;
  filled(folder);
  tamper(folder,
         "UPDATE entry SET project = substr(project, 1, 20), indicator = '8' || indicator "
         "WHERE number = 2");
  EXPECT_NE(fault(folder), "");
}

TEST(LedgerVerify, FindsATailThatWasCutOffByAHeadKeptElsewhere) {
  for (const HashProfile profile : {HashProfile::International, HashProfile::National}) {
    const LedgerFolder folder;
    const Ledger ledger = filled(folder, profile);
    LedgerHead head = ledger.head().value();
    head.at = "2022-01-31T00:00:00Z";
    const KeyPair keys = make_key_pair(profile).value();
    const std::string kept = sign_head(head, keys.secret).value();
    EXPECT_EQ(ledger.verify(read_head(kept, keys.open).value())->fault, "");
    tamper(folder, "DELETE FROM entry WHERE number > 3");
    EXPECT_EQ(fault(folder), "");
    EXPECT_EQ(ledger.verify(read_head(kept, keys.open).value())->fault,
              "只有 3 条，而导出台账头时有 5 条：后面的被截去了。");
  }
}

TEST(LedgerVerify, FindsAChainThatWasMadeAnew) {
  const LedgerFolder first;
  const LedgerFolder second;
  const LedgerHead head = filled(first).head().value();
  Ledger forged = Ledger::create(second.file(), identity()).value();
  std::vector<LedgerEntry> entries = {target("培训人次", "420", "人次")};
  for (const char* const month : {"2021-03", "2021-04", "2021-05", "2021-06"}) {
    entries.push_back(actual("培训人次", month, "105", "人次"));
  }
  ASSERT_TRUE(forged.append(entries).ok());
  EXPECT_EQ(forged.verify()->fault, "");
  EXPECT_EQ(forged.verify(head)->fault, "第 5 条与导出的台账头不符：整条链被重做过。");
}

TEST(LedgerHead, IsOnlyReadAsItWasSigned) {
  const LedgerFolder folder;
  const LedgerHead head = filled(folder).head().value();
  const KeyPair keys = make_key_pair(HashProfile::International).value();
  const std::string text = sign_head(head, keys.secret).value();
  ASSERT_TRUE(read_head(text, keys.open).ok());
  EXPECT_EQ(read_head(text)->digest, head.digest);
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string changed = text;
    changed[at] = changed[at] == '1' ? '2' : '1';
    if (changed == text) continue;
    EXPECT_FALSE(read_head(changed, keys.open).ok()) << "byte " << at;
  }
  EXPECT_FALSE(read_head(to_text(head), keys.open).ok());
  EXPECT_FALSE(read_head(text, make_key_pair(HashProfile::International)->open).ok());
  EXPECT_FALSE(read_head(text, make_key_pair(HashProfile::National)->open).ok());
  EXPECT_FALSE(sign_head(head, make_key_pair(HashProfile::National)->secret).ok());
}

}  // namespace
}  // namespace jx
