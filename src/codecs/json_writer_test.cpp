// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/json_writer.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace jx {
namespace {

TEST(JsonWriter, LaysOutLinesAndInline) {
  std::string out;
  JsonWriter json(out);
  json.begin_object(JsonWriter::Layout::Lines);
  json.member("a", 1).key("b").begin_array().value("x").null().value(true).end_array();
  json.key("c").begin_object().end_object();
  json.end_object();
  EXPECT_EQ(out, "{\n \"a\": 1,\n \"b\": [\"x\", null, true],\n \"c\": {}\n}\n");
}

TEST(JsonWriter, GivesLongOutputAwayInPieces) {
  std::string out;
  std::string all;
  std::size_t longest = 0;
  JsonWriter json(out, [&](std::string& written) {
    longest = std::max(longest, written.size());
    all += written;
    written.clear();
  });
  json.begin_array();
  constexpr int kMany = 400'000;
  for (int i = 0; i < kMany; ++i) json.value("1234567");
  json.end_array();
  all += out;
  EXPECT_LT(longest, std::size_t{2} << 20);
  EXPECT_GT(all.size(), std::size_t{4} << 20);
  EXPECT_TRUE(all.starts_with("[\"1234567\", \"1234567\"")) << all.substr(0, 40);
  EXPECT_TRUE(all.ends_with("\"1234567\"]\n"));
}

TEST(JsonWriter, TakesAValueThatWasWrittenElsewhere) {
  const auto write_item = [](JsonWriter& json, int number) {
    json.begin_object(JsonWriter::Layout::Lines).member("n", number).end_object();
  };
  std::string whole;
  JsonWriter here(whole);
  here.begin_object(JsonWriter::Layout::Lines).key("items");
  here.begin_array(JsonWriter::Layout::Lines);
  write_item(here, 1);
  write_item(here, 2);
  here.end_array().end_object();

  std::string pieces;
  JsonWriter around(pieces);
  around.begin_object(JsonWriter::Layout::Lines).key("items");
  around.begin_array(JsonWriter::Layout::Lines);
  for (int number = 1; number <= 2; ++number) {
    std::string text;
    JsonWriter inner(text, JsonWriter::Depth{2}, {});
    write_item(inner, number);
    around.begin_given_value();
    pieces += text;
  }
  around.end_array().end_object();
  EXPECT_EQ(pieces, whole);
}

TEST(JsonWriter, EscapesWhatJsonAsksFor) {
  std::string out;
  append_json_string(out, std::string_view("\"\\\n\t\r\x01\0", 7));
  EXPECT_EQ(out, R"("\"\\\n\t\r\u0001\u0000")");
}

TEST(JsonWriter, KeepsChineseAndReplacesBrokenBytes) {
  std::string out;
  append_json_string(out, "绩效\xff");
  EXPECT_EQ(out, "\"绩效\xef\xbf\xbd\"");
}

}  // namespace
}  // namespace jx
