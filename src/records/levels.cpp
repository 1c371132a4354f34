// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/levels.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "base/text.h"
#include "records/scan_text.h"

namespace jx::values {
namespace {

/// What a level may be said of: 城市居民出行满意度. Longer is a sentence.
constexpr std::size_t kLongestSubject = 12;
/// Without 得到 or 明显 in front of the level, a long subject is more likely a verb's object.
constexpr std::size_t kLongestPlainSubject = 8;
/// 有效执行 behind 得到.
constexpr std::size_t kLongestAfterDegree = 6;

/// Without the full stop, the semicolon or the quotation marks around the words.
std::string_view without_marks(std::string_view words) {
  constexpr std::u32string_view kMarks = U"。；;，,、.·！!\"“”'‘’";
  words = trimmed(words);
  while (!words.empty() &&
         kMarks.find(raw_before(words, words.size())) != std::u32string_view::npos) {
    words = trimmed(words.substr(0, before(words, words.size())));
  }
  while (!words.empty() && kMarks.find(raw_at(words, 0)) != std::u32string_view::npos) {
    words = trimmed(words.substr(after(words, 0)));
  }
  return words;
}

bool has_several_clauses(std::string_view words) {
  for (std::size_t position = 0; position < words.size(); position = after(words, position)) {
    const char32_t character = folded_at(words, position);
    if (ends_clause(character) || character == U'“' || character == U'、') return true;
  }
  return false;
}

/// 合格/不合格: levels and nothing else, two or more.
bool is_list_of_levels(std::string_view words, const ValueWords& lists) {
  constexpr std::u32string_view kSeparators = U"/、|或";
  std::size_t count = 0;
  std::size_t begin = 0;
  for (std::size_t position = 0; position <= words.size(); position = after(words, position)) {
    const bool end = position == words.size();
    if (!end && kSeparators.find(folded_at(words, position)) == std::u32string_view::npos) continue;
    if (!lists.levels.contains(trimmed(words.substr(begin, position - begin)))) return false;
    ++count;
    begin = after(words, position);
    if (end) break;
  }
  return count >= 2;
}

/// 优良中低差 and scales of the kind, separators left out.
bool is_scale(std::string_view words, const ValueWords& lists) {
  const std::string letters = letters_only(words);
  if (lists.scales.contains(letters) || is_list_of_levels(words, lists)) return true;
  constexpr std::u32string_view kGrades = U"优良中低差";
  std::size_t count = 0;
  for (std::size_t position = 0; position < letters.size(); ++count) {
    if (kGrades.find(next_character(letters, position)) == std::u32string_view::npos) return false;
  }
  return count >= 3;
}

/// Takes a comparator from the front (不低于良好) or the back (良好以上).
Comparator take_comparator(std::string_view& words, const ValueWords& lists) {
  if (const auto match = lists.lexicon.match_comparator_prefix(words)) {
    words = trimmed(words.substr(match->length));
    return match->comparator;
  }
  for (std::size_t position = before(words, words.size()); position > 0;
       position = before(words, position)) {
    const auto match = lists.lexicon.match_comparator_suffix_at(words.substr(position));
    if (!match || position + match->length != words.size()) continue;
    words = trimmed(words.substr(0, position));
    return match->comparator;
  }
  return Comparator::Unstated;
}

/// The words before `end` that say how much: 得到 + 明显. Returns where they begin.
std::size_t begin_of_degrees(std::string_view words, std::size_t end, const ValueWords& lists) {
  constexpr int kMost = 4;
  for (int i = 0; i < kMost; ++i) {
    const std::size_t start = skip_spaces_back(words, end);
    const auto degree = lists.degrees.find_suffix_of(words.substr(0, start));
    if (!degree) break;
    end = start - degree->size();
  }
  return end;
}

bool is_subject(std::string_view words, std::size_t most, const ValueWords& lists) {
  return character_count(words) <= most && !lists.verbs.find_prefix_of(words);
}

/// 矛盾纠纷得到化解: whatever short words follow 得到, they tell how far it got.
std::optional<std::string_view> find_attained(std::string_view words, const ValueWords& lists) {
  for (const std::string_view mark : {"得到", "有所"}) {
    const std::size_t position = words.find(mark);
    if (position == std::string_view::npos) continue;
    const std::string_view level = words.substr(begin_of_degrees(words, position, lists));
    const std::string_view rest = words.substr(position + mark.size());
    if (rest.empty() || character_count(rest) > kLongestAfterDegree) continue;
    if (character_count(words.substr(0, position)) <= kLongestSubject) return level;
  }
  return std::nullopt;
}

/// 质量符合国家标准: up to which standard.
std::optional<std::string_view> find_conformity(std::string_view words, const ValueWords& lists) {
  if (!lists.standards.find_suffix_of(words)) return std::nullopt;
  for (const std::string_view mark : {"符合", "达到", "满足"}) {
    const std::size_t position = words.find(mark);
    if (position == std::string_view::npos) continue;
    if (is_subject(words.substr(0, position), kLongestPlainSubject, lists)) {
      return words.substr(position);
    }
  }
  return std::nullopt;
}

bool is_level(std::string_view words, const ValueWords& lists) {
  return lists.levels.contains(words) || is_scale(words, lists);
}

/// The longest word of the lists at the end of the words, in bytes.
std::size_t suffix_length(std::string_view words, std::initializer_list<const WordList*> lists) {
  std::size_t longest = 0;
  for (const WordList* list : lists) {
    if (const auto word = list->find_suffix_of(words)) longest = std::max(longest, word->size());
  }
  return longest;
}

/// A level or a change behind its subject, with the words that say how much: 质量合格, 明显提高.
std::optional<std::string_view> find_predicate(std::string_view words, const ValueWords& lists) {
  const std::size_t plain = suffix_length(words, {&lists.levels, &lists.changes});
  const std::size_t length = std::max(plain, suffix_length(words, {&lists.outcomes}));
  if (length == 0) return std::nullopt;
  const std::size_t core = words.size() - length;
  const std::size_t begin = begin_of_degrees(words, core, lists);
  const bool has_degree = begin < core;
  if (!has_degree && length != plain) return std::nullopt;
  const std::string_view subject = trimmed(words.substr(0, begin));
  if (subject.empty()) return words;
  // 好, 高 and the like end too many other words (爱好) to be a level behind a subject.
  if (!has_degree && character_count(words.substr(core)) < 2) return std::nullopt;
  const std::size_t most = has_degree ? kLongestSubject : kLongestPlainSubject;
  if (!is_subject(subject, most, lists)) return std::nullopt;
  return words.substr(begin);
}

std::optional<std::string_view> find_level_words(std::string_view words, const ValueWords& lists) {
  if (is_level(words, lists)) return words;
  if (has_several_clauses(words)) return std::nullopt;
  if (const auto attained = find_attained(words, lists)) return attained;
  if (const auto conformity = find_conformity(words, lists)) return conformity;
  return find_predicate(words, lists);
}

}  // namespace

std::optional<LevelPlace> find_level(std::string_view cell, const ValueWords& words) {
  // Beyond this length a cell is a sentence, and looking for suffixes in it costs time.
  constexpr std::size_t kMostBytes = 120;
  std::string_view text = without_marks(cell);
  if (text.empty() || text.size() > kMostBytes) return std::nullopt;
  std::string_view bare = text;
  const Comparator comparator = take_comparator(bare, words);
  if (comparator != Comparator::Unstated && !is_level(text, words) && is_level(bare, words)) {
    return LevelPlace{bare, comparator};
  }
  const bool sign = comparator != Comparator::Unstated && !is_han(raw_at(text, 0));
  const auto level = find_level_words(text, words);
  if (!level || sign) return std::nullopt;
  return LevelPlace{*level};
}

}  // namespace jx::values
