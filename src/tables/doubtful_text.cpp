// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/doubtful_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace jx {
namespace {

constexpr std::size_t kMostReadingsShown = 3;
constexpr std::size_t kMostShown = 40;  ///< Characters of a text.

std::string shortened(std::string_view text) {
  std::size_t position = 0;
  for (std::size_t i = 0; i < kMostShown && position < text.size(); ++i) {
    next_character(text, position);
  }
  return std::string(text.substr(0, position)) + (position < text.size() ? "……" : "");
}

struct Doubt {
  const std::string& text;
  float confidence = 0;
  const Origin& origin;
  std::vector<std::string_view> readings;
};

void report(const Doubt& doubt, Diagnostics& diagnostics) {
  std::string others;
  const std::size_t shown = std::min(doubt.readings.size(), kMostReadingsShown);
  for (std::size_t i = 0; i < shown; ++i) {
    others += fmt::format("“{}”", shortened(doubt.readings[i]));
  }
  if (!others.empty()) others = "，也可能是" + others;
  // Only a cell has a place that a correction can name.
  const std::string_view settle =
      doubt.origin.in_table()
          ? "有误的在更正文件（文件名.corrections.toml）里改，无误的照原文写一遍"
          : "有误的请以原图为准";
  diagnostics.warn("doubtful-text",
                   fmt::format("“{}”是从图片里认出来的，把握 {:.0f}%{}。请与原图核对；{}。",
                               shortened(doubt.text), static_cast<double>(doubt.confidence) * 100,
                               others, settle),
                   doubt.origin);
}

std::vector<std::string_view> views_of(const std::vector<std::string>& readings) {
  return {readings.begin(), readings.end()};
}

/// Several captions may stand in one line, which is doubtful only once.
void report_captions(const Table& table, Diagnostics& diagnostics) {
  const Origin* last = nullptr;
  for (const Caption* const caption : {&table.label, &table.title, &table.unit}) {
    if (caption->text.empty() || !is_doubtful(caption->confidence)) continue;
    if (last != nullptr && *last == caption->origin) continue;
    report({caption->text, caption->confidence, caption->origin, views_of(caption->other_readings)},
           diagnostics);
    last = &caption->origin;
  }
}

void report_cells(const Table& table, Diagnostics& diagnostics) {
  for (const Cell& cell : table.cells) {
    if (!is_doubtful(cell.confidence)) continue;
    std::vector<std::string_view> readings;
    for (const CellReading& reading : table.readings(cell.row, cell.column)) {
      readings.emplace_back(reading.text);
    }
    report({cell.text, cell.confidence, cell.origin, std::move(readings)}, diagnostics);
  }
}

}  // namespace

void report_doubtful_text(const Table& table, Diagnostics& diagnostics) {
  report_captions(table, diagnostics);
  report_cells(table, diagnostics);
}

void report_doubtful_text(std::span<const OutsideLine> lines, Diagnostics& diagnostics) {
  for (const OutsideLine& line : lines) {
    if (!is_doubtful(line.confidence)) continue;
    report({line.text, line.confidence, line.origin, views_of(line.other_readings)}, diagnostics);
  }
}

void report_doubtful_text(Tables& tables) {
  for (const Table& table : tables.tables) report_doubtful_text(table, tables.diagnostics);
  report_doubtful_text(tables.lines, tables.diagnostics);
}

}  // namespace jx
