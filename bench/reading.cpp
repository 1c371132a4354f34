// SPDX-License-Identifier: AGPL-3.0-or-later
// One document through one way of reading it, for bench/reading:
//
//   bench_reading glyphs FILE   PDF through MuPDF alone, into a device that counts glyphs
//   bench_reading pages FILE    our reader, up to pages; in this process, nothing is kept
//   bench_reading grids FILE    the same with the grids found in drawn pages
//
// Prints what was counted, wall seconds, the peak of memory in KiB and seconds of the processor.
#include <fmt/core.h>
#include <mupdf/fitz.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string_view>

#include "documents/document.h"
#include "measure.h"
#include "pages/page.h"
#include "pipeline/reading.h"
#include "tables/drawn/lay_out.h"

namespace {

struct CountingDevice {
  fz_device base;
  std::uint64_t glyphs;
};

void count_glyphs(fz_device* device, const fz_text* text) {
  for (const fz_text_span* span = text->head; span != nullptr; span = span->next) {
    reinterpret_cast<CountingDevice*>(device)->glyphs += static_cast<std::uint64_t>(span->len);
  }
}

void fill_text(fz_context*, fz_device* device, const fz_text* text, fz_matrix, fz_colorspace*,
               const float*, float, fz_color_params) {
  count_glyphs(device, text);
}

void stroke_text(fz_context*, fz_device* device, const fz_text* text, const fz_stroke_state*,
                 fz_matrix, fz_colorspace*, const float*, float, fz_color_params) {
  count_glyphs(device, text);
}

std::uint64_t count_all_glyphs(const char* path) {
  fz_context* const context = fz_new_context(nullptr, nullptr, FZ_STORE_DEFAULT);
  fz_register_document_handlers(context);
  fz_document* const document = fz_open_document(context, path);
  std::uint64_t glyphs = 0;
  const int pages = fz_count_pages(context, document);
  for (int i = 0; i < pages; ++i) {
    fz_page* const page = fz_load_page(context, document, i);
    auto* const device = reinterpret_cast<CountingDevice*>(
        fz_new_device_of_size(context, static_cast<int>(sizeof(CountingDevice))));
    device->base.fill_text = fill_text;
    device->base.stroke_text = stroke_text;
    fz_run_page(context, page, &device->base, fz_identity, nullptr);
    glyphs += device->glyphs;
    fz_close_device(context, &device->base);
    fz_drop_device(context, &device->base);
    fz_drop_page(context, page);
  }
  fz_drop_document(context, document);
  fz_drop_context(context);
  return glyphs;
}

jx::Result<std::uint64_t> read_document(const char* path, bool with_grids) {
  const jx::ReadLimits limits;
  JX_TRY(const jx::Document document, jx::read_document(path, limits));
  std::uint64_t marks = 0;
  jx::Diagnostics diagnostics;
  const jx::PageSink sink = [&](jx::Page&& page) -> jx::Result<void> {
    if (with_grids) jx::lay_out(page, diagnostics);
    marks += jx::bench::count_marks(page);
    return {};
  };
  JX_TRY_VOID(jx::read_pages_here(document, limits, sink));
  return marks;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string_view way = argv[1];
  const auto begin = std::chrono::steady_clock::now();
  const jx::Result<std::uint64_t> count = way == "glyphs"
                                              ? jx::Result<std::uint64_t>(count_all_glyphs(argv[2]))
                                              : read_document(argv[2], way == "grids");
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  if (!count.ok()) {
    fmt::print(stderr, "{}\n", count.error().message);
    return 1;
  }
  fmt::print("{} {:.4f} {} {:.4f}\n", *count, seconds.count(), jx::bench::read_peak_kib(),
             jx::bench::processor_seconds());
  return 0;
}
