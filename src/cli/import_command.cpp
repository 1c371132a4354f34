// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/sha256.h"
#include "base/text.h"
#include "cli/clock.h"
#include "cli/command.h"
#include "cli/store_path.h"
#include "pages/decoded_document.h"
#include "pages/text/line_scanner.h"
#include "reports/json.h"
#include "store/sqlite/sqlite_store.h"
#include "store/store.h"

namespace jx {
namespace {

struct Options {
  ReadingOptions reading;
  std::string store = default_store_path().string();
};

struct Totals {
  std::size_t added = 0;
  std::size_t revised = 0;
  std::size_t unchanged = 0;
};

/// The lines of the document as an editor counts them: what the source page shows. None for a file
/// that is no text: its bytes are left to the confined reader.
Result<std::vector<std::string>> source_lines(const Document& document) {
  if (!is_text(document.format)) return std::vector<std::string>();
  Diagnostics told_by_reading;
  JX_TRY(const DecodedDocument decoded, DecodedDocument::decode(document, told_by_reading));
  std::vector<std::string> lines;
  LineScanner scanner(decoded.text());
  while (const auto line = scanner.next()) {
    if (line->number > lines.size()) {
      lines.emplace_back(line->text);
    } else {
      // A form feed cut the line; it counts as one character.
      lines.back() += '\f';
      lines.back() += line->text;
    }
  }
  return lines;
}

std::string digest_of(const Submission& submission, const CheckResult& result) {
  std::string all;
  JsonWriter json(all);
  write_submission(json, submission);
  all += '\n';
  JsonWriter checked(all);
  write_check(checked, submission, result);
  return sha256_hex(all);
}

std::string render_outcome(const std::string& file, const ImportOutcome& outcome,
                           const Submission& submission, const CheckResult& result,
                           Language language) {
  std::array<std::size_t, 3> failed{};
  std::size_t insufficient = 0;
  for (const Finding& finding : result.findings) {
    if (finding.verdict == Verdict::InsufficientData) {
      ++insufficient;
    } else {
      ++failed[static_cast<std::size_t>(finding.severity)];
    }
  }
  std::size_t indicators = 0;
  for (const Project& project : submission.projects) {
    for (const GoalSet& set : project.goal_sets) indicators += set.indicators.size();
  }
  const bool english = language == Language::English;
  const int revision = outcome.revision.revision;
  std::string happened;
  switch (outcome.result) {
    case ImportResult::Unchanged:
      happened = fmt::format(
          fmt::runtime(english ? "unchanged (revision {})" : "没有变化（第 {} 版）"), revision);
      break;
    case ImportResult::NewDocument: happened = english ? "new document" : "新文档"; break;
    case ImportResult::NewRevision:
      happened = fmt::format(fmt::runtime(english ? "revision {}" : "第 {} 版"), revision);
      break;
  }
  return fmt::format(
      fmt::runtime(
          english ? "{}: {}\n  {} projects, {} indicators, {} task lists; {} errors, {} warnings, "
                    "{} notes, {} undecided\n"
                  : "{}：{}\n  项目 {} 个，指标 {} 条，任务清单 {} 份；错误 {}，警告 {}，提示 {}，"
                    "资料不足 {}\n"),
      file, happened, submission.projects.size(), indicators, submission.task_lists.size(),
      failed[static_cast<std::size_t>(Severity::Error)],
      failed[static_cast<std::size_t>(Severity::Warning)],
      failed[static_cast<std::size_t>(Severity::Info)], insufficient);
}

void count(ImportResult result, Totals& totals) {
  switch (result) {
    case ImportResult::Unchanged: ++totals.unchanged; break;
    case ImportResult::NewDocument: ++totals.added; break;
    case ImportResult::NewRevision: ++totals.revised; break;
  }
}

/// A document read and checked, ready for the store.
struct ReadyDocument {
  std::string file;
  Submission submission;
  CheckResult result;
  std::vector<std::string> lines;
  std::string rule_set;
  std::string digest;
};

Result<std::shared_ptr<const ReadyDocument>> make_ready(const LoadedDocument& loaded,
                                                        const PipelineOptions& pipeline,
                                                        const Reference& reference) {
  JX_TRY(ReadOutcome read, run_read(loaded.document, overlay_of(loaded), pipeline, reference));
  ReadyDocument ready{.file = loaded.document.name,
                      .submission = std::move(read.submission),
                      .result = {},
                      .lines = {},
                      .rule_set = reference.rule_set,
                      .digest = {}};
  ready.result = run_check(ready.submission, pipeline, reference);
  JX_TRY(ready.lines, source_lines(loaded.document));
  ready.digest = digest_of(ready.submission, ready.result);
  return std::make_shared<const ReadyDocument>(std::move(ready));
}

Result<ImportOutcome> store_document(Store& store, const ReadyDocument& ready) {
  return store.import_document({.submission = ready.submission,
                                .findings = ready.result.findings,
                                .passed = ready.result.passed,
                                .lines = ready.lines,
                                .rule_set = ready.rule_set,
                                .digest = ready.digest,
                                .imported_at = now_text()});
}

void run(Program& program, const Options& options) {
  Result<std::unique_ptr<Store>> store = open_sqlite_store(options.store);
  if (!store.ok()) return program.fail(options.store, store.error());
  Totals totals;
  const Language language = program.style().language;
  const auto read = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                        const Reference& reference) -> Result<Delivery> {
    JX_TRY(const auto ready, make_ready(loaded, pipeline, reference));
    return Delivery([&, ready](DocumentOutput& output) -> Result<void> {
      JX_TRY(const ImportOutcome outcome, store_document(**store, *ready));
      count(outcome.result, totals);
      output.text +=
          render_outcome(ready->file, outcome, ready->submission, ready->result, language);
      return {};
    });
  };
  run_documents(program, options.reading, {.read = read});
  print(fmt::format(
      fmt::runtime(language == Language::English ? "{} new, {} revised, {} unchanged; store: {}\n"
                                                 : "新增 {}，更新 {}，未变 {}；数据库：{}\n"),
      totals.added, totals.revised, totals.unchanged, options.store));
}

}  // namespace

void add_import_command(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      program.app.add_subcommand("import", "读入文件，检查，把结果存进数据库；改过的文件另存一版");
  options->reading.add_to(*command);
  program.add_house_option(*command);
  command->add_option("--store", options->store, "数据库文件")->capture_default_str();
  command->callback([&program, options] { run(program, *options); });
}

}  // namespace jx
