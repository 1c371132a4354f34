// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/page_recognition.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/text.h"
#include "pages/ocr/recogniser.h"
#include "pipeline/test_scans.h"
#include "sandbox/child_process.h"
#include "sandbox/sanitizers.h"

namespace jx {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kScans = "scans\n";

// ---------------------------------------------------------------- the child

Page page_of(std::uint32_t number, std::string_view line) {
  Page page{.number = number, .blocks = {}, .drawing = Drawing()};
  page.drawing->width = 100;
  page.drawing->height = 100;
  if (line.starts_with("-")) {
    page.drawing->glyphs.push_back({.code = U'-', .box = {1, 1, 2, 2}, .size = 1});
    return page;
  }
  page.scan = Scan{.width = static_cast<std::uint32_t>(line.size()),
                   .height = 1,
                   .dots_per_inch = 200,
                   .pixels = std::string(line)};
  return page;
}

void say(Page& page, std::string_view text) {
  for (const char letter : text) {
    page.drawing->glyphs.push_back(
        {.code = static_cast<char32_t>(letter), .box = {1, 1, 2, 2}, .size = 1, .certainty = 90});
  }
}

void burn(unsigned long turns) {
  for (volatile unsigned long turn = 0; turn < turns;) turn = turn + 1;
}

void answer_junk() {
  const std::string junk(1 << 16, '\x01');
  while (write_answer(junk).ok()) continue;
}

void crash() {
  volatile int* volatile nowhere = nullptr;
  *nowhere = 1;
}

void use_memory_up() {
  std::vector<std::string> memory;
  for (;;) memory.emplace_back(64 << 20, 'x');
}

using Act = std::function<Result<void>(Page&, Diagnostics&)>;

Act doing(void (*act)()) {
  return [act](Page& page, Diagnostics&) -> Result<void> {
    act();
    say(page, "done");
    return {};
  };
}

const std::map<std::string, Act>& acts() {
  static const std::map<std::string, Act> kActs = {
      {"crash", doing(crash)},
      {"junk", doing(answer_junk)},
      {"memory", doing(use_memory_up)},
      {"leave", doing([] { _exit(0); })},
      {"spin", doing([] { burn(~0UL); })},
      {"socket", doing([] { (void)socket(AF_INET, SOCK_STREAM, 0); })},
      {"throw", doing([] { throw std::runtime_error("no key"); })},
      {"read /etc/passwd",
       [](Page& page, Diagnostics&) -> Result<void> {
         say(page, open("/etc/passwd", O_RDONLY) >= 0 ? "opened" : std::strerror(errno));
         return {};
       }},
      {"refuse",
       [](Page&, Diagnostics&) -> Result<void> {
         return Error{ErrorCode::Malformed, "看不清"};
       }},
      {"warn",
       [](Page&, Diagnostics& diagnostics) -> Result<void> {
         diagnostics.warn("unsure-text", "有字看不清");
         return {};
       }},
      {"another page",
       [](Page& page, Diagnostics&) -> Result<void> {
         page.number = 7;
         return {};
       }},
      {"keep the scan",
       [](Page& page, Diagnostics&) -> Result<void> {
         page.scan = Scan{.width = 1, .height = 1, .dots_per_inch = 200, .pixels = "x"};
         return {};
       }},
  };
  return kActs;
}

// ---------------------------------------------------------------- the parent

class PageRecognitionTest : public ::testing::Test {
 protected:
  PageRecognitionTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    std::ofstream(folder_ / "libonnxruntime.so");
    std::ofstream(folder_ / "line_model.onnx") << "words of the model";
    options_.recognition_folder = folder_;
    options_.isolation = Isolation::Always;
    options_.policy.memory_bytes = std::uint64_t{1} << 30;
    options_.patience = {.silence = 60s, .total = 60s};
    options_.pages_at_once = 3;
  }
  ~PageRecognitionTest() override { fs::remove_all(folder_); }
  PageRecognitionTest(const PageRecognitionTest&) = delete;
  PageRecognitionTest& operator=(const PageRecognitionTest&) = delete;

  Result<Pages> read(std::string_view lines) const {
    const Document document{.name = "扫描件.txt",
                            .sha256 = {},
                            .format = Format::Text,
                            .bytes = std::string(kScans).append(lines)};
    Pages pages;
    const PageSink sink = [&](Page&& page) -> Result<void> {
      pages.pages.push_back(std::move(page));
      return {};
    };
    JX_TRY(pages.diagnostics, read_pages(document, {}, options_, sink));
    return pages;
  }

  ReaderOptions& options() { return options_; }

 private:
  fs::path folder_ = fs::temp_directory_path() / ("jx_recognition_" + std::to_string(getpid()));
  ReaderOptions options_;
};

#define SKIP_IN_A_BUILD_WITHOUT_RECOGNITION()                                             \
  if (const auto there = Recogniser::look_for(options().recognition_folder); !there.ok()) \
  GTEST_SKIP() << there.error().message

