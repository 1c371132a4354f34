// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/radicals.h"

#include <gtest/gtest.h>

namespace jx {
namespace {

TEST(UnifiedIdeograph, GivesTheCharacterThatARadicalLooksLike) {
  EXPECT_EQ(unified_ideograph(U'⽬'), U'目');
  EXPECT_EQ(unified_ideograph(U'⼥'), U'女');
  // These two look nearly the same; a compatibility mapping leaves them alone.
  EXPECT_EQ(unified_ideograph(U'⻔'), U'门');
  EXPECT_EQ(unified_ideograph(U'⻓'), U'长');
}

TEST(UnifiedIdeograph, LeavesEverythingElse) {
  for (const char32_t character : {U'目', U'a', U'⺀', U'⿰', U'〇'}) {
    EXPECT_EQ(unified_ideograph(character), character) << static_cast<unsigned>(character);
  }
}

TEST(UnifiedIdeograph, KnowsEveryKangxiRadical) {
  for (char32_t radical = 0x2f00; radical <= 0x2fd5; ++radical) {
    EXPECT_GE(unified_ideograph(radical), char32_t{0x4e00}) << static_cast<unsigned>(radical);
  }
}

}  // namespace
}  // namespace jx
