// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/highlight.h"

#include <gtest/gtest.h>

namespace jx {
namespace {

EvidenceLine evidence(std::uint32_t first, std::uint32_t last, std::string text,
                      std::size_t begin = 0, std::size_t end = 0) {
  EvidenceLine line;
  line.origin.line = 1;
  line.origin.first_column = first;
  line.origin.last_column = last;
  line.text = std::move(text);
  line.begin = begin;
  line.end = end;
  return line;
}

std::string cited(std::string_view line, const EvidenceLine& given) {
  const Citation citation = cite(line, given, 0);
  return std::string(line.substr(citation.begin, citation.end - citation.begin));
}

TEST(Cite, ColumnsAreCharactersFromOne) {
  EXPECT_EQ(cited("甲\t培训人次\t50", evidence(3, 6, "培训人次")), "培训人次");
}

TEST(Cite, PartCountsFromWhereTheWordsStandInTheCell) {
  EXPECT_EQ(cited("甲\t 培训人次 \t50", evidence(3, 8, "培训人次", 6, 12)), "人次");
}

TEST(Cite, WholeCellWhenTheWordsWereCorrected) {
  EXPECT_EQ(cited("甲\t工竞赛\t50", evidence(3, 5, "手工竞赛", 0, 3)), "工竞赛");
}

TEST(Cite, WholeLineWhenNoColumnIsKnown) { EXPECT_EQ(cited("甲乙", evidence(0, 0, "乙")), "甲乙"); }

TEST(Cite, PlacesBeyondTheLineStayInside) {
  EXPECT_EQ(cited("甲乙", evidence(2, 90, "乙")), "乙");
  EXPECT_EQ(cited("甲乙", evidence(70, 90, "乙")), "甲乙");
  EXPECT_EQ(cited("", evidence(1, 2, "乙")), "");
}

TEST(CutLine, LosesNothingAndKnowsWhoCites) {
  const std::string_view line = "ab\tcdef";
  const std::vector<MarkedText> segments = cut_line(
      line, {{.begin = 3, .end = 6, .finding = 7}, {.begin = 5, .end = 7, .finding = 2}}, '\t');
  std::string whole;
  for (const MarkedText& segment : segments) whole += segment.text;
  EXPECT_EQ(whole, line);
  ASSERT_EQ(segments.size(), 5u);
  EXPECT_TRUE(segments[0].findings.empty());
  EXPECT_TRUE(segments[1].findings.empty()) << "the separator";
  EXPECT_EQ(segments[2].findings, (std::vector<std::size_t>{7}));
  EXPECT_EQ(segments[3].findings, (std::vector<std::size_t>{2, 7}));
  EXPECT_EQ(segments[4].findings, (std::vector<std::size_t>{2}));
}

TEST(CutLine, EmptyLineHasNoSegments) { EXPECT_TRUE(cut_line("", {}, '\t').empty()); }

}  // namespace
}  // namespace jx