/// What stands on each page.
std::vector<std::string> texts(const Pages& pages) {
  std::vector<std::string> texts;
  for (const Page& page : pages.pages) {
    std::string& text = texts.emplace_back(std::to_string(page.number) + ":");
    for (const Glyph& glyph : page.drawing->glyphs) append_character(text, glyph.code);
    if (page.scan) text += "(scan)";
  }
  return texts;
}

std::vector<std::string> codes(const Diagnostics& diagnostics) {
  std::vector<std::string> codes;
  for (const Diagnostic& entry : diagnostics.entries()) {
    codes.push_back(std::to_string(entry.origin.page) + ":" + entry.code);
  }
  return codes;
}

TEST_F(PageRecognitionTest, RecognisesScansAndKeepsThePagesInOrder) {
  SKIP_IN_A_BUILD_WITHOUT_RECOGNITION();
  for (const std::size_t at_once : {1U, 2U, 5U}) {
    options().pages_at_once = at_once;
    const Result<Pages> pages = read("-\nslow\nquick\n-\nquick\nslow\nquick");
    ASSERT_TRUE(pages.ok()) << pages.error().message;
    EXPECT_THAT(texts(*pages),
                ElementsAre("1:-", "2:slow", "3:quick", "4:-", "5:quick", "6:slow", "7:quick"));
    EXPECT_TRUE(pages->diagnostics.empty());
  }
}

TEST_F(PageRecognitionTest, OpensItsModelsBeforeTheLockAndNoFileAfterwards) {
  SKIP_IN_A_BUILD_WITHOUT_RECOGNITION();
  const Result<Pages> pages = read("model\nread /etc/passwd");
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_THAT(texts(*pages), ElementsAre("1:words of the model", HasSubstr("denied")));
}

TEST_F(PageRecognitionTest, LosesOnlyThePageWhoseRecogniserEndsBadly) {
  SKIP_IN_A_BUILD_WITHOUT_RECOGNITION();
  struct Case {
    const char* act;
    const char* words;
  };
  for (const Case& each :
       {Case{"crash", "意外终止"}, Case{"junk", "没有按约定回答"}, Case{"leave", "没有按约定回答"},
        Case{"another page", "没有按约定回答"}, Case{"keep the scan", "没有按约定回答"},
        Case{"throw", "no key"}, Case{"refuse", "看不清"}}) {
    const Result<Pages> pages = read("one\n" + std::string(each.act) + "\nthree");
    ASSERT_TRUE(pages.ok()) << pages.error().message;
    EXPECT_THAT(texts(*pages), ElementsAre("1:one", "2:", "3:three")) << each.act;
    ASSERT_THAT(codes(pages->diagnostics), ElementsAre("2:page-not-recognised")) << each.act;
    EXPECT_THAT(pages->diagnostics.entries()[0].message, HasSubstr("第 2 页")) << each.act;
    EXPECT_THAT(pages->diagnostics.entries()[0].message, HasSubstr(each.words)) << each.act;
  }
}

TEST_F(PageRecognitionTest, ReportsAnIntruderAsOne) {
  SKIP_IN_A_BUILD_WITHOUT_RECOGNITION();
  const Result<Pages> pages = read("socket\ntwo");
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  if (texts(*pages)[0] == "1:done") return;  // A kernel without seccomp; nothing tells it then.
  EXPECT_THAT(texts(*pages), ElementsAre("1:", "2:two"));
  ASSERT_THAT(codes(pages->diagnostics), ElementsAre("1:page-not-recognised"));
  EXPECT_THAT(pages->diagnostics.entries()[0].message, HasSubstr("不允许的操作"));
}

TEST_F(PageRecognitionTest, LosesOnlyThePageThatTakesTooLong) {
  SKIP_IN_A_BUILD_WITHOUT_RECOGNITION();
  options().policy.cpu_seconds = 1;
  const Result<Pages> pages = read("one\nspin\nthree");
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_THAT(texts(*pages), ElementsAre("1:one", "2:", "3:three"));
  ASSERT_THAT(codes(pages->diagnostics), ElementsAre("2:page-not-recognised"));
  EXPECT_THAT(pages->diagnostics.entries()[0].message, HasSubstr("时间太长"));
}

TEST_F(PageRecognitionTest, LosesOnlyThePageThatTakesTooMuchMemory) {
  SKIP_IN_A_BUILD_WITHOUT_RECOGNITION();
  if (kSanitized) {
    std::printf("not tried: the sanitizer of this build needs the address space\n");
    return;
  }
  const Result<Pages> pages = read("one\nmemory");
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_THAT(texts(*pages), ElementsAre("1:one", "2:"));
  ASSERT_THAT(codes(pages->diagnostics), ElementsAre("2:page-not-recognised"));
  EXPECT_THAT(pages->diagnostics.entries()[0].message, HasSubstr("1024 MB"));
}

TEST_F(PageRecognitionTest, HandsOnWhatRecognitionHadToSayInTheOrderOfPages) {
  SKIP_IN_A_BUILD_WITHOUT_RECOGNITION();
  const Result<Pages> pages = read("warn\nrefuse\nwarn");
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_THAT(codes(pages->diagnostics),
              ElementsAre("0:unsure-text", "2:page-not-recognised", "0:unsure-text"));
}

