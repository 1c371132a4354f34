// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
};

constexpr std::array<std::string_view, 10> kOperators = {
    "≥", "≤", "≧", "≦", "＞", "＜", "不少于", "不低于", "不超过", "不高于"};
/// Digits behind these name or divide: 第3期, 每100人.
constexpr std::array<std::string_view, 9> kBefore = {"第", "每", "前", "后", "近",
                                                     "“",  "《", "-",  "×"};

bool is_digit(char character) noexcept { return character >= '0' && character <= '9'; }

bool is_wide_digit(char32_t character) noexcept { return character >= U'０' && character <= U'９'; }

/// 十二, 三百, 两千: a numeral of several characters counts. One alone is more often part of a
/// word (百家企业, 一次性, 三级).
bool is_numeral(char32_t character) noexcept {
  return std::u32string_view(U"一二两三四五六七八九十百千零").find(character) !=
         std::u32string_view::npos;
}

/// Where the number ends that begins at `at`; `at` itself when none does.
std::size_t number_end(std::string_view name, std::size_t at) noexcept {
  std::size_t end = at;
  std::size_t characters = 0;
  while (end < name.size()) {
    std::size_t next = end;
    const char32_t character = next_character(name, next);
    const bool digit = character < 0x80 && is_digit(static_cast<char>(character));
    if (!digit && !is_wide_digit(character) && (character != U'.' || characters == 0)) break;
    end = next;
    ++characters;
  }
  if (characters > 0) return end;
  while (end < name.size()) {
    std::size_t next = end;
    if (!is_numeral(next_character(name, next))) break;
    end = next;
    ++characters;
  }
  return characters > 1 ? end : at;
}

bool ends_with_one_of(std::string_view text, std::span<const std::string_view> ends) noexcept {
  for (const std::string_view end : ends) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

/// 12个, 500万元: a promise. Ages, years, days and sizes of what is counted are not.
bool is_promise_unit(Dimension dimension) noexcept {
  switch (dimension) {
    case Dimension::Ratio:
    case Dimension::PercentPoint:
    case Dimension::Money:
    case Dimension::People:
    case Dimension::PersonTimes:
    case Dimension::PersonDays:
    case Dimension::Household:
    case Dimension::Count:
    case Dimension::Events: return true;
    case Dimension::Unknown:
    case Dimension::UnitMoney:
    case Dimension::Time:
    case Dimension::Calendar:
    case Dimension::Area:
    case Dimension::Length:
    case Dimension::Volume:
    case Dimension::Mass:
    case Dimension::Data:
    case Dimension::Frequency:
    case Dimension::Points:
    case Dimension::Level:
    case Dimension::BareMultiple:
    case Dimension::Other: return false;
  }
  return false;
}

/// 500万元以上项目 is a condition on what is counted, 0-3岁 and 5A级 are names. A name that ends
/// with 以上 has nothing left to count: 义诊300人次以上.
bool is_condition(std::string_view behind) noexcept {
  for (const std::string_view limit : {"以上", "以下", "以内"}) {
    if (behind.starts_with(limit)) return behind.size() > limit.size();
  }
  return behind.starts_with("及以") || behind.starts_with("（含）") || behind.starts_with("级");
}

/// 3公里 is an amount of work; 5米 is the size of a thing.
bool is_promised(const Unit& unit) {
  return is_promise_unit(unit.dimension) ||
         (unit.dimension == Dimension::Length && unit.name == "公里");
}

std::optional<Part> find_number_with_unit(std::string_view name, const Lexicon& lexicon) {
  std::size_t at = 0;
  while (at < name.size()) {
    const std::size_t end = number_end(name, at);
    if (end == at) {
      next_character(name, at);
      continue;
    }
    const std::string_view before = name.substr(0, at);
    const std::string_view rest = name.substr(end);
    const bool part_of_word =
        !before.empty() && static_cast<unsigned char>(before.back()) < 0x80 && before.back() != ' ';
    if (!part_of_word && !ends_with_one_of(before, kBefore)) {
      const std::optional<UnitMatch> unit = lexicon.match_unit_prefix(rest);
      if (unit && is_promised(unit->unit) && !is_condition(rest.substr(unit->length))) {
        return Part{at, end + unit->length};
      }
    }
    at = end;
  }
  return std::nullopt;
}

std::optional<Part> find_behind_operator(std::string_view name) {
  for (const std::string_view sign : kOperators) {
    const std::size_t begin = name.find(sign);
    if (begin == std::string_view::npos) continue;
    // 不低于国家标准 promises no number.
    const std::string_view rest = trimmed(name.substr(begin + sign.size()));
    if (!rest.empty() && is_digit(rest.front())) return Part{begin, name.size()};
  }
  return std::nullopt;
}

std::optional<Part> find_value(std::string_view name, const Lexicon& lexicon) {
  static const WordList kAnyOperator("", "", true, {kOperators.begin(), kOperators.end()});
  if (kAnyOperator.find_in(name)) {
    if (const std::optional<Part> part = find_behind_operator(name)) return part;
  }
  return find_number_with_unit(name, lexicon);
}

/// Most names hold no digit and no numeral; they need no further look.
bool may_hold_value(std::string_view name) noexcept {
  for (std::size_t at = 0; at < name.size();) {
    const char32_t character = next_character(name, at);
    if (character < 0x80 ? is_digit(static_cast<char>(character))
                         : is_wide_digit(character) || is_numeral(character)) {
      return true;
    }
  }
  return false;
}

}  // namespace

/// NM10: the value belongs in its own column: 培训不少于420人次.
void check_value_in_name(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const std::string& name = indicator.name.text;
      if (!may_hold_value(name)) continue;
      const std::optional<Part> part = find_value(name, input.lexicon);
      if (!part || !is_named_row(indicator)) continue;
      verdicts.bad(indicator, evidence_of(indicator.name, part->begin, part->end));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(
        fmt::format("{} 个指标名称里写了指标值：{}。", verdicts.bad_count(), verdicts.bad_names()));
    answer.expected = "数值移到指标值一栏";
    answer.actual = verdicts.bad_names();
    answer.confidence = 0.7;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
