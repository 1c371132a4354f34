// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "findings/rule.h"
#include "lexicon/lexicon.h"
#include "model/submission.h"

/// The prose of a submission as rules read it: goals, task targets and statements, each with its
/// quantities and the subject it speaks of; and the small questions that many rules ask of a text.
namespace jx {

enum class PassageKind : std::uint8_t { Goal, Task, Statement };

/// More quantities than any honest cell holds. Rules compare quantities with each other; a hostile
/// cell with a million of them must not make that quadratic. The rest of such a cell is not judged.
constexpr std::size_t kMostQuantities = 300;

/// The quantities that rules look at: the first kMostQuantities.
inline std::span<const Quantity> quantities_of(const std::vector<Quantity>& all) noexcept {
  return std::span(all).first(std::min(all.size(), kMostQuantities));
}

/// One text with its quantities. Borrowed from the submission.
struct Passage {
  PassageKind kind = PassageKind::Statement;
  const Words* words = nullptr;
  std::span<const Quantity> quantities;
  const Project* project = nullptr;  ///< Of a goal.
  const TaskList* list = nullptr;    ///< Of a task.
  const Task* task = nullptr;        ///< Of a task.
  std::optional<int> fiscal_year =
      std::nullopt;  ///< Where the document says it for this goal set or list.

  std::string_view text() const noexcept { return words->text; }
};

/// The answer's project and subject for a passage: the goal's project, the task's list.
Answer answer_about(const Passage& passage);
Answer answer_about(const TaskList& list);
Answer answer_about(const Project& project);
/// "任务 9“建设线上销售平台”" for messages; "年度目标"; "正文".
std::string shown_place(const Passage& passage);
/// “words” with the quotation marks inside turned into ‘’.
std::string named(std::string_view words);
/// "任务 9 “建设线上销售平台”", or the name alone when the row has no number.
std::string shown_name(const Task& task);
/// The linked project's key, or "".
std::string_view project_of(const TaskList& list) noexcept;

Passage passage_of(const TaskList& list, const Task& task) noexcept;

template <typename Visit>
void for_each_goal(const RuleInput& input, Visit&& visit) {
  for (const ProjectFacts& facts : input.facts.projects) {
    for (const GoalSet& set : facts.project->goal_sets) {
      for (const Goal& goal : set.goals) {
        visit(Passage{.kind = PassageKind::Goal,
                      .words = &goal.words,
                      .quantities = quantities_of(goal.quantities),
                      .project = facts.project,
                      .fiscal_year = set.fiscal_year});
      }
    }
  }
}

template <typename Visit>
void for_each_task(const RuleInput& input, Visit&& visit) {
  for (const TaskList& list : input.judged_task_lists()) {
    for (const Task& task : list.tasks) visit(passage_of(list, task));
  }
}

template <typename Visit>
void for_each_statement(const RuleInput& input, Visit&& visit) {
  for (const Paragraph& paragraph : input.judged_paragraphs()) {
    if (paragraph.kind != ParagraphKind::Statement) continue;
    visit(Passage{.kind = PassageKind::Statement,
                  .words = &paragraph.words,
                  .quantities = quantities_of(paragraph.quantities)});
  }
}

template <typename Visit>
void for_each_passage(const RuleInput& input, Visit&& visit) {
  for_each_goal(input, visit);
  for_each_task(input, visit);
  for_each_statement(input, visit);
}

/// Collects what a rule says passage by passage. A goal printed in several spellings gives one
/// finding with several places: answers about one project with the same message become one. What
/// was collected goes to the sink when this object dies.
class PassageFailures {
 public:
  explicit PassageFailures(FindingSink& sink) : sink_(sink) {}
  PassageFailures(const PassageFailures&) = delete;
  PassageFailures& operator=(const PassageFailures&) = delete;
  ~PassageFailures();

  void add(const Passage& passage, Answer answer);
  bool empty() const noexcept { return answers_.empty(); }

