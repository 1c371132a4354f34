// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// A text of the project and how many cells print it.
struct Piece {
  std::string_view text;
  Origin origin;
  std::size_t prints = 1;
};

/// A character that OCR may have misread, with its neighbours: two on one side, one on the other.
struct Spot {
  std::uint64_t around = 0;  ///< The neighbours' code points, 21 bits each.
  bool behind = false;       ///< True when two of the neighbours stand before it.
  char32_t character = 0;
  std::uint32_t piece = 0;
  std::uint32_t begin = 0;  ///< Bytes: the two neighbours and the character itself.
  std::uint32_t end = 0;
};

bool comes_before(const Spot& a, const Spot& b) noexcept {
  if (a.around != b.around) return a.around < b.around;
  if (a.behind != b.behind) return a.behind < b.behind;
  return a.character < b.character;
}

bool same_surroundings(const Spot& a, const Spot& b) noexcept {
  return a.around == b.around && a.behind == b.behind;
}

std::uint64_t pack(char32_t a, char32_t b, char32_t c) noexcept {
  return std::uint64_t{a} << 42 | std::uint64_t{b} << 21 | std::uint64_t{c};
}

/// Reads a text once and notes the spots of it.
class SpotReader {
 public:
  SpotReader(const Lexicon& lexicon, std::vector<Spot>& spots) : lexicon_(lexicon), spots_(spots) {}

  void read(std::string_view text, std::uint32_t piece) {
    std::array<char32_t, 5> window{};  ///< The character in the middle is looked at.
    std::array<std::uint32_t, 6> ends{};
    std::size_t position = 0;
    for (std::size_t behind_end = 0; behind_end < 2;) {
      std::shift_left(window.begin(), window.end(), 1);
      std::shift_left(ends.begin(), ends.end(), 1);
      window.back() = 0;
      if (position < text.size()) {
        window.back() = fold_character(next_character(text, position));
      } else {
        ++behind_end;
      }
      ends.back() = static_cast<std::uint32_t>(position);
      note(window, ends, piece);
    }
  }

 private:
  void note(const std::array<char32_t, 5>& window, const std::array<std::uint32_t, 6>& ends,
            std::uint32_t piece) {
    const char32_t character = window[2];
    if (!is_han(character) || !lexicon_.has_look_alike(character)) return;
    if (is_han(window[0]) && is_han(window[1])) {
      spots_.push_back(
          {pack(window[0], window[1], window[3]), true, character, piece, ends[0], ends[3]});
    }
    if (is_han(window[3]) && is_han(window[4])) {
      spots_.push_back(
          {pack(window[1], window[3], window[4]), false, character, piece, ends[2], ends[5]});
    }
  }

  const Lexicon& lexicon_;
  std::vector<Spot>& spots_;
};

std::vector<Piece> pieces_of(const ProjectFacts& facts) {
  std::vector<Piece> pieces;
  for (const NameVariant& name : facts.project->names) {
    const Origin origin = name.origins.empty() ? Origin{} : name.origins.front();
    pieces.push_back({name.text, origin, std::max<std::size_t>(name.origins.size(), 1)});
  }
  if (facts.goal_set == nullptr) return pieces;
  for (const Goal& goal : facts.goal_set->goals) {
    pieces.push_back(
        {goal.words.text, goal.words.origin, std::max<std::size_t>(goal.prints.size(), 1)});
  }
  for (const Indicator& indicator : facts.goal_set->indicators) {
    pieces.push_back({indicator.name.text, indicator.name.origin, 1});
  }
  return pieces;
}

