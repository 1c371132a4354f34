// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/compound_file.h"

#include <gtest/gtest.h>

#include <string>

#include "codecs/little_endian.h"
#include "codecs/test_compound.h"

namespace jx {
namespace {

TEST(CompoundFile, ReadsAStreamByName) {
  std::string stream;
  for (int i = 0; i < 2000; ++i) stream += std::to_string(i);
  const std::string bytes = make_compound("Workbook", stream);
  const auto file = CompoundFile::open(bytes);
  ASSERT_TRUE(file.ok()) << file.error().message;
  ASSERT_EQ(file->streams().size(), 1U);
  ASSERT_NE(file->find("WORKBOOK"), nullptr);
  EXPECT_EQ(file->find("Book"), nullptr);
  const auto content = file->read(*file->find("Workbook"));
  ASSERT_TRUE(content.ok());
  EXPECT_EQ(content->substr(0, stream.size()), stream);
}

TEST(CompoundFile, RefusesDamage) {
  const std::string sound = make_compound("Workbook", std::string(5000, 'x'));
  for (const std::size_t kept : {0U, 8U, 300U, 512U, 700U, 1024U}) {
    const auto file = CompoundFile::open(std::string_view(sound).substr(0, kept));
    ASSERT_FALSE(file.ok()) << kept;
    EXPECT_EQ(file.error().code, ErrorCode::Malformed);
  }
  std::string ring = sound;
  ring.replace(512 + 2 * 4, 4, to_little(2, 4));  // The stream's first sector follows itself.
  const auto file = CompoundFile::open(ring);
  ASSERT_TRUE(file.ok());
  CompoundFile::Stream endless = *file->find("Workbook");
  endless.size = 1 << 30;
  const auto content = file->read(endless);
  ASSERT_FALSE(content.ok());
  EXPECT_EQ(content.error().code, ErrorCode::Malformed);
}

TEST(CompoundFile, RefusesADirectoryThatIsARing) {
  std::string ring = make_compound("Workbook", "x");
  ring.replace(512 + 4, 4, to_little(1, 4));
  EXPECT_FALSE(CompoundFile::open(ring).ok());
}

TEST(CompoundFile, MeetsAnEntryOnceInATreeThatIsARing) {
  std::string ring = make_compound("Workbook", "x");
  ring.replace(1024 + 128 + 68, 4, to_little(1, 4));
  const auto file = CompoundFile::open(ring);
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(file->streams().size(), 1U);
}

TEST(Utf16ToUtf8, JoinsPairsAndMarksBrokenOnes) {
  EXPECT_EQ(utf16_to_utf8(std::string_view("\xe9\x7e\x42\xd8\xb7\xdf", 6)), "绩𠮷");
  EXPECT_EQ(utf16_to_utf8(std::string_view("\x42\xd8"
                                           "a\0",
                                           4)),
            "\xef\xbf\xbd"
            "a");
}

TEST(LittleEndian, ReadsZeroBeyondTheEnd) {
  EXPECT_EQ(little32("\x01\x02", 0), 0x201U);
  EXPECT_EQ(little64("", 5), 0U);
}

}  // namespace
}  // namespace jx
