// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/mark_wire.h"

#include <gtest/gtest.h>

#include <string>

#include "marking/test_package.h"

namespace jx {
namespace {

MarkedDocument sample() {
  return {
      .bytes = std::string("PK\0x", 4), .places = 2, .unplaced = {1, 2}, .remarks = {"没有空列"}};
}

TEST(MarkWire, GivesBackWhatWasPut) {
  const auto marks = decode_marks(encode_marks(
      {mark_at(3, Origin::kNone, MarkTone::Error, "甲\n乙"), mark_at(1, 2, MarkTone::Doubt)}));
  ASSERT_TRUE(marks.ok());
  ASSERT_EQ(marks->size(), 2U);
  EXPECT_EQ(marks->front().origin.line, 3U);
  EXPECT_EQ(marks->front().origin.column, Origin::kNone);
  EXPECT_EQ(marks->front().tone, MarkTone::Error);
  EXPECT_EQ(marks->front().note, "甲\n乙");
  const auto marked = decode_marked(encode_marked(sample()), 3);
  ASSERT_TRUE(marked.ok()) << marked.error().message;
  EXPECT_EQ(marked->bytes, sample().bytes);
  EXPECT_EQ(marked->unplaced, sample().unplaced);
  EXPECT_EQ(marked->remarks, sample().remarks);
  const auto refused = decode_marked(encode_marked(Error{ErrorCode::Unsupported, "签名"}), 3);
  EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);
  EXPECT_EQ(refused.error().message, "签名");
}

TEST(MarkWire, BelievesNothing) {
  const std::string sound = encode_marked(sample());
  for (std::size_t size = 0; size < sound.size(); ++size) {
    EXPECT_FALSE(decode_marked(sound.substr(0, size), 3).ok()) << size;
  }
  EXPECT_FALSE(decode_marked(sound + "x", 3).ok());
  EXPECT_FALSE(decode_marked(sound, 2).ok()) << "an index past the marks";
  MarkedDocument twice = sample();
  twice.unplaced = {1, 1};
  EXPECT_FALSE(decode_marked(encode_marked(twice), 3).ok());
  MarkedDocument broken = sample();
  broken.remarks = {"\xff"};
  EXPECT_FALSE(decode_marked(encode_marked(broken), 3).ok());
  EXPECT_FALSE(decode_marks("\x01\0\0\0\0\0\0\0").ok());
}

}  // namespace
}  // namespace jx
