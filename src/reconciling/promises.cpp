// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reconciling/promises.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/pairing.h"
#include "findings/rules/prose.h"
#include "findings/rules/spelling.h"
#include "findings/rules/task_pairs.h"
#include "reconciling/values.h"

namespace jx {
namespace {

constexpr std::string_view kValue = "指标值";

std::vector<PromiseRef> promises_of(const GoalSide& side) {
  std::vector<PromiseRef> promises;
  if (side.list != nullptr) {
    for (const Task& task : side.list->tasks) promises.push_back({.task = &task});
    return promises;
  }
  for (const Indicator& indicator : side.goals->indicators) {
    if (is_in_use(indicator)) promises.push_back({.indicator = &indicator});
  }
  return promises;
}

std::vector<std::string> own_names_of(const GoalSide& side) {
  std::vector<std::string> names;
  const auto take = [&](std::string_view text) {
    for (std::string& name : quoted_names_in(text)) names.push_back(std::move(name));
  };
  if (side.project != nullptr) {
    for (const NameVariant& variant : side.project->names) take(variant.text);
  }
  if (side.list != nullptr) take(side.list->title.text);
  return names;
}

// --- values ------------------------------------------------------------------------------------

/// A set that replaces the base may differ from it; one that stands beside it may not.
bool replaces_base(const GoalSide& other) { return other.source() == GoalSource::Adjusted; }

ReconciledRelation relation_of(ValueRelation value, bool replaces) {
  switch (value) {
    case ValueRelation::Equal: return ReconciledRelation::Same;
    case ValueRelation::Incomparable: return ReconciledRelation::Incomparable;
    case ValueRelation::Reversed: return ReconciledRelation::Contradictory;
    case ValueRelation::Disjoint:
      return replaces ? ReconciledRelation::Changed : ReconciledRelation::Contradictory;
    case ValueRelation::Tightened:
    case ValueRelation::Loosened:
    case ValueRelation::Moved:
    case ValueRelation::Reworded:
    case ValueRelation::Appeared:
    case ValueRelation::Vanished: break;
  }
  return ReconciledRelation::Changed;
}

std::string shown_or_blank(const std::optional<PromisedValue>& value) {
  return value ? shown(*value) : std::string();
}

void compare_words(std::string_view what, const std::string& before, const std::string& after,
                   std::vector<Change>& changes) {
  if (fold(before) == fold(after)) return;
  changes.push_back({.what = what, .before = before, .after = after, .note = {}});
}

template <typename Term>
void compare_terms(std::string_view what, const Field<Term>& before, const Field<Term>& after,
                   std::vector<Change>& changes) {
  if (before.value == after.value && before.has_value()) return;
  compare_words(what, before.raw, after.raw, changes);
}

void compare_weights(const Indicator& before, const Indicator& after,
                     std::vector<Change>& changes) {
  if (before.weight.value == after.weight.value) return;
  changes.push_back({.what = "权重",
                     .before = before.weight.raw,
                     .after = after.weight.raw,
                     .note = before.weight.has_value() && after.weight.has_value()
                                 ? (*before.weight < *after.weight ? "提高" : "降低")
                                 : ""});
}

void compare_indicators(const Indicator& before, const Indicator& after, bool replaces,
                        ReconciledRow& row) {
  const auto earlier = value_of(before);
  const auto later = value_of(after);
  const ValueComparison value = compare(earlier, later);
  row.relation = relation_of(value.relation, replaces);
  if (value.relation != ValueRelation::Equal) {
    row.changes.push_back({.what = kValue,
                           .before = shown_or_blank(earlier),
                           .after = shown_or_blank(later),
                           .note = value.note});
  }
  compare_words("三级指标", before.name.text, after.name.text, row.changes);
  compare_terms("一级指标", before.level1, after.level1, row.changes);
  compare_terms("二级指标", before.level2, after.level2, row.changes);
  compare_weights(before, after, row.changes);
  compare_terms("指标方向性", before.direction, after.direction, row.changes);
  if (row.relation == ReconciledRelation::Same && !row.changes.empty()) {
    row.relation = ReconciledRelation::Changed;
  }
}

std::string shown_quantities(const std::vector<const Quantity*>& quantities) {
  std::vector<std::string> words;
  words.reserve(quantities.size());
  for (const Quantity* quantity : quantities) words.push_back(shown_value(*quantity));
  return joined(words, 6);
}

/// Percentages, dates and durations mean too many things to be taken for the same measure.
bool is_counted(const Unit& unit) {
  return unit.dimension != Dimension::Unknown && unit.dimension != Dimension::Ratio &&
         unit.dimension != Dimension::Time;
}

void compare_tasks(const Task& before, const Task& after, const Lexicon& lexicon, bool replaces,
                   ReconciledRow& row) {
  compare_words("工作任务", before.name.text, after.name.text, row.changes);
  compare_words("任务目标", before.target.text, after.target.text, row.changes);
  row.relation = row.changes.empty() ? ReconciledRelation::Same : ReconciledRelation::Changed;
  for (const Quantity* const quantity : headline_quantities(before, lexicon)) {
    for (const Quantity* const other : headline_quantities(after, lexicon)) {
      if (!comparable(quantity->unit, other->unit)) continue;
      const ValueComparison value = compare(value_of(*quantity), value_of(*other));
      if (value.relation == ValueRelation::Equal) continue;
      row.changes.push_back({.what = "任务目标的数",
                             .before = shown_value(*quantity),
                             .after = shown_value(*other),
                             .note = value.note});
      row.relation = std::max(row.relation, relation_of(value.relation, replaces));
    }
  }
}

// --- a table beside a list of tasks -------------------------------------------------------------

/// The number of the task that counts what the row counts, if it has one.
const Quantity* same_measure(const Indicator& indicator, const Task& task, const Lexicon& lexicon) {
  const Unit& unit = unit_of(indicator);
  if (!is_counted(unit)) return nullptr;
  for (const Quantity* const quantity : headline_quantities(task, lexicon)) {
    if (comparable(unit, quantity->unit)) return quantity;
  }
  return nullptr;
}

class TableAndList {
 public:
  /// `table` has indicators, `list` tasks; which of them is the base is the caller's matter.
  TableAndList(const GoalSide& table, const GoalSide& list, bool list_is_base,
               const Lexicon& lexicon)
      : lexicon_(lexicon), list_is_base_(list_is_base), pairs_(facts_of(table, list), lexicon) {}

