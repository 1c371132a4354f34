// SPDX-License-Identifier: AGPL-3.0-or-later
// The form that `monitor` writes is read back as it was written, and gives the same lights and
// findings as what it was written from.
#include "cli/monitored_forms.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "base/test_seed.h"
#include "monitoring/indicator_names.h"
#include "pipeline/pipeline.h"
#include "records/monitoring_forms.h"
#include "reports/monitoring.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

const Reference& reference() {
  static const Reference loaded = load_reference(fs::path(JX_SOURCE_DIR) / "data").value();
  return loaded;
}

constexpr int kYear = 2024;

ReadOutcome read(const std::string& name, std::string bytes) {
  PipelineOptions options;
  options.reader.isolation = Isolation::InProcess;
  options.read.fiscal_year = kYear;
  options.read.file = name;
  const Document document = make_document(name, std::move(bytes)).value();
  return run_read(document, nullptr, options, reference()).value();
}

/// Targets, and what a ledger may say of them by the end of a month.
class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) { month_ = between(1, 12); }

  int month() const { return month_; }

  std::string targets() {
    std::string out =
        "项目名称\t单位名称\t预算数（万元）\t年度目标\t一级指标\t二级指标\t三级指标\t指标性质\t指标"
        "值\t度量单"
        "位\n";
    const int rows = between(2, 7);
    for (int i = 0; i < rows; ++i) {
      const bool first = i == 0;
      out += first ? "110101T00000000000001-技能培训\t青溪县人社局\t" +
                         std::to_string(between(1, 90000)) + "\t" +
                         pick({"全年培训六批学员。", "养护道路，按期完成；群众满意"}) + "\t"
                   : "\t\t\t\t";
      out += pick({"产出指标\t数量指标", "产出指标\t质量指标", "效益指标\t社会效益指标",
                   "满意度指标\t服务对象满意度指标"}) +
             "\t";
      out += pick({"服务场次", "养护里程", "受益人次", "合格比例"}) +
             std::string(static_cast<std::size_t>(i + 1), 'A') + "\t";
      const std::string unit = pick({"次", "公里", "%", "万元", "人次", "个"});
      out += pick({"≥", "≤", "＝"}) + "\t" +
             std::to_string(unit == "%" ? between(1, 100) : between(1, 3000)) + "\t" + unit + "\n";
    }
    return out;
  }

  void report(const Submission& submission, std::vector<LedgerFigure>& figures,
              std::vector<Statement>& statements) {
    const Project& project = submission.projects.at(0);
    add(project, kExecutedName, "万元", figures);
    IndicatorNames names;
    for (const Indicator& indicator : project.goal_sets.at(0).indicators) {
      const std::string name = names.name_of(indicator);
      if (!one_in(5)) add(project, name, indicator.target->unit.name, figures);
      if (one_in(2)) explain(project, name, statements);
    }
  }

 private:
  int between(int low, int high) {
    return std::uniform_int_distribution<int>(low, std::max(low, high))(random_);
  }
  bool one_in(int count) { return between(1, count) == 1; }
  std::string pick(const std::vector<std::string>& words) {
    return words[static_cast<std::size_t>(between(0, static_cast<int>(words.size()) - 1))];
  }

  LedgerFigure figure(const Project& project, const std::string& name, int month) {
    LedgerFigure made;
    made.number = ++number_;
    made.project = project.key.text;
    made.indicator = name;
    made.period = month_of(kYear, month);
    return made;
  }

  void add(const Project& project, const std::string& name, const std::string& unit,
           std::vector<LedgerFigure>& figures) {
    LedgerFigure made = figure(project, name, month_);
    made.unit = unit;
    if (name != kExecutedName && one_in(6)) {
      made.absence = one_in(2) ? Absence::NotDue : Absence::NotObtainable;
    } else {
      made.value = Decimal::make(between(0, 400000), one_in(2) ? 2 : 0)->trimmed();
    }
    figures.push_back(std::move(made));
  }

  void explain(const Project& project, const std::string& name,
               std::vector<Statement>& statements) {
    Statement said;
    said.number = ++number_;
    said.project = project.key.text;
    said.indicator = name;
    said.period = month_of(kYear, month_);
    for (const DeviationCause cause : kDeviationCauses) {
      if (one_in(3)) said.causes.push_back(cause);
    }
    if (one_in(2)) said.explanation = pick({"雨季停工", "师资不足，已在招聘"});
    if (one_in(2)) said.likelihood = kLikelihoods.at(static_cast<std::size_t>(between(0, 2)));
    if (one_in(2)) said.measures = pick({"增派两队", "加快支付"});
    const bool says = !said.causes.empty() || !said.explanation.empty() || said.likelihood ||
                      !said.measures.empty();
    if (says) statements.push_back(std::move(said));
  }

  std::mt19937 random_;
  int month_ = 1;
  std::uint64_t number_ = 0;
};

MonitoredDocument look_at(const MonitorInput& input) {
  MonitoredDocument document;
  document.file = "targets.txt";
  document.ledger = "t";
  document.monitoring = monitor(input);
  document.findings = find_deviations(document.monitoring, input.rules);
  return document;
}

