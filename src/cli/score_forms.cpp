// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/score_forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/output_file.h"
#include "forms/adjustment_grid.h"
#include "forms/fill.h"

namespace jx {
namespace {

/// The set that is reported on: the adjusted one where there is one, else what was approved, else
/// the first.
const ScoredGoalSet& reported_set(const ScoredProject& project) {
  const auto find = [&](GoalSource source) {
    return std::find_if(project.sets.begin(), project.sets.end(),
                        [&](const ScoredGoalSet& each) { return each.set.source == source; });
  };
  for (const GoalSource source : {GoalSource::Adjusted, GoalSource::Approved}) {
    const auto found = find(source);
    if (found != project.sets.end()) return *found;
  }
  return project.sets.front();
}

const Project* find_project(const Submission& submission, std::string_view key) {
  const auto found = std::find_if(submission.projects.begin(), submission.projects.end(),
                                  [&](const Project& each) { return each.key.text == key; });
  return found == submission.projects.end() ? nullptr : &*found;
}

const SelfEvaluation* find_evaluation(const Submission& submission, std::string_view key) {
  const auto found =
      std::find_if(submission.self_evaluations.begin(), submission.self_evaluations.end(),
                   [&](const SelfEvaluation& each) { return each.project == key; });
  return found == submission.self_evaluations.end() ? nullptr : &*found;
}

Error unknown_form(const std::string& id, const std::vector<FormLayout>& layouts) {
  std::string known;
  for (const FormLayout& layout : layouts) {
    known += (known.empty() ? "" : "、") + fmt::format("{}（{}）", layout.id, layout.title);
  }
  return {ErrorCode::NotFound, fmt::format("没有叫“{}”的表；有的是：{}", id, known)};
}

std::string blanks_in_words(std::string_view project, const FilledForm& form) {
  if (form.blanks.empty()) return fmt::format("  {}：各格都已填写\n", project);
  std::string out = fmt::format("  {}：{} 处空白，没有数据的不填 0\n", project, form.blanks.size());
  for (const FormBlank& blank : form.blanks) {
    out += fmt::format("    {}：{}\n", blank.what, blank.why);
  }
  return out;
}

}  // namespace

Result<ScoreForms> ScoreForms::open(const Program& program, const FormRequest& request,
                                    const std::vector<std::string>& inputs) {
  if (request.output.empty()) {
    return Error{ErrorCode::Unsupported,
                 fmt::format("自评表要有名字：请加 --output 文件名.{}", request.format)};
  }
  JX_TRY(std::vector<FormLayout> layouts, load_form_layouts(program.data_folder() / "forms"));
  const bool known = std::any_of(layouts.begin(), layouts.end(),
                                 [&](const FormLayout& each) { return each.id == request.form; });
  if (!request.form.empty() && !known) return unknown_form(request.form, layouts);
  JX_TRY(OutputPlace place, OutputPlace::open(request.output, inputs));
  return ScoreForms(request, std::move(layouts), std::move(place));
}

Result<std::string> ScoreForms::add(const Submission& submission, const ScoredDocument& document,
                                    const Statements& statements) {
  const FormLayout* layout = find_form_for(layouts_, submission.profile.region);
  for (const FormLayout& each : layouts_) {
    if (each.id == request_.form) layout = &each;
  }
  if (layout == nullptr) return unknown_form("", layouts_);
  std::string told = document.file + "\n";
  if (document.projects.empty()) told += "  没有可以计分的指标，没有表可填\n";
  for (const ScoredProject& project : document.projects) {
    const Project* const read = find_project(submission, project.key);
    if (read == nullptr) continue;
    const auto said = statements.find(project.key);
    const FormInput input{
        .project = *read,
        .scored = reported_set(project),
        .evaluation = find_evaluation(submission, project.key),
        .statements = said == statements.end() ? std::vector<FormStatement>() : said->second,
        .fiscal_year = submission.profile.fiscal_year,
        .rules = document.rules};
    FilledForm form = fill_form(*layout, input);
    add_notes(document, *layout, input, form, notes_);
    const std::string name = project.name.empty() ? project.code : project.name;
    told += blanks_in_words(name, form);
    sheets_.push_back({.name = name, .grid = std::move(form.grid)});
    add_comparison(project, input.scored);
  }
  if (!place_.is_folder() || sheets_.empty()) return told;
  JX_TRY(const std::string written,
         write(place_.next_file(document.file, "-自评表." + request_.format)));
  return told + written;
}

/// The form reports on the adjusted targets; a page behind it says what became of the first ones.
void ScoreForms::add_comparison(const ScoredProject& project, const ScoredGoalSet& reported) {
  if (reported.set.source != GoalSource::Adjusted) return;
  for (const ScoredGoalSet& set : project.sets) {
    if (set.set.source == GoalSource::Adjusted) continue;
    sheets_.push_back(
        {.name = "调整对照 " + project.name, .grid = compare_adjusted(project, set, reported)});
    return;
  }
}

Result<std::string> ScoreForms::finish() {
  if (sheets_.empty()) return std::string();
  return write(place_.path());
}

Result<std::string> ScoreForms::write(const std::filesystem::path& path) {
  notes_.title = "计分说明";
  const std::vector<FormSheet> sheets = std::exchange(sheets_, {});
  const FormNotes notes = std::exchange(notes_, {});
  if (request_.format == "docx") {
    JX_TRY(const std::string bytes, render_forms_docx(sheets, notes));
    JX_TRY_VOID(write_file(path, bytes));
  } else {
    JX_TRY(OutputFile file, OutputFile::create(path));
    file.pause();
    JX_TRY_VOID(write_forms_xlsx(file.partial(), sheets, notes));
    JX_TRY_VOID(file.commit());
  }
  return fmt::format("已写出 {}（{} 张表）\n", path.string(), sheets.size());
}

}  // namespace jx
