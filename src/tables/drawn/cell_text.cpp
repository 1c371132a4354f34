// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/drawn/cell_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

/// Parts of an em: a gap that a person reads as a blank between letters.
constexpr float kWordGap = 0.17F;
/// How much of the lower one's height two runs of a line share at least.
constexpr float kSharedHeight = 0.45F;

/// Chinese characters and their punctuation stand without blanks between them.
bool is_wide(char32_t code) noexcept {
  return is_han(code) || (code >= 0x3000 && code <= 0x30ff) || (code >= 0xff00 && code <= 0xff60) ||
         (code >= 0x2018 && code <= 0x201d);
}

bool is_digit_like(char32_t code) noexcept {
  return (code >= U'0' && code <= U'9') || code == U'.' || code == U',';
}

/// What codes and numbers are made of: "15000021T000000007457-", "933.00", "95%".
bool is_code_like(char32_t code) noexcept {
  return is_digit_like(code) || (code >= U'A' && code <= U'Z') || (code >= U'a' && code <= U'z') ||
         code == U'-' || code == U'%';
}

float shared_height(const Box& a, const Box& b) noexcept {
  return std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
}

bool on_one_line(const Line& line, const Run& run) noexcept {
  const float lower =
      std::min(line.frame.bottom - line.frame.top, run.frame.bottom - run.frame.top);
  return shared_height(line.frame, run.frame) >= kSharedHeight * lower;
}

/// Whether a blank belongs between two neighbours `gap` apart.
bool wants_blank(const Ink& left, const Ink& right, float gap, float size) noexcept {
  if (!right.after_blank && gap <= kWordGap * size) return false;  // As most neighbours are.
  if (is_wide(left.code) && is_wide(right.code)) return right.after_blank && gap > 0.3F * size;
  if (right.after_blank && gap > -0.1F * size) return true;
  if (is_wide(left.code) || is_wide(right.code)) return gap > 0.6F * size;
  return gap > kWordGap * size;
}

void append_run(const PageText& text, const Run& run, std::string& out) {
  constexpr std::size_t kBytesOfMost = 3;
  out.reserve(out.size() + kBytesOfMost * (run.end - run.begin));
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const Ink& ink = text.ink[i];
    if (i > run.begin) {
      const Ink& before = text.ink[i - 1];
      if (wants_blank(before, ink, ink.left - before.right, run.size)) out += ' ';
    }
    append_character(out, ink.code);
  }
}

void append_line(const PageText& text, std::span<const Run> runs, std::string& out) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (i > 0) {
      const Ink& left = text.ink[runs[i - 1].end - 1];
      const Ink& right = text.ink[runs[i].begin];
      const float gap = runs[i].frame.left - runs[i - 1].frame.right;
      if (wants_blank(left, right, gap, std::max(runs[i - 1].size, runs[i].size))) out += ' ';
    }
    append_run(text, runs[i], out);
  }
}

/// Whether the edge of the cell, not a blank, ended the upper line: no room was left for the next
/// character.
bool is_cut(const PageText& text, const Line& upper, const Line& lower, float edge) {
  const Ink& next = text.ink[lower.runs.front().begin];
  return edge - upper.frame.right < (next.right - next.left) * 1.6F;
}

bool joins_with_blank(const PageText& text, const Line& upper, const Line& lower, float edge) {
  const char32_t last = text.ink[upper.runs.back().end - 1].code;
  const char32_t first = text.ink[lower.runs.front().begin].code;
  if (is_wide(last) || is_wide(first)) return false;
  // A code of 21 characters, a long number: broken where the cell ended, not between words.
  const bool in_a_code = is_digit_like(last) || is_digit_like(first);
  if (in_a_code && is_code_like(last) && is_code_like(first)) {
    return !is_cut(text, upper, lower, edge);
  }
  return last != U'-' && last != U'/';
}

}  // namespace

std::vector<Line> find_lines(std::vector<Run> runs) {
  std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) {
    const float left = a.frame.top + a.frame.bottom;
    const float right = b.frame.top + b.frame.bottom;
    return left != right ? left < right : a.frame.left < b.frame.left;
  });
  std::vector<Line> lines;
  for (const Run& run : runs) {
    if (lines.empty() || !on_one_line(lines.back(), run)) lines.emplace_back();
    Line& line = lines.back();
    line.frame = united(line.frame, run.frame);
    line.size = std::max(line.size, run.size);
    line.runs.push_back(run);
  }
  for (Line& line : lines) {
    std::sort(line.runs.begin(), line.runs.end(), [](const Run& a, const Run& b) {
      return a.frame.left != b.frame.left ? a.frame.left < b.frame.left : a.begin < b.begin;
    });
  }
  return lines;
}

float confidence_of(const PageText& text, std::span<const Run> runs) noexcept {
  std::uint8_t least = Ink{}.certainty;
  for (const Run& run : runs) {
    for (std::size_t i = run.begin; i < run.end; ++i) {
      least = std::min(least, text.ink[i].certainty);
    }
  }
  return static_cast<float>(least) / 100;
}

std::string text_of(const PageText& text, const Run& run) {
  std::string out;
  append_run(text, run, out);
  return out;
}

std::string text_of(const PageText& text, std::span<const Run> line) {
  std::string out;
  append_line(text, line, out);
  return out;
}

std::string text_of_cell(const PageText& text, std::vector<Run> runs, const Box& cell) {
  if (runs.size() == 1) return text_of(text, runs.front());
  std::string out;
  // Text of another direction in the same cell is a text of its own.
  std::stable_sort(runs.begin(), runs.end(),
                   [](const Run& a, const Run& b) { return a.turn < b.turn; });
  while (!runs.empty()) {
    const std::uint8_t turn = runs.front().turn;
    const auto rest =
        std::find_if(runs.begin(), runs.end(), [turn](const Run& run) { return run.turn != turn; });
    const float edge = turned_upright(cell, turn).right;
    const std::vector<Line> lines = find_lines({runs.begin(), rest});
    runs.erase(runs.begin(), rest);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i == 0 ? !out.empty() : joins_with_blank(text, lines[i - 1], lines[i], edge)) out += ' ';
      append_line(text, lines[i].runs, out);
    }
  }
  return out;
}

}  // namespace jx
