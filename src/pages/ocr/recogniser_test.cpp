// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ocr/recogniser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/build_info.h"
#include "base/text.h"
#include "pages/ocr/line_reader.h"
#include "pages/ocr/recognise_page.h"
#include "pages/ocr/test_digits.h"
#include "pages/ocr/test_scan.h"
#include "sandbox/confinement.h"

namespace jx {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using Model = Recogniser::Model;

/// White paper, so many pixels wide.
LinePicture blank_line(std::uint32_t width) {
  return {.width = width, .pixels = std::string(std::size_t{width} * LinePicture::kHeight, '\xff')};
}

void draw_digit(LinePicture& line, int digit, std::size_t left) {
  constexpr int kDot = 5;
  constexpr int kTop = 6;
  for (int y = 0; y < TestDigits::kRows * kDot; ++y) {
    for (int x = 0; x < TestDigits::kColumns * kDot; ++x) {
      if (!TestDigits::has_ink(digit, x / kDot, y / kDot)) continue;
      const std::size_t row = static_cast<std::size_t>(kTop + y) * line.width;
      line.pixels[row + left + static_cast<std::size_t>(x)] = '\0';
    }
  }
}

/// Digits 0 to 2, drawn side by side.
LinePicture drawn(std::string_view digits) {
  constexpr std::size_t kAdvance = 30;
  LinePicture line = blank_line(static_cast<std::uint32_t>(20 + kAdvance * digits.size()));
  for (std::size_t i = 0; i < digits.size(); ++i) {
    draw_digit(line, digits[i] - '0', 10 + kAdvance * i);
  }
  return line;
}

/// The likeliest character of each step, one that goes on written once.
std::string likeliest(const Recogniser& recogniser, Model model, const LinePicture& line) {
  const Result<LineScores> scores = recogniser.score(model, line);
  if (!scores.ok()) return scores.error().message;
  std::u32string text;
  std::ptrdiff_t before = 0;
  for (std::size_t i = 0; i < scores->steps(); ++i) {
    const std::span<const float> step = scores->step(i);
    const std::ptrdiff_t best = std::max_element(step.begin(), step.end()) - step.begin();
    if (best != 0 && best != before) {
      text += recogniser.characters(model)[static_cast<std::size_t>(best)];
    }
    before = best;
  }
  return to_utf8(text);
}

/// Loaded once for all tests: none of them changes it.
const Result<Recogniser>& installed() {
  static const Result<Recogniser> kInstalled = Recogniser::load(find_recognition_folder());
  return kInstalled;
}

#define SKIP_WITHOUT_RECOGNITION() \
  if (!installed().ok()) GTEST_SKIP() << installed().error().message

class RecogniserFiles : public ::testing::Test {
 protected:
  RecogniserFiles() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~RecogniserFiles() override { fs::remove_all(folder_); }
  RecogniserFiles(const RecogniserFiles&) = delete;
  RecogniserFiles& operator=(const RecogniserFiles&) = delete;

  const fs::path& folder() const { return folder_; }
  void link(const char* name) const {
    fs::create_symlink(find_recognition_folder() / name, folder_ / name);
  }
  void write(const char* name, std::string_view bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }

