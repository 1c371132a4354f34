// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/answers.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "base/text.h"
#include "reports/json.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

TextInk ink_of(SurveyVerdict verdict) {
  switch (verdict) {
    case SurveyVerdict::Holds: return TextInk::Green;
    case SurveyVerdict::Fails: return TextInk::Red;
    case SurveyVerdict::NotChecked: return TextInk::Yellow;
  }
  return TextInk::Plain;
}

std::string shown(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : std::string("（未给出）");
}

/// Words of a cell within one line.
std::string in_line(const std::string& words) {
  constexpr std::size_t kWidth = 40;
  return shortened(replaced(words, "\n", " "), kWidth);
}

std::string levels_in_words(const NamedAnswerSurvey& named, bool only_satisfied) {
  std::string words;
  for (const AnswerLevel& level : named.levels) {
    if (only_satisfied && !level.satisfied) continue;
    words += (words.empty() ? "" : "、") + level.name;
    if (!only_satisfied) words += " " + level.value.to_string();
  }
  return words;
}

std::string interval_of(const SurveyResult& result) {
  return fmt::format("{:.2f}% 至 {:.2f}%", result.interval.low, result.interval.high);
}

std::string counts_in_words(const NamedAnswerSurvey& named, const QuestionResult& question) {
  std::string words;
  for (std::size_t level = 0; level < named.levels.size(); ++level) {
    words += fmt::format("{}{} {}", words.empty() ? "" : "、", named.levels[level].name,
                         question.counts[level]);
  }
  return words +
         fmt::format("；未答 {}{}", question.blank,
                     question.unread > 0 ? fmt::format("，看不懂 {}", question.unread) : "");
}

std::string record_in_words(const AnswerSurvey& survey, const SurveyRecord& record) {
  return fmt::format(
      "发放{}，回收 {} 份{}；重复 {} 份，作答不够 {} 份，有效 {} 份，有效率 {}%",
      record.issued ? fmt::format(" {} 份", *record.issued) : "份数未给出", survey.returned,
      survey.return_rate ? fmt::format("，回收率 {}%", survey.return_rate->to_string()) : "",
      survey.duplicates, survey.unusable, survey.valid, survey.valid_rate.to_string());
}

/// "第 5 行": of the table, its headings being the first.
std::string row_of(std::uint32_t row) { return fmt::format("第 {} 行", row + 1); }

/// What did not count, one line each, as many as a person reads.
std::vector<std::string> not_counted(const NamedAnswerSurvey& named) {
  std::vector<std::string> lines;
  for (const AnswerRow& row : named.sheet.rows) {
    if (!row.repeats) continue;
    lines.push_back(fmt::format("{}：与{}重复，不计", row_of(row.row), row_of(*row.repeats)));
  }
  for (const std::size_t index : named.survey.unusable_rows) {
    lines.push_back(row_of(named.sheet.rows[index].row) + "：作答不够，不计");
  }
  for (const UnreadAnswer& each : named.sheet.unread) {
    lines.push_back(fmt::format("{}“{}”：“{}”{}，没有计入", row_of(each.row),
                                named.sheet.questions[each.question], in_line(each.words),
                                each.reason));
  }
  for (const ColumnLeftOut& each : named.sheet.left_out) {
    lines.push_back(fmt::format("“{}”列：没有计入，{}", each.name, each.reason));
  }
  constexpr std::size_t kMostLines = 300;
  if (lines.size() > kMostLines) {
    const std::size_t more = lines.size() - kMostLines;
    lines.resize(kMostLines);
    lines.push_back(fmt::format("另有 {} 处，全部在 --format json 的输出里", more));
  }
  return lines;
}

std::string means_in_words(const NamedAnswerSurvey& named) {
  if (!named.survey.score) return "没有一题有作答。";
  return fmt::format(
      "各题平均：满意度得分 {}（{}），满意率 {}%（{}）。两个数口径不同，"
      "请用绩效目标里写明的那一个。",
      named.survey.score->to_string(), levels_in_words(named, false),
      named.survey.satisfied->to_string(), levels_in_words(named, true));
}

bool is_weighted(const AnswerSurvey& survey) {
  for (const QuestionResult& each : survey.questions) {
    if (each.result && each.result->weighted) return true;
  }
  return false;
}

std::string weighting_in_words(const NamedAnswerSurvey& named) {
  if (named.record.groups.empty()) return "各份答卷同等计算。";
  return is_weighted(named.survey) ? "各组按 --groups 给出的总人数加权；置信区间按未加权的满意率。"
                                   : "没有加权：有的组没有给出总人数（--groups），或只有一组。";
}

