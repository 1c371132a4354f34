// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/ledger_evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "cli/clock.h"
#include "cli/command.h"
#include "ledger/evidence.h"
#include "ledger/evidence_checks.h"
#include "ledger/evidence_type.h"
#include "ledger/registers.h"

namespace jx {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string ledger;
  std::string person;
  std::string at;  ///< Empty: now.
  std::string project;
  std::string format = "text";
};

/// Each evidence file by its latest entry; one that was taken back has that as its fault.
Result<std::vector<EvidenceFacts>> evidence_files(const Ledger& ledger) {
  std::map<std::string, EvidenceFacts> files;
  JX_TRY_VOID(ledger.read({.kind = EntryKind::Evidence}, [&](NumberedEntry&& each) -> Result<void> {
    const std::string& digest = each.entry.evidence.front();
    EvidenceFacts& file = files[digest];
    file.entry = each.number;
    file.digest = digest;
    file.name = each.entry.source;
    file.withdrawn = each.reversed_by.has_value();
    file.fault = each.reversed_by ? fmt::format("这份佐证已由第 {} 条冲销", *each.reversed_by) : "";
    return {};
  }));
  std::vector<EvidenceFacts> all;
  all.reserve(files.size());
  for (auto& [digest, file] : files) all.push_back(std::move(file));
  std::sort(all.begin(), all.end(),
            [](const EvidenceFacts& a, const EvidenceFacts& b) { return a.entry < b.entry; });
  return all;
}

/// The figures that stand and were not counted; of one project, if that is asked for.
Result<std::vector<NumberedEntry>> standing_figures(const Ledger& ledger,
                                                    const std::string& project) {
  std::vector<NumberedEntry> figures;
  JX_TRY_VOID(ledger.read({.project = project, .kind = EntryKind::Actual, .standing_only = true},
                          [&](NumberedEntry&& each) -> Result<void> {
                            if (!is_counted_figure(each.entry)) figures.push_back(std::move(each));
                            return {};
                          }));
  return figures;
}

/// The files that stand, by name.
class EvidenceNames {
 public:
  static Result<EvidenceNames> of(const Ledger& ledger) {
    JX_TRY(const std::vector<EvidenceFacts> files, evidence_files(ledger));
    EvidenceNames names;
    for (const EvidenceFacts& file : files) {
      if (file.fault.empty()) names.digests_.emplace(file.name, file.digest);
    }
    return names;
  }

  /// Names become digests; `claim` is who refers to them.
  Result<void> resolve(std::vector<std::string>& evidence, const std::string& claim) const {
    for (std::string& named : evidence) {
      if (parse_digest(named).ok()) continue;
      const std::size_t found = digests_.count(named);
      if (found > 1) {
        return Error{ErrorCode::Conflict,
                     fmt::format("{} 的佐证“{}”：台账里有 {} 份不同的文件叫这个名字，请改写摘要。",
                                 claim, named, found)};
      }
      if (found == 0) {
        return Error{ErrorCode::NotFound,
                     fmt::format("{} 的佐证“{}”还没有收进台账。请先用 ledger evidence 收进。",
                                 claim, named)};
      }
      named = digests_.find(named)->second;
    }
    return {};
  }

 private:
  std::multimap<std::string, std::string> digests_;
};

LedgerEntry evidence_entry(const std::string& path, const EvidenceFile& file,
                           const Options& options) {
  LedgerEntry entry{.kind = EntryKind::Evidence, .project = "", .indicator = ""};
  entry.value = Decimal(static_cast<std::int64_t>(file.bytes));
  entry.source = std::filesystem::path(path).filename().string();
  entry.evidence = {to_hex(file.digest)};
  entry.person = options.person;
  entry.recorded_at = options.at.empty() ? now_text() : options.at;
  return entry;
}

