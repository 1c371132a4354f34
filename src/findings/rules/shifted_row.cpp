// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// Operators, units and weights are short: longer words need no look at the lexicon.
constexpr std::size_t kLongestShort = 24;

bool is_number(std::string_view words) {
  const std::string_view text = trimmed(words);
  return !text.empty() && Decimal::parse(text).ok();
}

template <typename T>
bool is_unread(const Field<T>& field) {
  return !field.has_value() && field.absence == Absence::Unread;
}

/// The cells of one row that hold what belongs in a neighbouring column.
class MisplacedCells {
 public:
  MisplacedCells(const Indicator& row, const Lexicon& lexicon) : lexicon_(lexicon) {
    // "≥" as a name, "大于等于" as a value: the operator has moved.
    if (is_operator(row.name.text)) add(ColumnRole::Level3, evidence_of(row.name));
    if (is_operator(row.target.raw)) add(ColumnRole::TargetValue, evidence_of(row.target));
    if (is_unread(row.comparator) && is_number(row.comparator.raw)) {
      add(ColumnRole::Comparator, evidence_of(row.comparator));
    }
    if (is_number(row.unit.raw)) add(ColumnRole::Unit, evidence_of(row.unit));
    if (is_unread(row.weight) &&
        (is_operator(row.weight.raw) || is_unit(row.weight.raw) || is_direction(row.weight.raw))) {
      add(ColumnRole::Weight, evidence_of(row.weight));
    }
    if (is_unread(row.direction) && is_number(row.direction.raw)) {
      add(ColumnRole::Direction, evidence_of(row.direction));
    }
  }

  /// One strange cell may be a slip of the pen; two that fit the column beside them are a shift.
  bool shifted() const noexcept { return evidence_.size() >= 2; }
  const std::string& shown() const noexcept { return shown_; }
  std::vector<EvidenceLine>& evidence() noexcept { return evidence_; }

 private:
  bool is_operator(std::string_view words) const {
    if (words.empty() || words.size() > kLongestShort) return false;
    const std::optional<Comparator> found = lexicon_.find_comparator(words);
    return found && *found != Comparator::Qualitative && *found != Comparator::NotApplicable &&
           *found != Comparator::OtherQuantitative;
  }
  bool is_unit(std::string_view words) const {
    return words.size() <= kLongestShort && lexicon_.find_unit(words).has_value();
  }
  bool is_direction(std::string_view words) const {
    return words.size() <= kLongestShort && lexicon_.find_direction(words).has_value();
  }
  void add(ColumnRole role, EvidenceLine line) {
    if (!shown_.empty()) shown_ += "、";
    shown_ += fmt::format("{}一格是{}", chinese_name(role), in_quotes(trimmed(line.text)));
    evidence_.push_back(std::move(line));
  }

  const Lexicon& lexicon_;
  std::string shown_;
  std::vector<EvidenceLine> evidence_;
};

/// Nearly every project: no cell but a name could be a stranger, and one is no shift.
bool may_be_shifted(const RowTraits& traits) noexcept {
  return traits.any(RowTrait::UnreadCell) || traits.any(RowTrait::NoUnit) ||
         traits.any(RowTrait::NoTarget) || traits.any(RowTrait::TargetWithMore);
}

}  // namespace

/// ST01: a row whose cells stand one column off, because a cell was lost or one too many was read.
void check_shifted_row(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!may_be_shifted(facts.traits)) continue;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      MisplacedCells cells(indicator, input.lexicon);
      if (!cells.shifted()) continue;
      Answer answer =
          answer_about(facts, fmt::format("{}这一行的格子错位：{}；可能漏了或多了一格。",
                                          shown_name(indicator), cells.shown()));
      answer.evidence = std::move(cells.evidence());
      answer.expected = "每一格与表头对齐";
      answer.actual = cells.shown();
      answer.confidence = 0.9;
      sink.fail(std::move(answer));
    }
  }
}

}  // namespace jx
