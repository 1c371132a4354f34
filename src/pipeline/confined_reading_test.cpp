// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/confined_reading.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <seccomp.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "pages/wire_test_support.h"
#include "pipeline/confined_reader.h"
#include "pipeline/pipeline.h"
#include "pipeline/test_office.h"
#include "pipeline/test_scans.h"
#include "sandbox/sanitizers.h"

/// Documents are read by this program, started once more: its reader does what the document says,
/// as one that a hostile file has taken over would.
namespace jx {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::HasSubstr;

// ---------------------------------------------------------------- the child

Page page_of_line(std::uint32_t number, std::string text) {
  return {
      .number = number, .blocks = {TextLine{.text = std::move(text), .origin = {}}}, .drawing = {}};
}

Result<Diagnostics> say(const PageSink& sink, std::string text) {
  JX_TRY_VOID(sink(page_of_line(1, std::move(text))));
  return Diagnostics();
}

Result<Diagnostics> say_denied(const PageSink& sink, bool done) {
  return say(sink, done ? "done" : std::string("denied: ") + std::strerror(errno));
}

void use_memory_up() {
  std::vector<std::string> memory;
  for (;;) memory.emplace_back(64 << 20, 'x');
}

[[noreturn]] void spin() {
  for (volatile unsigned turns = 0;;) turns = turns + 1;
}

void answer_junk() {
  std::string junk(1 << 16, '\x01');
  while (write_answer(junk).ok()) continue;
}

void crash() {
  constexpr std::string_view kWords = "\x1b[2Jassertion failed: 1 == 2\n";
  (void)!write(STDERR_FILENO, kWords.data(), kWords.size());
  volatile int* volatile nowhere = nullptr;
  *nowhere = 1;
}

using Act = std::function<Result<Diagnostics>(const PageSink&)>;

const std::map<std::string, Act>& acts() {
  static const std::map<std::string, Act> kActs = {
      {"read /etc/passwd",
       [](const PageSink& sink) { return say_denied(sink, open("/etc/passwd", O_RDONLY) >= 0); }},
      {"write",
       [](const PageSink& sink) {
         return say_denied(sink, open("/tmp/jx_hostile", O_WRONLY | O_CREAT, 0600) >= 0);
       }},
      {"socket",
       [](const PageSink& sink) { return say_denied(sink, socket(AF_INET, SOCK_STREAM, 0) >= 0); }},
      {"fork", [](const PageSink& sink) { return say_denied(sink, fork() >= 0); }},
      {"execute",
       [](const PageSink& sink) {
         execl("/bin/true", "true", nullptr);
         return say_denied(sink, false);
       }},
      {"memory",
       [](const PageSink& sink) {
         use_memory_up();
         return say(sink, "done");
       }},
      {"spin", [](const PageSink&) -> Result<Diagnostics> { spin(); }},
      {"junk",
       [](const PageSink& sink) {
         answer_junk();
         return say(sink, "done");
       }},
      {"leave",
       [](const PageSink& sink) {
         (void)say(sink, "half").ok();
         _exit(0);
         return say(sink, "done");
       }},
      {"crash",
       [](const PageSink& sink) {
         crash();
         return say(sink, "done");
       }},
      {"throw", [](const PageSink&) -> Result<Diagnostics> { throw std::runtime_error("no key"); }},
      {"throw anything", [](const PageSink&) -> Result<Diagnostics> { throw 7; }},
      {"bad page",
       [](const PageSink& sink) -> Result<Diagnostics> {
         NativeGrid grid;
         grid.cells.emplace_back();
         JX_TRY_VOID(sink({.number = 1, .blocks = {std::move(grid)}, .drawing = {}}));
         return say(sink, "done");
       }},
  };
  return kActs;
}

Result<Diagnostics> read_as_told(const Document& document, const ReadLimits& limits,
                                 const PageSink& sink) {
  if (is_scans(document)) return read_scans(document, sink);
  const auto act = acts().find(document.bytes);
  return act == acts().end() ? read_pages_here(document, limits, sink) : act->second(sink);
}

/// An act that goes through is a member of the archive.
Result<void> unpack_as_told(const Document& archive, const ArchiveOptions& options,
                            const MemberSink& sink) {
  const auto act = acts().find(archive.bytes);
  if (act == acts().end()) return for_each_member(archive, options, sink);
  const Result<Diagnostics> done = act->second([&](Page&& page) -> Result<void> {
    const std::string name = archive.name + "!/told.txt";
    sink({name, make_document(name, std::get<TextLine>(page.blocks.at(0)).text), std::nullopt});
    return {};
  });
  return done.ok() ? Result<void>() : done.error();
}

/// As a kernel without Landlock would answer; for a child that was started under that name.
void take_landlock_away() {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0);
  seccomp_load(filter);
  seccomp_release(filter);
}