Result<void> add_files(const Options& options) {
  JX_TRY(Ledger ledger, Ledger::open(options.ledger));
  const EvidenceFolder folder(options.ledger, ledger.identity().profile);
  JX_TRY(const std::vector<EvidenceFacts> known, evidence_files(ledger));
  std::map<std::string, std::string> places;
  for (const EvidenceFacts& file : known) {
    if (!file.fault.empty()) continue;
    places.emplace(file.digest, fmt::format("第 {} 条“{}”", file.entry, file.name));
  }
  for (const std::string& path : options.files) JX_TRY_VOID(check_evidence_type(path));
  std::vector<LedgerEntry> entries;
  for (const std::string& path : options.files) {
    JX_TRY(const EvidenceFile file, folder.add(path));
    LedgerEntry entry = evidence_entry(path, file, options);
    const auto [place, fresh] =
        places.emplace(entry.evidence.front(), "前面的“" + entry.source + "”");
    print(fmt::format("{}  {}{}\n", entry.evidence.front(), entry.source,
                      fresh ? "" : fmt::format("（与{}是同一份，没有再收）", place->second)));
    if (fresh) entries.push_back(std::move(entry));
  }
  if (entries.empty()) return {};
  JX_TRY(const std::uint64_t first, ledger.append(entries));
  print(entries.size() == 1
            ? fmt::format("记入第 {} 条。\n", first)
            : fmt::format("记入第 {} 至 {} 条。\n", first, first + entries.size() - 1));
  return {};
}

/// Reads the stored file as any document; what cannot be read says why.
void read_facts(const EvidenceFolder& folder, const PipelineOptions& pipeline,
                const Reference& reference, EvidenceFacts& file) {
  Result<void> stored = folder.check(file.digest);
  if (!stored.ok()) {
    file.fault = stored.error().message;
    return;
  }
  Result<Document> document = read_document(folder.place_of(file.digest), pipeline.limits);
  if (!document.ok()) {
    file.fault = "不是能读的格式";
    return;
  }
  // Text formats that look alike are told apart by the name that the file came with.
  document->name = file.name;
  const Result<TablesOutcome> read = run_tables(*document, nullptr, pipeline, reference);
  if (!read.ok()) {
    file.fault = read.error().message;
    return;
  }
  find_facts(read->tables, reference.lexicon, file);
}

void write_findings(const std::vector<EvidenceFinding>& findings, const Ledger& ledger) {
  std::string text;
  JsonWriter json(text);
  json.begin_object(JsonWriter::Layout::Lines).member("ledger", ledger.identity().id);
  json.key("findings").begin_array(JsonWriter::Layout::Lines);
  for (const EvidenceFinding& finding : findings) {
    json.begin_object().member("check", finding.check);
    json.member("status", finding.open ? "not-checked" : "doubt");
    json.member("message", finding.message);
    json.key("entries").begin_array();
    for (const std::uint64_t number : finding.entries) json.value(number);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  print(text + "\n");
}

void print_findings(const std::vector<EvidenceFinding>& findings, std::size_t figures) {
  const auto doubts = std::count_if(findings.begin(), findings.end(),
                                    [](const EvidenceFinding& each) { return !each.open; });
  print(fmt::format("有佐证的完成值和明细 {} 处：{} 处疑点，{} 处没有核对\n", figures, doubts,
                    findings.size() - static_cast<std::size_t>(doubts)));
  for (const EvidenceFinding& finding : findings) {
    print(fmt::format("  {} {}{}（第 {} 条）\n", finding.check, finding.open ? "未核对：" : "",
                      finding.message, fmt::join(finding.entries, "、")));
  }
}

/// The rows of registers, which prove what is counted from them.
Result<void> add_records(const Program& program, const Ledger& ledger, const std::string& project,
                         std::vector<NumberedEntry>& figures) {
  JX_TRY(const auto kinds, load_register_kinds(program.data_folder() / "registers"));
  std::set<std::string> projects = {project};
  if (project.empty()) {
    projects.clear();
    JX_TRY_VOID(ledger.read({.kind = EntryKind::Record}, [&](NumberedEntry&& each) -> Result<void> {
      projects.insert(std::move(each.entry.project));
      return {};
    }));
  }
  for (const std::string& each : projects) {
    for (const RegisterKind& kind : kinds) {
      JX_TRY(const std::vector<RegisterRow> rows, read_records(ledger, kind, each));
      std::vector<NumberedEntry> claims = record_claims(kind, each, rows);
      figures.insert(figures.end(), std::make_move_iterator(claims.begin()),
                     std::make_move_iterator(claims.end()));
    }
  }
  return {};
}

Result<void> check_files(Program& program, const Options& options) {
  JX_TRY(const Ledger ledger, Ledger::open(options.ledger));
  JX_TRY(std::vector<NumberedEntry> figures, standing_figures(ledger, options.project));
  JX_TRY_VOID(add_records(program, ledger, options.project, figures));
  std::set<std::string> used;
  std::size_t with_evidence = 0;
  for (const NumberedEntry& figure : figures) {
    used.insert(figure.entry.evidence.begin(), figure.entry.evidence.end());
    if (!figure.entry.evidence.empty()) ++with_evidence;
  }
  JX_TRY(std::vector<EvidenceFacts> files, evidence_files(ledger));
  std::erase_if(files, [&](const EvidenceFacts& file) { return !used.contains(file.digest); });
  JX_TRY(const Reference reference, program.load());
  JX_TRY(const PipelineOptions pipeline, ReadingOptions{}.pipeline());
  const EvidenceFolder folder(options.ledger, ledger.identity().profile);
  for (EvidenceFacts& file : files) {
    if (file.fault.empty()) read_facts(folder, pipeline, reference, file);
  }
  const auto findings = check_claims(figures, files, reference.lexicon);
  const bool doubts = std::any_of(findings.begin(), findings.end(),
                                  [](const EvidenceFinding& each) { return !each.open; });
  if (doubts) program.exit = Exit::Findings;
  if (options.format == "json") {
    write_findings(findings, ledger);
  } else {
    print_findings(findings, with_evidence);
  }
  return {};
}

}  // namespace

