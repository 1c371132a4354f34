// SPDX-License-Identifier: AGPL-3.0-or-later
// A form that was filled is read back by its labels: what was read is what was filled in, and the
// checks of printed scores have nothing to say of it until somebody changes a figure.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "base/test_seed.h"
#include "cli/score_forms.h"
#include "forms/fill.h"
#include "forms/words.h"
#include "pipeline/pipeline.h"
#include "reports/forms.h"

namespace jx {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;

const Reference& reference() {
  static const Reference loaded = load_reference(fs::path(JX_SOURCE_DIR) / "data").value();
  return loaded;
}

const FormLayout& layout(std::string_view id) {
  static const std::vector<FormLayout> all =
      load_form_layouts(fs::path(JX_SOURCE_DIR) / "data/forms").value();
  return *std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.id == id; });
}

constexpr std::string_view kNational = "self-evaluation";
constexpr std::string_view kSichuan = "self-evaluation-510000";

Submission read(const std::string& name, std::string bytes, const std::string& region) {
  PipelineOptions options;
  options.reader.isolation = Isolation::InProcess;
  if (!region.empty()) options.read.region = region;
  options.read.fiscal_year = 2024;
  options.read.file = name;
  const Document document = make_document(name, std::move(bytes)).value();
  return run_read(document, nullptr, options, reference()).value().submission;
}

/// An approved set with what came of it, as somebody would type it.
class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  std::string document() {
    std::string out = "项目支出绩效自评表\n\n（2024年度）\n\n";
    out += fmt::format("项目名称\t{}\n", pick({"图书流动服务", "110101T00000000000001-乡村道路养护",
                                               "技能培训（二期）"}));
    out += fmt::format("主管部门\t{}\t实施单位\t{}\n", pick({"青溪县文旅局", "青溪县交通局"}),
                       pick({"青溪县图书馆", "养护中心"}));
    out += "项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n";
    const int budget = between(1, 90000);
    const int executed = between(0, budget);
    const std::string money =
        fmt::format("{}\t{}\t{}", hundredths(between(1, 90000)), hundredths(budget),
                    one_in(6) ? "" : hundredths(executed));
    out += fmt::format("\t年度资金总额\t{}\t10\t\t\n", money);
    out += fmt::format("\t其中：当年财政拨款\t{}\t—\t\t—\n", money);
    if (one_in(2)) out += "年度总体目标\t预期目标\t实际完成情况\n\t办好全年服务。\t已办好。\n";
    out +=
        "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析"
        "及改进措施\n";
    const int rows = between(3, 9);
    int left = 90;
    for (int i = 0; i < rows; ++i) {
      const int weight = i + 1 == rows ? left : between(1, left - (rows - 1 - i));
      left -= weight;
      out += indicator(i, weight);
    }
    return out + "总分\t\t\t\t\t\t100\t\t\n";
  }

 private:
  int between(int low, int high) {
    return std::uniform_int_distribution<int>(low, std::max(low, high))(random_);
  }
  bool one_in(int count) { return between(1, count) == 1; }
  std::string pick(const std::vector<std::string>& words) {
    return words[static_cast<std::size_t>(between(0, static_cast<int>(words.size()) - 1))];
  }
  static std::string hundredths(int value) {
    return Decimal::make(value, 2)->trimmed().to_string();
  }

  std::string indicator(int number, int weight) {
    const std::string level =
        pick({"产出指标\t数量指标", "产出指标\t质量指标", "效益指标\t社会效益指标",
              "效益指标\t经济效益指标", "满意度指标\t服务对象满意度指标"});
    const std::string name = pick({"服务场次", "养护里程", "受益人次", "合格比例", "办结件数"}) +
                             std::string(static_cast<std::size_t>(number + 1), 'A');
    std::string target;
    std::string actual;
    std::string score;
    if (one_in(5)) {
      target = pick({"有所提高", "明显改善"});
      actual = "部分达成";
      // A person's points, inside the band of the level.
      score = Decimal::make(weight * 7, 1)->to_string();
    } else {
      const std::string unit = pick({"次", "公里", "%", "万元", "人次", "个"});
      const int promised = unit == "%" ? between(1, 100) : between(1, 3000);
      const int reached = unit == "%" ? between(1, 100) : between(1, 4000);
      target = pick({"≥", "≤", "＝"}) + std::to_string(promised) + unit;
      actual = std::to_string(reached) + unit;
    }
    if (one_in(12)) {
      actual = pick({"", "未到期", "无法采集"});
      score = "";
    }
    return fmt::format("\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", level, name, target, actual, weight, score,
                       one_in(3) ? "原因：雨季停工；已补做" : "");
  }

  std::mt19937 random_;
};

struct Filled {
  Submission source;
  ScoredDocument scored;
  FilledForm form;
};