void write_question(JsonWriter& json, const QuestionResult& question) {
  json.begin_object(Layout::Lines).member("name", question.name).key("counts").begin_array();
  for (const std::int64_t count : question.counts) json.value(count);
  json.end_array().member("blank", question.blank).member("unread", question.unread);
  if (question.result) {
    const SurveyResult& result = *question.result;
    // The last digits of a double differ between processors.
    const auto settled = [](double value) { return std::round(value * 1e6) / 1e6; };
    json.member("score", result.score.to_string());
    json.member("satisfied", result.satisfied.to_string()).member("weighted", result.weighted);
    json.key("interval").begin_array().value(settled(result.interval.low));
    json.value(settled(result.interval.high)).end_array();
  }
  json.end_object();
}

void write_levels(JsonWriter& json, const std::vector<AnswerLevel>& levels) {
  json.key("levels").begin_array(Layout::Lines);
  for (const AnswerLevel& level : levels) {
    json.begin_object().member("name", level.name).member("value", level.value.to_string());
    json.member("satisfied", level.satisfied).end_object();
  }
  json.end_array();
}

PaperTable question_table(const NamedAnswerSurvey& named) {
  PaperTable table{.title = "各题统计", .widths = {30}, .rows = {{"题目"}}};
  for (const AnswerLevel& level : named.levels) {
    table.rows[0].push_back(level.name);
    table.widths.push_back(8);
  }
  for (const std::string_view each : {"未答", "看不懂"}) table.rows[0].emplace_back(each);
  for (const std::string_view each : {"得分", "满意率", "95% 置信区间"}) {
    table.rows[0].emplace_back(each);
  }
  table.widths.insert(table.widths.end(), {7, 7, 9, 9, 18});
  for (const QuestionResult& question : named.survey.questions) {
    std::vector<std::string> row{question.name};
    for (const std::int64_t count : question.counts) row.push_back(std::to_string(count));
    row.push_back(std::to_string(question.blank));
    row.push_back(std::to_string(question.unread));
    row.push_back(question.result ? question.result->score.to_string() : "—");
    row.push_back(question.result ? question.result->satisfied.to_string() + "%" : "—");
    row.push_back(question.result ? interval_of(*question.result) : "—");
    table.rows.push_back(std::move(row));
  }
  return table;
}

PaperTable record_table(const NamedAnswerSurvey& named) {
  const AnswerSurvey& survey = named.survey;
  PaperTable table{.title = "调查情况",
                   .widths = {10, 10, 10, 10, 10, 12, 10, 10, 12},
                   .rows = {{"总人数", "发放", "回收", "重复", "作答不够", "有效", "回收率",
                             "有效率", "应有样本"}}};
  table.rows.push_back({shown(named.record.population), shown(named.record.issued),
                        std::to_string(survey.returned), std::to_string(survey.duplicates),
                        std::to_string(survey.unusable), std::to_string(survey.valid),
                        survey.return_rate ? survey.return_rate->to_string() + "%" : "—",
                        survey.valid_rate.to_string() + "%",
                        survey.sample ? std::to_string(survey.sample->needed) : "—"});
  return table;
}

}  // namespace

std::string render_answers_text(const NamedAnswerSurvey& named, const TextStyle& style) {
  const AnswerSurvey& survey = named.survey;
  std::string out =
      inked("满意度答卷：" + record_in_words(survey, named.record), TextInk::Strong, style) + "\n";
  for (const QuestionResult& question : survey.questions) {
    out += inked(question.name, TextInk::Strong, style) + "\n";
    out += "  " + counts_in_words(named, question) + "\n";
    if (!question.result) continue;
    out += fmt::format("  得分 {}，满意率 {}%（95% 置信区间 {}）\n",
                       question.result->score.to_string(), question.result->satisfied.to_string(),
                       interval_of(*question.result));
  }
  out += means_in_words(named) + "\n" + weighting_in_words(named) + "\n";
  constexpr std::size_t kVerdictWidth = 8;
  for (const SurveyCheck& check : survey.checks) {
    out += fmt::format(
        "  {}{}{}\n",
        inked(padded(chinese_name(check.verdict), kVerdictWidth), ink_of(check.verdict), style),
        check.what, check.detail.empty() ? "" : "：" + check.detail);
  }
  out += "  界限的依据：" + named.standard.basis + "\n";
  for (const std::string& line : not_counted(named)) out += "  " + line + "\n";
  return out;
}

