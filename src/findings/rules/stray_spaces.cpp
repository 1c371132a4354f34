// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/digit_gaps.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"
#include "findings/rules/spelling.h"

namespace jx {
namespace {

constexpr std::size_t kMostEvidence = 60;
constexpr std::size_t kMostVariants = 10;

bool begins_character(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U;
}

/// "2021 年": the space, the whole number beside it and the character on its other side.
std::string shown(std::string_view text, const DigitGap& gap) {
  const auto is_ascii_digit = [](char byte) { return byte >= '0' && byte <= '9'; };
  std::size_t begin = gap.begin;
  do {
    --begin;
  } while (begin > 0 && (!begins_character(text[begin]) ||
                         (is_ascii_digit(text[begin]) && is_ascii_digit(text[begin - 1]))));
  std::size_t end = gap.end;
  next_character(text, end);
  while (end < text.size() && is_ascii_digit(text[gap.end]) && is_ascii_digit(text[end])) ++end;
  return std::string(text.substr(begin, end - begin));
}

class GapList {
 public:
  void look(const Words& words) {
    const std::vector<DigitGap> gaps = gaps_at_digits(words.text);
    if (gaps.empty()) return;
    count_ += gaps.size();
    ++places_;
    if (samples_.size() < 3) {
      // The space behind the number shows better: 2 期.
      const auto behind = std::find_if(gaps.begin(), gaps.end(), [&](const DigitGap& gap) {
        return is_any_digit(static_cast<unsigned char>(words.text[gap.begin - 1]));
      });
      samples_.push_back(
          in_quotes(shown(words.text, behind == gaps.end() ? gaps.front() : *behind)));
    }
    if (evidence_.size() < kMostEvidence) {
      evidence_.push_back(evidence_of(words, gaps.front().begin, gaps.front().end));
    }
  }
  bool empty() const noexcept { return count_ == 0; }

  void report(Answer answer, std::string_view where, FindingSink& sink) && {
    answer.message = fmt::format("{}有 {} 段文字在汉字与数字之间夹了空格，共 {} 处，如{}。", where,
                                 places_, count_, joined(samples_));
    answer.evidence = std::move(evidence_);
    answer.expected = "汉字与数字之间不空格";
    answer.actual = joined(samples_);
    answer.confidence = 0.95;
    sink.fail(std::move(answer));
  }

 private:
  std::size_t count_ = 0;
  std::size_t places_ = 0;
  std::vector<std::string> samples_;
  std::vector<EvidenceLine> evidence_;
};

/// Names with a space inside a word. A form that parts words so in most of its names means it.
void check_names(const ProjectFacts& facts, FindingSink& sink) {
  RowVerdicts verdicts(facts);
  for (const Indicator& indicator : facts.goal_set->indicators) {
    const std::vector<DigitGap> gaps = gaps_in_words(indicator.name.text);
    if (gaps.empty()) {
      verdicts.good(indicator);
    } else {
      verdicts.bad(indicator, evidence_of(indicator.name, gaps.front().begin, gaps.front().end));
    }
  }
  if (!verdicts.any_bad() || verdicts.bad_count() > verdicts.good_count()) return;
  Answer answer = verdicts.failed(
      fmt::format("{} 个指标名称的字间夹了空格：{}。", verdicts.bad_count(), verdicts.bad_names()));
  answer.expected = "名称中间不空格";
  answer.actual = verdicts.bad_names();
  answer.confidence = 0.8;
  sink.fail(std::move(answer));
}

/// Statements and task lists belong to the document, whatever project they speak of.
void check_prose(const RuleInput& input, FindingSink& sink) {
  GapList gaps;
  for (const Paragraph& paragraph : input.judged_paragraphs()) {
    // A row of a form stands as one line, with spaces of ours between its cells.
    if (!paragraph.words.origin.in_table()) gaps.look(paragraph.words);
  }
  for (const TaskList& list : input.judged_task_lists()) {
    gaps.look(list.title);
    for (const Task& task : list.tasks) {
      gaps.look(task.name);
      gaps.look(task.target);
    }
  }
  if (!gaps.empty()) std::move(gaps).report({}, "正文和任务清单", sink);
}

void check_cells(const ProjectFacts& facts, FindingSink& sink) {
  GapList gaps;
  for (const Goal& goal : facts.goal_set->goals) gaps.look(goal.words);
  for (const Indicator& indicator : facts.goal_set->indicators) gaps.look(indicator.name);
  if (!gaps.empty()) std::move(gaps).report(answer_about(facts, ""), "目标和指标", sink);
}

/// Spellings of one goal that differ in their spaces.
void check_goals(const RuleInput& input, const ProjectFacts& facts, FindingSink& sink) {
  const std::vector<Goal>& goals = facts.goal_set->goals;
  for (std::size_t i = 1; i < goals.size() && i < kMostVariants; ++i) {
    const Words& first = goals.front().words;
    const Words& other = goals[i].words;
    const TextDifference difference = compare_texts(first.text, other.text, input.lexicon);
    if (!difference.same_letters || difference.spaces_a == difference.spaces_b) continue;
    Answer answer = answer_about(
        facts,
        fmt::format(
            "年度目标的两种写法只差空格等：一种 {} 个字、{} 个空格，另一种 {} 个字、{} 个空格。",
            character_count(first.text), difference.spaces_a, character_count(other.text),
            difference.spaces_b));
    answer.evidence = {evidence_of(first), evidence_of(other)};
    answer.expected = "去掉多余空格后统一";
    answer.actual =
        fmt::format("{} 字与 {} 字", character_count(first.text), character_count(other.text));
    answer.confidence = 0.95;
    sink.fail(std::move(answer));
  }
}

}  // namespace

/// TT05: spaces that typesetting or a form left in the text. They break every search for "2期".
void check_stray_spaces(const RuleInput& input, FindingSink& sink) {
  check_prose(input, sink);
  for (const ProjectFacts& facts : input.facts.projects) {
    if (facts.goal_set == nullptr) continue;
    check_cells(facts, sink);
    check_names(facts, sink);
    check_goals(input, facts, sink);
  }
}

}  // namespace jx