TEST_F(PageRecognitionTest, SaysOnceThatNothingIsInstalledAndHandsScansOn) {
  options().recognition_folder /= "nowhere";
  const Result<Pages> pages = read("one\n-\nthree");
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_THAT(texts(*pages), ElementsAre("1:(scan)", "2:-", "3:(scan)"));
  ASSERT_THAT(codes(pages->diagnostics), ElementsAre("0:no-recognition"));
  EXPECT_THAT(pages->diagnostics.entries()[0].message, HasSubstr("tools/setup"));
}

TEST_F(PageRecognitionTest, ReportsModelsThatCannotBeOpenedForEachPage) {
  SKIP_IN_A_BUILD_WITHOUT_RECOGNITION();
  std::ofstream(options().recognition_folder / "line_model.onnx") << "broken";
  const Result<Pages> pages = read("one\n-");
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_THAT(texts(*pages), ElementsAre("1:", "2:-"));
  ASSERT_THAT(codes(pages->diagnostics), ElementsAre("1:page-not-recognised"));
  EXPECT_THAT(pages->diagnostics.entries()[0].message, HasSubstr("broken model"));
}

TEST_F(PageRecognitionTest, LeavesScansUnreadWhenToldTo) {
  options().recognise = false;
  const Result<Pages> pages = read("one\n-\nthree");
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_THAT(texts(*pages), ElementsAre("1:(scan)", "2:-", "3:(scan)"));
  EXPECT_TRUE(pages->diagnostics.empty());
}

TEST_F(PageRecognitionTest, EndsWithAnErrorOfWhoTakesThePages) {
  SKIP_IN_A_BUILD_WITHOUT_RECOGNITION();
  std::size_t taken = 0;
  const PageSink sink = [&](Page&&) -> Result<void> {
    if (++taken == 2) return Error{ErrorCode::LimitExceeded, "够了"};
    return {};
  };
  PageRecognition recognition({}, options(), sink);
  Result<void> added;
  for (std::uint32_t number = 1; number <= 9 && added.ok(); ++number) {
    added = recognition.add(page_of(number, "word"));
  }
  ASSERT_FALSE(added.ok());
  EXPECT_EQ(added.error().message, "够了");
  EXPECT_FALSE(recognition.finish().ok());
  EXPECT_EQ(taken, 2U);
}

/// With the real models, in this process.
TEST_F(PageRecognitionTest, RecognisesInThisProcessWhenToldTo) {
  options().recognition_folder = find_recognition_folder();
  SKIP_IN_A_BUILD_WITHOUT_RECOGNITION();
  options().isolation = Isolation::InProcess;
  std::vector<Page> pages;
  const PageSink sink = [&](Page&& page) -> Result<void> {
    pages.push_back(std::move(page));
    return {};
  };
  PageRecognition recognition({}, options(), sink);
  for (const std::uint32_t number : {1U, 2U}) {
    Page blank = page_of(number, "");
    blank.scan = Scan{.width = 400, .height = 600, .dots_per_inch = 200, .pixels = {}};
    blank.scan->pixels.assign(400 * 600, '\xff');
    ASSERT_TRUE(recognition.add(std::move(blank)).ok());
  }
  const Result<Diagnostics> said = recognition.finish();
  ASSERT_TRUE(said.ok()) << said.error().message;
  EXPECT_EQ(said->count("no-recognition"), 0U);
  ASSERT_EQ(pages.size(), 2U);
  for (const Page& page : pages) {
    EXPECT_FALSE(page.scan.has_value());
    EXPECT_TRUE(page.drawing->glyphs.empty());
  }
}

TEST(RecognitionPlaces, NeverGivesMoreThanThereAre) {
  RecognitionPlaces places(2);
  std::atomic<int> taken = 0;
  std::atomic<int> most = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int turn = 0; turn < 500; ++turn) {
          const std::shared_ptr<void> place = places.take();
          const int now = ++taken;
          for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) continue;
          --taken;
        }
      });
    }
  }
  EXPECT_EQ(taken, 0);
  EXPECT_LE(most, 2);
}

}  // namespace

bool is_scans(const Document& document) { return document.bytes.starts_with(kScans); }

Result<Diagnostics> read_scans(const Document& document, const PageSink& sink) {
  std::uint32_t number = 0;
  for (const std::string_view line :
       split(std::string_view(document.bytes).substr(kScans.size()), "\n")) {
    JX_TRY_VOID(sink(page_of(++number, line)));
  }
  return Diagnostics();
}

Result<RecogniseFunction> prepare_as_told(const fs::path& folder) {
  std::ifstream file(folder / "line_model.onnx");
  const std::string model{std::istreambuf_iterator<char>(file), {}};
  if (model == "broken") return Error{ErrorCode::Malformed, "broken model"};
  return RecogniseFunction([model](Page& page, Diagnostics& diagnostics) -> Result<void> {
    const std::string told = page.scan->pixels;
    page.scan.reset();
    const auto act = acts().find(told);
    if (act != acts().end()) return act->second(page, diagnostics);
    if (told == "slow") burn(100'000'000);
    say(page, told == "model" ? model : told);
    return {};
  });
}

}  // namespace jx
