// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

using LastRows = std::map<std::uint32_t, std::uint32_t>;

class LastRowSurvey final : public Survey {
 public:
  void look(const RuleInput& part) override {
    for (const ProjectFacts& facts : part.facts.projects) {
      if (facts.printed) {
        reach(facts.printed->table, facts.printed->last);
        continue;
      }
      for (const Indicator& indicator : indicators_of(facts.goal_set)) {
        if (indicator.origin.in_table()) reach(indicator.origin.table, indicator.origin.row);
      }
    }
  }
  const LastRows& last() const noexcept { return last_; }

 private:
  void reach(std::uint32_t table, std::uint32_t row) {
    // Neighbouring rows are mostly in one table.
    if (at_ == last_.end() || at_->first != table) at_ = last_.try_emplace(table, 0).first;
    at_->second = std::max(at_->second, row);
  }

  LastRows last_;
  LastRows::iterator at_ = last_.end();
};

/// The page ends behind this table: the next one prints the same header again, lies on another
/// page, or a page number stands between the two.
bool ends_page(const Submission& submission, const Origin& last_row) {
  const std::size_t next = std::size_t{last_row.table} + 1;
  const bool has_next = next < submission.tables.size();
  if (has_next) {
    const PrintedTable& table = submission.tables[next];
    if (table.header_repeated || table.page != last_row.page) return true;
  }
  return std::any_of(submission.page_numbers.begin(), submission.page_numbers.end(),
                     [&](const PrintedPageNumber& number) {
                       const Origin& at = number.words.origin;
                       if (at.page != last_row.page || at.line <= last_row.line) return false;
                       return !has_next || at.line < submission.tables[next].header.line;
                     });
}

bool is_below_every_base(const ProjectFacts& facts, const Profile& profile) {
  if (!facts.weight_sum.has_value() || facts.matched_base.has_value()) return false;
  if (facts.scale == WeightScale::Unknown) return false;
  const std::vector<Decimal>& bases =
      facts.scale == WeightScale::Fraction ? profile.fraction_bases : profile.weight_bases;
  return !bases.empty() && std::all_of(bases.begin(), bases.end(), [&](const Decimal& base) {
    return *facts.weight_sum < base;
  });
}

}  // namespace

std::unique_ptr<Survey> survey_last_rows() { return std::make_unique<LastRowSurvey>(); }

/// ST13: the project's rows end where the page ends and their weights do not add up: the rest of
/// it stands on a page that is not here.
void check_truncated_table(const RuleInput& input, FindingSink& sink) {
  const LastRows& last = static_cast<const LastRowSurvey&>(*input.survey).last();
  for (const ProjectFacts& facts : input.facts.projects) {
    const std::vector<Indicator>& rows = indicators_of(facts.goal_set);
    if (rows.empty() || facts.complete || !is_below_every_base(facts, input.profile)) continue;
    const Indicator& row = rows.back();
    if (!row.origin.in_table() || last.at(row.origin.table) != row.origin.row) continue;
    if (!ends_page(input.submission, row.origin)) continue;
    Answer answer = answer_about(
        facts,
        fmt::format("只有 {} 行指标，权重合计 {}，末行正在页尾：其余各行可能在缺少的那一页上。",
                    rows.size(), facts.weight_sum->trimmed().to_string()));
    answer.evidence = {project_evidence(*facts.project), evidence_of(row.name)};
    if (row.name.empty()) answer.evidence.back() = blank_evidence(row, row.target);
    answer.expected = "项目的指标各页齐全，权重合计等于规定的基数";
    answer.actual =
        fmt::format("{} 行，权重合计 {}", rows.size(), facts.weight_sum->trimmed().to_string());
    answer.confidence = 0.7;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
