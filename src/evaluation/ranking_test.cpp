// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/ranking.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace jx {
namespace {

RankedScore scored(std::string_view score, std::string_view leeway = "0") {
  return {.name = std::string(score),
          .score = Decimal::parse(score).value(),
          .leeway = Decimal::parse(leeway).value()};
}

std::string shown(const std::vector<RankedScore>& scores) {
  const std::vector<Rank> ranks = rank_scores(scores).value();
  std::string words;
  for (const Rank& rank : ranks) {
    words += std::to_string(rank.rank) + "/" + std::to_string(rank.equals) + " " +
             std::to_string(rank.best) + "-" + std::to_string(rank.worst) + "; ";
  }
  return words;
}

TEST(RankScores, EqualsShareTheBetterPlace) {
  EXPECT_EQ(shown({scored("88.50"), scored("92"), scored("88.5"), scored("70")}),
            "2/2 2-2; 1/1 1-1; 2/2 2-2; 4/1 4-4; ");
}

TEST(RankScores, TellHowFarAPlaceCouldMove) {
  // 92 ± 1 stays first; 88 ± 2.5 and 86 ± 2 may change places; 70 stays last.
  EXPECT_EQ(shown({scored("92", "1"), scored("88", "2.5"), scored("86", "2"), scored("70")}),
            "1/1 1-1; 2/1 2-3; 3/1 2-3; 4/1 4-4; ");
}

TEST(RankScores, ADoubtfulScoreCanFallBehindAllOthers) {
  EXPECT_EQ(shown({scored("90", "20"), scored("85"), scored("80")}), "1/1 1-3; 2/1 1-2; 3/1 2-3; ");
}

TEST(RankScores, TakeNoneAndOne) {
  EXPECT_EQ(shown({}), "");
  EXPECT_EQ(shown({scored("0")}), "1/1 1-1; ");
  EXPECT_FALSE(rank_scores(std::vector{scored("90", "-1")}).ok());
}

}  // namespace
}  // namespace jx