Result<void> resolve_evidence(const Ledger& ledger, std::vector<LedgerEntry>& entries) {
  JX_TRY(const EvidenceNames names, EvidenceNames::of(ledger));
  for (LedgerEntry& entry : entries) {
    JX_TRY_VOID(
        names.resolve(entry.evidence, fmt::format("“{}”{}", entry.indicator, entry.period)));
  }
  return {};
}

Result<void> resolve_evidence(const Ledger& ledger, std::vector<RegisterRow>& rows) {
  JX_TRY(const EvidenceNames names, EvidenceNames::of(ledger));
  for (RegisterRow& row : rows) JX_TRY_VOID(names.resolve(row.evidence, row.place));
  return {};
}

Result<void> remark_shared_evidence(const Ledger& ledger, std::uint64_t added) {
  JX_TRY(const std::vector<NumberedEntry> figures, standing_figures(ledger, ""));
  JX_TRY(const std::vector<EvidenceFacts> files, evidence_files(ledger));
  for (const EvidenceFinding& finding : find_shared_evidence(figures, files)) {
    if (finding.entries.back() >= added) print(fmt::format("  注意：{}\n", finding.message));
  }
  return {};
}

void add_evidence_actions(Program& program, CLI::App& ledger) {
  auto options = std::make_shared<Options>();
  CLI::App* command = ledger.add_subcommand(
      "evidence", "收进佐证文件：核对类型，打印每份的摘要；记完成值时写文件名或摘要来引用");
  command->add_option("files", options->files, "佐证文件")->required();
  command->add_option("--ledger", options->ledger, "台账文件")->required();
  command->add_option("--person", options->person, "填报人")->required();
  command->add_option("--at", options->at, "记录时间（如 2021-04-02T09:30:00Z）；默认现在")
      ->check(fault_of_moment);
  command->callback([&program, options] {
    const Result<void> done = add_files(*options);
    if (!done.ok()) program.fail(options->ledger, done.error());
  });

  options = std::make_shared<Options>();
  command = ledger.add_subcommand(
      "check-evidence", "对照佐证和完成值：日期在不在这一期，数对不对得上，一份文件有没有用在几处");
  command->add_option("--ledger", options->ledger, "台账文件")->required();
  command->add_option("--project", options->project, "只看这个项目");
  command->add_option("--format", options->format, "text（默认）或 json")
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([&program, options] {
    const Result<void> done = check_files(program, *options);
    if (!done.ok()) program.fail(options->ledger, done.error());
  });
}

}  // namespace jx
