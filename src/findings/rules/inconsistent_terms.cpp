// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"
#include "findings/rules/spelling.h"

namespace jx {
namespace {

/// One way of writing the thing, and the first place where it stands.
struct Writing {
  std::string words;
  EvidenceLine evidence;
};

/// Sets of rows that write one thing in several ways.
class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t root_of(std::size_t at) {
    while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
    return at;
  }
  void join(std::size_t a, std::size_t b) { parent_[root_of(b)] = root_of(a); }

 private:
  std::vector<std::size_t> parent_;
};

bool has_writing(const std::vector<Writing>& writings, std::string_view words) {
  return std::any_of(writings.begin(), writings.end(),
                     [&](const Writing& each) { return fold(each.words) == fold(words); });
}

void add_writing(std::vector<Writing>& writings, std::string_view words, EvidenceLine evidence) {
  if (has_writing(writings, words)) return;
  writings.push_back({std::string(words), std::move(evidence)});
}

/// How close a stretch of prose is to a part; 0 for not at all. Prose goes on before and behind a
/// phrase, so a character at its edge is no difference of spelling.
int closeness(std::u32string_view part, std::u32string_view prose, const Lexicon& lexicon) {
  if (part == prose) return 3;
  if (are_turned_round(part, prose)) return 2;
  const std::u32string_view longer = part.size() < prose.size() ? prose : part;
  const std::u32string_view shorter = part.size() < prose.size() ? part : prose;
  if (shorter.size() < 3) return 0;
  const std::size_t at = lost_character(longer, shorter, lexicon);
  return at != std::u32string_view::npos && at > 0 && at + 1 < longer.size() ? 2 : 0;
}

struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  int closeness = 0;
};

/// The stretch that ends (or begins) at `at` and is closest to the part.
Stretch closest_before(std::u32string_view text, std::size_t at, std::u32string_view part,
                       const Lexicon& lexicon) {
  Stretch best{at, at, 0};
  for (std::size_t length = part.size() - 1; length <= part.size() + 1 && length <= at; ++length) {
    const int found = closeness(part, text.substr(at - length, length), lexicon);
    if (found > best.closeness) best = {at - length, at, found};
  }
  return best;
}
Stretch closest_behind(std::u32string_view text, std::size_t at, std::u32string_view part,
                       const Lexicon& lexicon) {
  Stretch best{at, at, 0};
  for (std::size_t length = part.size() - 1; length <= part.size() + 1; ++length) {
    if (at + length > text.size()) break;
    const int found = closeness(part, text.substr(at, length), lexicon);
    if (found > best.closeness) best = {at, at + length, found};
  }
  return best;
}

/// The enumeration of a goal that writes "A、B" of a name in another way, or in the same.
std::optional<Stretch> find_in_prose(const FoldedText& prose,
                                     const std::vector<std::u32string_view>& parts,
                                     const Lexicon& lexicon) {
  if (parts.size() != 2 || parts[0].size() < 2 || parts[1].size() < 2) return std::nullopt;
  const std::u32string_view text = prose.characters;
  std::optional<Stretch> best;
  for (std::size_t at = text.find(U'、'); at != std::u32string_view::npos;
       at = text.find(U'、', at + 1)) {
    const Stretch left = closest_before(text, at, parts[0], lexicon);
    const Stretch right = closest_behind(text, at + 1, parts[1], lexicon);
    if (left.closeness == 0 || right.closeness == 0) continue;
    const int sum = left.closeness + right.closeness;
    if (sum >= 5 && (!best || sum > best->closeness)) best = Stretch{left.begin, right.end, sum};
  }
  return best;
}

/// Bytes; a longer text is no goal, and every row would read all of it.
constexpr std::size_t kLongestGoal = 20000;

/// Of two equally close stretches the longer one starts at the word's beginning.
bool is_closer(const Stretch& a, const Stretch& b) noexcept {
  if (a.closeness != b.closeness) return a.closeness > b.closeness;
  return a.end - a.begin > b.end - b.begin;
}

void add_from_goals(const ProjectFacts& facts, const std::vector<const RowObject*>& rows,
                    const Lexicon& lexicon, std::vector<Writing>& writings) {
  for (const Goal& goal : facts.goal_set->goals) {
    if (goal.words.text.size() > kLongestGoal) continue;
    const FoldedText prose = fold_with_offsets(goal.words.text);
    std::optional<Stretch> best;
    for (const RowObject* row : rows) {
      const auto found = find_in_prose(prose, enumeration_parts(row->characters), lexicon);
      if (found && (!best || is_closer(*found, *best))) best = found;
    }
    if (!best) continue;
    const std::size_t begin = prose.offsets[best->begin];
    const std::size_t end = prose.offsets[best->end];
    add_writing(writings, std::string_view(goal.words.text).substr(begin, end - begin),
                evidence_of(goal.words, begin, end));
  }
}