std::size_t count_in(std::string_view text, std::string_view part) noexcept {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

std::size_t count_in(const std::vector<Piece>& pieces, std::string_view token) noexcept {
  std::size_t count = 0;
  for (const Piece& piece : pieces) count += piece.prints * count_in(piece.text, token);
  return count;
}

/// Outside the project's own cells: statements and task lists.
std::size_t count_elsewhere(const Submission& submission, std::string_view token) noexcept {
  std::size_t count = 0;
  for (const Paragraph& paragraph : submission.paragraphs) {
    count += count_in(paragraph.words.text, token);
  }
  for (const TaskList& list : submission.task_lists) {
    count += std::max<std::size_t>(list.title_prints.size(), 1) * count_in(list.title.text, token);
    for (const Task& task : list.tasks) {
      count += count_in(task.name.text, token) + count_in(task.target.text, token);
    }
  }
  return count;
}

/// One of the two spellings.
struct Form {
  std::string token;  ///< With its two neighbours: 布丝瑰.
  std::size_t inside = 0;
  std::size_t elsewhere = 0;

  std::size_t total() const noexcept { return inside + elsewhere; }
};

std::string token_of(const Spot& spot, const std::vector<Piece>& pieces) {
  return std::string(pieces[spot.piece].text.substr(spot.begin, spot.end - spot.begin));
}

bool is_ambiguous(char32_t a, char32_t b, const WordMap& pairs) {
  const std::string first = to_utf8({&a, 1});
  const std::string second = to_utf8({&b, 1});
  return std::any_of(pairs.entries.begin(), pairs.entries.end(), [&](const auto& entry) {
    return (entry.first == first && entry.second == second) ||
           (entry.first == second && entry.second == first);
  });
}

void add_evidence(const std::vector<Piece>& pieces, const Form& form, Answer& answer) {
  constexpr std::size_t kMostEvidence = 12;
  std::size_t added = 0;
  for (const Piece& piece : pieces) {
    const std::size_t begin = piece.text.find(form.token);
    if (begin == std::string_view::npos || added++ == kMostEvidence) continue;
    answer.evidence.push_back({.origin = piece.origin,
                               .text = std::string(piece.text),
                               .begin = begin,
                               .end = begin + form.token.size()});
  }
}

/// The two spellings in one pair of surroundings.
using Forms = std::array<Form, 2>;

Forms forms_of(const RuleInput& input, const std::vector<Piece>& pieces, const Spot& a,
               const Spot& b) {
  Forms forms;
  forms[0].token = token_of(a, pieces);
  forms[1].token = token_of(b, pieces);
  for (Form& form : forms) {
    form.inside = count_in(pieces, form.token);
    form.elsewhere = count_elsewhere(input.submission, form.token);
  }
  return forms;
}

std::size_t total(const Forms& forms) noexcept { return forms[0].total() + forms[1].total(); }

void report(const ProjectFacts& facts, const std::vector<Piece>& pieces, const Forms& forms,
            FindingSink& sink) {
  const auto weight = [](const Form& form) { return std::pair(form.elsewhere, form.total()); };
  const bool first_is_right = weight(forms[0]) >= weight(forms[1]);
  const Form& right = forms[first_is_right ? 0 : 1];
  const Form& wrong = forms[first_is_right ? 1 : 0];
  const bool confirmed = right.elsewhere > wrong.elsewhere || right.total() >= 2 * wrong.total();

  Answer answer = answer_about(
      facts,
      fmt::format("“{}”与“{}”形近混写：全文 {} 次与 {} 次，其中本项目 {} 次与 {} 次、其他文字 {} "
                  "次与 {} 次，应以“{}”为准。",
                  right.token, wrong.token, right.total(), wrong.total(), right.inside,
                  wrong.inside, right.elsewhere, wrong.elsewhere, right.token));
  add_evidence(pieces, wrong, answer);
  add_evidence(pieces, right, answer);
  answer.expected = right.token;
  answer.actual = fmt::format("{}（{} 次）与{}（{} 次）", right.token, right.total(), wrong.token,
                              wrong.total());
  answer.confidence = confirmed ? 0.95 : 0.7;
  sink.fail(std::move(answer));
}

/// A pair of look-alikes and the surroundings in which it comes most often.
struct Candidate {
  std::pair<char32_t, char32_t> characters;
  Forms forms;
};

/// In the sorted list the two characters of a pair stand side by side, unless a third look-alike
/// of theirs comes between; then that one is found first.
std::vector<Candidate> find_candidates(const RuleInput& input, const std::vector<Piece>& pieces,
                                       const std::vector<Spot>& spots) {
  const WordMap& ambiguous = input.lexicon.map("look-alike-ambiguous");
  constexpr std::size_t kMostCounted = 40;
  std::size_t counted = 0;
  std::vector<Candidate> candidates;
  for (std::size_t i = 1; i < spots.size(); ++i) {
    const Spot& a = spots[i - 1];
    const Spot& b = spots[i];
    if (!same_surroundings(a, b) || !input.lexicon.look_alike(a.character, b.character)) continue;
    if (is_ambiguous(a.character, b.character, ambiguous)) continue;
    // Counting reads the whole document; a hostile one must not make that quadratic.
    if (++counted > kMostCounted) break;
    const std::pair<char32_t, char32_t> characters = std::minmax(a.character, b.character);
    Forms forms = forms_of(input, pieces, a, b);
    const auto known = std::find_if(
        candidates.begin(), candidates.end(),
        [&](const Candidate& candidate) { return candidate.characters == characters; });
    if (known == candidates.end()) {
      candidates.push_back({characters, std::move(forms)});
    } else if (total(forms) > total(known->forms)) {
      known->forms = std::move(forms);
    }
  }
  return candidates;
}

}  // namespace

/// TT01: two look-alike characters in the same surroundings within one project. The right form is
/// the one that statements and task lists have, else the more frequent one; the raw text stays as
/// it is.
void check_look_alike_variants(const RuleInput& input, FindingSink& sink) {
  std::vector<Spot> spots;
  for (const ProjectFacts& facts : input.facts.projects) {
    const std::vector<Piece> pieces = pieces_of(facts);
    spots.clear();
    SpotReader reader(input.lexicon, spots);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      reader.read(pieces[i].text, static_cast<std::uint32_t>(i));
    }
    if (spots.size() < 2) continue;
    std::sort(spots.begin(), spots.end(), comes_before);
    for (const Candidate& candidate : find_candidates(input, pieces, spots)) {
      // A single meeting of two forms proves nothing: one of them has to come again.
      if (total(candidate.forms) >= 3) report(facts, pieces, candidate.forms, sink);
    }
  }
}

}  // namespace jx
