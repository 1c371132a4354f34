// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// Who is asked: words that name groups anywhere, or a name whose object ends like a person does.
class Respondents {
 public:
  explicit Respondents(const Lexicon& lexicon)
      : measures_(lexicon),
        subjects_(lexicon.words("satisfaction-subject")),
        endings_(lexicon.words("satisfaction-subject-ending")),
        exceptions_(lexicon.words("satisfaction-subject-ending-exception")) {}

  bool are_named_by(const Indicator& indicator) const {
    if (row_says(indicator, subjects_)) return true;
    const std::string_view name = indicator.name.text;
    // 投诉人对处理结果满意度: the one who judges stands before 对.
    return is_person(name.substr(0, name.find("对"))) ||
           is_person(measures_.object_of(name, measures_.find(name)));
  }

 private:
  bool is_person(std::string_view words) const {
    return endings_.find_suffix_of(words).has_value() &&
           !exceptions_.find_suffix_of(words).has_value();
  }

  MeasureWords measures_;
  const WordList& subjects_;
  const WordList& endings_;
  const WordList& exceptions_;
};

}  // namespace

/// SA02: a satisfaction row must say who is asked, in its name or in a cell that explains it.
void check_satisfaction_subject(const RuleInput& input, FindingSink& sink) {
  const auto& respondents = input.prepared.get<Respondents>();
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (level1_of(indicator) != Level1::Satisfaction) continue;
      if (respondents.are_named_by(indicator)) {
        verdicts.good(indicator);
      } else if (is_named_row(indicator)) {
        verdicts.bad(indicator, name_evidence(indicator));
      }
    }
    if (verdicts.any_bad()) {
      Answer answer = verdicts.failed(fmt::format("{} 个满意度指标没有写明调查对象：{}。",
                                                  verdicts.bad_count(), verdicts.bad_names()));
      answer.expected = "写明受访群体，如“参训妇女”“受益农户”";
      answer.actual = verdicts.bad_names();
      answer.confidence = 0.95;
      sink.fail(std::move(answer));
    }
    verdicts.pass_if_good(sink, "满意度指标写明了调查对象");
  }
}

}  // namespace jx