void report(const ProjectFacts& facts, std::vector<Writing> writings, FindingSink& sink) {
  std::stable_sort(writings.begin(), writings.end(), [](const Writing& a, const Writing& b) {
    return a.evidence.origin.line < b.evidence.origin.line;
  });
  std::vector<std::string> names;
  Answer answer = answer_about(facts, "");
  for (Writing& writing : writings) {
    names.push_back(in_quotes(writing.words));
    answer.evidence.push_back(std::move(writing.evidence));
  }
  answer.message =
      fmt::format("同一事项在本项目里有 {} 种写法：{}。", names.size(), joined(names, 8));
  answer.expected = "全表统一为一种写法";
  answer.actual = joined(names, 8);
  answer.confidence = 0.9;
  sink.fail(std::move(answer));
}

/// Rows whose objects are spellings of one thing, with the goals' spelling beside them.
void check_objects(const ProjectFacts& facts, const std::vector<RowObject>& rows,
                   const Lexicon& lexicon, FindingSink& sink) {
  Groups groups(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = i + 1; j < rows.size(); ++j) {
      if (compare_objects(rows[i], rows[j], lexicon) != Spelling::Different) {
        groups.join(i, j);
      }
    }
  }
  for (std::size_t root = 0; root < rows.size(); ++root) {
    if (groups.root_of(root) != root) continue;
    std::vector<const RowObject*> members;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (groups.root_of(i) == root) members.push_back(&rows[i]);
    }
    const bool enumerates = rows[root].enumerates;
    if (members.size() == 1 && !enumerates) continue;
    std::vector<Writing> writings;
    if (enumerates) add_from_goals(facts, members, lexicon, writings);
    for (const RowObject* row : members) {
      add_writing(writings, row->words, name_evidence(*row->indicator, row->words));
    }
    // Look-alike characters alone are TT01's finding.
    const bool differs = std::any_of(writings.begin(), writings.end(), [&](const Writing& each) {
      return !compare_texts(each.words, writings.front().words, lexicon).same_letters;
    });
    if (differs) report(facts, std::move(writings), sink);
  }
}

// --- a row beside the goal that states its very number
// ---------------------------------------------

/// Differs in one character, neither the first nor the last.
bool differ_inside(std::u32string_view a, std::u32string_view b, const Lexicon& lexicon) {
  if (a.size() != b.size() || a.front() != b.front() || a.back() != b.back()) return false;
  std::size_t differences = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    if (lexicon.look_alike(a[i], b[i]) || !is_han(a[i]) || !is_han(b[i])) return false;
    ++differences;
  }
  return differences == 1;
}

struct Twin {
  std::size_t in_name = 0;  ///< Characters.
  std::size_t in_goal = 0;
};

/// A stretch of the name that the clause writes with another character: 市政消火栓, 市政消防栓.
std::optional<Twin> find_twin(std::u32string_view name, std::u32string_view clause,
                              std::size_t length, const Lexicon& lexicon) {
  for (std::size_t i = 0; i + length <= name.size(); ++i) {
    for (std::size_t j = 0; j + length <= clause.size(); ++j) {
      if (differ_inside(name.substr(i, length), clause.substr(j, length), lexicon)) {
        return Twin{i, j};
      }
    }
  }
  return std::nullopt;
}

bool is_same_amount(const Indicator& row, const Quantity& quantity) {
  const Decimal* const value = number_of(row);
  return value != nullptr && quantity.value == *value && !quantity.unit.name.empty() &&
         quantity.unit.name == unit_of(row).name;
}

/// The goal's number is that of another row, which writes the thing as the goal does.
bool belongs_to_another(const ProjectFacts& facts, const Indicator& self, const Quantity& quantity,
                        std::string_view words) {
  return std::any_of(facts.goal_set->indicators.begin(), facts.goal_set->indicators.end(),
                     [&](const Indicator& row) {
                       return &row != &self && contains(row.name.text, words) &&
                              is_same_amount(row, quantity);
                     });
}

/// The goal's words for what the row counts, and the row's own.
struct TwoWords {
  std::string in_name;
  std::string in_goal;
};

std::optional<TwoWords> find_two_words(std::string_view name_text, std::string_view goal,
                                       TextRange clause, std::size_t number,
                                       const Lexicon& lexicon) {
  constexpr std::size_t kLength = 4;
  constexpr std::size_t kShortLength = 3;
  const std::u32string name = folded_characters(name_text);
  const auto words = [&](std::u32string_view text, const Twin& twin, std::size_t length) {
    return TwoWords{to_utf8(std::u32string_view(name).substr(twin.in_name, length)),
                    to_utf8(text.substr(twin.in_goal, length))};
  };
  const std::u32string whole = folded_characters(clause.of(goal));
  if (const auto twin = find_twin(name, whole, kLength, lexicon)) {
    return words(whole, *twin, kLength);
  }
  // So few characters must be what is counted: 维修消火栓 250 座.
  const std::u32string before = folded_characters(goal.substr(clause.begin, number - clause.begin));
  if (before.size() < kShortLength) return std::nullopt;
  const std::u32string counted = before.substr(before.size() - kShortLength);
  const auto twin = find_twin(name, counted, kShortLength, lexicon);
  return twin ? std::optional(words(counted, *twin, kShortLength)) : std::nullopt;
}

