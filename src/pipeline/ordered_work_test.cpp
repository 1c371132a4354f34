// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/ordered_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace jx {
namespace {

TEST(OrderedWork, TakesResultsInTheOrderInWhichTheyWereAdded) {
  for (const std::size_t jobs : {1U, 2U, 4U, 7U}) {
    std::vector<int> taken;
    OrderedWork work(jobs);
    for (int i = 0; i < 50; ++i) {
      auto result = std::make_shared<int>(0);
      work.add(
          "", [i, result] { *result = i * i; }, [&taken, result] { taken.push_back(*result); });
    }
    work.finish();
    ASSERT_EQ(taken.size(), 50U);
    for (int i = 0; i < 50; ++i) EXPECT_EQ(taken[static_cast<std::size_t>(i)], i * i);
  }
}

TEST(OrderedWork, WorksOnAsManyPiecesAtOnceAsItMay) {
  constexpr std::ptrdiff_t kJobs = 3;
  std::latch all_at_work(kJobs);  // Opens only when three pieces run side by side.
  OrderedWork work(kJobs);
  for (std::ptrdiff_t i = 0; i < kJobs; ++i) {
    work.add(
        "", [&] { all_at_work.arrive_and_wait(); }, [] {});
  }
  work.finish();
}

TEST(OrderedWork, HoldsNoMorePiecesThanJobs) {
  constexpr int kJobs = 4;
  std::atomic<int> held = 0;
  std::atomic<int> most = 0;
  OrderedWork work(kJobs);
  for (int i = 0; i < 100; ++i) {
    const int now = ++held;
    if (now > most) most = now;
    work.add(
        "", [] {}, [&] { --held; });
  }
  work.finish();
  EXPECT_EQ(held, 0);
  EXPECT_LE(most, kJobs);
}

TEST(OrderedWork, GivesWhatAPieceThrewToTheOneWhoAdded) {
  for (const std::size_t jobs : {1U, 3U}) {
    std::atomic<int> finished = 0;
    const auto go = [&] {
      OrderedWork work(jobs);
      for (int i = 0; i < 3; ++i) {
        work.add(
            "", [&, i] { i == 1 ? throw std::runtime_error("no") : void(++finished); }, [] {});
      }
      work.finish();
    };
    EXPECT_THROW(go(), std::runtime_error);
    EXPECT_GE(finished, 1);
  }
}

TEST(OrderedWork, CallsTheIdleFunctionWhileItWaits) {
  std::latch seen(1);
  bool told = false;
  std::string name;
  OrderedWork* at_work = nullptr;
  OrderedWork work(1, [&] {
    name = at_work->name_of_next();
    if (!told) seen.count_down();
    told = true;
  });
  at_work = &work;
  work.add(
      "甲.pdf", [&] { seen.wait(); }, [] {});
  work.finish();
  EXPECT_EQ(name, "甲.pdf");
  EXPECT_EQ(work.name_of_next(), "");
}

}  // namespace
}  // namespace jx
