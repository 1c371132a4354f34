// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/command.h"
#include "codecs/json_writer.h"
#include "findings/evidence.h"
#include "findings/suggestions.h"
#include "indicators/library.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

struct SearchOptions {
  std::vector<std::string> words;
  std::string format = "text";
  std::size_t most = 10;
};

struct SuggestOptions {
  ReadingOptions reading;
  std::string format = "text";
  std::size_t most = 2;  ///< For each gap.
};

std::string basis_of(const IndicatorLibrary& library, const LibraryIndicator& indicator) {
  return library.trades()[indicator.trade].basis.to_string();
}

void write_indicator(JsonWriter& json, const IndicatorLibrary& library,
                     const LibraryIndicator& indicator) {
  const Trade& trade = library.trades()[indicator.trade];
  json.member("id", indicator.id).member("name", indicator.name);
  json.member("trade", trade.title).member("level2", key_of(indicator.level2));
  json.member("operator", key_of(indicator.comparator));
  json.member("direction", key_of(indicator.direction)).member("unit", indicator.unit.name);
  json.member("formula", indicator.formula);
  json.member("value_basis", chinese_name(indicator.value_basis));
  json.member("evidence", chinese_name(indicator.evidence));
  json.member("documents", indicator.documents);
  json.member("basis", trade.basis.clause).member("verified", trade.basis.verified);
}

/// "培训合格率（%，≥，正向指标）  质量指标 · 培训"
std::string head_of(const LibraryIndicator& indicator) {
  return fmt::format("{}（{}，{}，{}）", indicator.name, indicator.unit.name,
                     chinese_name(indicator.comparator), chinese_name(indicator.direction));
}

std::string body_of(const LibraryIndicator& indicator) {
  return fmt::format("      口径：{}\n      取值：{}；佐证：{}（{}）\n", indicator.formula,
                     chinese_name(indicator.value_basis), chinese_name(indicator.evidence),
                     indicator.documents);
}

std::string search_text(const IndicatorLibrary& library,
                        const std::vector<RankedIndicator>& found) {
  if (found.empty()) return "指标库里没有相近的指标；请换几个词，如 培训 合格率。\n";
  std::string text;
  for (const RankedIndicator& each : found) {
    const LibraryIndicator& indicator = *each.indicator;
    text += fmt::format("{}  {} · {}  [{}]\n{}", head_of(indicator), chinese_name(indicator.level2),
                        library.trades()[indicator.trade].title, indicator.id, body_of(indicator));
  }
  text += fmt::format("取用时请写出本项目的对象。依据：{}\n",
                      basis_of(library, *found.front().indicator));
  return text;
}

std::string search_json(const IndicatorLibrary& library,
                        const std::vector<RankedIndicator>& found) {
  std::string out;
  JsonWriter json(out);
  json.begin_object(Layout::Lines).key("indicators").begin_array(Layout::Lines);
  for (const RankedIndicator& each : found) {
    json.begin_object();
    write_indicator(json, library, *each.indicator);
    json.member("score", each.score).end_object();
  }
  json.end_array().end_object();
  return out;
}

void search(Program& program, const SearchOptions& options) {
  const Result<Reference> reference = program.load();
  if (!reference.ok()) return program.fail("", reference.error());
  std::string words;
  for (const std::string& word : options.words) words += word + " ";
  const auto found = reference->library.search(words, options.most);
  print(options.format == "json" ? search_json(reference->library, found)
                                 : search_text(reference->library, found));
}

// --- suggest

std::string suggestions_text(const ProjectSuggestions& of_project) {
  std::string text = fmt::format("{}\n", shown_name(*of_project.project));
  if (of_project.trades.empty()) {
    text += "  看不出属于哪一类项目，不作建议。\n";
  } else {
    text += fmt::format("  类别：{}\n", joined(of_project.trades));
  }
  for (const IndicatorSuggestion& each : of_project.indicators) {
    text += fmt::format("  可选 {}/{}：{}\n      理由：{}\n{}", chinese_name(each.levels.level1),
                        chinese_name(each.levels.level2), head_of(*each.indicator), each.reason,
                        body_of(*each.indicator));
  }
  if (of_project.indicators.empty() && !of_project.trades.empty()) {
    text += "  各类指标都有，没有建议。\n";
  }
  for (const LibraryDifference& each : of_project.differences) {
    text += fmt::format("  与指标库的常用写法不同：{}：{}（库中“{}”：{}）\n", shown_name(*each.row),
                        each.what, each.indicator->name, each.indicator->formula);
  }
  return text;
}

