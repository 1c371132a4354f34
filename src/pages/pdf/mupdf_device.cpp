// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/pdf/mupdf_device.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <new>
#include <type_traits>

#include "base/text.h"

// The library reports failure by longjmp, which skips destructors: no function here holds anything
// with one while it calls the library. What throws in C++ (vectors that grow) is turned into the
// library's own exception before it reaches C frames.

namespace jx {
namespace {

using Point = PageRecorder::Point;
using Ink = PageRecorder::Ink;

/// Enough to know a text object again, and another one that lies at the same address from it.
struct TextMark {
  const fz_text* text;
  float x;
  float y;
  int length;

  friend bool operator==(const TextMark&, const TextMark&) = default;
};

TextMark mark_of(const fz_text* text) noexcept {
  const fz_text_span* const span = text->head;
  if (span == nullptr || span->len == 0) return {.text = text, .x = 0, .y = 0, .length = 0};
  return {.text = text, .x = span->items[0].x, .y = span->items[0].y, .length = span->len};
}

struct RecordingDevice {
  fz_device base;
  PageRecorder* recorder;
  TextMark filled;  ///< The text filled last, to know its outline from new text.
};
static_assert(std::is_trivially_destructible_v<RecordingDevice>);

RecordingDevice& to_recording(fz_device* device) noexcept {
  return *reinterpret_cast<RecordingDevice*>(device);
}

/// Runs `work`, which may throw C++ exceptions but calls nothing of the library that raises.
template <typename Work>
void guarded(fz_context* context, Work&& work) {
  static_assert(std::is_trivially_destructible_v<std::remove_reference_t<Work>>);
  bool out_of_memory = false;
  try {
    work();
  } catch (const std::bad_alloc&) {
    out_of_memory = true;
  }
  if (out_of_memory) fz_throw(context, FZ_ERROR_MEMORY, "out of memory");
}

Box to_box(fz_rect rect) noexcept {
  return {.left = rect.x0, .top = rect.y0, .right = rect.x1, .bottom = rect.y1};
}

Point to_point(fz_point point) noexcept { return {.x = point.x, .y = point.y}; }

char32_t to_character(int unicode) noexcept {
  if (unicode <= 0 || unicode > 0x10ffff) return kReplacementCharacter;
  // Half a character, of a table that gives characters beyond U+FFFF in two halves.
  if (unicode >= 0xd800 && unicode <= 0xdfff) return kReplacementCharacter;
  if (unicode < 0x20) return U' ';
  return static_cast<char32_t>(unicode);
}

/// How far the next glyph of the span stands along the baseline, in ems; 0 when that says nothing.
float distance_to_next(const fz_text_span& span, int index) noexcept {
  if (index + 1 >= span.len) return 0;
  const fz_text_item& item = span.items[index];
  const fz_text_item& next = span.items[index + 1];
  const float along = (next.x - item.x) * span.trm.a + (next.y - item.y) * span.trm.b;
  const float square = span.trm.a * span.trm.a + span.trm.b * span.trm.b;
  return square > 0 ? along / square : 0;
}

/// What the glyphs of a span share.
struct SpanFont {
  fz_font* font;
  bool bold;
  bool upright;   ///< Of vertical lines: characters are as wide as they are high.
  bool stand_in;  ///< For one the file does not bring: it has other widths than the file goes by.
};

SpanFont font_of(fz_context* context, const fz_text_span& span) noexcept {
  const fz_font_flags_t* const flags = fz_font_flags(span.font);
  return {.font = span.font,
          .bold = fz_font_is_bold(context, span.font) != 0,
          .upright = span.wmode != 0,
          .stand_in = flags->ft_substitute && flags->cjk};
}

/// In ems: of glyphs without a number, and of fonts that answer nonsense.
float usual_advance(const fz_text_item& item) noexcept {
  return is_han(to_character(item.ucs)) ? 1.0F : 0.5F;
}

/// Advance in ems.
float advance_of(fz_context* context, const SpanFont& font, const fz_text_span& span, int index) {
  const fz_text_item& item = span.items[index];
  if (font.upright) return 1;
  if (font.stand_in) {
    const float distance = distance_to_next(span, index);
    return distance > 0.2F && distance < 1.05F ? distance : usual_advance(item);
  }
  const float advance = fz_advance_glyph(context, font.font, item.gid, 0);
  return advance > 0 && advance < 8 ? advance : usual_advance(item);
}

/// Where text goes.
struct TextTarget {
  PageRecorder* recorder;
  fz_matrix ctm;
  Ink ink;
  Box window;
};

void add_item(fz_context* context, const TextTarget& target, const SpanFont& font,
              const fz_text_span& span, int index) {
  const fz_text_item& item = span.items[index];
  if (item.ucs < 0) return;  // A further glyph of the character before.
  if (item.gid < 0) {
    return guarded(context,
                   [&] { target.recorder->add_to_glyph(to_character(item.ucs), target.ink); });
  }
  const float advance = advance_of(context, font, span, index);
  fz_matrix matrix = span.trm;
  matrix.e = item.x;
  matrix.f = item.y;
  matrix = fz_concat(matrix, target.ctm);
  const PageRecorder::Stroke stroke{.code = to_character(item.ucs),
                                    .origin = {.x = matrix.e, .y = matrix.f},
                                    .advance = {.x = matrix.a * advance, .y = matrix.b * advance},
                                    .up = {.x = matrix.c, .y = matrix.d},
                                    .bold = font.bold};
  guarded(context, [&] { target.recorder->add_glyph(stroke, target.ink, target.window); });
}

void add_text(fz_context* context, fz_device* device, const fz_text* text, fz_matrix ctm, Ink ink) {
  PageRecorder* const recorder = to_recording(device).recorder;
  const Box scissor = to_box(fz_device_current_scissor(context, device));
  const TextTarget target{
      .recorder = recorder, .ctm = ctm, .ink = ink, .window = recorder->window_of(scissor)};
  for (const fz_text_span* span = text->head; span != nullptr; span = span->next) {
    const SpanFont font = font_of(context, *span);
    for (int i = 0; i < span->len; ++i) add_item(context, target, font, *span, i);
  }
}

void fill_text(fz_context* context, fz_device* device, const fz_text* text, fz_matrix ctm,
               fz_colorspace*, const float*, float alpha, fz_color_params) {
  to_recording(device).filled = mark_of(text);
  add_text(context, device, text, ctm, alpha > 0 ? Ink::Visible : Ink::Hidden);
}

void stroke_text(fz_context* context, fz_device* device, const fz_text* text,
                 const fz_stroke_state*, fz_matrix ctm, fz_colorspace*, const float*, float,
                 fz_color_params) {
  // Bold print is imitated by an outline around the text just filled: the same text, not more.
  if (to_recording(device).filled == mark_of(text)) return;
  add_text(context, device, text, ctm, Ink::Visible);
}

void ignore_text(fz_context* context, fz_device* device, const fz_text* text, fz_matrix ctm) {
  add_text(context, device, text, ctm, Ink::Hidden);
}

/// Takes a path apart into its straight pieces (of a stroke) or its parts' areas (of a fill).
struct PathWalk {
  fz_context* context;
  PageRecorder* recorder;
  fz_matrix ctm;
  Box visible;
  float thickness;  ///< Of the stroke; negative for a fill.
  fz_point start;
  fz_point last;
  Box area;  ///< Of the part so far.
  bool open;
};
static_assert(std::is_trivially_destructible_v<PathWalk>);

void extend(Box& area, fz_point point) noexcept {
  area.left = std::min(area.left, point.x);
  area.top = std::min(area.top, point.y);
  area.right = std::max(area.right, point.x);
  area.bottom = std::max(area.bottom, point.y);
}

void end_part(PathWalk& walk) {
  if (walk.open && walk.thickness < 0) {
    guarded(walk.context, [&] { walk.recorder->add_area(walk.area, walk.visible); });
  }
  walk.open = false;
}

void go_to(PathWalk& walk, fz_point to) {
  if (walk.thickness >= 0) {
    guarded(walk.context, [&] {
      walk.recorder->add_line(to_point(walk.last), to_point(to), walk.thickness, walk.visible);
    });
  }
  extend(walk.area, to);
  walk.open = true;
  walk.last = to;
}

void walk_move(fz_context*, void* state, float x, float y) {
  PathWalk& walk = *static_cast<PathWalk*>(state);
  end_part(walk);
  walk.start = walk.last = fz_transform_point_xy(x, y, walk.ctm);
  walk.area = {
      .left = walk.start.x, .top = walk.start.y, .right = walk.start.x, .bottom = walk.start.y};
}

void walk_line(fz_context*, void* state, float x, float y) {
  PathWalk& walk = *static_cast<PathWalk*>(state);
  go_to(walk, fz_transform_point_xy(x, y, walk.ctm));
}

void walk_curve(fz_context*, void* state, float x1, float y1, float x2, float y2, float x3,
                float y3) {
  PathWalk& walk = *static_cast<PathWalk*>(state);
  extend(walk.area, fz_transform_point_xy(x1, y1, walk.ctm));
  extend(walk.area, fz_transform_point_xy(x2, y2, walk.ctm));
  walk.last = fz_transform_point_xy(x3, y3, walk.ctm);  // Rounded corners are no rulings.
  extend(walk.area, walk.last);
  walk.open = true;
}

void walk_close(fz_context*, void* state) {
  PathWalk& walk = *static_cast<PathWalk*>(state);
  if (walk.open) go_to(walk, walk.start);
  end_part(walk);
}

constexpr fz_path_walker kWalker = {.moveto = walk_move,
                                    .lineto = walk_line,
                                    .curveto = walk_curve,
                                    .closepath = walk_close,
                                    .quadto = nullptr,
                                    .curvetov = nullptr,
                                    .curvetoy = nullptr,
                                    .rectto = nullptr};

void walk_path(fz_context* context, fz_device* device, const fz_path* path, fz_matrix ctm,
               float thickness) {
  PathWalk walk{.context = context,
                .recorder = to_recording(device).recorder,
                .ctm = ctm,
                .visible = to_box(fz_device_current_scissor(context, device)),
                .thickness = thickness,
                .start = {},
                .last = {},
                .area = {},
                .open = false};
  fz_walk_path(context, path, &kWalker, &walk);
  end_part(walk);
}

void fill_path(fz_context* context, fz_device* device, const fz_path* path, int, fz_matrix ctm,
               fz_colorspace*, const float*, float alpha, fz_color_params) {
  if (alpha > 0) walk_path(context, device, path, ctm, -1);
}

void stroke_path(fz_context* context, fz_device* device, const fz_path* path,
                 const fz_stroke_state* stroke, fz_matrix ctm, fz_colorspace*, const float*,
                 float alpha, fz_color_params) {
  if (alpha > 0) {
    walk_path(context, device, path, ctm, stroke->linewidth * fz_matrix_expansion(ctm));
  }
}

PageRecorder::Grain grain_of(const fz_image& image, fz_matrix ctm) noexcept {
  const float width = std::hypot(ctm.a, ctm.b);
  const auto pixels = static_cast<float>(image.w);
  return {.dots = width > 0 ? pixels / width * kPointsPerInch : 0,
          .pixels = static_cast<std::uint64_t>(std::max(image.w, 0)) *
                    static_cast<std::uint64_t>(std::max(image.h, 0))};
}

void add_image(fz_context* context, fz_device* device, const fz_image* image, fz_matrix ctm) {
  const Box visible = to_box(fz_device_current_scissor(context, device));
  const Box area = to_box(fz_transform_rect(fz_unit_rect, ctm));
  const PageRecorder::Grain grain = grain_of(*image, ctm);
  guarded(context, [&] { to_recording(device).recorder->add_picture(area, visible, grain); });
}

void fill_image(fz_context* context, fz_device* device, fz_image* image, fz_matrix ctm, float,
                fz_color_params) {
  add_image(context, device, image, ctm);
}

void fill_image_mask(fz_context* context, fz_device* device, fz_image* image, fz_matrix ctm,
                     fz_colorspace*, const float*, float, fz_color_params) {
  add_image(context, device, image, ctm);
}

}  // namespace

fz_device* new_recording_device(fz_context* context, PageRecorder& recorder) {
  auto* const device = reinterpret_cast<RecordingDevice*>(
      fz_new_device_of_size(context, static_cast<int>(sizeof(RecordingDevice))));
  device->base.fill_text = fill_text;
  device->base.stroke_text = stroke_text;
  device->base.ignore_text = ignore_text;
  device->base.fill_path = fill_path;
  device->base.stroke_path = stroke_path;
  device->base.fill_image = fill_image;
  device->base.fill_image_mask = fill_image_mask;
  device->recorder = &recorder;
  device->filled = {};
  return &device->base;
}

}  // namespace jx
