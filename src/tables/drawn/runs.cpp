// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/drawn/runs.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.h"

namespace jx {
namespace {

/// Parts of an em.
constexpr float kWidestGap = 0.6F;     ///< Within a run; columns are further apart.
constexpr float kDeepestStep = 0.35F;  ///< Between the baselines of a line and its footnote mark.
constexpr float kSamePlace = 0.3F;     ///< Between two prints of one glyph, at most.

class RunBuilder {
 public:
  explicit RunBuilder(const Drawing& drawing) {
    text_.ink.reserve(drawing.glyphs.size());
    for (const Glyph& glyph : drawing.glyphs) add(glyph);
    close();
  }

  PageText take() && { return std::move(text_); }

 private:
  void add(const Glyph& glyph) {
    if (is_space(glyph.code)) {
      after_blank_ = true;
      return;
    }
    const Box frame = turned_upright(glyph.box, glyph.turn);
    if (open_ && is_second_print(glyph, frame)) return;
    if (!open_ || !continues(glyph, frame)) start(glyph, frame);
    text_.ink.push_back({.code = glyph.code,
                         .left = frame.left,
                         .right = frame.right,
                         .after_blank = after_blank_,
                         .certainty = glyph.certainty});
    run_.frame = united(run_.frame, frame);
    last_ = frame;
    after_blank_ = false;
  }

  /// Two prints lie nearer to each other than two narrow letters, "ll", would stand.
  static float same_place(float size, float width) noexcept {
    return std::min(kSamePlace * size, width / 2);
  }

  bool is_second_print(const Glyph& glyph, const Box& frame) const {
    const float slack = same_place(glyph.size, frame.right - frame.left);
    return text_.ink.back().code == glyph.code && run_.turn == glyph.turn &&
           std::fabs(frame.left - last_.left) < slack &&
           std::fabs(frame.bottom - last_.bottom) < slack;
  }

  bool continues(const Glyph& glyph, const Box& frame) const {
    if (glyph.turn != run_.turn) return false;
    const float size = std::max(glyph.size, run_.size);
    if (std::min(glyph.size, run_.size) < 0.45F * size) return false;
    // The descent is a fixed part of the size, so bottoms give away baselines.
    if (std::fabs(frame.bottom - last_.bottom) > kDeepestStep * size) return false;
    const float gap = frame.left - last_.right;
    return gap < kWidestGap * size && gap > -0.5F * size;
  }

  void start(const Glyph& glyph, const Box& frame) {
    close();
    open_ = true;
    run_ = {.begin = text_.ink.size(),
            .end = 0,
            .box = {},
            .frame = frame,
            .size = glyph.size,
            .turn = glyph.turn,
            .bold = glyph.bold};
    after_blank_ = false;
  }

  void close() {
    if (!open_) return;
    run_.end = text_.ink.size();
    run_.box = turned_back(run_.frame, run_.turn);
    if (!is_second_run()) {
      text_.runs.push_back(run_);
    } else {
      text_.ink.resize(run_.begin);
    }
    open_ = false;
  }

  /// The line before, printed again a hair's breadth beside it.
  bool is_second_run() const {
    if (text_.runs.empty()) return false;
    const Run& before = text_.runs.back();
    const Ink& first = text_.ink[run_.begin];
    const float slack = same_place(run_.size, first.right - first.left);
    if (before.end - before.begin != run_.end - run_.begin || before.turn != run_.turn ||
        std::fabs(before.frame.left - run_.frame.left) > slack ||
        std::fabs(before.frame.bottom - run_.frame.bottom) > slack) {
      return false;
    }
    return std::equal(text_.ink.begin() + static_cast<std::ptrdiff_t>(before.begin),
                      text_.ink.begin() + static_cast<std::ptrdiff_t>(before.end),
                      text_.ink.begin() + static_cast<std::ptrdiff_t>(run_.begin),
                      [](const Ink& a, const Ink& b) { return a.code == b.code; });
  }

  PageText text_;
  Run run_;
  Box last_;  ///< Frame of the glyph before.
  bool open_ = false;
  bool after_blank_ = false;
};

}  // namespace

PageText find_runs(const Drawing& drawing) { return RunBuilder(drawing).take(); }

Run part_of(const PageText& text, const Run& run, std::size_t begin, std::size_t end) {
  Run part = run;
  part.begin = begin;
  part.end = end;
  part.frame.left = text.ink[begin].left;
  part.frame.right = text.ink[end - 1].right;
  part.box = turned_back(part.frame, run.turn);
  return part;
}

}  // namespace jx
