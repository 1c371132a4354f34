// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/origin.h"

#include <gtest/gtest.h>

namespace jx {
namespace {

TEST(Box, UnitedIsTheSmallestAroundBoth) {
  const Box a{10, 10, 20, 20};
  const Box b{15, 5, 40, 12};
  EXPECT_EQ(united(a, b), (Box{10, 5, 40, 20}));
  EXPECT_EQ(united(b, a), (Box{10, 5, 40, 20}));
}

TEST(Box, UnitedWithNothingIsTheOther) {
  const Box a{10, 10, 20, 20};
  const Box line{0, 0, 100, 0};  // Empty: it has no height.
  EXPECT_EQ(united(a, {}), a);
  EXPECT_EQ(united({}, a), a);
  EXPECT_EQ(united(a, line), a);
}

}  // namespace
}  // namespace jx