Filled fill(const std::string& text, const FormLayout& layout,
            const std::function<void(ScoredGoalSet&)>& change = {}) {
  Filled filled{.source = read("approved.txt", text, layout.region), .scored = {}, .form = {}};
  const Profile& profile = *reference().profiles.find(filled.source.profile.id);
  filled.scored = score_submission(filled.source, profile, profile.scoring);
  ScoredProject& project = filled.scored.projects.at(0);
  if (change) change(project.sets.at(0));
  const FormInput input{
      .project = filled.source.projects.at(0),
      .scored = project.sets.at(0),
      .evaluation = &filled.source.self_evaluations.at(0),
      .statements = statements_of(filled.source, filled.source.self_evaluations.at(0)),
      .fiscal_year = 2024,
      .rules = filled.scored.rules};
  filled.form = fill_form(layout, input);
  return filled;
}

std::string written(const Filled& filled, const std::string& kind, const FormLayout& layout) {
  const FormSheet sheet{.name = "自评表", .grid = filled.form.grid};
  FormNotes notes{.title = "计分说明", .lines = {}};
  const FormInput input{
      .project = filled.source.projects.at(0),
      .scored = filled.scored.projects.at(0).sets.at(0),
      .evaluation = &filled.source.self_evaluations.at(0),
      .statements = statements_of(filled.source, filled.source.self_evaluations.at(0)),
      .fiscal_year = 2024,
      .rules = filled.scored.rules};
  add_notes(filled.scored, layout, input, filled.form, notes);
  if (kind == "docx") return render_forms_docx(std::span(&sheet, 1), notes).value();
  const fs::path path = fs::path(::testing::TempDir()) / "score_forms_test.xlsx";
  EXPECT_TRUE(write_forms_xlsx(path, std::span(&sheet, 1), notes).ok());
  std::string bytes = load_document(path, {}).value().document.bytes;
  fs::remove(path);
  return bytes;
}

std::string in_words(const Field<Target>& field) {
  if (!field.has_value()) return fmt::format("absent: {}", to_string(field.absence));
  std::string words = fmt::format("{} {}", static_cast<int>(field->kind), field->unit.name);
  if (field->value) words += " " + field->value->trimmed().to_string();
  return words + " " + field->level;
}

std::string in_words(const std::optional<Decimal>& value) {
  return value ? value->trimmed().to_string() : "none";
}

std::string sign_of(const Field<Target>& field) {
  return field.has_value() ? std::string(chinese_name(field->comparator)) : "";
}

void expect_same_indicators(const Filled& filled, const GoalSet& again) {
  const ScoredGoalSet& scored = filled.scored.projects.at(0).sets.at(0);
  ASSERT_EQ(again.indicators.size(), scored.set.indicators.size());
  for (std::size_t i = 0; i < scored.set.indicators.size(); ++i) {
    const Indicator& was = scored.set.indicators[i];
    const auto found =
        std::find_if(again.indicators.begin(), again.indicators.end(),
                     [&](const Indicator& each) { return each.name.text == was.name.text; });
    ASSERT_NE(found, again.indicators.end()) << was.name.text;
    EXPECT_EQ(found->level1.value, was.level1.value);
    EXPECT_EQ(found->level2.value, was.level2.value);
    EXPECT_EQ(in_words(found->target), in_words(was.target)) << was.target.raw;
    EXPECT_EQ(sign_of(found->target), sign_of(was.target)) << was.target.raw;
    EXPECT_EQ(in_words(found->actual->value), in_words(was.actual->value)) << was.actual->value.raw;
    EXPECT_EQ(in_words(found->weight.value), in_words(was.weight.value));
    EXPECT_EQ(in_words(found->actual->score.value), in_words(scored.score.indicators[i].score));
    EXPECT_EQ(found->actual->reason.text, was.actual->reason.text);
  }
}

void expect_same_money(const Filled& filled, const SelfEvaluation& again) {
  const ScoredGoalSet& scored = filled.scored.projects.at(0).sets.at(0);
  const FundRow& was = filled.source.self_evaluations.at(0).funds.at(0);
  const FundRow* const is = total_funds(again);
  ASSERT_NE(is, nullptr);
  const Field<Decimal>& budget = is->full_year.origin.known() ? is->full_year : is->adjusted;
  EXPECT_EQ(in_words(is->initial.value), in_words(was.initial.value));
  EXPECT_EQ(in_words(budget.value), in_words(was.full_year.value));
  EXPECT_EQ(in_words(is->executed.value), in_words(was.executed.value));
  EXPECT_EQ(in_words(is->weight.value), in_words(scored.score.execution->weight));
  EXPECT_EQ(in_words(is->score.value), in_words(scored.score.execution->score));
  const bool complete = scored.score.total.has_value();
  EXPECT_EQ(again.total.has_value(), complete);
  EXPECT_EQ(in_words(again.total.value),
            complete ? scored.score.scored.trimmed().to_string() : "none");
}

