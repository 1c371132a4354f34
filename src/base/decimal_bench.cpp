// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/decimal.h"

#include <benchmark/benchmark.h>

namespace jx {
namespace {

void parse_amount(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(Decimal::parse("1234567.89"));
  }
}
BENCHMARK(parse_amount);

void refuse_word(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(Decimal::parse("不适用"));
  }
}
BENCHMARK(refuse_word);

void divide(benchmark::State& state) {
  const Decimal above = Decimal::parse("1234567.89").value();
  const Decimal below = Decimal::parse("98765.4321").value();
  for (auto _ : state) {
    benchmark::DoNotOptimize(above.divided_by(below, 4));
  }
}
BENCHMARK(divide);

void sum_column(benchmark::State& state) {
  const Decimal value = Decimal::parse("1234567.89").value();
  for (auto _ : state) {
    DecimalSum sum;
    for (int i = 0; i < 1000; ++i) {
      sum.add(value);
    }
    benchmark::DoNotOptimize(sum.total());
  }
}
BENCHMARK(sum_column);

}  // namespace
}  // namespace jx
