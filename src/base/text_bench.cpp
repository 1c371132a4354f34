// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"

#include <benchmark/benchmark.h>

namespace jx {
namespace {

constexpr std::string_view kCell = "培训场次（场）：≥ 12场，参训人员“满意度”不低于95%";
constexpr std::string_view kName = "农村劳动力转移就业培训人数";
constexpr std::string_view kOther = "农村转移劳动力就业培训的人次";

void read_characters(benchmark::State& state) {
  for (auto _ : state) {
    std::size_t position = 0;
    char32_t sum = 0;
    while (position < kCell.size()) {
      sum += next_character(kCell, position);
    }
    benchmark::DoNotOptimize(sum);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(kCell.size()));
}
BENCHMARK(read_characters);

void fold_cell(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(fold(kCell));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(kCell.size()));
}
BENCHMARK(fold_cell);

void fold_plain_name(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(fold(kName));
  }
}
BENCHMARK(fold_plain_name);

void trim_name(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(trimmed(kName));
  }
}
BENCHMARK(trim_name);

void search_in_cell(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(contains(kCell, "不低于"));
  }
}
BENCHMARK(search_in_cell);

void compare_by_pairs(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(pair_similarity(kName, kOther));
  }
}
BENCHMARK(compare_by_pairs);

void compare_by_edits(benchmark::State& state) {
  const std::u32string a = to_utf32(kName);
  const std::u32string b = to_utf32(kOther);
  for (auto _ : state) {
    benchmark::DoNotOptimize(edit_distance(a, b, 4));
  }
}
BENCHMARK(compare_by_edits);

}  // namespace
}  // namespace jx
