// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/safe_fixes.h"

#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "findings/rules/digit_gaps.h"

namespace jx {
namespace {

/// "８０％" → "80%": figures, points, commas and the percent sign; words keep their width.
std::string narrow_figures(std::string_view text) {
  std::string narrow;
  bool any_digit = false;
  for (std::size_t position = 0; position < text.size();) {
    const char32_t character = next_character(text, position);
    const bool is_digit = character >= U'０' && character <= U'９';
    any_digit = any_digit || is_digit || (character >= U'0' && character <= U'9');
    const bool is_sign = character == U'．' || character == U'％' || character == U'，';
    append_character(narrow, is_digit || is_sign ? fold_character(character) : character);
  }
  // A full-width comma between words is no figure's.
  return any_digit && narrow.find_first_not_of("0123456789.,%") == std::string::npos
             ? narrow
             : std::string(text);
}

std::string without_gaps(std::string_view text) {
  std::string joined;
  std::size_t from = 0;
  for (const DigitGap& gap : gaps_at_digits(text)) {
    joined += text.substr(from, gap.begin - from);
    from = gap.end;
  }
  joined += text.substr(from);
  return joined;
}

class FixList {
 public:
  explicit FixList(const Lexicon& lexicon) : lexicon_(lexicon) {}

  void look_at_words(const Words& words) {
    add("多余空格", words.origin, words.text, without_gaps(words.text));
  }

  void look_at_indicator(const Indicator& indicator) {
    look_at_words(indicator.name);
    look_at_operator(indicator.comparator);
    look_at_figures(indicator.target.raw, indicator.target.origin);
    look_at_unit(indicator.unit);
    look_at_figures(indicator.weight.raw, indicator.weight.origin);
  }

  std::vector<SafeFix> take() && { return std::move(fixes_); }

 private:
  /// Only where both are names of one unit: one 市斤 is no 千克, and 人/次 may be the people of
  /// each time.
  void look_at_unit(const Field<Unit>& unit) {
    for (const auto& [alias, official] : lexicon_.map("nonstandard-unit").entries) {
      if (trimmed(unit.raw) != alias || contains(alias, "/")) continue;
      const auto meant = lexicon_.find_unit(alias);
      if (meant && meant == lexicon_.find_unit(official)) {
        add("度量单位", unit.origin, unit.raw, official);
      }
      return;
    }
  }

  /// Words and pairs of signs; how wide a single sign is printed is a matter of taste.
  void look_at_operator(const Field<Comparator>& comparator) {
    const std::string_view words = trimmed(comparator.raw);
    if (character_count(words) < 2) return;
    const auto meant = lexicon_.find_comparator(words);
    if (meant == Comparator::AtLeast || meant == Comparator::AtMost) {
      add("指标性质", comparator.origin, comparator.raw, std::string(chinese_name(*meant)));
    }
  }

  void look_at_figures(const std::string& words, const Origin& origin) {
    add("全角数字", origin, words, narrow_figures(words));
  }

  void add(std::string_view what, const Origin& origin, const std::string& before,
           std::string after) {
    if (before.empty() || before == after) return;
    if (!seen_
             .emplace(origin.page, origin.line, origin.table, origin.row, origin.column,
                      origin.first_column)
             .second) {
      return;
    }
    fixes_.push_back(
        {.what = std::string(what), .origin = origin, .before = before, .after = std::move(after)});
  }

  const Lexicon& lexicon_;
  std::vector<SafeFix> fixes_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t,
                      std::uint32_t>>
      seen_;
};

}  // namespace

std::vector<SafeFix> find_safe_fixes(const Submission& submission, const Lexicon& lexicon) {
  FixList fixes(lexicon);
  for (const Project& project : submission.projects) {
    for (const GoalSet& set : project.goal_sets) {
      for (const Goal& goal : set.goals) {
        for (const Origin& print : goal.prints) fixes.look_at_words({goal.words.text, print});
      }
      for (const Indicator& indicator : set.indicators) fixes.look_at_indicator(indicator);
    }
  }
  for (const TaskList& list : submission.task_lists) {
    for (const Task& task : list.tasks) {
      fixes.look_at_words(task.name);
      fixes.look_at_words(task.target);
    }
  }
  for (const Paragraph& paragraph : submission.paragraphs) fixes.look_at_words(paragraph.words);
  return std::move(fixes).take();
}

}  // namespace jx
