// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/survey_commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/answer_levels.h"
#include "cli/output_file.h"
#include "evaluation/weight_points.h"
#include "reports/answers.h"

namespace jx {
namespace {

struct Options {
  ReadingOptions reading;
  std::string standard = "national";
  std::string format = "text";
  std::string output;
  std::vector<std::string> levels;
  std::string codes;
  std::string margin = "5";
  std::string least_answered = "0";
  std::vector<std::string> groups;
  std::int64_t population = 0;  ///< 0: not given.
  std::int64_t issued = 0;      ///< 0: not given.
  AnswerSheetOptions sheet;
};

/// Options as the stages take them.
struct Survey {
  SurveyStandard standard;
  AnswerSheetOptions sheet;
  SurveyRecord record;
};

Result<Decimal> number_of(const std::string& option, const std::string& words) {
  const Result<Decimal> number = Decimal::parse(words);
  if (number.ok()) return *number;
  return malformed(fmt::format("{} {}：不是数；请写 5 这样的数", option, words));
}

/// "农村=900"
Result<std::vector<std::pair<std::string, std::int64_t>>> read_groups(
    const std::vector<std::string>& given) {
  std::vector<std::pair<std::string, std::int64_t>> groups;
  for (const std::string& each : given) {
    const std::size_t equal = each.rfind('=');
    std::int64_t people = 0;
    const char* const end = each.data() + each.size();
    const char* const begin = equal == std::string::npos ? end : each.data() + equal + 1;
    const auto [last, fault] = std::from_chars(begin, end, people);
    if (equal == 0 || fault != std::errc() || last != end || people < 1) {
      return malformed(
          fmt::format("--groups 里的“{}”看不懂；请写 农村=900,城镇=100 这样，人数大于 0", each));
    }
    const std::string name = each.substr(0, equal);
    for (const auto& [known, others] : groups) {
      if (known == name) return malformed(fmt::format("--groups 里的“{}”出现了两次", name));
    }
    groups.emplace_back(name, people);
  }
  return groups;
}

Result<Survey> survey_of(const Program& program, const Options& options) {
  Survey survey{.standard = {}, .sheet = options.sheet, .record = {}};
  JX_TRY(survey.standard,
         load_survey_standard(program.data_folder() / "surveys" / (options.standard + ".toml")));
  JX_TRY(survey.sheet.levels, read_answer_levels(options.levels));
  if (options.codes == "best-first") survey.sheet.codes = AnswerCodes::BestFirst;
  if (options.codes == "best-last") survey.sheet.codes = AnswerCodes::BestLast;
  JX_TRY(survey.record.margin, number_of("--margin", options.margin));
  JX_TRY(survey.record.least_answered, number_of("--least-answered", options.least_answered));
  JX_TRY(survey.record.groups, read_groups(options.groups));
  if (options.population > 0) survey.record.population = options.population;
  if (options.issued > 0) survey.record.issued = options.issued;
  return survey;
}

/// What one document became; what NamedAnswerSurvey borrows from.
struct Tabulated {
  std::string file;
  std::string sha256;
  std::uint32_t table = 0;
  AnswerSheet sheet = {};
  AnswerSurvey survey = {};
};

NamedAnswerSurvey named(const Tabulated& tabulated, const Survey& survey) {
  return {tabulated.file,  tabulated.sheet, survey.sheet.levels,
          survey.standard, survey.record,   tabulated.survey};
}

Result<Tabulated> tabulate_document(const LoadedDocument& loaded, const PipelineOptions& pipeline,
                                    const Reference& reference, const Survey& survey) {
  JX_TRY(const auto read, run_tables(loaded.document, overlay_of(loaded), pipeline, reference));
  const auto found = std::find_if(read.tables.tables.begin(), read.tables.tables.end(),
                                  [](const Table& each) { return each.rows >= 2; });
  if (found == read.tables.tables.end()) {
    return Error{ErrorCode::NotFound, "没有找到答卷。请用第一行是题目、以下一行一份的表格"};
  }
  Tabulated tabulated{.file = read.file, .sha256 = read.sha256, .table = found->index};
  JX_TRY(tabulated.sheet, read_answer_sheet(*found, survey.standard, survey.sheet));
  JX_TRY(tabulated.survey,
         tabulate_answers(tabulated.sheet, survey.sheet.levels, survey.standard, survey.record));
  return tabulated;
}

Result<void> write_papers(const std::string& output, const std::vector<Paper>& papers) {
  if (output.ends_with(".docx")) {
    if (papers.size() != 1) {
      return Error{ErrorCode::Unsupported, "Word 文件只写一份答卷的统计；几份请用 .xlsx"};
    }
    JX_TRY(const std::string bytes, render_paper_docx(papers.front()));
    return write_file(output, bytes);
  }
  JX_TRY(OutputFile file, OutputFile::create(output));
  file.pause();
  JX_TRY_VOID(write_papers_xlsx(file.partial(), papers));
  return file.commit();
}

void tabulate_answers_of(Program& program, const Options& options) {
  const Result<Survey> survey = survey_of(program, options);
  if (!survey.ok()) return program.fail("", survey.error());
  const TextStyle style = program.style();
  std::vector<Paper> papers;
  const DocumentFunction read = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                                    const Reference& reference) -> Result<Delivery> {
    JX_TRY(Tabulated tabulated, tabulate_document(loaded, pipeline, reference, *survey));
    return Delivery([&, tabulated = std::move(tabulated)](DocumentOutput& output) -> Result<void> {
      const NamedAnswerSurvey view = named(tabulated, *survey);
      if (!tabulated.survey.holds()) program.exit = std::max(program.exit, Exit::Findings);
      if (!options.output.empty()) papers.push_back(answers_paper(view));
      if (!output.json_wanted) {
        output.text += render_answers_text(view, style);
        return {};
      }
      output.json.begin_object(JsonWriter::Layout::Lines).member("file", tabulated.file);
      output.json.member("sha256", tabulated.sha256).member("table", tabulated.table);
      write_answers(output.json, view);
      output.json.end_object();
      return {};
    });
  };
  run_documents(program, options.reading, {.json_wanted = options.format == "json", .read = read});
  if (options.output.empty() || papers.empty()) return;
  const Result<void> written = write_papers(options.output, papers);
  if (!written.ok()) program.fail(options.output, written.error());
}

/// The sample shared out in proportion to the groups' people.
Result<void> share_out(const Options& options, SamplePlan& plan) {
  JX_TRY(const auto groups, read_groups(options.groups));
  if (groups.empty()) return {};
  std::vector<double> people;
  std::int64_t sum = 0;
  for (const auto& [name, number] : groups) {
    people.push_back(static_cast<double>(number));
    sum += number;
  }
  if (sum != plan.population) {
    return malformed(fmt::format("各组共 {} 人，总人数是 {}；请核对 --groups 和 --population。",
                                 sum, plan.population));
  }
  JX_TRY(const std::vector<Decimal> shares, to_points(people, Decimal(plan.size.needed), 0));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    plan.groups.push_back({groups[i].first, groups[i].second, shares[i]});
  }
  return {};
}

