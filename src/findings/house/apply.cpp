// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/house/house_rules.h"

namespace jx {
namespace {

/// What a house rule looked at in a cell, for "实际".
std::string shown_actual(const Condition& condition, const HouseSubject& subject) {
  return fmt::format("{} {}", info_of(condition.column).chinese,
                     shown_cell(condition.column, subject));
}

std::string shown_all(const std::vector<Condition>& conditions) {
  std::string shown;
  for (const Condition& condition : conditions) {
    shown += fmt::format("{}{}", shown.empty() ? "" : "；", condition.shown());
  }
  return shown;
}

/// One rule over one submission.
class HouseRun {
 public:
  HouseRun(const HouseRule& rule, const RuleInput& input, FindingSink& sink)
      : rule_(rule),
        input_(input),
        sink_(sink),
        expected_(rule.must.empty() ? rule.amount.shown() : shown_all(rule.must)) {
    use_.id = rule.card.id;
    use_.left.assign(rule.where.size(), 0);
    if (!rule.sum_unit.name.empty()) expected_ += " " + rule.sum_unit.name;
  }

  RuleUse go() {
    for (const ProjectFacts& facts : input_.facts.projects) {
      const HouseSubject project{.input = input_, .facts = facts};
      judge_whole_conditions(project);
      switch (rule_.kind) {
        case HouseKind::Project: judge_project(project); break;
        case HouseKind::Each: judge_rows(facts); break;
        case HouseKind::Count: judge_count(project); break;
        case HouseKind::Sum: judge_sum(project); break;
      }
    }
    return std::move(use_);
  }

 private:
  /// The selected rows of a project, and how many may or may not be among them.
  struct Selection {
    std::vector<const Indicator*> rows;
    std::size_t open = 0;
  };

  /// Conditions on the project or the document are the same for all its rows.
  void judge_whole_conditions(const HouseSubject& project) {
    whole_.clear();
    for (const Condition& condition : rule_.where) {
      whole_.push_back(info_of(condition.column).scope == ColumnScope::Row
                           ? Truth::Yes
                           : condition.holds_for(cell_of(condition.column, project)));
    }
  }

  bool whole_fits() const {
    return std::all_of(whole_.begin(), whole_.end(), [](Truth t) { return t == Truth::Yes; });
  }

  Truth select(const HouseSubject& subject) {
    ++use_.rows;
    for (std::size_t i = 0; i < rule_.where.size(); ++i) {
      const Condition& condition = rule_.where[i];
      const bool whole = info_of(condition.column).scope != ColumnScope::Row;
      const Truth truth =
          whole ? whole_[i] : condition.holds_for(cell_of(condition.column, subject));
      if (truth != Truth::Yes) return truth;
      ++use_.left[i];
    }
    ++use_.selected;
    return Truth::Yes;
  }

  Selection select_rows(const ProjectFacts& facts) {
    Selection selection;
    for (const Indicator& row : indicators_of(facts.goal_set)) {
      if (!is_in_use(row)) continue;
      const Truth truth = select({.input = input_, .facts = facts, .row = &row});
      if (truth == Truth::Yes) selection.rows.push_back(&row);
      if (truth == Truth::Unknown) ++selection.open;
    }
    return selection;
  }

  // --- rows and projects, each by itself

  void judge_rows(const ProjectFacts& facts) {
    passed_ = false;
    const Selection selection = select_rows(facts);
    for (const Indicator* row : selection.rows) {
      judge_subject({.input = input_, .facts = facts, .row = row});
    }
  }

  void judge_project(const HouseSubject& project) {
    passed_ = false;
    if (select(project) == Truth::Yes) judge_subject(project);
  }

  void judge_subject(const HouseSubject& subject) {
    std::vector<const Condition*> broken;
    const Condition* open = nullptr;
    bool not_applicable = false;
    for (const Condition& condition : rule_.must) {
      const Truth truth = condition.holds_for(cell_of(condition.column, subject));
      if (truth == Truth::No) broken.push_back(&condition);
      if (truth == Truth::Unknown && open == nullptr) open = &condition;
      if (truth == Truth::NotApplicable) not_applicable = true;
    }
    if (!broken.empty()) return fail_subject(subject, broken);
    if (open != nullptr) return leave_open(subject, *open);
    if (not_applicable) return sink_.not_applicable();
    if (std::exchange(passed_, true)) return;  // One PASS a project is kept.
    Answer answer = answer_for(subject);
    answer.message = fmt::format("{}：符合。", rule_.card.title);
    answer.evidence = evidence_for(subject, rule_.must.front());
    sink_.pass(std::move(answer));
  }

  void fail_subject(const HouseSubject& subject, const std::vector<const Condition*>& broken) {
    Answer answer = answer_for(subject);
    for (const Condition* condition : broken) {
      answer.actual +=
          fmt::format("{}{}", answer.actual.empty() ? "" : "；", shown_actual(*condition, subject));
    }
    answer.message =
        rule_.message.fill(subject, {.expected = answer.expected, .actual = answer.actual});
    answer.evidence = evidence_for(subject, *broken.front());
    sink_.fail(std::move(answer));
  }

  void leave_open(const HouseSubject& subject, const Condition& open) {
    ++use_.undecided;
    Answer answer = answer_for(subject);
    answer.actual = shown_actual(open, subject);
    answer.message =
        fmt::format("不足以判断“{}”：{}的{}未填、读不出，或单位不能换算。", rule_.card.title,
                    subject.row != nullptr ? shown_name(*subject.row)
                                           : in_quotes(subject.facts.project->name()),
                    info_of(open.column).chinese);
    answer.evidence = evidence_for(subject, open);
    answer.fix = fmt::format("请补填或核对{}后再查。", info_of(open.column).chinese);
    sink_.insufficient(std::move(answer));
  }