[[noreturn]] void run_child() {
  // The name by which the kernel was asked to start this program.
  const auto* const path = reinterpret_cast<const char*>(getauxval(AT_EXECFN));
  if (std::string_view(path).ends_with("without_landlock")) take_landlock_away();
  run_confined_reader(
      {.read = read_as_told, .unpack = unpack_as_told, .prepare_recognition = prepare_as_told});
}

// ---------------------------------------------------------------- the parent

ReaderOptions confined() {
  ReaderOptions options;
  options.isolation = Isolation::Always;
  options.policy.memory_bytes = std::uint64_t{1} << 30;
  options.patience = {.silence = 60s, .total = 60s};
  return options;
}

Document document_of(std::string bytes) {
  return {.name = "拨款表.txt", .sha256 = {}, .format = Format::Text, .bytes = std::move(bytes)};
}

Result<Pages> collect(const Document& document, const ReaderOptions& options) {
  Pages pages;
  const PageSink sink = [&](Page&& page) -> Result<void> {
    pages.pages.push_back(std::move(page));
    return {};
  };
  JX_TRY(pages.diagnostics, read_pages(document, {}, options, sink));
  return pages;
}

std::string first_line(const Pages& pages) {
  return std::get<TextLine>(pages.pages.at(0).blocks.at(0)).text;
}

/// Whether this kernel filters system calls; where it does not, the reader must complain.
bool filters_system_calls() {
  bool holds = true;
  ReaderOptions options = confined();
  options.complain = [&](std::string_view complaint) {
    std::printf("%s\n", std::string(complaint).c_str());
    if (complaint.find("seccomp") != std::string_view::npos) holds = false;
  };
  EXPECT_TRUE(collect(document_of("文字"), options).ok());
  return holds;
}

TEST(ConfinedReading, RefusesAFileThatIsChangedMeanwhile) {
  const fs::path path = fs::path(testing::TempDir()) / "changing.pdf";
  fs::copy_file(fs::path(JX_SOURCE_DIR) / "tests/golden/tables/pdf_over_two_pages/form.pdf", path,
                fs::copy_options::overwrite_existing);
  const Result<Document> document = read_document(path, {});
  ASSERT_TRUE(document.ok()) << document.error().message;
  ASSERT_NE(document->file, nullptr);
  EXPECT_TRUE(collect(*document, confined()).ok());
  std::ofstream(path, std::ios::app) << "%";
  const Result<Pages> changed = collect(*document, confined());
  ASSERT_FALSE(changed.ok());
  EXPECT_EQ(changed.error().code, ErrorCode::Conflict);
  EXPECT_THAT(changed.error().message, HasSubstr("改动"));
  fs::remove(path);
}

TEST(ConfinedReading, GivesWhatReadingInTheProcessGives) {
  for (const char* const file : {"samples/seed.txt", "tests/golden/check/columns_bound/table.tsv",
                                 "tests/golden/read/corrections_applied/table.txt"}) {
    const fs::path path = fs::path(JX_SOURCE_DIR) / file;
    const Result<Document> document = read_document(path, {});
    ASSERT_TRUE(document.ok()) << document.error().message;
    const Result<Pages> here = collect(*document, {.isolation = Isolation::InProcess});
    const Result<Pages> there = collect(*document, confined());
    ASSERT_TRUE(here.ok() && there.ok()) << file;
    EXPECT_TRUE(same(*here, *there)) << file;
  }
}