void write_suggestions(JsonWriter& json, const ProjectSuggestions& of_project,
                       const IndicatorLibrary& library) {
  json.begin_object(Layout::Lines);
  json.member("project", of_project.project->key.text);
  json.member("name", of_project.project->name());
  json.key("trades").begin_array();
  for (const std::string& trade : of_project.trades) json.value(trade);
  json.end_array();
  json.key("suggestions").begin_array(Layout::Lines);
  for (const IndicatorSuggestion& each : of_project.indicators) {
    json.begin_object();
    write_indicator(json, library, *each.indicator);
    json.member("level1_in_profile", chinese_name(each.levels.level1));
    json.member("level2_in_profile", chinese_name(each.levels.level2));
    json.member("reason", each.reason).end_object();
  }
  json.end_array();
  json.key("differences").begin_array(Layout::Lines);
  for (const LibraryDifference& each : of_project.differences) {
    json.begin_object().member("name", each.row->name.text);
    json.member("library", each.indicator->id).member("what", each.what).end_object();
  }
  json.end_array().end_object();
}

struct Suggested {
  Submission submission;
  std::vector<ProjectSuggestions> projects;  ///< Point into `submission`.
};

std::shared_ptr<const Suggested> suggest_for(Submission read, const Reference& reference,
                                             std::size_t most) {
  auto suggested = std::make_shared<Suggested>();
  suggested->submission = std::move(read);
  const Profile* const profile = reference.profiles.find(suggested->submission.profile.id);
  JX_CHECK(profile != nullptr, "a submission names a profile of its own reference");
  const Facts facts = gather_facts(suggested->submission, *profile);
  const Prepared prepared(reference.lexicon, *profile);
  for (const ProjectFacts& each : facts.projects) {
    suggested->projects.push_back(suggest_indicators({.submission = suggested->submission,
                                                      .facts = facts,
                                                      .profile = *profile,
                                                      .lexicon = reference.lexicon,
                                                      .prepared = prepared,
                                                      .library = &reference.library},
                                                     each, most));
  }
  return suggested;
}

void suggest(Program& program, const SuggestOptions& options) {
  const auto read = [&options](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                               const Reference& reference) -> Result<Delivery> {
    JX_TRY(ReadOutcome outcome, run_read(loaded.document, overlay_of(loaded), pipeline, reference));
    const auto suggested = suggest_for(std::move(outcome.submission), reference, options.most);
    return Delivery([suggested, &reference](DocumentOutput& output) -> Result<void> {
      const std::string& file = suggested->submission.file;
      if (!output.json_wanted) {
        output.text += fmt::format("{}\n", file);
        for (const auto& each : suggested->projects) output.text += suggestions_text(each);
        return {};
      }
      output.json.begin_object(Layout::Lines).member("file", file);
      output.json.member("sha256", suggested->submission.sha256);
      output.json.member("profile", suggested->submission.profile.id);
      output.json.key("projects").begin_array(Layout::Lines);
      for (const auto& each : suggested->projects) {
        write_suggestions(output.json, each, reference.library);
      }
      output.json.end_array().end_object();
      return {};
    });
  };
  run_documents(program, options.reading, {.json_wanted = options.format == "json", .read = read});
}

void add_search(Program& program, CLI::App& indicators) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* command = indicators.add_subcommand("search", "按词查找指标，如 培训 合格率");
  command->add_option("words", options->words, "要找的词")->required();
  command->add_option("--most", options->most, "至多列出几个")->check(CLI::Range(1, 400));
  command->add_option("--format", options->format, "text 或 json")
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([&program, options] { search(program, *options); });
}

void add_suggest(Program& program, CLI::App& indicators) {
  auto options = std::make_shared<SuggestOptions>();
  CLI::App* command =
      indicators.add_subcommand("suggest", "看每个项目缺哪些指标，从指标库里建议，各附理由");
  options->reading.add_to(*command);
  command->add_option("--most", options->most, "每一类至多建议几个")->check(CLI::Range(1, 20));
  command->add_option("--format", options->format, "text 或 json")
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([&program, options] { suggest(program, *options); });
}

}  // namespace

void add_indicators_command(Program& program) {
  CLI::App* command = program.app.add_subcommand("indicators", "常用指标库：查找、建议");
  command->require_subcommand(1);
  add_search(program, *command);
  add_suggest(program, *command);
}

}  // namespace jx
