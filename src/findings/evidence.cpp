// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/evidence.h"

#include <fmt/format.h>

#include "base/text.h"

namespace jx {
namespace {

constexpr std::size_t kLongestDenial = std::string_view("不适用").size();

/// A visible ASCII character or a Han character: E4 to E9 lead all of them but the rare ones, and
/// no space.
bool begins_with_word(std::string_view words) noexcept {
  if (words.empty()) return false;
  const auto first = static_cast<unsigned char>(words.front());
  return (first > 0x20 && first < 0x7f) || (first >= 0xe4 && first <= 0xe9);
}

bool ends_with_han(std::string_view words) noexcept {
  constexpr std::size_t kHan = 3;
  return words.size() >= kHan && begins_with_word(words.substr(words.size() - kHan)) &&
         static_cast<unsigned char>(words[words.size() - kHan]) >= 0xe4;
}

/// Words by which a cell says that its row does not apply. 无 alone is an answer; 无投诉 is not.
bool says_not_applicable(std::string_view words) noexcept {
  // Rules ask this of every row: what is written out begins and ends with Han characters.
  if (words.size() > kLongestDenial && begins_with_word(words) && ends_with_han(words))
    return false;
  const std::string_view text = trimmed(words);
  return text == "不适用" || text == "无" || text == "/" || text == "／" || text == "—" ||
         text == "——" || text == "-" || text == "－";
}

bool blank(std::string_view words) noexcept {
  return !begins_with_word(words) && trimmed(words).empty();
}

}  // namespace

EvidenceLine evidence_of(const Words& words, std::size_t begin, std::size_t end) {
  return {.origin = words.origin, .text = words.text, .begin = begin, .end = end};
}

std::string in_quotes(std::string_view words) { return fmt::format("“{}”", words); }

std::string joined(const std::vector<std::string>& parts, std::size_t most) {
  std::string text;
  for (std::size_t index = 0; index < parts.size() && index < most; ++index) {
    if (index > 0) text += "、";
    text += parts[index];
  }
  if (parts.size() > most) text += fmt::format("等 {} 项", parts.size());
  return text;
}

std::string joined_of(const std::vector<std::string>& first, std::size_t all) {
  std::string text = joined(first, first.size());
  if (all > first.size()) text += fmt::format("等 {} 项", all);
  return text;
}

std::string shown_name(const Indicator& indicator) {
  if (!blank(indicator.name.text)) return in_quotes(indicator.name.text);
  if (indicator.origin.line > 0)
    return fmt::format("第 {} 行（三级指标空白）", indicator.origin.line);
  return "三级指标空白的一行";
}

std::string shown_name(const Project& project) {
  if (!project.code.has_value()) return std::string(project.name());
  if (project.name().empty()) return *project.code;
  return fmt::format("{}-{}", *project.code, project.name());
}

EvidenceLine project_evidence(const Project& project) {
  if (project.names.empty()) return evidence_of(project.code);
  const NameVariant& first = project.names.front();
  return {.origin = first.origins.empty() ? project.code.origin : first.origins.front(),
          .text = first.text};
}

bool is_unused(const Indicator& indicator) noexcept {
  // Sheets that add up print a 0 in every row that nobody uses.
  const bool weighs = !blank(indicator.weight.raw) &&
                      (!indicator.weight.has_value() || !indicator.weight->is_zero());
  return blank(indicator.name.text) && blank(indicator.target.raw) && !weighs &&
         blank(indicator.unit.raw);
}

bool is_declared_not_applicable(const Indicator& indicator) noexcept {
  if (indicator.target.has_value() ? indicator.target->kind == TargetKind::NotApplicable
                                   : indicator.target.absence == Absence::NotApplicable) {
    return true;
  }
  if (comparator_of(indicator) == Comparator::NotApplicable) return true;
  return says_not_applicable(indicator.name.text) &&
         (!indicator.target.has_value() || says_not_applicable(indicator.target.raw));
}

bool is_in_use(const Indicator& indicator) noexcept {
  return !is_unused(indicator) && !is_declared_not_applicable(indicator);
}

bool is_named_row(const Indicator& indicator) noexcept {
  return !is_placeholder(indicator.name.text) && is_in_use(indicator);
}

bool is_placeholder(std::string_view name) noexcept {
  std::size_t han = 0;
  std::size_t position = 0;
  bool only_label = name.starts_with("指标");
  if (only_label) position = std::string_view("指标").size();
  while (position < name.size()) {
    const char32_t character = next_character(name, position);
    if (!is_han(character)) continue;
    only_label = false;
    if (++han == 2) return false;
  }
  return only_label || han < 2;
}

Comparator comparator_of(const Indicator& indicator) noexcept {
  if (indicator.target.has_value() && indicator.target->comparator != Comparator::Unstated) {
    return indicator.target->comparator;
  }
  return indicator.comparator.has_value() ? *indicator.comparator : Comparator::Unstated;
}

const Unit& unit_of(const Indicator& indicator) noexcept {
  static const Unit kNoUnit;
  if (indicator.target.has_value() && indicator.target->unit.dimension != Dimension::Unknown) {
    return indicator.target->unit;
  }
  return indicator.unit.has_value() ? *indicator.unit : kNoUnit;
}

const Decimal* number_of(const Indicator& indicator) noexcept {
  if (!indicator.target.has_value() || indicator.target->kind != TargetKind::Number) return nullptr;
  return indicator.target->value.has_value() ? &*indicator.target->value : nullptr;
}

bool is_percentage(const Indicator& indicator) noexcept {
  const Dimension dimension = unit_of(indicator).dimension;
  if (dimension != Dimension::Unknown) return dimension == Dimension::Ratio;
  return contains(indicator.target.raw, "%") || contains(indicator.target.raw, "％");
}

bool is_cost(const Indicator& indicator) noexcept {
  if (indicator.level1.has_value() && *indicator.level1 == Level1::Cost) return true;
  if (!indicator.level2.has_value()) return false;
  const Level2 level2 = *indicator.level2;
  return level2 == Level2::Cost || level2 == Level2::EconomicCost || level2 == Level2::SocialCost ||
         level2 == Level2::EcologicalCost;
}

const std::vector<Indicator>& indicators_of(const GoalSet* goal_set) noexcept {
  static const std::vector<Indicator> kNone;
  return goal_set == nullptr ? kNone : goal_set->indicators;
}

}  // namespace jx
