// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/text.h"
#include "findings/rule.h"
#include "model/submission.h"

/// Submissions made by hand, for tests only: what a rule should see, without a document.
///
/// ```cpp
/// const Submission made = submission()
///     .project("15000021T000000000001", "手工培训")
///     .budget("44.00")
///     .goal("目标1：开办培训班。")
///     .add(indicator("培训人次").output(Level2::Quantity).at_least("50", "人次").weight("0.2"))
///     .build();
/// const Answers answers = run_rule(check_weight_sum, made, test_profile(), lexicon);
/// ```
/// Every cell gets a place of its own: one line a row, the tables numbered from 0.
namespace jx::testing {

inline Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

/// The units that tests use most; any other name is a Count.
inline Unit unit(std::string_view name) {
  if (name.empty()) return {};
  if (name == "%") return {.name = "%", .dimension = Dimension::Ratio};
  if (name == "元") return {.name = "元", .dimension = Dimension::Money};
  if (name == "万元")
    return {.name = "万元", .dimension = Dimension::Money, .factor = Decimal(10000)};
  if (name == "元/人次") return {.name = "元/人次", .dimension = Dimension::UnitMoney};
  if (name == "人") return {.name = "人", .dimension = Dimension::People};
  if (name == "人次") return {.name = "人次", .dimension = Dimension::PersonTimes};
  if (name == "天") return {.name = "天", .dimension = Dimension::Time};
  if (name == "次") return {.name = "次", .dimension = Dimension::Events};
  return {.name = std::string(name), .dimension = Dimension::Count};
}

/// One row. Cells that are not given stay Blank without a place: the form has no such column.
class IndicatorBuilder {
 public:
  explicit IndicatorBuilder(std::string_view name) { row_.name.text = name; }

  IndicatorBuilder& level(Level1 level1, Level2 level2) {
    set(row_.level1, level1, std::string(chinese_name(level1)));
    set(row_.level2, level2, std::string(chinese_name(level2)));
    return *this;
  }
  IndicatorBuilder& output(Level2 level2) { return level(Level1::Output, level2); }
  IndicatorBuilder& benefit(Level2 level2) { return level(Level1::Benefit, level2); }
  IndicatorBuilder& satisfaction() { return level(Level1::Satisfaction, Level2::Satisfaction); }

  /// The form has the column and the cell is empty.
  IndicatorBuilder& blank_level1() { return blank(row_.level1); }
  IndicatorBuilder& blank_level2() { return blank(row_.level2); }
  IndicatorBuilder& blank_value() { return blank(row_.target); }
  IndicatorBuilder& blank_unit() { return blank(row_.unit); }
  IndicatorBuilder& blank_weight() { return blank(row_.weight); }

  IndicatorBuilder& at_least(std::string_view value, std::string_view unit_name = "") {
    return number(Comparator::AtLeast, "≥", value, unit_name, Direction::Positive, "正向指标");
  }
  IndicatorBuilder& at_most(std::string_view value, std::string_view unit_name = "") {
    return number(Comparator::AtMost, "≤", value, unit_name, Direction::Reverse, "反向指标");
  }
  IndicatorBuilder& equal(std::string_view value, std::string_view unit_name = "") {
    return number(Comparator::Equal, "＝", value, unit_name, Direction::Positive, "正向指标");
  }
  /// 定性 with a word of an ordinal scale, or a sentence.
  IndicatorBuilder& qualitative(std::string_view words, TargetKind kind = TargetKind::Text) {
    set(row_.comparator, Comparator::Qualitative, "定性");
    Target target;
    target.kind = kind;
    target.comparator = Comparator::Qualitative;
    if (kind == TargetKind::Level) target.level = words;
    set(row_.target, std::move(target), std::string(words));
    return *this;
  }
  /// Value words that could not be read.
  IndicatorBuilder& unread_value(std::string_view raw) {
    row_.target.value.reset();
    row_.target.absence = Absence::Unread;
    row_.target.raw = raw;
    row_.target.origin.line = kToBePlaced;
    return *this;
  }
  /// The value cell's own words where they differ from the number ("933.0", "≥90%").
  IndicatorBuilder& value_words(std::string_view raw) {
    row_.target.raw = raw;
    return *this;
  }
  IndicatorBuilder& not_applicable() {
    Target target;
    target.kind = TargetKind::NotApplicable;
    set(row_.target, std::move(target), "不适用");
    return *this;
  }
  IndicatorBuilder& direction(Direction value) {
    set(row_.direction, value, std::string(chinese_name(value)));
    return *this;
  }
  IndicatorBuilder& weight(std::string_view words) {
    set(row_.weight, decimal(words), std::string(words));
    return *this;
  }
  /// For anything else.
  Indicator& row() noexcept { return row_; }