std::string department_of(const Submission& submission, const SelfEvaluation& evaluation) {
  for (const FormStatement& statement : statements_of(submission, evaluation)) {
    if (statement.label == "主管部门") return statement.text;
  }
  return {};
}

void expect_same(const Filled& filled, const Submission& again) {
  ASSERT_EQ(again.projects.size(), 1U);
  ASSERT_EQ(again.self_evaluations.size(), 1U);
  EXPECT_EQ(again.projects[0].key, filled.source.projects.at(0).key);
  EXPECT_EQ(again.projects[0].unit_names.at(0).text,
            filled.source.projects.at(0).unit_names.at(0).text);
  expect_same_indicators(filled, again.projects[0].goal_sets.at(0));
  expect_same_money(filled, again.self_evaluations[0]);
  const auto& was = filled.source.self_evaluations.at(0);
  const auto& is = again.self_evaluations[0];
  if (!was.goals.empty()) {
    ASSERT_EQ(is.goals.size(), was.goals.size());
    EXPECT_EQ(is.goals[0].expected.text, was.goals[0].expected.text);
    EXPECT_EQ(is.goals[0].actual.text, was.goals[0].actual.text);
  }
  EXPECT_EQ(department_of(again, is), department_of(filled.source, was));
  EXPECT_NE(department_of(again, is), "");
  EXPECT_EQ(again.projects[0].budget_unit.name, "万元");
}

/// The rules about printed scores, totals, rates, bands and grades that fail.
std::vector<std::string> score_faults(const Submission& submission) {
  const CheckResult result = run_check(submission, {}, reference());
  std::vector<std::string> rules;
  for (const Finding& finding : result.findings) {
    const bool is_score = finding.rule == "SC01" || finding.rule == "SC02" ||
                          finding.rule == "SC03" || finding.rule == "SC09" ||
                          finding.rule == "SC10" || finding.rule == "SC11";
    if (is_score && finding.verdict == Verdict::Fail) {
      rules.push_back(finding.rule + " " + finding.message);
    }
  }
  return rules;
}

class FilledForms : public ::testing::TestWithParam<std::tuple<std::string_view, const char*>> {};

TEST_P(FilledForms, AreReadBackAsTheyWereFilled) {
  const auto& [id, kind] = GetParam();
  const std::uint32_t seed = test_seed();
  constexpr std::uint32_t kRounds = 25;
  for (std::uint32_t round = 0; round < kRounds; ++round) {
    const std::string text = Generator(seed + round).document();
    const Filled filled = fill(text, layout(id));
    const std::string bytes = written(filled, kind, layout(id));
    const Submission again =
        read(std::string("form.") + kind, bytes, std::string(layout(id).region));
    expect_same(filled, again);
    EXPECT_THAT(score_faults(again), ::testing::IsEmpty());
    if (HasFailure()) FAIL() << "of this document:\n" << text;
  }
}

/// One more point in one figure: of an indicator, of the execution, or of the total.
void change_a_figure(ScoredGoalSet& set, std::uint32_t which) {
  const auto raise = [](std::optional<Decimal>& score) { score = score->plus(Decimal(1)).value(); };
  const std::size_t figures = set.score.indicators.size() + 2;
  const std::size_t figure = which % figures;
  if (figure < set.score.indicators.size()) return raise(set.score.indicators[figure].score);
  if (figure + 1 < figures) return raise(set.score.execution->score);
  set.score.scored = set.score.scored.plus(Decimal(1)).value();
}

TEST_P(FilledForms, GiveAFindingWhenOneFigureIsChanged) {
  const auto& [id, kind] = GetParam();
  const std::uint32_t seed = test_seed();
  constexpr std::uint32_t kRounds = 25;
  std::size_t changed = 0;
  for (std::uint32_t round = 0; round < kRounds; ++round) {
    const std::string text = Generator(seed + round).document();
    // Without a total, another formula in use elsewhere may give the same score.
    const bool complete = fill(text, layout(id)).scored.projects[0].sets[0].score.total.has_value();
    if (!complete) continue;
    ++changed;
    const Filled filled =
        fill(text, layout(id), [&](ScoredGoalSet& set) { change_a_figure(set, seed / 7 + round); });
    const Submission again = read(std::string("form.") + kind, written(filled, kind, layout(id)),
                                  std::string(layout(id).region));
    EXPECT_THAT(score_faults(again), ::testing::Not(::testing::IsEmpty())) << text;
  }
  EXPECT_GT(changed, 0U) << "of " << kRounds;
}

INSTANTIATE_TEST_SUITE_P(BothFormsAndKinds, FilledForms,
                         ::testing::Combine(::testing::Values(kNational, kSichuan),
                                            ::testing::Values("xlsx", "docx")),
                         [](const auto& test) {
                           return std::string(std::get<0>(test.param) == kNational ? "National"
                                                                                   : "Sichuan") +
                                  std::get<1>(test.param);
                         });

}  // namespace
}  // namespace jx