 private:
  FindingSink& sink_;
  std::vector<Answer> answers_;
  std::map<std::pair<std::string, std::string>, std::size_t> goals_;  ///< Project, message.
};

/// A byte range of a text.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  bool empty() const noexcept { return begin >= end; }
  friend bool operator==(const TextRange&, const TextRange&) = default;
};

/// The part between two of ，；。：！？ (a comma inside a number does not count) that holds the
/// place. Looked for within some thousand bytes to either side.
TextRange clause_at(std::string_view text, std::size_t place) noexcept;
/// The part between two of ；。！？ that holds the place.
TextRange sentence_at(std::string_view text, std::size_t place) noexcept;
/// All clauses from left to right, empty ones left out.
std::vector<TextRange> clauses_of(std::string_view text);

/// What stands between “”, ‘’, 「」, 『』 or "", from left to right, without the marks.
std::vector<TextRange> quotations_in(std::string_view text);
/// True inside quotation marks or the brackets of a title 《》: a number there is part of a name.
bool is_quoted_at(std::string_view text, std::size_t place) noexcept;

/// A number that a reviewer can check: not a date, not a label, not part of a quoted name.
bool is_measure(const Quantity& quantity, std::string_view text) noexcept;
/// A date by which something is to be done: "2021 年底前", "11月30日前"; "2021年" alone is not one.
bool is_deadline(const Quantity& quantity, std::string_view text) noexcept;
bool has_measure(std::span<const Quantity> quantities, std::string_view text) noexcept;
bool has_measure_in(std::span<const Quantity> quantities, std::string_view text,
                    TextRange range) noexcept;
bool has_measure_or_deadline(std::span<const Quantity> quantities, std::string_view text) noexcept;

/// An amount of money: in 元, 万元 …, or a bare 万 or 亿 in a clause that speaks of money.
bool is_money(const Quantity& quantity, std::string_view text, const Lexicon& lexicon);
/// Value × unit factor: 500 万元 is 5000000. Absent when there is no value or it overflows.
std::optional<Decimal> in_base_unit(const Quantity& quantity);
/// "10 个", "≥420 人次": a quantity as a reader wants it in a list, whatever words it was written
/// in.
std::string shown_value(const Quantity& quantity);
/// An exact number: no sign, no 约, no range.
bool is_exact(const Quantity& quantity) noexcept;

/// The characters directly before (behind) the place, spaces skipped, end (begin) with `words`.
bool stands_before(std::string_view text, std::size_t place, std::string_view words) noexcept;
bool stands_behind(std::string_view text, std::size_t place, std::string_view words) noexcept;
/// Any of the list stands directly before the place; the longest of them.
std::optional<std::string_view> word_before(std::string_view text, std::size_t place,
                                            const WordList& words);

/// The words of the list that are not parts of longer ones of `longer`: 安全, but not in 安全帽.
std::vector<WordMatch> find_all_outside(std::string_view text, const WordList& words,
                                        const WordList& longer);
/// The first of them.
std::optional<WordMatch> find_outside(std::string_view text, const WordList& words,
                                      const WordList& longer);
/// True when the text names work or a thing that can be counted or seen ("deliverable-word").
bool names_deliverable(std::string_view text, const Lexicon& lexicon);

/// A goal of slogans only: no number, no deliverable, every clause 贯彻, 围绕 or 进一步提升.
bool is_slogan_only(std::string_view text, std::span<const Quantity> quantities,
                    const Lexicon& lexicon);
inline bool is_slogan_only(const Goal& goal, const Lexicon& lexicon) {
  return is_slogan_only(goal.words.text, quantities_of(goal.quantities), lexicon);
}
/// A task about running the project (机构, 制度, 方案, 档案, 汇报 …) rather than about its purpose.
bool is_management_task(const Task& task, const Lexicon& lexicon);

}  // namespace jx