Result<void> show_sample_size(Program& program, const Options& options) {
  SamplePlan plan{.population = options.population, .margin = {}, .size = {}, .groups = {}};
  JX_TRY(plan.margin, number_of("--margin", options.margin));
  JX_TRY(const Decimal share, plan.margin.divided_by(Decimal(100), 6));
  JX_TRY(plan.size, sample_size(plan.population, share));
  JX_TRY_VOID(share_out(options, plan));
  if (options.format != "json") {
    print(render_sample_text(plan, program.style()));
    return {};
  }
  std::string text;
  JsonWriter json(text);
  write_sample(json, plan);
  print(text + "\n");
  return {};
}

void add_common(CLI::App& command, Options& options) {
  command.add_option("--margin", options.margin, "允许误差，百分点，默认 5");
  command.add_option("--groups", options.groups, "各组的总人数，如 农村=900,城镇=100")
      ->delimiter(',');
  command.add_option("--format", options.format, "text（默认）或 json")
      ->check(CLI::IsMember({"text", "json"}));
}

void add_answers(Program& program, CLI::App& evaluate) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = evaluate.add_subcommand(
      "answers",
      "满意度：由原始答卷统计（一行一份、一列一题，如问卷平台的导出），核查重复、样本和回访");
  options->reading.add_to(*command);
  add_common(*command, *options);
  command->add_option("--standard", options->standard,
                      "读法和界限，见 data/surveys；默认 national");
  command
      ->add_option("--levels", options->levels,
                   "各档及赋值，从好到差，如 满意=100+,一般=60；+ 表示计入满意率")
      ->delimiter(',');
  CLI::Option* const questions =
      command
          ->add_option("--questions", options->sheet.questions,
                       "哪几列是满意度的题（列名或题号）；不写时认得出的都算")
          ->delimiter(',');
  command
      ->add_option("--codes", options->codes,
                   "答案是代码：best-first（1 或 A 是最好的一档）或 best-last（1 或 A 是最差的）")
      ->check(CLI::IsMember({"best-first", "best-last"}))
      ->needs(questions);
  command->add_option("--id", options->sheet.identity,
                      "认得出受访者的列，用来找重复答卷；不写时用手机号、证件号之类的列");
  command->add_option("--group", options->sheet.group, "按这一列分组；--groups 给出总人数的加权");
  command->add_option("--visits", options->sheet.visits, "记电话或上门回访结果的列");
  command->add_option("--population", options->population, "总人数：核对样本够不够")
      ->check(CLI::PositiveNumber);
  command->add_option("--issued", options->issued, "发放的份数：算回收率")
      ->check(CLI::PositiveNumber);
  command->add_option("--least-answered", options->least_answered,
                      "一份至少答了题数的百分之几才有效；默认答了一题就有效");
  command->add_option("--output", options->output, "另写问卷统计表：.docx 或 .xlsx");
  command->callback([&program, options] { tabulate_answers_of(program, *options); });
}

}  // namespace

void add_survey_commands(Program& program, CLI::App& evaluate) {
  add_answers(program, evaluate);
  auto options = std::make_shared<Options>();
  CLI::App* const command = evaluate.add_subcommand(
      "sample-size", "满意度调查要多少份有效答卷：95% 的把握，有限总体修正，可按组分配");
  command->add_option("--population", options->population, "总人数")
      ->check(CLI::PositiveNumber)
      ->required();
  add_common(*command, *options);
  command->callback([&program, options] {
    const Result<void> done = show_sample_size(program, *options);
    if (!done.ok()) program.fail("", done.error());
  });
}

}  // namespace jx