std::string workbook_of(const MonitoredDocument& document) {
  const fs::path path = fs::path(::testing::TempDir()) / "monitored_forms_test.xlsx";
  EXPECT_TRUE(write_monitoring_xlsx(path, std::span(&document, 1)).ok());
  std::string bytes = load_document(path, {}).value().document.bytes;
  fs::remove(path);
  return bytes;
}

std::string in_words(const std::optional<Decimal>& value) {
  return value ? value->trimmed().to_string() : "none";
}

/// What a form says of a row: everything but the light, which follows from it.
std::string said_of(const Total& total, const Statement* said) {
  std::string words = in_words(total.value);
  if (total.absence) words += fmt::format(" {}", to_string(*total.absence));
  if (said == nullptr) return words;
  for (const DeviationCause cause : said->causes) words += fmt::format(" {}", key_of(cause));
  words += " " + said->explanation;
  if (said->likelihood) words += fmt::format(" {}", key_of(*said->likelihood));
  return words + " " + said->measures;
}

void expect_same(const Monitoring& was, const Monitoring& is) {
  ASSERT_EQ(is.projects.size(), 1U);
  const MonitoredProject& before = was.projects.at(0);
  const MonitoredProject& after = is.projects.at(0);
  EXPECT_EQ(is.month, was.month);
  EXPECT_EQ(after.key, before.key);
  EXPECT_EQ(after.name, before.name);
  EXPECT_EQ(after.unit_name, before.unit_name);
  EXPECT_EQ(after.goals, before.goals);
  EXPECT_EQ(in_words(after.money.budget), in_words(before.money.budget));
  EXPECT_EQ(in_words(after.money.executed.value), in_words(before.money.executed.value));
  EXPECT_EQ(after.money.unit, before.money.unit);
  EXPECT_EQ(after.money.light.light, before.money.light.light);
  EXPECT_EQ(after.goal_light, before.goal_light);
  ASSERT_EQ(after.rows.size(), before.rows.size());
  for (std::size_t i = 0; i < before.rows.size(); ++i) {
    EXPECT_EQ(after.rows[i].name, before.rows[i].name);
    EXPECT_EQ(monitored_target(after.rows[i].indicator),
              monitored_target(before.rows[i].indicator));
    EXPECT_EQ(after.rows[i].indicator.level1.value, before.rows[i].indicator.level1.value);
    EXPECT_EQ(after.rows[i].indicator.level2.value, before.rows[i].indicator.level2.value);
    EXPECT_EQ(said_of(after.rows[i].total, after.rows[i].statement),
              said_of(before.rows[i].total, before.rows[i].statement));
    EXPECT_EQ(after.rows[i].light.light, before.rows[i].light.light) << before.rows[i].name;
  }
}

std::vector<std::string> words_of(const std::vector<MonitoringFinding>& findings) {
  std::vector<std::string> words;
  for (const MonitoringFinding& each : findings) {
    // The form has no place for what is said of the money.
    if (each.rule == "MO03" && each.subject == kExecutedName) continue;
    words.push_back(each.rule + " " + each.subject + " " + each.message);
  }
  return words;
}

TEST(MonitoredForms, AreReadBackAsTheyWereWritten) {
  const std::uint32_t seed = test_seed();
  constexpr std::uint32_t kRounds = 25;
  const std::vector<LightRules> lights =
      load_light_rules(fs::path(JX_SOURCE_DIR) / "data/monitoring/lights").value();
  for (std::uint32_t round = 0; round < kRounds; ++round) {
    Generator generator(seed + round);
    const std::string text = generator.targets();
    const ReadOutcome source = read("targets.txt", text);
    std::vector<LedgerFigure> figures;
    std::vector<Statement> statements;
    generator.report(source.submission, figures, statements);
    const Profile& profile = *reference().profiles.find(source.submission.profile.id);
    const LightRules& rules = *find_light_rules(lights, "", kYear);
    const MonitoredDocument was = look_at({.submission = source.submission,
                                           .figures = figures,
                                           .statements = statements,
                                           .plan = {},
                                           .rules = rules,
                                           .profile = profile,
                                           .year = kYear,
                                           .month = generator.month()});
    const ReadOutcome form = read("form.xlsx", workbook_of(was));
    const auto read_again =
        read_monitoring_forms(form.tables, form.submission, reference().lexicon);
    ASSERT_EQ(read_again.size(), 1U) << text;
    EXPECT_EQ(read_again[0].month, generator.month()) << text;
    EXPECT_TRUE(read_again[0].unread.empty()) << text;
    MonitorBase base;
    base.lights = lights;
    MonitoredForms forms(base);
    ReadForms handed_in{"form.xlsx", "", form.submission.profile, read_again};
    handed_in.profile.region.clear();
    const MonitoredDocument is = forms.add(handed_in, reference()).value();
    expect_same(was.monitoring, is.monitoring);
    EXPECT_EQ(words_of(is.findings), words_of(was.findings));
    if (HasFailure()) FAIL() << "of these targets:\n" << text;
  }
}

}  // namespace
}  // namespace jx
