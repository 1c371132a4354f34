// SPDX-License-Identifier: AGPL-3.0-or-later
// A workbook up to its cells, in a program that has no other reader in it, for bench/reading:
//
//   bench_workbook FILE
//
// Prints what was counted, wall seconds, seconds of processor time and the peak of memory in KiB.
#include <fmt/core.h>

#include <chrono>
#include <cstdint>
#include <cstdio>

#include "documents/document.h"
#include "measure.h"
#include "pages/xlsx/xlsx_reader.h"

namespace {

jx::Result<std::uint64_t> count_cells(const char* path) {
  const jx::ReadLimits limits;
  JX_TRY(const jx::Document document, jx::read_document(path, limits));
  std::uint64_t marks = 0;
  const jx::PageSink sink = [&marks](jx::Page&& page) -> jx::Result<void> {
    marks += jx::bench::count_marks(page);
    return {};
  };
  JX_TRY_VOID(jx::read_xlsx_pages(document, limits, sink));
  return marks;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto begin = std::chrono::steady_clock::now();
  const jx::Result<std::uint64_t> count = count_cells(argv[1]);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  if (!count.ok()) {
    fmt::print(stderr, "{}\n", count.error().message);
    return 1;
  }
  fmt::print("{} {:.4f} {:.4f} {}\n", *count, seconds.count(), jx::bench::processor_seconds(),
             jx::bench::read_peak_kib());
  return 0;
}
