// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <mupdf/fitz.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>

#include "base/diagnostics.h"
#include "base/origin.h"
#include "base/result.h"
#include "pages/grey.h"

/// What the readers that use MuPDF share. The library reports failure by longjmp: what stands
/// between fz_try and fz_catch has no destructors, and what is set there and read behind is
/// volatile or lies in memory.
namespace jx {

/// What the library said while it read. Filled by callbacks that may not throw.
struct Complaints {
  std::size_t count = 0;
  char first[160] = {};
};

struct DropContext {
  void operator()(fz_context* context) const noexcept { fz_drop_context(context); }
};
using Context = std::unique_ptr<fz_context, DropContext>;

/// A context that keeps at most `store_bytes` between pages and tells `complaints`, which must
/// outlive it. LimitExceeded when there is no memory to read `name`.
Result<Context> make_context(std::string_view name, std::size_t store_bytes,
                             Complaints& complaints);

struct DropPixmap {
  fz_context* context = nullptr;
  void operator()(fz_pixmap* pixmap) const noexcept { fz_drop_pixmap(context, pixmap); }
};
using Pixmap = std::unique_ptr<fz_pixmap, DropPixmap>;

/// White paper in three colours on which `draw(device)` has drawn; null when the library failed.
template <typename Draw>
Pixmap draw_on_paper(fz_context* context, int width, int height, const Draw& draw) noexcept {
  static_assert(std::is_trivially_destructible_v<Draw>);
  fz_pixmap* paper = nullptr;
  fz_device* device = nullptr;
  fz_var(paper);
  fz_var(device);
  fz_try(context) {
    paper = fz_new_pixmap(context, fz_device_rgb(context), width, height, nullptr, 0);
    fz_clear_pixmap_with_value(context, paper, 255);
    device = fz_new_draw_device(context, fz_identity, paper);
    draw(device);
    fz_close_device(context, device);
  }
  fz_always(context) { fz_drop_device(context, device); }
  fz_catch(context) {
    fz_drop_pixmap(context, paper);
    paper = nullptr;
  }
  return Pixmap(paper, {context});
}

/// Of paper as draw_on_paper() gives it.
GreyPicture to_grey(fz_context* context, const fz_pixmap& paper);

/// Says that red text was not read where there is some; `page` is where.
void note_red_ink(const GreyPicture& picture, const Origin& page, Diagnostics& diagnostics);

}  // namespace jx
