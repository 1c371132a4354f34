// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/house/condition.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"

namespace jx {
namespace {

std::string quoted_list(const std::vector<std::string>& words) {
  constexpr std::size_t kShown = 6;
  std::vector<std::string> quoted;
  quoted.reserve(words.size());
  for (const std::string& word : words) quoted.push_back(in_quotes(word));
  return joined(quoted, kShown);
}

/// Adds a part to a description, 且 between the parts.
void add_part(std::string& shown, std::string_view part) {
  if (!shown.empty()) shown += " 且 ";
  shown += part;
}

bool stands_in_any(const std::vector<std::string>& words, std::string_view text) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return contains(text, word); });
}

bool is_any(const std::vector<std::string>& words, std::string_view text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool fits_any(const std::vector<std::string>& patterns, std::string_view text) {
  if (patterns.empty()) return false;
  const std::u32string characters = to_utf32(text);
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return fits_pattern(characters, to_utf32(pattern));
  });
}

template <typename TermType>
std::optional<std::uint8_t> find_term_of(std::string_view words) noexcept {
  constexpr std::string_view kTail = "指标";
  for (const TermType term : all_terms<TermType>()) {
    std::string_view name = chinese_name(term);
    const bool same = words == key_of(term) || words == name;
    if (name.ends_with(kTail)) name.remove_suffix(kTail.size());
    if (same || words == name) return static_cast<std::uint8_t>(term);
  }
  return std::nullopt;
}

template <typename TermType>
std::string names_of() {
  std::vector<std::string> names;
  for (const TermType term : all_terms<TermType>()) names.emplace_back(chinese_name(term));
  return joined(names, names.size());
}

std::string shown_terms(HouseColumn column, std::uint32_t bits) {
  std::vector<std::string> names;
  for (std::uint8_t term = 0; term < 32; ++term) {
    if ((bits >> term & 1U) != 0) names.emplace_back(term_name(column, term));
  }
  return joined(names);
}

Truth of(bool yes) noexcept { return yes ? Truth::Yes : Truth::No; }

/// What is to be said where nothing stands that could be compared.
Truth truth_of_absence(const HouseCell& cell) noexcept {
  if (!cell.asked || cell.absence == Absence::NotApplicable) return Truth::NotApplicable;
  return Truth::Unknown;
}

}  // namespace

bool fits_pattern(std::u32string_view text, std::u32string_view pattern) noexcept {
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = std::u32string_view::npos;  // The last * met, and where its match ends.
  std::size_t star_end = 0;
  while (at < text.size()) {
    const char32_t wanted = in_pattern < pattern.size() ? pattern[in_pattern] : U'\0';
    if (wanted == U'*') {
      star = in_pattern++;
      star_end = at;
    } else if (in_pattern < pattern.size() && (wanted == U'?' || wanted == text[at])) {
      ++in_pattern;
      ++at;
    } else if (star != std::u32string_view::npos) {
      in_pattern = star + 1;
      at = ++star_end;
    } else {
      return false;
    }
  }
  while (in_pattern < pattern.size() && pattern[in_pattern] == U'*') ++in_pattern;
  return in_pattern == pattern.size();
}

std::optional<Decimal> converted(const Decimal& number, const Unit& from, const Unit& to) {
  if (from == to) return number;
  if (!comparable(from, to) || from.factor.is_zero() || to.factor.is_zero()) return std::nullopt;
  const Result<Decimal> base = number.times(from.factor);
  if (!base.ok()) return std::nullopt;
  const Result<Decimal> there = base->divided_by(to.factor, Decimal::kMaxScale);
  if (!there.ok()) return std::nullopt;
  return there->trimmed();
}

bool NumberTest::holds_for(const Decimal& low, const Decimal& high) const noexcept {
  if (above && low <= *above) return false;
  if (at_least && low < *at_least) return false;
  if (below && high >= *below) return false;
  if (at_most && high > *at_most) return false;
  return equals.empty() ||
         (low == high && std::find(equals.begin(), equals.end(), low) != equals.end());
}

bool NumberTest::wants_more(const Decimal& number) const noexcept {
  if ((below && number >= *below) || (at_most && number > *at_most)) return false;
  if ((above && number <= *above) || (at_least && number < *at_least)) return true;
  return std::any_of(equals.begin(), equals.end(),
                     [&](const Decimal& wanted) { return number < wanted; });
}

std::string NumberTest::shown() const {
  std::string shown;
  if (above) add_part(shown, fmt::format("＞ {}", above->to_string()));
  if (at_least) add_part(shown, fmt::format("≥ {}", at_least->to_string()));
  if (below) add_part(shown, fmt::format("＜ {}", below->to_string()));
  if (at_most) add_part(shown, fmt::format("≤ {}", at_most->to_string()));
  if (equals.empty()) return shown;
  std::vector<std::string> numbers;
  for (const Decimal& number : equals) numbers.push_back(number.to_string());
  add_part(shown, fmt::format("＝ {}", joined(numbers)));
  return shown;
}