 private:
  friend class SubmissionBuilder;
  static constexpr std::uint32_t kToBePlaced = 0xffffffff;

  template <typename T>
  static void set(Field<T>& field, T value, std::string raw) {
    field.value = std::move(value);
    field.raw = std::move(raw);
    field.origin.line = kToBePlaced;
  }
  template <typename T>
  IndicatorBuilder& blank(Field<T>& field) {
    field = {};
    field.origin.line = kToBePlaced;
    return *this;
  }
  IndicatorBuilder& number(Comparator comparator, std::string_view sign, std::string_view value,
                           std::string_view unit_name, Direction direction,
                           std::string_view direction_words) {
    set(row_.comparator, comparator, std::string(sign));
    Target target;
    target.kind = TargetKind::Number;
    target.comparator = comparator;
    target.value = decimal(value);
    target.unit = unit(unit_name);
    set(row_.target, std::move(target), std::string(value));
    if (!unit_name.empty()) set(row_.unit, unit(unit_name), std::string(unit_name));
    set(row_.direction, direction, std::string(direction_words));
    return *this;
  }

  Indicator row_;
};

inline IndicatorBuilder indicator(std::string_view name) { return IndicatorBuilder(name); }

class SubmissionBuilder {
 public:
  SubmissionBuilder() {
    made_.file = "made-by-hand.txt";
    made_.profile.fiscal_year = 2021;
    add_table("", false);
  }