void write_answers(JsonWriter& json, const NamedAnswerSurvey& named) {
  const AnswerSurvey& survey = named.survey;
  json.member("method", "answers").member("standard", named.standard.id);
  json.member("basis", named.standard.basis);
  write_levels(json, named.levels);
  if (named.record.population) json.member("population", *named.record.population);
  if (named.record.issued) json.member("issued", *named.record.issued);
  json.member("returned", survey.returned).member("duplicates", survey.duplicates);
  json.member("unusable", survey.unusable).member("valid", survey.valid);
  write_decimal(json, "return_rate", survey.return_rate);
  json.member("valid_rate", survey.valid_rate.to_string());
  if (survey.sample) json.member("sample_needed", survey.sample->needed);
  json.key("questions").begin_array(Layout::Lines);
  for (const QuestionResult& question : survey.questions) write_question(json, question);
  json.end_array();
  write_decimal(json, "score", survey.score);
  write_decimal(json, "satisfied", survey.satisfied);
  json.member("weighted", is_weighted(survey)).key("checks").begin_array(Layout::Lines);
  for (const SurveyCheck& check : survey.checks) {
    json.begin_object().member("id", check.id).member("what", check.what);
    json.member("verdict", to_string(check.verdict)).member("detail", check.detail).end_object();
  }
  json.end_array().key("unread").begin_array(Layout::Lines);
  for (const UnreadAnswer& each : named.sheet.unread) {
    json.begin_object().member("row", each.row);
    json.member("question", named.sheet.questions[each.question]);
    json.member("text", each.words).member("reason", each.reason).end_object();
  }
  json.end_array().key("repeats").begin_array(Layout::Lines);
  for (const AnswerRow& row : named.sheet.rows) {
    if (!row.repeats) continue;
    json.begin_object().member("row", row.row).member("of", *row.repeats).end_object();
  }
  json.end_array().key("left_out").begin_array(Layout::Lines);
  for (const ColumnLeftOut& each : named.sheet.left_out) {
    json.begin_object().member("column", each.name).member("reason", each.reason).end_object();
  }
  json.end_array();
}

Paper answers_paper(const NamedAnswerSurvey& named) {
  Paper paper{.name = "问卷统计", .title = "满意度问卷统计表", .wide = true, .parts = {}};
  paper.parts.emplace_back(PaperText{
      fmt::format("答卷：{}。{}。", named.file, record_in_words(named.survey, named.record))});
  paper.parts.emplace_back(record_table(named));
  paper.parts.emplace_back(PaperText{means_in_words(named) + weighting_in_words(named)});
  paper.parts.emplace_back(question_table(named));
  paper.parts.emplace_back(PaperHeading{2, "核查"});
  PaperTable checks{.title = "核查", .widths = {40, 10, 60}, .rows = {{"核查", "结论", "说明"}}};
  for (const SurveyCheck& check : named.survey.checks) {
    checks.rows.push_back({check.what, std::string(chinese_name(check.verdict)), check.detail});
  }
  paper.parts.emplace_back(std::move(checks));
  paper.parts.emplace_back(PaperText{"界限的依据：" + named.standard.basis + "。"});
  const std::vector<std::string> lines = not_counted(named);
  if (!lines.empty()) paper.parts.emplace_back(PaperHeading{2, "没有计入的"});
  for (const std::string& line : lines) paper.parts.emplace_back(PaperText{line + "。"});
  paper.parts.emplace_back(PaperText{
      "统计：____________  日期：____________    复核：____________  日期：____________"});
  return paper;
}

std::string render_sample_text(const SamplePlan& plan, const TextStyle& style) {
  const std::string margin = plan.margin.trimmed().to_string();
  std::string out = inked(fmt::format("总人数 {}，95% 的把握，误差 ±{} 个百分点：要 {} 份有效答卷",
                                      plan.population, margin, plan.size.needed),
                          TextInk::Strong, style) +
                    "\n";
  out += fmt::format("  不限总人数：1.96² × 0.5 × 0.5 ÷ {}%²，进位得 {}\n", margin,
                     plan.size.unlimited);
  out += plan.size.census ? std::string("  总人数不超过 50，全部调查\n")
                          : fmt::format("  有限总体修正：{} ÷ (1 + ({} − 1) ÷ {})，进位得 {}\n",
                                        plan.size.unlimited, plan.size.unlimited, plan.population,
                                        plan.size.needed);
  for (const SamplePlan::Group& group : plan.groups) {
    out += fmt::format("  {}（{} 人）：{} 份\n", group.name, group.population,
                       group.share.to_string());
  }
  return out;
}

void write_sample(JsonWriter& json, const SamplePlan& plan) {
  json.begin_object(Layout::Lines).member("method", "sample-size");
  json.member("population", plan.population).member("margin", plan.margin.to_string());
  json.member("unlimited", plan.size.unlimited).member("needed", plan.size.needed);
  json.member("census", plan.size.census).key("groups").begin_array(Layout::Lines);
  for (const SamplePlan::Group& group : plan.groups) {
    json.begin_object().member("name", group.name).member("population", group.population);
    json.member("needed", group.share.to_string()).end_object();
  }
  json.end_array().end_object();
}

}  // namespace jx