/// The tables of character sets come from a library that must not want files then.
TEST(ConfinedReading, KnowsItsCharacterSets) {
  const std::string gb18030 = "\xbc\xa8\xd0\xa7\xc4\xbf\xb1\xea\t\xb5\xa5\xce\xbb";
  const std::string utf16("\xff\xfe\xe9\x7e\x48\x65", 6);
  for (const std::string& bytes : {gb18030, utf16}) {
    const Result<Document> document = make_document("a.txt", bytes);
    ASSERT_TRUE(document.ok());
    const Result<Pages> here = collect(*document, {.isolation = Isolation::InProcess});
    const Result<Pages> there = collect(*document, confined());
    ASSERT_TRUE(here.ok() && there.ok());
    EXPECT_TRUE(same(*here, *there));
  }
}

TEST(ConfinedReading, GivesTheErrorOfTheReader) {
  Document document = document_of("[1, 2");
  document.format = Format::Json;
  const Result<Pages> here = collect(document, {.isolation = Isolation::InProcess});
  const Result<Pages> there = collect(document, confined());
  ASSERT_TRUE(!here.ok() && !there.ok());
  EXPECT_EQ(here.error().code, there.error().code);
  EXPECT_EQ(here.error().message, there.error().message);
  EXPECT_EQ(here.error().origin, there.error().origin);
}

TEST(ConfinedReading, EndsWhenNobodyWantsMorePages) {
  const Error enough{ErrorCode::Conflict, "够了"};
  const auto read = read_pages(document_of("一\f二\f三"), {}, confined(),
                               [&](Page&&) -> Result<void> { return enough; });
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().message, enough.message);
}

TEST(ConfinedReading, OpensNoFile) {
  const Result<Pages> pages = collect(document_of("read /etc/passwd"), confined());
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_THAT(first_line(*pages), HasSubstr("denied"));
}

TEST(ConfinedReading, ReportsWhatAnIntruderTries) {
  if (!filters_system_calls()) return;  // It said so; nothing then tells what was tried.
  for (const char* const act : {"write", "socket", "fork", "execute"}) {
    const Result<Pages> pages = collect(document_of(act), confined());
    ASSERT_FALSE(pages.ok()) << act;
    EXPECT_EQ(pages.error().code, ErrorCode::Malformed);
    EXPECT_THAT(pages.error().message, HasSubstr("拨款表.txt"));
    EXPECT_THAT(pages.error().message, HasSubstr("不允许的操作")) << act;
  }
  EXPECT_FALSE(fs::exists("/tmp/jx_hostile"));
}

TEST(ConfinedReading, ReportsHowTheReaderEnded) {
  struct Case {
    const char* act;
    ErrorCode code;
    const char* words;
  };
  for (const Case& each : {Case{"junk", ErrorCode::Malformed, "没有按约定回答"},
                           Case{"leave", ErrorCode::Malformed, "没有按约定回答"},
                           Case{"bad page", ErrorCode::Malformed, "没有按约定回答"},
                           Case{"crash", ErrorCode::Malformed, "意外终止"},
                           Case{"throw anything", ErrorCode::Malformed, "意外终止"},
                           Case{"throw", ErrorCode::Malformed, "no key"}}) {
    const Result<Pages> pages = collect(document_of(each.act), confined());
    ASSERT_FALSE(pages.ok()) << each.act;
    EXPECT_EQ(pages.error().code, each.code) << each.act;
    EXPECT_THAT(pages.error().message, HasSubstr(each.words)) << each.act;
    EXPECT_THAT(pages.error().message, HasSubstr("拨款表.txt")) << each.act;
  }
}

