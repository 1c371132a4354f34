// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"

namespace jx {
namespace {

/// Where a form lets its author say how a figure was obtained.
constexpr std::array kSayingColumns = {ColumnRole::Explanation, ColumnRole::ValueBasis,
                                       ColumnRole::ScoringRule, ColumnRole::Remark};

enum class Record { None, Mentioned, Counted };

class SurveyWords {
 public:
  explicit SurveyWords(const Lexicon& lexicon)
      : surveys_(lexicon.words("survey-word")), counters_(lexicon.words("survey-counter")) {}

  /// 发放问卷 200 份 tells how many were asked; 经问卷调查 only that somebody was.
  Record record_in(std::string_view text) const {
    Record found = Record::None;
    std::size_t looked_at = 0;  // A sentence may have many of the words.
    for (const WordMatch& match : surveys_.find_all_in(text)) {
      if (match.begin < looked_at) continue;
      const TextRange sentence = sentence_at(text, match.begin);
      looked_at = sentence.end;
      if (has_count(fold_keeping_spaces(sentence.of(text)))) return Record::Counted;
      found = Record::Mentioned;
    }
    return found;
  }

 private:
  bool has_count(std::string_view sentence) const {
    constexpr std::string_view kDigits = "0123456789";
    for (std::size_t at = 0;
         (at = sentence.find_first_of(kDigits, at)) != std::string_view::npos;) {
      const std::size_t end = std::min(sentence.find_first_not_of(kDigits, at), sentence.size());
      const std::string_view rest = trimmed(sentence.substr(end));
      if (counters_.find_prefix_of(rest)) return true;
      at = end;
    }
    return false;
  }

  const WordList& surveys_;
  const WordList& counters_;
};

/// A share of the satisfied that only asking people can give. Complaints are counted, not asked.
bool is_surveyed(const Indicator& indicator) {
  if (!indicator.actual || !is_satisfaction_row(indicator)) return false;
  const Field<Target>& actual = indicator.actual->value;
  if (!actual.has_value() || actual->kind != TargetKind::Number || !actual->value) return false;
  return is_percentage(indicator) || actual->unit.dimension == Dimension::Ratio;
}

Record record_of(const Indicator& indicator, const SurveyWords& words) {
  Record best = std::max(words.record_in(indicator.actual->value.raw),
                         words.record_in(indicator.actual->reason.text));
  for (const auto& [role, other] : indicator.others) {
    best = std::max(best, words.record_in(other.text));
  }
  return best;
}

Record record_of(const SelfEvaluation& evaluation, const SurveyWords& words) {
  Record best = Record::None;
  for (const GoalOutcome& goal : evaluation.goals) {
    best = std::max(best, words.record_in(goal.actual.text));
  }
  return best;
}

/// What the document says outside the rows; whose survey it is, it does not tell.
Record record_beside(const Submission& submission, const SurveyWords& words) {
  Record best = Record::None;
  for (const Paragraph& paragraph : submission.paragraphs) {
    best = std::max(best, words.record_in(paragraph.words.text));
  }
  for (const Unread& unread : submission.unread) {
    best = std::max(best, words.record_in(unread.words.text));
  }
  return best;
}

bool may_say_it(const Submission& submission, const Indicator& indicator) {
  return std::any_of(kSayingColumns.begin(), kSayingColumns.end(), [&](ColumnRole role) {
    return has_column(submission, indicator.origin, role);
  });
}

/// `best`: what was said of a survey elsewhere in the document.
void judge(const RuleInput& input, const EvaluatedProject& evaluated, const SurveyWords& words,
           Record best, FindingSink& sink) {
  RowFaults faults;
  best = std::max(best, record_of(*evaluated.evaluation, words));
  if (best == Record::Counted) return;
  bool asked = false;
  for (const Indicator& indicator : evaluated.set->indicators) {
    if (!is_surveyed(indicator)) continue;
    const Record record = record_of(indicator, words);
    if (record == Record::Counted) continue;
    best = std::max(best, record);
    asked = asked || may_say_it(input.submission, indicator);
    faults.add(
        fmt::format("{}完成{}", shown_name(indicator), in_quotes(indicator.actual->value.raw)),
        actual_evidence(indicator));
  }
  if (faults.empty()) return;
  Answer answer{.project = evaluated.project->key.text,
                .evidence = std::move(faults.evidence),
                .expected = "调查方式、发放和收回的问卷数",
                .confidence = 0.7};
  const std::string rows = joined(faults.rows, 6);
  if (best == Record::None && !asked) {
    answer.message = fmt::format("{}，表里没有地方写调查情况，也没有附调查记录，不能断定。", rows);
    answer.actual = "没有见到调查记录";
    return sink.insufficient(std::move(answer));
  }
  answer.message = best == Record::Mentioned
                       ? fmt::format("{}，只说做过调查，没有写问了多少人。", rows)
                       : fmt::format("{}，没有写由什么调查得来。", rows);
  answer.actual = best == Record::Mentioned ? "没有样本量" : "没有调查记录";
  sink.fail(std::move(answer));
}

}  // namespace

/// SA03: a satisfaction that was reached, and no survey that says so.
void check_satisfaction_survey(const RuleInput& input, FindingSink& sink) {
  const std::vector<EvaluatedProject> projects = evaluated_projects(input);
  if (projects.empty()) return;
  const SurveyWords words(input.lexicon);
  const Record beside = record_beside(input.submission, words);
  for (const EvaluatedProject& evaluated : projects) judge(input, evaluated, words, beside, sink);
}

}  // namespace jx
