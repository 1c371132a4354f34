// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/office/sheet_pages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace jx {
namespace {

using Places = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Places go_through(const Places& added) {
  CellPlaces places;
  for (const auto& [row, column] : added) places.add(row, column);
  Places visited;
  places.for_each(
      [&](std::uint32_t row, std::uint32_t column) { visited.emplace_back(row, column); });
  return visited;
}

TEST(CellPlaces, AreGoneThroughAsTheyWereAdded) {
  const Places places = {{0, 0}, {0, 1},   {0, 2},     {0, 9},     {0, 10},
                         {1, 0}, {1, 300}, {4000, 16}, {4000, 17}, {1'048'575, 16'383}};
  EXPECT_EQ(go_through(places), places);
  EXPECT_EQ(go_through({{7, 3}}), (Places{{7, 3}}));
  EXPECT_EQ(go_through({}), Places());
}

TEST(CellPlaces, AreGoneThroughOnceAndFromTopToBottom) {
  EXPECT_EQ(go_through({{5, 5}, {5, 6}, {0, 3}, {0, 4}, {5, 5}, {5, 5}, {2, 1}, {2, 0}}),
            (Places{{0, 3}, {0, 4}, {2, 0}, {2, 1}, {5, 5}, {5, 6}}));
}

TEST(CellPlaces, AreForgotten) {
  CellPlaces places;
  places.add(3, 3);
  places.add(1, 1);
  places.clear();
  EXPECT_TRUE(places.empty());
  places.add(2, 2);
  int count = 0;
  places.for_each([&](std::uint32_t row, std::uint32_t) { count += static_cast<int>(row); });
  EXPECT_EQ(count, 2);
}

}  // namespace
}  // namespace jx
