// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/pdf/document_stream.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "pages/mupdf/library.h"

namespace jx {
namespace {

/// The same bytes in memory and on the disk.
class DocumentStream : public testing::Test {
 protected:
  static constexpr std::int64_t kSize = 100'003;

  void SetUp() override {
    for (std::int64_t i = 0; i < kSize; ++i) {
      in_memory_.bytes += static_cast<char>((i * 7919 + i / 251) & 0xff);
    }
    std::FILE* const file = std::tmpfile();
    ASSERT_NE(file, nullptr);
    ASSERT_EQ(std::fwrite(in_memory_.bytes.data(), 1, kSize, file), std::size_t{kSize});
    std::fflush(file);
    on_disk_.file = std::make_shared<DocumentFile>(Descriptor(dup(fileno(file))), kSize);
    std::fclose(file);
    auto context = make_context("a", 1 << 20, complaints_);
    ASSERT_TRUE(context.ok());
    context_ = *std::move(context);
  }

  /// What is found when a reader goes here and there, and where it is then.
  std::vector<std::int64_t> walk(const Document& document) {
    fz_context* const context = context_.get();
    std::vector<std::int64_t> found;
    fz_stream* const stream = open_stream(context, document);
    const auto look = [&](std::int64_t offset, int whence) {
      fz_seek(context, stream, offset, whence);
      found.push_back(fz_read_byte(context, stream));
      found.push_back(fz_tell(context, stream));
    };
    for (const std::int64_t place : {0L, 5L, 3L, 16'384L, 16'383L, 50'000L, 50'001L, 49'999L}) {
      look(place, SEEK_SET);
    }
    look(-10, SEEK_END);
    look(-3, SEEK_CUR);
    look(kSize + 1000, SEEK_SET);
    look(-5, SEEK_SET);
    look(40'000, SEEK_CUR);
    fz_seek(context, stream, 0, SEEK_SET);
    for (int byte = 0; (byte = fz_read_byte(context, stream)) != EOF;) found.push_back(byte);
    fz_drop_stream(context, stream);
    return found;
  }

  Document in_memory_;
  Document on_disk_;
  Complaints complaints_;
  Context context_;
};

TEST_F(DocumentStream, GivesFromTheDiskWhatItGivesFromMemory) {
  const std::vector<std::int64_t> expected = walk(in_memory_);
  ASSERT_GT(expected.size(), std::size_t{kSize});
  EXPECT_EQ(walk(on_disk_), expected);
}

}  // namespace
}  // namespace jx
