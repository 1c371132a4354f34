// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/form_cells.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>

#include "base/text.h"
#include "records/values.h"

namespace jx {

std::string form_label(std::string_view text) {
  std::string label = fold(text);
  const std::size_t number = label.find_first_not_of("0123456789");
  if (number != 0 && number != std::string::npos &&
      (label[number] == '.' || label[number] == ',')) {
    label.erase(0, number + 1);
  }
  const std::size_t open = label.find('(');
  if (open != std::string::npos && open > 0) {
    const std::size_t close = label.find(')', open);
    label.erase(open, close == std::string::npos ? close : close + 1 - open);
  }
  while (!label.empty() && (label.back() == ':' || label.back() == '.')) label.pop_back();
  return label;
}

bool is_label_in(const Lexicon& lexicon, std::string_view list, std::string_view label) {
  const auto& words = lexicon.words(list).words();
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return fold(word) == label; });
}

Field<Decimal> read_form_number(const Cell* cell, std::string_view what, const Lexicon& lexicon,
                                std::vector<Unread>& unread) {
  Field<Decimal> field;
  if (cell == nullptr) return field;
  field.raw = cell->text;
  field.origin = cell->origin;
  const std::string_view text = trimmed(cell->text);
  if (text.empty()) return field;
  if (lexicon.words("no-amount").contains(text)) {
    field.absence = Absence::NotApplicable;
    return field;
  }
  const Result<Decimal> value = parse_weight(text);
  if (value.ok()) {
    field.value = *value;
    return field;
  }
  field.absence = Absence::Unread;
  unread.push_back({.words = {cell->text, cell->origin},
                    .reason = fmt::format("{}：{}", what, value.error().message)});
  return field;
}

std::optional<Unit> money_unit_in(std::string_view text, const Lexicon& lexicon) {
  const std::string folded = fold(text);
  const std::size_t open = folded.find('(');
  const std::size_t close = folded.find(')', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos) return std::nullopt;
  const auto unit = lexicon.find_unit(folded.substr(open + 1, close - open - 1));
  return unit && unit->dimension == Dimension::Money ? unit : std::nullopt;
}

std::optional<PointsBehind> points_behind(std::string_view text) {
  const std::string_view words = trimmed(text);
  for (const std::string_view close : {"分）", "分)"}) {
    if (!words.ends_with(close)) continue;
    std::size_t open = std::string_view::npos;
    std::size_t width = 0;
    for (const std::string_view mark : {"（", "("}) {
      const std::size_t at = words.rfind(mark);
      if (at == std::string_view::npos || (open != std::string_view::npos && at < open)) continue;
      open = at;
      width = mark.size();
    }
    if (open == std::string_view::npos) return std::nullopt;
    const std::size_t begin = open + width;
    const Result<Decimal> points =
        parse_number(trimmed(words.substr(begin, words.size() - close.size() - begin)));
    if (!points.ok()) return std::nullopt;
    const auto lead = static_cast<std::size_t>(words.data() - text.data());
    return PointsBehind{.points = *points, .words_end = lead + open};
  }
  return std::nullopt;
}

}  // namespace jx