  /// A new project; what follows is about it. Its key is the code, or the folded name.
  SubmissionBuilder& project(std::string_view code, std::string_view name) {
    Project& added = made_.projects.emplace_back();
    added.key.text = code.empty() ? fold(name) : std::string(code);
    if (!code.empty()) {
      added.code.value = std::string(code);
      added.code.raw = code;
      added.code.origin = place(0, row_ + 1, line_ + 1);
    }
    added.goal_sets.emplace_back().fiscal_year = made_.profile.fiscal_year;
    return also_named(name);
  }
  /// One more print of the name, in another spelling or the same one.
  SubmissionBuilder& also_named(std::string_view name) {
    std::vector<NameVariant>& names = current().names;
    const auto known = std::find_if(names.begin(), names.end(),
                                    [&](const NameVariant& each) { return each.text == name; });
    NameVariant& variant =
        known != names.end() ? *known : names.emplace_back(NameVariant{std::string(name), {}});
    variant.origins.push_back(place(0, row_ + 1, line_ + 1));
    return *this;
  }
  SubmissionBuilder& unit(std::string_view code, std::string_view name) {
    current().unit_code.value = std::string(code);
    current().unit_code.raw = code;
    current().unit_names.push_back({std::string(name), {place(1, row_ + 1, line_ + 1)}});
    return *this;
  }
  /// One print of the budget; the first one counts.
  SubmissionBuilder& budget(std::string_view words, std::string_view unit_name = "万元") {
    Field<Decimal> print;
    print.value = decimal(words);
    print.raw = words;
    print.origin = place(2, row_ + 1, line_ + 1);
    if (current().budget_prints.empty()) current().budget = print;
    current().budget_prints.push_back(print);
    current().budget_unit = jx::testing::unit(unit_name);
    return *this;
  }
  SubmissionBuilder& goal(std::string_view text) {
    const Origin origin = place(3, row_ + 1, line_ + 1);
    Goal& added = goals().goals.emplace_back();
    added.words = {std::string(text), origin};
    added.prints.push_back(origin);
    return *this;
  }
  SubmissionBuilder& add(IndicatorBuilder row) {
    Indicator added = std::move(row.row_);
    ++row_;
    ++line_;
    added.origin = place(Origin::kNone, row_, line_);
    settle(added.level1.origin, 4);
    settle(added.level2.origin, 5);
    added.name.origin = place(6, row_, line_);
    settle(added.comparator.origin, 7);
    settle(added.target.origin, 8);
    settle(added.unit.origin, 9);
    settle(added.weight.origin, 10);
    settle(added.direction.origin, 11);
    if (!goals().goals.empty()) {
      added.has_goal = true;
      added.goal = static_cast<std::uint32_t>(goals().goals.size() - 1);
    }
    goals().indicators.push_back(std::move(added));
    return *this;
  }
  /// What follows stands in a new table under the same header.
  SubmissionBuilder& next_table(std::string_view label = "", bool header_repeated = true) {
    ++table_;
    row_ = 0;
    line_ += 6;
    add_table(label, header_repeated);
    return *this;
  }
  SubmissionBuilder& task_list(std::string_view title, std::string_view project_key = "") {
    TaskList& list = made_.task_lists.emplace_back();
    list.title = {std::string(title), place(Origin::kNone, Origin::kNone, ++line_)};
    list.title_prints.push_back(list.title.origin);
    if (!project_key.empty()) {
      list.project = ProjectKey{std::string(project_key)};
      list.link_confidence = 0.9;
    }
    return *this;
  }
  /// Quantities are the caller's: reading them out of the words is the records stage.
  SubmissionBuilder& task(std::string_view name, std::string_view target,
                          std::vector<Quantity> quantities = {}) {
    JX_CHECK(!made_.task_lists.empty(), "task() before task_list()");
    std::vector<Task>& tasks = made_.task_lists.back().tasks;
    ++line_;
    Task& added = tasks.emplace_back();
    added.number.value = static_cast<int>(tasks.size());
    added.number.raw = std::to_string(tasks.size());
    added.name = {std::string(name), place(1, row_, line_)};
    added.target = {std::string(target), place(2, row_, line_)};
    added.quantities = std::move(quantities);
    added.origin = place(Origin::kNone, row_, line_);
    return *this;
  }
  SubmissionBuilder& paragraph(std::string_view text, std::vector<Quantity> quantities = {}) {
    made_.paragraphs.push_back(
        {.kind = ParagraphKind::Statement,
         .words = {std::string(text), place(Origin::kNone, Origin::kNone, ++line_)},
         .quantities = std::move(quantities)});
    return *this;
  }

  /// For anything else.
  Submission& raw() noexcept { return made_; }
  Submission build() const { return made_; }

 private:
  Project& current() {
    JX_CHECK(!made_.projects.empty(), "say project() first");
    return made_.projects.back();
  }
  void add_table(std::string_view label, bool header_repeated) {
    PrintedTable& added = made_.tables.emplace_back();
    added.table = table_;
    added.title = {"项目支出绩效表", place(Origin::kNone, Origin::kNone, line_ + 1)};
    added.label = {std::string(label), place(Origin::kNone, Origin::kNone, line_ + 1)};
    added.header_repeated = header_repeated;
  }
  GoalSet& goals() { return current().goal_sets.back(); }
  Origin place(std::uint32_t column, std::uint32_t row, std::uint32_t line) const {
    const bool outside = row == Origin::kNone;
    return {.page = 1,
            .table = outside ? Origin::kNone : table_,
            .row = row,
            .column = column,
            .line = line};
  }
  void settle(Origin& origin, std::uint32_t column) const {
    if (origin.line == IndicatorBuilder::kToBePlaced) origin = place(column, row_, line_);
  }