TEST(ConfinedReading, ShowsTheLastWordsOfACrashedReaderWithoutTerminalCodes) {
  const Result<Pages> pages = collect(document_of("crash"), confined());
  ASSERT_FALSE(pages.ok());
  EXPECT_THAT(pages.error().message, HasSubstr("assertion failed: 1 == 2"));
  EXPECT_EQ(pages.error().message.find('\x1b'), std::string::npos);
}

TEST(ConfinedReading, ReportsTooMuchTime) {
  ReaderOptions options = confined();
  options.patience.silence = 200ms;
  const Result<Pages> pages = collect(document_of("spin"), options);
  ASSERT_FALSE(pages.ok());
  EXPECT_EQ(pages.error().code, ErrorCode::LimitExceeded);
  EXPECT_THAT(pages.error().message, HasSubstr("时间太长"));
  options = confined();
  options.policy.cpu_seconds = 1;
  const Result<Pages> burnt = collect(document_of("spin"), options);
  ASSERT_FALSE(burnt.ok());
  EXPECT_THAT(burnt.error().message, HasSubstr("时间太长"));
}

TEST(ConfinedReading, ReportsTooMuchMemory) {
  if (kSanitized) {
    std::printf("not tried: the sanitizer of this build needs the address space\n");
    return;
  }
  const Result<Pages> pages = collect(document_of("memory"), confined());
  ASSERT_FALSE(pages.ok());
  EXPECT_EQ(pages.error().code, ErrorCode::LimitExceeded);
  EXPECT_THAT(pages.error().message, HasSubstr("1024 MB"));
}

TEST(ConfinedReading, ReportsAReaderThatCannotBeStarted) {
  ReaderOptions options = confined();
  options.program = "/nowhere/jixiao";
  const Result<Pages> pages = collect(document_of("文字"), options);
  ASSERT_FALSE(pages.ok());
  EXPECT_EQ(pages.error().code, ErrorCode::Io);
  EXPECT_THAT(pages.error().message, HasSubstr("--in-process"));
}

TEST(ConfinedReading, RefusesAnotherProgramsAnswer) {
  ReaderOptions options = confined();
  options.program = "/bin/echo";
  const Result<Pages> pages = collect(document_of("文字"), options);
  ASSERT_FALSE(pages.ok());
  EXPECT_THAT(pages.error().message, HasSubstr("没有按约定回答"));
}

TEST(ConfinedReading, SaysWhichProtectionThisMachineLacks) {
  const fs::path name =
      fs::temp_directory_path() / ("jx" + std::to_string(getpid()) + "_without_landlock");
  fs::create_symlink(fs::read_symlink("/proc/self/exe"), name);
  ReaderOptions options = confined();
  options.program = name;
  std::vector<std::string> complaints;
  options.complain = [&](std::string_view complaint) { complaints.emplace_back(complaint); };
  const Result<Pages> pages = collect(document_of("文字"), options);
  fs::remove(name);
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_THAT(complaints, ::testing::Contains(HasSubstr("Landlock")));
}

/// What one file did to its reader does not touch the next.
TEST(ConfinedReading, GoesOnWithTheNextDocument) {
  const auto reference = load_reference(fs::path(JX_SOURCE_DIR) / "data");
  ASSERT_TRUE(reference.ok());
  PipelineOptions options;
  options.reader = confined();
  std::size_t read = 0;
  for (const char* const bytes :
       {"crash", "项目\t预算数\n甲\t1\n", "junk", "项目\t预算数\n乙\t2\n"}) {
    const auto tables = run_tables(document_of(bytes), nullptr, options, *reference);
    read += tables.ok() ? 1U : 0U;
  }
  EXPECT_EQ(read, 2U);
}

}  // namespace
}  // namespace jx

int main(int argc, char** argv) {
  if (jx::is_test_office(argc, argv)) jx::run_test_office(argc, argv);
  if (jx::is_confined_reader(argc, argv)) jx::run_child();
  ::testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