  std::vector<ReconciledRow> compare() {
    std::vector<bool> task_met(pairs_.tasks().size(), false);
    std::vector<ReconciledRow> rows;
    for (std::size_t row = 0; row < pairs_.rows().size(); ++row) {
      if (add_measured(row, task_met, rows) || add_kin(row, rows)) continue;
      add_alone({.indicator = pairs_.rows()[row]}, "没有一项任务说到它", rows);
    }
    for (std::size_t task = 0; task < task_met.size(); ++task) {
      if (!task_met[task]) add_alone({.task = &pairs_.tasks()[task]}, reason_alone(task), rows);
    }
    if (list_is_base_) {
      // The tasks stand in one list, so that their places tell their order.
      const auto place = [&](const ReconciledRow& row) {
        return row.base.empty() ? pairs_.tasks().size()
                                : static_cast<std::size_t>(row.base.task - pairs_.tasks().data());
      };
      std::stable_sort(rows.begin(), rows.end(),
                       [&](const auto& a, const auto& b) { return place(a) < place(b); });
    }
    return rows;
  }

 private:
  static ProjectFacts facts_of(const GoalSide& table, const GoalSide& list) {
    ProjectFacts facts;
    facts.project = table.project;
    facts.goal_set = table.goals;
    facts.task_list = list.list;
    return facts;
  }

  void add(ReconciledRelation relation, PromiseRef indicator, PromiseRef task, std::string reason,
           std::vector<Change> changes, std::vector<ReconciledRow>& rows) const {
    ReconciledRow& row = rows.emplace_back();
    row.relation = relation;
    row.base = list_is_base_ ? task : indicator;
    row.other = list_is_base_ ? indicator : task;
    row.reason = std::move(reason);
    row.changes = std::move(changes);
    if (!list_is_base_) return;
    for (Change& change : row.changes) std::swap(change.before, change.after);
  }

