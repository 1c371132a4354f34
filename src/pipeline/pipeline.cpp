// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/pipeline.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <memory>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/build_info.h"
#include "base/sha256.h"
#include "documents/archive.h"
#include "findings/rules/rules.h"
#include "findings/submission_check.h"
#include "lexicon/word_names.h"
#include "pipeline/ordered_work.h"
#include "pipeline/unpacking.h"
#include "tables/doubtful_text.h"
#include "tables/drawn/lay_out.h"

namespace jx {
namespace {

/// Lays each page out as it comes and looks for its tables, so that only one page is held.
Result<Tables> find_tables(const Document& document, const PipelineOptions& options,
                           const Lexicon& lexicon, const TableStream::Sink& sink) {
  TableStream stream(lexicon, sink);
  Diagnostics laid_out;
  const PageSink each = [&](Page&& page) -> Result<void> {
    if (options.watch_page) JX_TRY_VOID(options.watch_page(page));
    lay_out(page, laid_out);
    return stream.add(std::move(page));
  };
  JX_TRY(Diagnostics diagnostics, read_pages(document, options.limits, options.reader, each));
  diagnostics.append(laid_out);
  Tables rest = std::move(stream).finish();
  diagnostics.append(rest.diagnostics);
  rest.diagnostics = std::move(diagnostics);
  return rest;
}

constexpr std::string_view kOverlayEnding = ".corrections.toml";

std::filesystem::path overlay_beside(const std::filesystem::path& document) {
  std::filesystem::path path = document;
  path += kOverlayEnding;
  return path;
}

Result<CorrectionOverlay> read_overlay(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Error{.code = ErrorCode::NotFound,
                 .message = "打不开更正文件 " + path.string() + "；请检查路径"};
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return parse_corrections(text, path.string());
}

constexpr std::array<std::string_view, 4> kDataFolders = {"lexicon", "profiles", "rules",
                                                          "indicators"};
constexpr std::size_t kDigitsOfSum = 12;

/// Of the names and the bytes of all files that load_reference() reads.
Result<std::string> sum_of_data(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const std::string_view part : kDataFolders) {
    std::error_code failed;
    for (std::filesystem::recursive_directory_iterator entry(folder / part, failed), end;
         !failed && entry != end; entry.increment(failed)) {
      const std::filesystem::path& path = entry->path();
      if (path.extension() == ".toml")
        names.push_back(path.lexically_relative(folder).generic_string());
    }
    if (failed) {
      return Error{ErrorCode::Io, "读不了数据文件夹 " + (folder / part).string() + "：" +
                                      failed.message() + "。请检查安装是否完整。"};
    }
  }
  std::sort(names.begin(), names.end());
  Sha256 sum;
  for (const std::string& name : names) {
    std::ifstream file(folder / name, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    sum.add(name + '\n' + sha256_hex(bytes) + '\n');
  }
  return sum.finish();
}

}  // namespace

Result<Lexicon> load_lexicon(const std::filesystem::path& folder) {
  JX_TRY(Lexicon lexicon, Lexicon::load(folder / "lexicon"));
  for (const std::string_view name : kWordNames) {
    if (lexicon.defines(name)) continue;
    return Error{
        ErrorCode::Unsupported,
        fmt::format("数据文件夹 {} 与本程序的版本（{}）不符：词表里没有“{}”。请换用随本程序"
                    "一起安装的 data 文件夹。",
                    folder.string(), kVersion, name)};
  }
  return lexicon;
}

Result<Reference> load_reference(const std::filesystem::path& folder) {
  JX_TRY(Lexicon lexicon, load_lexicon(folder));
  JX_TRY(ProfileSet profiles, ProfileSet::load(folder / "profiles"));
  JX_TRY(RuleCards cards, RuleCards::load(folder / "rules", all_rules()));
  JX_TRY(IndicatorLibrary library, IndicatorLibrary::load(folder / "indicators", lexicon));
  JX_TRY(const std::string sum, sum_of_data(folder));
  return Reference{.lexicon = std::move(lexicon),
                   .profiles = std::move(profiles),
                   .cards = std::move(cards),
                   .house = {},
                   .library = std::move(library),
                   .rule_set = std::string(kVersion) + "+" + sum.substr(0, kDigitsOfSum)};
}

Result<void> add_house_rules(const std::vector<std::filesystem::path>& files,
                             Reference& reference) {
  JX_TRY(reference.house, HouseRules::load(files, reference.lexicon));
  for (const HouseRule& rule : reference.house.rules()) {
    JX_TRY_VOID(reference.cards.add(rule.card));
  }
  if (!reference.house.rules().empty()) {
    reference.rule_set += "+";
    reference.rule_set += reference.house.sha256().substr(0, kDigitsOfSum);
  }
  return {};
}

Result<TablesOutcome> run_tables(const Document& document, const CorrectionOverlay* overlay,
                                 const PipelineOptions& options, const Reference& reference) {
  std::vector<Table> tables;
  const TableStream::Sink sink = [&](Table&& table) -> Result<void> {
    tables.push_back(std::move(table));
    return {};
  };
  JX_TRY(Tables rest, find_tables(document, options, reference.lexicon, sink));
  rest.tables = std::move(tables);
  TablesOutcome outcome{.file = document.name,
                        .sha256 = document.sha256,
                        .tables = std::move(rest),
                        .corrections = {},
                        .rule_set = reference.rule_set};
  if (overlay != nullptr) {
    outcome.corrections = apply_corrections(*overlay, document.sha256, outcome.tables);
  }
  report_doubtful_text(outcome.tables);
  return outcome;
}

Result<Tables> stream_tables(const Document& document, const PipelineOptions& options,
                             const Reference& reference, const TableStream::Sink& sink) {
  Diagnostics doubts;
  const TableStream::Sink each = [&](Table&& table) -> Result<void> {
    report_doubtful_text(table, doubts);
    return sink(std::move(table));
  };
  JX_TRY(Tables rest, find_tables(document, options, reference.lexicon, each));
  report_doubtful_text(rest.lines, doubts);
  rest.diagnostics.append(doubts);
  return rest;
}

Result<ReadOutcome> run_read(const Document& document, const CorrectionOverlay* overlay,
                             const PipelineOptions& options, const Reference& reference) {
  JX_TRY(TablesOutcome read, run_tables(document, overlay, options, reference));
  ReadOptions read_options = options.read;
  read_options.file = document.name;
  read_options.sha256 = document.sha256;
  if (overlay != nullptr) {
    read_options.columns.insert(read_options.columns.end(), overlay->columns.begin(),
                                overlay->columns.end());
  }
  JX_TRY(Submission submission,
         extract_submission(read.tables, read_options, reference.lexicon, reference.profiles));
  submission.corrections = std::move(read.corrections);
  if (overlay != nullptr) apply_names(*overlay, submission);
  return ReadOutcome{.tables = std::move(read.tables), .submission = std::move(submission)};
}

CheckResult run_check(const Submission& submission, const PipelineOptions& options,
                      const Reference& reference) {
  CheckResult result;
  stream_check(submission, options, reference,
               [&](CheckResult&& part) { append(result, std::move(part)); });
  return result;
}

void stream_check(const Submission& submission, const PipelineOptions& options,
                  const Reference& reference, const CheckSink& sink) {
  const Profile* profile = reference.profiles.find(submission.profile.id);
  JX_CHECK(profile != nullptr, "a submission names a profile of its own reference");
  std::vector<AddedRule> added;
  for (const HouseRule& rule : reference.house.rules()) added.push_back(added_rule(rule));
  SubmissionCheck check(submission, *profile, reference.lexicon, all_rules(), reference.cards,
                        options.check, {.added = added, .library = &reference.library});
  const std::span<const Project> projects = submission.projects;
  std::vector<Facts> parts;
  for (std::size_t first = 0; first < projects.size();) {
    const std::size_t end = SubmissionCheck::end_of_part(projects, first);
    check.survey(parts.emplace_back(check.facts_of(projects.subspan(first, end - first), first)));
    first = end;
  }
  check.begin();
  OrderedWork work(parts.size() > 1 ? options.check_jobs : 1);
  for (Facts& part : parts) {
    const auto found = std::make_shared<CheckResult>();
    work.add(
        {}, [=, &check, &part] { *found = check.check(part); },
        [=, &sink] { sink(std::move(*found)); });
  }
  work.finish();
  sink(check.finish());
}

Result<LoadedDocument> load_document(const std::filesystem::path& path,
                                     const PipelineOptions& options) {
  JX_TRY(Document document, read_document(path, options.limits));
  document.password = options.password;
  LoadedDocument loaded{.document = std::move(document), .overlay = std::nullopt};
  std::error_code ignored;
  const std::filesystem::path beside = overlay_beside(path);
  if (options.corrections || std::filesystem::exists(beside, ignored)) {
    JX_TRY(loaded.overlay, read_overlay(options.corrections.value_or(beside)));
  }
  return loaded;
}

namespace {

Result<LoadedDocument> load_member(ArchiveMember&& member, const PipelineOptions& options) {
  JX_TRY(Document document, std::move(member.document));
  document.password = options.password;
  LoadedDocument loaded{.document = std::move(document), .overlay = std::nullopt};
  if (options.corrections) {
    JX_TRY(loaded.overlay, read_overlay(*options.corrections));
  } else if (member.companion) {
    JX_TRY(loaded.overlay,
           parse_corrections(*member.companion, member.name + std::string(kOverlayEnding)));
  }
  return loaded;
}

}  // namespace

void load_documents(const std::filesystem::path& path, const PipelineOptions& options,
                    const LoadedSink& sink) {
  Result<LoadedDocument> loaded = load_document(path, options);
  if (!loaded.ok() || loaded->document.format != Format::Zip) {
    return sink(path.string(), std::move(loaded));
  }
  const ArchiveOptions archive{.limits = options.limits,
                               .companion_ending = kOverlayEnding,
                               .complain = options.reader.complain};
  const MemberSink load = [&](ArchiveMember&& member) {
    const std::string name = member.name;
    sink(name, load_member(std::move(member), options));
  };
  const auto walked = for_each_member_apart(loaded->document, archive, options.reader, load);
  if (!walked.ok()) sink(path.string(), walked.error());
}

}  // namespace jx
