// SPDX-License-Identifier: AGPL-3.0-or-later
// Files that are too large to believe, and one that is large and sound.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "tables/from_files/read_tables.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

/// The most memory this process has had so far, in bytes.
std::uint64_t peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) << 10;
}

/// A file of many times the same words, gone when the test is.
class RepeatedFile {
 public:
  RepeatedFile(std::string_view head, std::string_view words, std::uint64_t bytes)
      : path_(fs::temp_directory_path() / ("jixiao-large-input-" + std::to_string(getpid()))) {
    std::ofstream file(path_, std::ios::binary);
    file << head;
    std::string block;
    while (block.size() < (1 << 20)) block += words;
    for (std::uint64_t written = 0; written < bytes; written += block.size()) file << block;
  }
  ~RepeatedFile() { fs::remove(path_); }
  RepeatedFile(const RepeatedFile&) = delete;
  RepeatedFile& operator=(const RepeatedFile&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

constexpr std::uint64_t kMegabyte = 1 << 20;

TEST(LargeInput, RefusesOneLineOf200MegabytesInLittleMemory) {
  const RepeatedFile file("三级指标\t指标值\n", "绩效", 200 * kMegabyte);
  const std::uint64_t before = peak_memory();
  const auto document = read_document(file.path(), {});
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().code, ErrorCode::LimitExceeded);
  EXPECT_EQ(document.error().origin->line, 2U);
  EXPECT_LT(peak_memory() - before, 100 * kMegabyte);
}

TEST(LargeInput, RefusesMoreCellsThanTheLimitInLittleMemory) {
  const RepeatedFile file("", "1\t2\t3\t4\n", 200 * kMegabyte);
  const auto document = read_document(file.path(), {});
  ASSERT_TRUE(document.ok()) << document.error().message;
  const std::uint64_t before = peak_memory();
  const auto pages = read_pages(*document, {.cells = 100'000});
  ASSERT_FALSE(pages.ok());
  EXPECT_EQ(pages.error().code, ErrorCode::LimitExceeded);
  EXPECT_LT(peak_memory() - before, 100 * kMegabyte);
}

TEST(LargeInput, ReadsEveryRowOfALargeText) {
  constexpr std::string_view kRow =
      "产出指标\t数量指标\t培训（参会）人次\t≥\t50\t人次\t0.2\t正向\n";
  const RepeatedFile file(
      "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t权重\t指标方向性\n", kRow,
      20 * kMegabyte);
  const std::uint64_t rows = fs::file_size(file.path()) / kRow.size();
  const auto document = read_document(file.path(), {});
  ASSERT_TRUE(document.ok()) << document.error().message;
  auto pages = read_pages(*document);
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  const Tables tables = extract_tables(*std::move(pages), shipped_lexicon());
  ASSERT_EQ(tables.tables.size(), 1U);
  EXPECT_NEAR(static_cast<double>(tables.tables[0].rows), static_cast<double>(rows), 2);
  EXPECT_EQ(tables.tables[0].cells.size(), std::size_t{tables.tables[0].rows} * 8);
}

}  // namespace
}  // namespace jx
