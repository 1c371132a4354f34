// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/image/page_plan.h"

#include <gtest/gtest.h>

namespace jx {
namespace {

TEST(PagePlan, BelievesTheResolutionOfAScanner) {
  const PagePlan plan = plan_page({.width = 1654, .height = 2339, .x_dots = 200, .y_dots = 200});
  EXPECT_EQ(plan.width, 1654U);
  EXPECT_EQ(plan.height, 2339U);
  EXPECT_EQ(plan.dots_per_inch, 200);
  EXPECT_NEAR(plan.page_width, 595.4, 0.1);
  EXPECT_NEAR(plan.page_height, 842, 0.1);
}

TEST(PagePlan, TakesAPictureThatDoesNotSayForASheetOfA4) {
  for (const int dots : {0, 72, 96, 5, 2400}) {
    const PagePlan plan =
        plan_page({.width = 2339, .height = 1654, .x_dots = dots, .y_dots = dots});
    EXPECT_NEAR(plan.dots_per_inch, 200, 0.2) << dots;
    EXPECT_NEAR(plan.page_width, 842, 1) << dots;
    EXPECT_EQ(plan.width, 2339U) << dots;
  }
}

TEST(PagePlan, DoesNotBelieveASheetTooLargeForAnyScanner) {
  const PagePlan plan = plan_page({.width = 4000, .height = 3000, .x_dots = 100, .y_dots = 100});
  EXPECT_NEAR(plan.page_width, 842, 30);
}

TEST(PagePlan, RoundsWhatAFileCountsByTheMetre) {
  const PagePlan plan = plan_page({.width = 1654, .height = 2339, .x_dots = 199, .y_dots = 199});
  EXPECT_EQ(plan.dots_per_inch, 200);
}

TEST(PagePlan, MakesWhatIsTooFineSmaller) {
  const PagePlan plan = plan_page({.width = 4960, .height = 7016, .x_dots = 600, .y_dots = 600});
  EXPECT_EQ(plan.dots_per_inch, 300);
  EXPECT_EQ(plan.width, 2480U);
  EXPECT_EQ(plan.height, 3508U);
  EXPECT_NEAR(plan.page_height, 842, 0.1);
}

TEST(PagePlan, KeepsTheWidthOfALongStrip) {
  const PagePlan plan = plan_page({.width = 1000, .height = 20'000});
  EXPECT_EQ(plan.width, 1000U);
  EXPECT_EQ(plan.height, 20'000U);
}

TEST(PagePlan, MakesPixelsOfAFaxSquare) {
  const PagePlan plan = plan_page({.width = 1728, .height = 1100, .x_dots = 204, .y_dots = 98});
  EXPECT_EQ(plan.width, 1728U);
  EXPECT_NEAR(static_cast<double>(plan.height), 1100.0 * 204 / 98, 1);
  EXPECT_EQ(plan.dots_per_inch, 204);
}

TEST(PagePlan, LeavesNoSideWithoutPixels) {
  const PagePlan plan = plan_page({.width = 1, .height = 30'000, .x_dots = 0, .y_dots = 0});
  EXPECT_GE(plan.width, 1U);
  EXPECT_GE(plan.dots_per_inch, 72);
}

}  // namespace
}  // namespace jx