bool TextTest::holds_for(const std::vector<std::string_view>& texts) const {
  std::vector<std::string> folded;
  folded.reserve(texts.size() + 1);
  for (const std::string_view text : texts) folded.push_back(fold(text));
  // A blank cell contains nothing and is nothing: it lacks every word.
  if (folded.empty()) folded.emplace_back();
  const auto any = [&](auto&& test) { return std::any_of(folded.begin(), folded.end(), test); };
  const auto is_one_of = [](const std::vector<std::string>& words) {
    return [&words](const std::string& text) { return is_any(words, text); };
  };
  const auto holds_one_of = [](const std::vector<std::string>& words) {
    return [&words](const std::string& text) { return stands_in_any(words, text); };
  };
  const auto fits_one_of = [](const std::vector<std::string>& patterns) {
    return [&patterns](const std::string& text) { return fits_any(patterns, text); };
  };
  if (!equals.empty() && !any(is_one_of(equals))) return false;
  if (!contains.empty() && !any(holds_one_of(contains))) return false;
  if (!like.empty() && !any(fits_one_of(like))) return false;
  for (const std::string& word : contains_all) {
    if (!any([&](const std::string& text) { return jx::contains(text, word); })) return false;
  }
  if (any(is_one_of(differs)) || any(holds_one_of(lacks)) || any(fits_one_of(unlike))) return false;
  const auto length = [](const std::string& text) { return character_count(text); };
  if (longest && any([&](const std::string& text) { return length(text) > *longest; }))
    return false;
  return !shortest || any([&](const std::string& text) { return length(text) >= *shortest; });
}

std::string TextTest::shown() const {
  std::string shown;
  const auto add = [&](std::string_view says, const std::vector<std::string>& words) {
    if (!words.empty()) add_part(shown, fmt::format("{}{}", says, quoted_list(words)));
  };
  add("是", equals);
  add("不是", differs);
  add("含", contains);
  add("同时含", contains_all);
  add("不含", lacks);
  add("形如", like);
  add("不形如", unlike);
  if (longest) add_part(shown, fmt::format("不超过 {} 字", *longest));
  if (shortest) add_part(shown, fmt::format("不少于 {} 字", *shortest));
  return shown;
}

Truth Condition::holds_for(const HouseCell& cell) const {
  if (present.has_value()) {
    if (!cell.asked) return Truth::NotApplicable;
    const bool there = cell.present() || !trimmed(cell.evidence.text).empty();
    const bool answered = column == HouseColumn::Value ? there : cell.present();
    if (answered != *present) return Truth::No;
  }
  if (terms != 0 || not_terms != 0) {
    if (!cell.term.has_value()) return truth_of_absence(cell);
    const std::uint32_t bit = 1U << *cell.term;
    if ((terms != 0 && (terms & bit) == 0) || (not_terms & bit) != 0) return Truth::No;
  }
  if (!number.empty()) {
    if (!cell.number.has_value()) return truth_of_absence(cell);
    std::optional<Decimal> low = cell.number;
    std::optional<Decimal> high = cell.number_high ? cell.number_high : cell.number;
    if (unit.dimension != Dimension::Unknown) {
      low = converted(*low, cell.unit, unit);
      high = converted(*high, cell.unit, unit);
      if (!low || !high) return Truth::Unknown;
    }
    if (!number.holds_for(*low, *high)) return Truth::No;
  }
  if (text.empty()) return Truth::Yes;
  if (!cell.asked) return Truth::NotApplicable;
  return of(text.holds_for(cell.texts));
}

std::string Condition::shown() const {
  std::string parts;
  if (present.has_value()) add_part(parts, *present ? "已填" : "未填");
  if (terms != 0) add_part(parts, fmt::format("是{}", shown_terms(column, terms)));
  if (not_terms != 0) add_part(parts, fmt::format("不是{}", shown_terms(column, not_terms)));
  if (!number.empty()) {
    add_part(parts,
             unit.name.empty() ? number.shown() : fmt::format("{} {}", number.shown(), unit.name));
  }
  if (!text.empty()) add_part(parts, text.shown());
  return fmt::format("{} {}", info_of(column).chinese, parts);
}

std::string_view term_name(HouseColumn column, std::uint8_t term) noexcept {
  switch (column) {
    case HouseColumn::Level1: return chinese_name(static_cast<Level1>(term));
    case HouseColumn::Level2: return chinese_name(static_cast<Level2>(term));
    case HouseColumn::Operator: return chinese_name(static_cast<Comparator>(term));
    case HouseColumn::Direction: return chinese_name(static_cast<Direction>(term));
    default: return "";
  }
}

std::optional<std::uint8_t> find_term(HouseColumn column, std::string_view words) noexcept {
  switch (column) {
    case HouseColumn::Level1: return find_term_of<Level1>(words);
    case HouseColumn::Level2: return find_term_of<Level2>(words);
    case HouseColumn::Operator: return find_term_of<Comparator>(words);
    case HouseColumn::Direction: return find_term_of<Direction>(words);
    default: return std::nullopt;
  }
}

std::string term_names(HouseColumn column) {
  switch (column) {
    case HouseColumn::Level1: return names_of<Level1>();
    case HouseColumn::Level2: return names_of<Level2>();
    case HouseColumn::Operator: return names_of<Comparator>();
    case HouseColumn::Direction: return names_of<Direction>();
    default: return "";
  }
}

}  // namespace jx