  void add_alone(PromiseRef promise, std::string reason, std::vector<ReconciledRow>& rows) const {
    const bool in_base = (promise.task != nullptr) == list_is_base_;
    ReconciledRow& row = rows.emplace_back();
    row.relation = in_base ? ReconciledRelation::Dropped : ReconciledRelation::Added;
    (in_base ? row.base : row.other) = promise;
    row.reason = std::move(reason);
  }

  /// A task that sets the stage needs no indicator; that it is alone is no fault.
  std::string reason_alone(std::size_t task) const {
    const Task& looked_at = pairs_.tasks()[task];
    const auto numbers = headline_quantities(looked_at, lexicon_);
    if (!numbers.empty()) {
      return fmt::format("没有一个指标衡量它（{}）", shown_quantities(numbers));
    }
    return is_management_task(looked_at, lexicon_) ? "属于组织管理，指标表里没有"
                                                   : "没有一个指标衡量它";
  }

  bool add_measured(std::size_t row, std::vector<bool>& task_met,
                    std::vector<ReconciledRow>& rows) const {
    bool any = false;
    for (std::size_t task = 0; task < pairs_.tasks().size(); ++task) {
      if (!pairs_.measures(row, task)) continue;
      any = true;
      task_met[task] = true;
      add_pair(row, task, rows);
    }
    return any;
  }

  void add_pair(std::size_t row, std::size_t task, std::vector<ReconciledRow>& rows) const {
    const Indicator& indicator = *pairs_.rows()[row];
    const Task& other = pairs_.tasks()[task];
    const Pairing pairing = pairs_.pair(row, task);
    const auto value = value_of(indicator);
    const auto numbers = headline_quantities(other, lexicon_);
    const Quantity* const quantity = same_measure(indicator, other, lexicon_);
    std::string reason = pairing.basis == PairingBasis::Words ? pairing.reason : "数量和用词相同";
    Change change{.what = kValue,
                  .before = shown_or_blank(value),
                  .after = shown_quantities(numbers),
                  .note = {}};
    if (quantity == nullptr || !value ||
        (pairing.basis == PairingBasis::Words && !pairing.same_head)) {
      change.note = numbers.empty() ? "任务没有写数量" : !value ? "指标没有值" : "不是同一个计量";
      return add(ReconciledRelation::Incomparable, {.indicator = &indicator}, {.task = &other},
                 std::move(reason), {std::move(change)}, rows);
    }
    const std::optional<PromisedValue> number = value_of(*quantity);
    const ValueComparison compared =
        list_is_base_ ? jx::compare(number, value) : jx::compare(value, number);
    std::vector<Change> changes;
    if (compared.relation != ValueRelation::Equal) {
      change.after = shown_value(*quantity);
      change.note = compared.note;
      changes.push_back(std::move(change));
    }
    add(relation_of(compared.relation, false), {.indicator = &indicator}, {.task = &other},
        std::move(reason), std::move(changes), rows);
  }

  /// Kindred things (工坊, 基地) ask a question: whether they are the same ones, nobody says.
  bool add_kin(std::size_t row, std::vector<ReconciledRow>& rows) const {
    const Indicator& indicator = *pairs_.rows()[row];
    const auto value = value_of(indicator);
    std::vector<std::pair<std::size_t, const Quantity*>> kin;
    for (std::size_t task = 0; task < pairs_.tasks().size(); ++task) {
      if (pairs_.pair(row, task).basis != PairingBasis::Kin) continue;
      const Quantity* const quantity = same_measure(indicator, pairs_.tasks()[task], lexicon_);
      if (quantity != nullptr && quantity->value) kin.emplace_back(task, quantity);
    }
    for (const auto& [task, quantity] : kin) {
      add(ReconciledRelation::Incomparable, {.indicator = &indicator},
          {.task = &pairs_.tasks()[task]}, pairs_.pair(row, task).reason,
          {{.what = kValue,
            .before = shown_or_blank(value),
            .after = shown_value(*quantity),
            .note = "是否同一批没有写明" + sum_of(kin, indicator)}},
          rows);
    }
    return !kin.empty();
  }