  Submission made_;
  std::uint32_t table_ = 0;
  std::uint32_t row_ = 0;
  std::uint32_t line_ = 0;
};

inline SubmissionBuilder submission() { return {}; }

/// The shape of 财预〔2015〕88号 with 财预〔2020〕10号: cost under 产出, 50/30/10 of 90.
inline Profile test_profile() {
  using enum Level1;
  Profile profile;
  profile.id = "test/2015-88+2020-10";
  profile.taxonomy = {
      {Output, {Level2::Quantity, Level2::Quality, Level2::Timeliness, Level2::Cost}},
      {Benefit,
       {Level2::EconomicBenefit, Level2::SocialBenefit, Level2::EcologicalBenefit,
        Level2::SustainableImpact}},
      {Satisfaction, {Level2::Satisfaction}}};
  profile.weight_bases = {Decimal(90), Decimal(100)};
  profile.fraction_bases = {decimal("0.9"), Decimal(1)};
  profile.weight_shares = {
      {.when = "standard",
       .points = {{Output, Decimal(50)}, {Benefit, Decimal(30)}, {Satisfaction, Decimal(10)}},
       .basis = {}}};
  profile.presence = {{Output, Level2::Unknown, Presence::Required, {}},
                      {Output, Level2::Quantity, Presence::Required, {}},
                      {Output, Level2::Quality, Presence::Required, {}},
                      {Output, Level2::Timeliness, Presence::Expected, {}},
                      {Output, Level2::Cost, Presence::Expected, {}},
                      {Benefit, Level2::Unknown, Presence::Required, {}},
                      {Satisfaction, Level2::Unknown, Presence::Expected, {}}};
  profile.project_code_patterns = {"[0-9]{6}[0-9]{2}[RYT][0-9]{12}", "[0-9]{21}"};
  const std::pair<std::string_view, std::string_view> thresholds[] = {
      {"weight-tolerance", "0.01"},
      {"dominant-weight-share", "0.40"},
      {"equal-spread-min-count", "4"},
      {"satisfaction-low", "85"},
      {"controllable-rate-low", "95"},
      {"round-default-share", "0.60"},
      {"near-duplicate-similarity", "0.80"},
      {"goal-copy-similarity", "0.95"},
      {"trivial-actual-ratio", "1.3"},
      {"regression-tolerance", "0.05"},
      {"training-cost-per-person-day", "550"},
      {"cost-equals-budget-tolerance", "0.005"},
      {"execution-rate-reason", "60"},
      {"name-max-characters", "100"},
      {"indicator-count-min", "3"},
      {"indicator-count-max", "20"},
      {"rounding-units-per-addend", "1"}};
  for (const auto& [name, value] : thresholds) {
    profile.thresholds.emplace(name, Threshold{decimal(value), {}});
  }
  return profile;
}

/// What one rule said, by verdict.
struct Answers {
  std::vector<Answer> fails;
  std::vector<Answer> passes;
  std::vector<Answer> insufficient;
  std::vector<Answer> not_applicable;

  bool quiet() const noexcept { return fails.empty() && insufficient.empty(); }
};

class CollectingSink final : public FindingSink {
 public:
  explicit CollectingSink(Answers& answers) : answers_(answers) {}

 private:
  void add(Verdict verdict, Answer answer) override {
    switch (verdict) {
      case Verdict::Fail: answers_.fails.push_back(std::move(answer)); break;
      case Verdict::Pass: answers_.passes.push_back(std::move(answer)); break;
      case Verdict::InsufficientData: answers_.insufficient.push_back(std::move(answer)); break;
      case Verdict::NotApplicable: answers_.not_applicable.push_back(std::move(answer)); break;
    }
  }

  Answers& answers_;
};

/// Rules that look at all projects first take what makes their Survey, too.
inline Answers run_rule(RuleFunction rule, const Submission& made, const Profile& profile,
                        const Lexicon& lexicon, decltype(Rule::begin_survey) begin = nullptr) {
  const Facts facts = gather_facts(made, profile);
  const Prepared prepared(lexicon, profile);
  const std::unique_ptr<Survey> survey = begin == nullptr ? nullptr : begin();
  const RuleInput input{.submission = made,
                        .facts = facts,
                        .profile = profile,
                        .lexicon = lexicon,
                        .prepared = prepared,
                        .survey = survey.get()};
  if (survey != nullptr) survey->look(input);
  Answers answers;
  CollectingSink sink(answers);
  rule(input, sink);
  return answers;
}

}  // namespace jx::testing
