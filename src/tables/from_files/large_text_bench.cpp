// SPDX-License-Identifier: AGPL-3.0-or-later
// A text of many indicator rows, from bytes in memory to tables.
#include <benchmark/benchmark.h>
#include <fmt/core.h>

#include <string>
#include <utility>

#include "tables/from_files/read_tables.h"

namespace jx {
namespace {

/// Rows as long as those of a published budget: 12 columns, some 300 bytes.
std::string make_text(std::int64_t rows) {
  std::string text =
      "项目支出绩效表\n单位：万元\n项目名称\t单位名称\t预算数\t年度目标\t一级指标\t二级指标\t三级指"
      "标\t"
      "指标性质\t指标值\t度量单位\t权重\t指标方向性\n";
  for (std::int64_t row = 0; row < rows; ++row) {
    text += fmt::format(
        "15000021T{:012}-妇女培训经费\t140002-妇女干部学校\t{}."
        "00\t为贯彻落实妇女十二大精神，紧紧围绕"
        "保持和增强妇联组织的政治性、先进性、群众性，服务大局。\t产出指标\t数量指标\t培训（参会）人"
        "次\t"
        "≥\t{}\t人次\t{}\t正向指标\n",
        row / 9, row % 977, row % 131, row % 20);
  }
  return text;
}

/// `delimiter` and the name decide the reader.
void read_large(benchmark::State& state, char delimiter, const std::string& name) {
  const Lexicon& lexicon = shipped_lexicon();
  std::string text = make_text(state.range(0));
  for (char& c : text) {
    if (c == '\t') c = delimiter;
  }
  const auto document = make_document(name, std::move(text)).value();
  for (auto _ : state) {
    Pages pages = read_pages(document).value();
    const Tables tables = extract_tables(std::move(pages), lexicon);
    benchmark::DoNotOptimize(tables.tables.front().cells.size());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(document.bytes.size()));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void tabbed_text(benchmark::State& state) { read_large(state, '\t', "a.txt"); }
void csv(benchmark::State& state) { read_large(state, ',', "a.csv"); }

void identify(benchmark::State& state) {
  const std::string text = make_text(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(make_document("a.txt", text).ok());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

BENCHMARK(tabbed_text)->Arg(1'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(csv)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(identify)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace jx