  /// "；10+2=12，与指标值相同"
  static std::string sum_of(const std::vector<std::pair<std::size_t, const Quantity*>>& kin,
                            const Indicator& indicator) {
    if (kin.size() < 2 || !indicator.target.has_value() || !indicator.target->value) return {};
    DecimalSum sum;
    std::string formula;
    for (const auto& [task, quantity] : kin) {
      sum.add(*quantity->value);
      formula += (formula.empty() ? "" : "+") + quantity->value->to_string();
    }
    const Result<Decimal> total = sum.total();
    if (!total.ok()) return {};
    return fmt::format("；合计 {}={}，{}指标值", formula, total->to_string(),
                       *total == *indicator.target->value ? "等于" : "也不等于");
  }

  const Lexicon& lexicon_;
  bool list_is_base_;
  TaskPairs pairs_;
};

// --- two sets of one kind ----------------------------------------------------------------------

struct Candidate {
  std::size_t base = 0;
  std::size_t other = 0;
  double score = 0;
  std::string reason = {};
};

/// Pairs promises of two tables, or of two lists, one to one, the surest first.
class SameKind {
 public:
  SameKind(const GoalSide& base, const GoalSide& other, const Lexicon& lexicon)
      : base_(promises_of(base)),
        other_(promises_of(other)),
        replaces_(replaces_base(other)),
        lexicon_(lexicon),
        own_names_(own_names_of(base)) {
    for (std::string& name : own_names_of(other)) own_names_.push_back(std::move(name));
  }

  std::vector<ReconciledRow> compare() {
    match(by_name());
    match(by_words());
    std::vector<ReconciledRow> rows;
    for (std::size_t i = 0; i < base_.size(); ++i) {
      ReconciledRow& row = rows.emplace_back();
      row.base = base_[i];
      const auto pair = pairs_.find(i);
      if (pair == pairs_.end()) {
        row.relation = ReconciledRelation::Dropped;
        row.reason = "另一套里没有同名或近名的";
        continue;
      }
      row.other = other_[pair->second.other];
      row.reason = pair->second.reason;
      compare_pair(row);
    }
    for (std::size_t i = 0; i < other_.size(); ++i) {
      if (taken_.at(i)) continue;
      ReconciledRow& row = rows.emplace_back();
      row.relation = ReconciledRelation::Added;
      row.other = other_[i];
      row.reason = "基准里没有同名或近名的";
    }
    return rows;
  }

 private:
  void compare_pair(ReconciledRow& row) const {
    if (row.base.indicator != nullptr) {
      compare_indicators(*row.base.indicator, *row.other.indicator, replaces_, row);
    } else {
      compare_tasks(*row.base.task, *row.other.task, lexicon_, replaces_, row);
    }
  }

  /// Of two rows of one name, those of one kind and one unit belong together.
  static double kinship(const PromiseRef& a, const PromiseRef& b) {
    if (a.indicator == nullptr) return 0;
    double score = 0;
    if (a.indicator->level2.value == b.indicator->level2.value) score += 0.1;
    if (unit_of(*a.indicator) == unit_of(*b.indicator)) score += 0.05;
    return score;
  }

  std::vector<Candidate> by_name() const {
    std::map<std::string, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < other_.size(); ++i) {
      if (!other_[i].words().empty()) places[fold(other_[i].words().text)].push_back(i);
    }
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < base_.size(); ++i) {
      const auto found = places.find(fold(base_[i].words().text));
      if (found == places.end()) continue;
      // Of a name that stands in hundreds of rows, a window: their order tells them apart.
      constexpr std::size_t kMost = 20;
      std::size_t looked_at = 0;
      for (const std::size_t place : found->second) {
        if (found->second.size() > kMost && place != i) continue;
        if (++looked_at > kMost) break;
        candidates.push_back({.base = i,
                              .other = place,
                              .score = kinship(base_[i], other_[place]),
                              .reason = "名称相同"});
      }
    }
    return candidates;
  }