 private:
  fs::path folder_ = fs::temp_directory_path() / ("jx_recogniser_" + std::to_string(getpid()));
};

TEST(Recogniser, ReadsDigits) {
  SKIP_WITHOUT_RECOGNITION();
  for (const Model model : {Model::Main, Model::Second}) {
    if (!installed()->has(model)) continue;
    EXPECT_EQ(likeliest(*installed(), model, drawn("2021")), "2021");
    EXPECT_EQ(likeliest(*installed(), model, drawn("1022")), "1022");
  }
}

TEST(Recogniser, SeesNothingOnPaper) {
  SKIP_WITHOUT_RECOGNITION();
  for (const std::uint32_t width : {1U, 15U, 100U, 700U}) {
    EXPECT_EQ(likeliest(*installed(), Model::Main, blank_line(width)), "") << width;
  }
}

TEST(Recogniser, GivesEachCharacterAShareOfEachStep) {
  SKIP_WITHOUT_RECOGNITION();
  const LinePicture line = drawn("2021");
  const Result<LineScores> scores = installed()->score(Model::Main, line);
  ASSERT_TRUE(scores.ok()) << scores.error().message;
  EXPECT_EQ(scores->steps(), line.width / LineScores::kPixelsPerStep);
  for (std::size_t i = 0; i < scores->steps(); ++i) {
    ASSERT_EQ(scores->step(i).size(), installed()->characters(Model::Main).size());
    float sum = 0;
    for (const float share : scores->step(i)) sum += share;
    EXPECT_NEAR(sum, 1, 0.001);
  }
}

TEST(Recogniser, KnowsTheCharactersOfPerformanceTables) {
  SKIP_WITHOUT_RECOGNITION();
  for (const Model model : {Model::Main, Model::Second}) {
    if (!installed()->has(model)) continue;
    const auto characters = installed()->characters(model);
    for (const char32_t each : std::u32string_view(U"瑰魂≥≤%绩效目标0123456789.")) {
      EXPECT_EQ(std::count(characters.begin(), characters.end(), each), 1) << to_utf8({&each, 1});
    }
  }
}

TEST(Recogniser, RefusesALineThatIsTooWide) {
  SKIP_WITHOUT_RECOGNITION();
  const auto scores = installed()->score(Model::Main, blank_line(LinePicture::kMostWidth + 1));
  ASSERT_FALSE(scores.ok());
  EXPECT_EQ(scores.error().code, ErrorCode::LimitExceeded);
}

/// 0 when all went well.
int recognise_locked_in() {
  const Result<Recogniser> recogniser = Recogniser::load(find_recognition_folder());
  if (!recogniser.ok()) return 1;
  // A thread that it had started would live on behind the lock, for purposes of its own.
  const fs::directory_iterator threads("/proc/self/task");
  if (std::distance(begin(threads), end(threads)) != 1) return 2;
  (void)confine(Policy{});
  if (likeliest(*recogniser, Model::Main, drawn("2021")) != "2021") return 3;
  for (const Model model : {Model::Main, Model::Second}) {
    if (!recogniser->has(model)) continue;
    if (!recogniser->score(model, blank_line(LinePicture::kMostWidth)).ok()) return 4;
  }
  return 0;
}

/// After the lock neither library nor models may need anything of the system, and the memory that
/// a reader gets is enough for the widest line. In a new process: this one may have loaded the
/// library before.
TEST(RecogniserDeathTest, WorksInAConfinedProcess) {
  if (const auto there = Recogniser::look_for(find_recognition_folder()); !there.ok()) {
    GTEST_SKIP() << there.error().message;
  }
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(_exit(recognise_locked_in()), ::testing::ExitedWithCode(0), "");
}

TEST_F(RecogniserFiles, SaysWhatIsMissingAndHowToGetIt) {
  SKIP_WITHOUT_RECOGNITION();
  const Result<Recogniser> nothing = Recogniser::load(folder());
  ASSERT_FALSE(nothing.ok());
  EXPECT_EQ(nothing.error().code, ErrorCode::NotFound);
  EXPECT_THAT(nothing.error().message, HasSubstr("libonnxruntime.so"));
  EXPECT_THAT(nothing.error().message, HasSubstr("tools/setup"));
  write("libonnxruntime.so", "");
  const Result<Recogniser> no_model = Recogniser::load(folder());
  ASSERT_FALSE(no_model.ok());
  EXPECT_EQ(no_model.error().code, ErrorCode::NotFound);
  EXPECT_THAT(no_model.error().message, HasSubstr("line_model.onnx"));
}

TEST_F(RecogniserFiles, RefusesALibraryThatIsNone) {
  SKIP_WITHOUT_RECOGNITION();
  link("line_model.onnx");
  write("libonnxruntime.so", "no library");
  const Result<Recogniser> loaded = Recogniser::load(folder());
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().code, ErrorCode::Malformed);
  EXPECT_THAT(loaded.error().message, HasSubstr("libonnxruntime.so"));
  EXPECT_THAT(loaded.error().message, HasSubstr("tools/fetch"));
}

TEST_F(RecogniserFiles, RefusesAModelThatIsNone) {
  SKIP_WITHOUT_RECOGNITION();
  link("libonnxruntime.so");
  const fs::path model = find_recognition_folder() / "line_model.onnx";
  std::string half(fs::file_size(model) / 2, '\0');
  std::ifstream(model, std::ios::binary)
      .read(half.data(), static_cast<std::streamsize>(half.size()));
  for (const std::string& bytes : {std::string("no model"), std::string(), half}) {
    write("line_model.onnx", bytes);
    const Result<Recogniser> loaded = Recogniser::load(folder());
    ASSERT_FALSE(loaded.ok()) << bytes.size();
    EXPECT_EQ(loaded.error().code, ErrorCode::Malformed);
    EXPECT_THAT(loaded.error().message, HasSubstr("line_model.onnx"));
  }
}

TEST_F(RecogniserFiles, DoesWithoutASecondModel) {
  SKIP_WITHOUT_RECOGNITION();
  link("libonnxruntime.so");
  link("line_model.onnx");
  const Result<Recogniser> loaded = Recogniser::load(folder());
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_TRUE(loaded->has(Model::Main));
  EXPECT_FALSE(loaded->has(Model::Second));
  EXPECT_EQ(likeliest(*loaded, Model::Main, drawn("2021")), "2021");
  const Result<LineReading> reading = LineReader(*loaded).read(drawn("2021"), false);
  ASSERT_TRUE(reading.ok()) << reading.error().message;
  EXPECT_EQ(to_utf8(text_of(reading->characters)), "2021");

  Page page{.number = 1, .blocks = {}, .drawing = Drawing{}};
  page.scan = TestScan(400, 200).digits(100, 80, "2021").scan();
  Diagnostics diagnostics;
  ASSERT_TRUE(recognise_page(page, *loaded, diagnostics).ok());
  ASSERT_EQ(diagnostics.entries().size(), 1U);
  EXPECT_THAT(diagnostics.entries()[0].message, HasSubstr("数字没有复核"));
}

TEST(RecognitionFolder, IsTheOneThatTheEnvironmentNames) {
  const char* const before = std::getenv("JIXIAO_RECOGNITION");
  const std::string kept = before != nullptr ? before : "";
  setenv("JIXIAO_RECOGNITION", "/some/where", 1);
  EXPECT_EQ(find_recognition_folder(), "/some/where");
  setenv("JIXIAO_RECOGNITION", "", 1);
  EXPECT_EQ(find_recognition_folder(), kRecognitionDir);
  setenv("JIXIAO_RECOGNITION", kept.c_str(), 1);
}

}  // namespace
}  // namespace jx