  // --- counts and sums

  void judge_count(const HouseSubject& project) {
    const Selection selection = select_rows(project.facts);
    if (!is_judged(project.facts)) return sink_.not_applicable();
    const Decimal count(static_cast<std::int64_t>(selection.rows.size()));
    judge_amount(project, selection, count, selection.open > 0);
  }

  void judge_sum(const HouseSubject& project) {
    const Selection selection = select_rows(project.facts);
    if (!is_judged(project.facts) || (selection.rows.empty() && selection.open == 0)) {
      return sink_.not_applicable();
    }
    DecimalSum sum;
    std::optional<Unit> unit;
    if (!rule_.sum_unit.name.empty()) unit = rule_.sum_unit;
    bool open = selection.open > 0;
    for (const Indicator* row : selection.rows) {
      const HouseCell cell =
          cell_of(rule_.summed, {.input = input_, .facts = project.facts, .row = row});
      if (!cell.number) {
        open = open || cell.absence != Absence::NotApplicable;
        continue;
      }
      if (!unit) unit = cell.unit;
      const std::optional<Decimal> number = converted(*cell.number, cell.unit, *unit);
      open = open || !number || cell.number_high.has_value();
      if (number) sum.add(*number);
    }
    const Result<Decimal> total = sum.total();
    judge_amount(project, selection, total.ok() ? *total : Decimal(0), open || !total.ok());
  }

  bool is_judged(const ProjectFacts& facts) {
    if (!whole_fits() || indicators_of(facts.goal_set).empty()) return false;
    ++use_.projects;
    return true;
  }

  void judge_amount(const HouseSubject& project, const Selection& selection, const Decimal& amount,
                    bool open) {
    Answer answer = answer_for(project);
    answer.actual = amount.trimmed().to_string();
    std::vector<std::string> names;
    EvidenceLine named = project_evidence(*project.facts.project);
    if (named.origin.known()) answer.evidence.push_back(std::move(named));
    for (const Indicator* row : selection.rows) {
      names.push_back(shown_name(*row));
      if (answer.evidence.size() <= kMostRows) answer.evidence.push_back(evidence_of(row->name));
    }
    if (rule_.amount.holds_for(amount, amount) && !open) {
      answer.message = fmt::format("{}：符合（{}）。", rule_.card.title, answer.actual);
      return sink_.pass(std::move(answer));
    }
    answer.message =
        rule_.message.fill(project, {.count = std::to_string(selection.rows.size()),
                                     .sum = rule_.kind == HouseKind::Sum ? answer.actual : "",
                                     .expected = answer.expected,
                                     .actual = answer.actual,
                                     .rows = names.empty() ? "无" : joined(names, 8)});
    // What an excerpt does not show may still be there.
    const bool excerpt = !project.facts.complete && rule_.amount.wants_more(amount);
    if (!open && !excerpt) return sink_.fail(std::move(answer));
    ++use_.undecided;
    answer.message = fmt::format("不足以判断“{}”（现为 {}）：{}。", rule_.card.title, answer.actual,
                                 open ? std::string("有的行相关的格未填、读不出，或单位不能换算")
                                      : why_incomplete(project.facts, input_.profile));
    answer.fix = "请补齐该项目的全部指标行和所缺的格后再核对。";
    sink_.insufficient(std::move(answer));
  }

  // --- parts of answers

  static std::string key_of(const HouseSubject& subject) { return subject.facts.project->key.text; }

  Answer answer_for(const HouseSubject& subject) const {
    return {.project = key_of(subject), .expected = expected_, .confidence = 1};
  }

  static std::vector<EvidenceLine> evidence_for(const HouseSubject& subject,
                                                const Condition& condition) {
    std::vector<EvidenceLine> evidence;
    const HouseCell cell = cell_of(condition.column, subject);
    if (cell.evidence.origin.known()) evidence.push_back(cell.evidence);
    if (subject.row == nullptr) {
      EvidenceLine project = project_evidence(*subject.facts.project);
      if (evidence.empty() && project.origin.known()) evidence.push_back(std::move(project));
    } else if (condition.column != HouseColumn::Name || evidence.empty()) {
      evidence.push_back(subject.row->name.origin.known()
                             ? evidence_of(subject.row->name)
                             : EvidenceLine{.origin = subject.row->origin, .text = {}});
    }
    return evidence;
  }

  static constexpr std::size_t kMostRows = 20;

  const HouseRule& rule_;
  const RuleInput& input_;
  FindingSink& sink_;
  std::string expected_;
  std::vector<Truth> whole_;  ///< Of the conditions of `where` that are not about rows.
  bool passed_ = false;
  RuleUse use_;
};

}  // namespace

AddedRule added_rule(const HouseRule& rule) {
  return {.id = rule.card.id, .check = [&rule](const RuleInput& input, FindingSink& sink) {
            return HouseRun(rule, input, sink).go();
          }};
}

std::string idle_reason(const HouseRule& rule, const RuleUse& use) {
  const std::string_view what = rule.kind == HouseKind::Project ? "个项目" : "行指标";
  if (use.rows == 0) return fmt::format("所查文件中没有可选的{}", what.substr(3));
  std::size_t before = use.rows;
  for (std::size_t i = 0; i < rule.where.size() && i < use.left.size(); ++i) {
    if (use.left[i] == 0) {
      return fmt::format("{} {}到条件 {}（{}）时一{}也不剩；请核对写法", before, what,
                         rule.where[i].shown(), rule.where[i].place, what.substr(0, 3));
    }
    before = use.left[i];
  }
  return "没有选中任何一行；请核对条件";
}

}  // namespace jx
