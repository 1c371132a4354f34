// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

std::string number_of(const Task& task) {
  return task.number.has_value() ? std::to_string(*task.number) : in_quotes(task.name.text);
}

/// One finding for the list: the targets that hold no number and no date at all.
void check_numberless(const TaskList& list, FindingSink& sink) {
  Answer answer = answer_about(list);
  std::vector<std::string> numbers;
  for (const Task& task : list.tasks) {
    if (has_measure_or_deadline(task.quantities, task.target.text)) continue;
    numbers.push_back(number_of(task));
    answer.evidence.push_back(evidence_of(task.target));
  }
  constexpr std::size_t kShown = 30;
  answer.confidence = 0.95;
  if (numbers.empty()) {
    answer.message = fmt::format("{} 项任务的目标都有数量或期限。", list.tasks.size());
    answer.evidence = {evidence_of(list.title)};
    sink.pass(std::move(answer));
    return;
  }
  answer.message = fmt::format(
      "{} 项任务中有 {} 项（{}）的目标没有任何数量和期限，写的是管理过程或口号，不是结果。",
      list.tasks.size(), numbers.size(), joined(numbers, kShown));
  answer.expected = "每项任务有成果、数量和期限";
  answer.actual = fmt::format("{} 项没有数量", numbers.size());
  sink.fail(std::move(answer));
}

struct Frequency {
  WordMatch match;
  std::string times;
  const Words* words = nullptr;
};

std::optional<Frequency> find_frequency(const Words& words, const Lexicon& lexicon) {
  std::optional<Frequency> found;
  for (const auto& [word, times] : lexicon.map("frequency-word").entries) {
    const std::size_t place = words.text.find(word);
    if (place == std::string::npos || (found && found->match.begin <= place)) continue;
    found = Frequency{.match = {.word = word, .begin = place, .end = place + word.size()},
                      .times = times,
                      .words = &words};
  }
  return found;
}

/// A periodic report without its number and its day.
void check_report(const TaskList& list, const Task& task, const Lexicon& lexicon,
                  FindingSink& sink) {
  const auto report = lexicon.words("report-word").find_in(task.name.text);
  if (!report || has_measure(task.quantities, task.target.text)) return;
  std::optional<Frequency> frequency = find_frequency(task.name, lexicon);
  const bool only_in_name = frequency.has_value();
  if (!frequency) frequency = find_frequency(task.target, lexicon);
  if (!frequency) return;
  Answer answer = answer_about(list);
  answer.message = fmt::format(
      "{}的频次“{}”{}，任务目标没有写次数（全年应为 {} 次）和报送日期，无法核对是否缺报。",
      shown_name(task), frequency->match.word, only_in_name ? "只写在任务名称里" : "不够具体",
      frequency->times);
  answer.evidence = {evidence_of(*frequency->words, frequency->match.begin, frequency->match.end),
                     evidence_of(task.target)};
  answer.expected = fmt::format("全年 {} 次，写明每次的报送日期", frequency->times);
  answer.actual = "没有次数和日期";
  answer.fix = fmt::format("在任务目标里写“{}报送，全年 {} 次，每次于某日前报送”，并写明收件单位。",
                           frequency->match.word, frequency->times);
  answer.confidence = 0.95;
  sink.fail(std::move(answer));
}

/// “A、B、C、D”: how many set phrases a quotation lists; 0 when it is no such list.
std::size_t listed_phrases(std::string_view quotation) {
  constexpr std::string_view kListMark = "、";
  const std::size_t parts = split(quotation, kListMark).size();
  return parts >= 2 ? parts : 0;
}

/// Filing without a count, a rate or a date.
void check_filing(const TaskList& list, const Task& task, const Lexicon& lexicon,
                  FindingSink& sink) {
  const auto filing = lexicon.words("filing-word").find_in(task.name.text);
  const std::string_view text = task.target.text;
  if (!filing || has_measure_or_deadline(task.quantities, text)) return;
  Answer answer = answer_about(list);
  TextRange slogans;
  std::size_t phrases = 0;
  for (const TextRange& quotation : quotations_in(text)) {
    const std::size_t listed = listed_phrases(quotation.of(text));
    if (listed > phrases) {
      phrases = listed;
      slogans = quotation;
    }
  }
  answer.message =
      fmt::format("{}的目标没有应归档的件（卷）数、归档率和移交日期", shown_name(task));
  if (phrases > 0) {
    answer.message += fmt::format("，只有 {} 个套语（{}）", phrases, slogans.of(text));
  }
  answer.message += "。";
  answer.evidence = {evidence_of(task.target, slogans.begin, slogans.end),
                     evidence_of(task.name, filing->begin, filing->end)};
  answer.expected = "应归档件（卷）数、归档率、移交日期";
  answer.actual = phrases > 0 ? fmt::format("{} 个套语", phrases) : "没有数量和日期";
  answer.fix = "列出应归档材料清单，写明件（卷）数、归档率和移交日期。";
  answer.confidence = 0.95;
  sink.fail(std::move(answer));
}

}  // namespace

void check_process_as_result(const RuleInput& input, FindingSink& sink) {
  for (const TaskList& list : input.judged_task_lists()) {
    if (list.tasks.empty()) continue;
    check_numberless(list, sink);
    for (const Task& task : list.tasks) {
      check_report(list, task, input.lexicon, sink);
      check_filing(list, task, input.lexicon, sink);
    }
  }
}

}  // namespace jx
