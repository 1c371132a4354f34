// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/house/message.h"

#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/house/condition.h"

namespace jx {
namespace {

constexpr std::array<std::pair<std::string_view, HouseFigure>, 5> kFigures = {{
    {"count", HouseFigure::Count},
    {"sum", HouseFigure::Sum},
    {"expected", HouseFigure::Expected},
    {"actual", HouseFigure::Actual},
    {"rows", HouseFigure::Rows},
}};

std::optional<HouseFigure> find_figure(std::string_view name) noexcept {
  for (const auto& [key, figure] : kFigures) {
    if (key == name) return figure;
  }
  return std::nullopt;
}

bool allows(const PlaceholderSet& allowed, HouseFigure figure) noexcept {
  switch (figure) {
    case HouseFigure::Count:
    case HouseFigure::Rows: return allowed.count;
    case HouseFigure::Sum: return allowed.sum;
    case HouseFigure::Expected:
    case HouseFigure::Actual: return true;
  }
  return false;
}

std::string usable(const PlaceholderSet& allowed) {
  std::string names;
  for (const ColumnInfo& info : house_columns()) {
    if (info.scope == ColumnScope::Row && !allowed.row) continue;
    names += fmt::format("{{{}}}", info.key);
  }
  for (const auto& [key, figure] : kFigures) {
    if (allows(allowed, figure)) names += fmt::format("{{{}}}", key);
  }
  return names;
}

Error unknown_placeholder(std::string_view name, const PlaceholderSet& allowed) {
  return Error{ErrorCode::Malformed,
               fmt::format("没有占位符 {{{}}}，或本规则用不了它；可用：{}", name, usable(allowed))};
}

std::string_view figure_of(HouseFigure figure, const HouseFigures& figures) noexcept {
  switch (figure) {
    case HouseFigure::Count: return figures.count;
    case HouseFigure::Sum: return figures.sum;
    case HouseFigure::Expected: return figures.expected;
    case HouseFigure::Actual: return figures.actual;
    case HouseFigure::Rows: return figures.rows;
  }
  return "";
}

}  // namespace

Result<HouseMessage> HouseMessage::parse(std::string_view words, const PlaceholderSet& allowed) {
  HouseMessage message;
  std::string plain;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const char c = words[at];
    if (c != '{' && c != '}') {
      plain += c;
      continue;
    }
    if (at + 1 < words.size() && words[at + 1] == c) {
      plain += c;
      ++at;
      continue;
    }
    const std::size_t end = words.find('}', at);
    if (c == '}' || end == std::string_view::npos) {
      return Error{ErrorCode::Malformed, "单独的花括号；花括号本身请写成 {{ 或 }}"};
    }
    const std::string_view name = words.substr(at + 1, end - at - 1);
    if (!plain.empty()) message.parts_.emplace_back(std::exchange(plain, {}));
    const ColumnInfo* const info = find_house_column(name);
    const std::optional<HouseFigure> figure = find_figure(name);
    if (info != nullptr && (info->scope != ColumnScope::Row || allowed.row)) {
      message.parts_.emplace_back(info->column);
    } else if (figure.has_value() && allows(allowed, *figure)) {
      message.parts_.emplace_back(*figure);
    } else {
      return unknown_placeholder(name, allowed);
    }
    at = end;
  }
  if (!plain.empty()) message.parts_.emplace_back(std::move(plain));
  return message;
}

std::string HouseMessage::fill(const HouseSubject& subject, const HouseFigures& figures) const {
  std::string filled;
  for (const auto& part : parts_) {
    if (const auto* const words = std::get_if<std::string>(&part)) {
      filled += *words;
    } else if (const auto* const column = std::get_if<HouseColumn>(&part)) {
      filled += shown_cell(*column, subject);
    } else {
      filled += figure_of(std::get<HouseFigure>(part), figures);
    }
  }
  return filled;
}

std::string shown_cell(HouseColumn column, const HouseSubject& subject) {
  const HouseCell cell = cell_of(column, subject);
  if (!cell.texts.empty()) return std::string(cell.texts.front());
  if (cell.term.has_value()) return std::string(term_name(column, *cell.term));
  const std::string_view words = trimmed(cell.evidence.text);
  if (cell.number.has_value()) {
    return words.empty() || info_of(column).scope == ColumnScope::Document
               ? cell.number->to_string()
               : std::string(words);
  }
  // Words that could not be read as what the column holds are shown as they are.
  if (info_of(column).type != ColumnType::Text && !words.empty() && cell.asked) {
    return std::string(words);
  }
  return "未填";
}

}  // namespace jx
