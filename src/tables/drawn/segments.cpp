// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/drawn/segments.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace jx {
namespace {

/// Ems: the words of a justified sentence stand nearer to each other.
constexpr float kPartGap = 0.85F;
/// Points: columns nearer to each other cannot be told from words.
constexpr float kThinnestGutter = 2.5F;
constexpr std::size_t kFewestLeaderDots = 5;

bool is_figure(char32_t code) noexcept {
  return (code >= U'0' && code <= U'9') || code == U'%' || code == U'-' || code == U'–' ||
         code == U'—' || code == U'−' || code == U'.' || code == U',' || code == U'*' ||
         code == U'(' || code == U')' || code == U'+' || code == U'<' || code == U'€' ||
         code == U'$' || code == U'¥' || code == U'￥';
}

Segment make_segment(const PageText& text, std::span<const Run> runs) {
  Segment segment{.runs = {runs.begin(), runs.end()},
                  .left = runs.front().frame.left,
                  .right = runs.back().frame.right,
                  .characters = 0,
                  .numeric = false};
  std::size_t figures = 0;
  for (const Run& run : runs) {
    segment.characters += run.end - run.begin;
    for (std::size_t i = run.begin; i < run.end; ++i)
      figures += is_figure(text.ink[i].code) ? 1 : 0;
  }
  segment.numeric = figures * 3 >= segment.characters * 2;
  return segment;
}

bool has_leader(const PageText& text, const Line& line) {
  std::size_t dots = 0;
  for (const Run& run : line.runs) {
    for (std::size_t i = run.begin; i < run.end; ++i) {
      const char32_t code = text.ink[i].code;
      dots = code == U'.' || code == U'…' || code == U'·' || code == U'．' ? dots + 1 : 0;
      if (dots >= kFewestLeaderDots) return true;
    }
  }
  return false;
}

SegmentedLine segment_line(const PageText& text, const Line& line) {
  SegmentedLine parted{.segments = {},
                       .top = line.frame.top,
                       .bottom = line.frame.bottom,
                       .size = line.size,
                       .has_leader = has_leader(text, line)};
  const std::span<const Run> runs = line.runs;
  for (std::size_t begin = 0; begin < runs.size();) {
    std::size_t end = begin + 1;
    while (end < runs.size() &&
           runs[end].frame.left - runs[end - 1].frame.right < kPartGap * line.size) {
      ++end;
    }
    parted.segments.push_back(make_segment(text, runs.subspan(begin, end - begin)));
    begin = end;
  }
  return parted;
}

/// The number of parts that tells the columns: the largest that a good share of the lines has.
std::size_t find_usual_count(std::span<const SegmentedLine> lines) {
  std::vector<std::size_t> counts;
  for (const SegmentedLine& line : lines) {
    if (line.in_parts()) counts.push_back(line.segments.size());
  }
  if (counts.empty()) return 0;
  std::sort(counts.begin(), counts.end(), std::greater<>());
  const std::size_t enough = std::max<std::size_t>(2, (counts.size() * 2 + 4) / 5);
  return counts[std::min(counts.size(), enough) - 1];
}

/// Where how many lines begin and end to have ink.
std::vector<std::pair<float, int>> find_changes(std::span<const SegmentedLine> lines,
                                                std::size_t usual) {
  std::vector<std::pair<float, int>> changes;
  for (const SegmentedLine& line : lines) {
    if (line.segments.size() < usual) continue;
    for (const Segment& segment : line.segments) {
      changes.emplace_back(segment.left, 1);
      changes.emplace_back(segment.right, -1);
    }
  }
  std::sort(changes.begin(), changes.end());
  return changes;
}

}  // namespace

std::vector<SegmentedLine> segment_lines(const PageText& text, std::span<const Line> lines) {
  std::vector<SegmentedLine> parted;
  parted.reserve(lines.size());
  for (const Line& line : lines) parted.push_back(segment_line(text, line));
  return parted;
}

std::vector<Gutter> find_gutters(std::span<const SegmentedLine> lines) {
  const std::size_t usual = find_usual_count(lines);
  if (usual < 2) return {};
  const auto voters = std::count_if(lines.begin(), lines.end(), [&](const SegmentedLine& line) {
    return line.segments.size() >= usual;
  });
  const int most_crossing = static_cast<int>(voters / 10);
  std::vector<Gutter> gutters;
  int cover = 0;
  float open_since = 0;
  bool open = false;
  for (const auto& [place, change] : find_changes(lines, usual)) {
    const bool was_free = cover <= most_crossing;
    cover += change;
    const bool is_free = cover <= most_crossing;
    if (was_free && !is_free && open && place - open_since >= kThinnestGutter) {
      gutters.push_back({.left = open_since, .right = place});
    }
    if (!was_free && is_free) {
      open_since = place;
      open = true;
    }
  }
  return gutters;
}

}  // namespace jx