  std::vector<Candidate> by_words() const {
    Pairer pairer(lexicon_, own_names_);
    std::vector<std::size_t> lefts;
    std::vector<std::size_t> rights;
    std::vector<std::size_t> texts;
    for (std::size_t i = 0; i < base_.size() && lefts.size() < Pairer::kMostTexts; ++i) {
      if (!pairs_.contains(i) && !base_[i].words().empty()) lefts.push_back(i);
    }
    for (std::size_t i = 0; i < other_.size() && rights.size() < Pairer::kMostTexts; ++i) {
      if (!is_taken(i) && !other_[i].words().empty()) rights.push_back(i);
    }
    texts.reserve(lefts.size() + rights.size());
    for (const std::size_t left : lefts) texts.push_back(pairer.add(base_[left].words().text));
    for (const std::size_t right : rights) texts.push_back(pairer.add(other_[right].words().text));
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < lefts.size(); ++i) {
      for (std::size_t j = 0; j < rights.size(); ++j) {
        const Pairing pairing = pairer.pair(texts[i], texts[lefts.size() + j]);
        add_candidate({.base = lefts[i], .other = rights[j]}, pairing, candidates);
      }
    }
    return candidates;
  }

  void add_candidate(Candidate candidate, const Pairing& pairing,
                     std::vector<Candidate>& candidates) const {
    const PromiseRef& base = base_[candidate.base];
    const PromiseRef& other = other_[candidate.other];
    const Spelling spelling = compare_spellings(folded_characters(base.words().text),
                                                folded_characters(other.words().text), lexicon_);
    if (spelling != Spelling::Different) {
      candidate.score = 2 + kinship(base, other);
      candidate.reason = "名称只差个别字";
    } else if (pairing.basis == PairingBasis::Words &&
               (pairing.same_head || pairing.score >= kSureWithoutHead) &&
               !different_levels(base, other)) {
      candidate.score = pairing.score + kinship(base, other);
      candidate.reason = pairing.reason;
    } else {
      return;
    }
    candidates.push_back(std::move(candidate));
  }

  /// 培训人数 under 数量 and 培训合格率 under 质量 share their words and are two things.
  static bool different_levels(const PromiseRef& a, const PromiseRef& b) {
    if (a.indicator == nullptr) return false;
    const auto& one = a.indicator->level2.value;
    const auto& two = b.indicator->level2.value;
    return one && two && *one != *two;
  }

  bool is_taken(std::size_t other) const {
    const auto found = taken_.find(other);
    return found != taken_.end() && found->second;
  }

  void match(std::vector<Candidate> candidates) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    for (Candidate& candidate : candidates) {
      if (pairs_.contains(candidate.base) || is_taken(candidate.other)) continue;
      taken_[candidate.other] = true;
      pairs_.emplace(candidate.base, std::move(candidate));
    }
    for (std::size_t i = 0; i < other_.size(); ++i) taken_.try_emplace(i, false);
  }

  static constexpr double kSureWithoutHead = 0.75;

  std::vector<PromiseRef> base_;
  std::vector<PromiseRef> other_;
  bool replaces_;
  const Lexicon& lexicon_;
  std::vector<std::string> own_names_;
  std::map<std::size_t, Candidate> pairs_;  ///< By the place in the base.
  std::map<std::size_t, bool> taken_;       ///< By the place in the other set.
};

}  // namespace

std::vector<ReconciledRow> compare_promises(const GoalSide& base, const GoalSide& other,
                                            const Lexicon& lexicon) {
  const bool base_is_list = base.list != nullptr;
  if (base_is_list == (other.list != nullptr)) return SameKind(base, other, lexicon).compare();
  return base_is_list ? TableAndList(other, base, true, lexicon).compare()
                      : TableAndList(base, other, false, lexicon).compare();
}

}  // namespace jx