/// The goal promises the row's own number of it, so both speak of one thing.
void check_goal_word(const ProjectFacts& facts, const Indicator& row, const Goal& goal,
                     const Quantity& quantity, const Lexicon& lexicon, FindingSink& sink) {
  const TextRange range = clause_at(goal.words.text, quantity.begin);
  const auto found = find_two_words(row.name.text, goal.words.text, range, quantity.begin, lexicon);
  if (!found) return;
  const auto& [own, other] = *found;
  const std::size_t at = goal.words.text.find(other, range.begin);
  // A thing that the goal promises so many of in another row is another thing: 一级公路 and
  // 二级公路.
  if (at == std::string::npos || contains(goal.words.text, own) ||
      belongs_to_another(facts, row, quantity, other)) {
    return;
  }
  report(facts,
         {{.words = other, .evidence = evidence_of(goal.words, at, at + other.size())},
          {.words = own, .evidence = name_evidence(row, own)}},
         sink);
}

void check_goal_words(const ProjectFacts& facts, const Lexicon& lexicon, FindingSink& sink) {
  if (facts.goal_set == nullptr || facts.goal_set->goals.empty()) return;
  if (facts.goal_set->indicators.size() > kMostComparedRows) return;
  const Goal& goal = facts.goal_set->goals.front();
  if (goal.words.text.size() > kLongestGoal) return;
  for (const Indicator& row : facts.goal_set->indicators) {
    for (const Quantity& quantity : quantities_of(goal.quantities)) {
      if (!is_same_amount(row, quantity)) continue;
      check_goal_word(facts, row, goal, quantity, lexicon, sink);
      break;
    }
  }
}

/// The first bracket of a name: 培训（参会）人次 → 培训, 参会.
struct Bracket {
  std::string_view head;
  std::string_view inside;
};

std::optional<Bracket> bracket_of(std::string_view name) {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"（", "）"},
                                    std::pair<std::string_view, std::string_view>{"(", ")"}}) {
    const std::size_t begin = name.find(open);
    if (begin == std::string_view::npos || begin == 0) continue;
    const std::size_t inside = begin + open.size();
    const std::size_t end = name.find(close, inside);
    if (end == std::string_view::npos || end + close.size() >= name.size()) continue;
    return Bracket{name.substr(0, begin), name.substr(inside, end - inside)};
  }
  return std::nullopt;
}

bool are_synonyms(std::string_view a, std::string_view b, const WordMap& synonyms) {
  return std::any_of(synonyms.entries.begin(), synonyms.entries.end(), [&](const auto& entry) {
    return (entry.first == a && entry.second == b) || (entry.first == b && entry.second == a);
  });
}

/// 培训（参会）… and 培训（会议）…: one addition in two wordings. Additions that share no
/// character, or share it in the same place (一期, 二期), are a list of different things.
void check_brackets(const ProjectFacts& facts, const WordMap& synonyms, FindingSink& sink) {
  struct Row {
    const Indicator* indicator;
    Bracket bracket;
  };
  std::vector<Row> rows;
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    if (rows.size() == kMostComparedRows) break;
    const std::optional<Bracket> bracket = bracket_of(indicator.name.text);
    if (bracket && is_named_row(indicator)) rows.push_back({&indicator, *bracket});
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = i + 1; j < rows.size(); ++j) {
      const Bracket& a = rows[i].bracket;
      const Bracket& b = rows[j].bracket;
      if (a.head != b.head || a.inside == b.inside) continue;
      if (!are_turned_round(to_utf32(a.inside), to_utf32(b.inside)) &&
          !are_synonyms(a.inside, b.inside, synonyms)) {
        continue;
      }
      std::vector<Writing> writings;
      for (const Row* row : {&rows[i], &rows[j]}) {
        const std::string& name = row->indicator->name.text;
        const std::string_view inside = row->bracket.inside;
        const auto end = static_cast<std::size_t>(inside.data() + inside.size() - name.data());
        writings.push_back({name, evidence_of(row->indicator->name, end - inside.size(), end)});
      }
      report(facts, std::move(writings), sink);
      return;
    }
  }
}

}  // namespace

/// NM06: one thing written in several ways within a project.
void check_inconsistent_terms(const RuleInput& input, FindingSink& sink) {
  const auto& measures = input.prepared.get<MeasureWords>();
  const WordMap& synonyms = input.lexicon.map("bracket-synonym");
  for (const ProjectFacts& facts : input.facts.projects) {
    const std::vector<RowObject> rows = row_objects(facts, measures);
    check_objects(facts, rows, input.lexicon, sink);
    check_goal_words(facts, input.lexicon, sink);
    check_brackets(facts, synonyms, sink);
  }
}

}  // namespace jx
