// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/clock.h"
#include "cli/command.h"
#include "cli/ledger_evidence.h"
#include "cli/monitored_document.h"
#include "cli/output_file.h"
#include "ledger/evidence.h"
#include "ledger/inputs.h"
#include "ledger/ledger.h"

namespace jx {
namespace {

/// All actions share one set of options; each command offers those that it knows.
struct Options {
  ReadingOptions reading;
  std::string ledger;
  std::string id;
  std::string title;
  std::string hash = "intl";
  std::string person;
  std::string at;                    ///< Empty: now.
  std::vector<std::string> numbers;  ///< "12", "15-20"
  std::string reason;
  std::string head;
  std::string key;
  std::string output;
  std::string plan;

  std::string moment() const { return at.empty() ? now_text() : at; }
  EntryStamp stamp(const std::string& source = {}) const {
    return {.person = person, .recorded_at = moment(), .source = source};
  }
};

using Action = std::function<Result<void>(Program& program, const Options& options)>;

Result<std::string> read_small_file(const std::string& path) {
  constexpr std::size_t kMostBytes = 100'000;
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::NotFound, fmt::format("打不开 {}。", path)};
  std::string text(kMostBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > kMostBytes) {
    return Error{ErrorCode::LimitExceeded, fmt::format("{} 太大，不是密钥或台账头。", path)};
  }
  return text;
}

Result<void> create(Program& /*program*/, const Options& options) {
  JX_TRY(const HashProfile profile, parse_hash_profile(options.hash));
  JX_TRY(const Ledger ledger, Ledger::create(options.ledger, {.id = options.id,
                                                              .title = options.title,
                                                              .profile = profile,
                                                              .created_at = options.moment()}));
  print(fmt::format("新建了台账 {}（{}）。\n", ledger.identity().id, options.ledger));
  return {};
}

void say_appended(std::uint64_t first, std::size_t count) {
  print(count == 1 ? fmt::format("记入第 {} 条。\n", first)
                   : fmt::format("记入第 {} 至 {} 条。\n", first, first + count - 1));
}

Result<void> append(const Options& options, std::vector<LedgerEntry> entries) {
  JX_TRY(Ledger ledger, Ledger::open(options.ledger));
  JX_TRY_VOID(resolve_evidence(ledger, entries));
  JX_TRY(const std::uint64_t first, ledger.append(entries));
  say_appended(first, entries.size());
  const bool proven = std::any_of(entries.begin(), entries.end(),
                                  [](const LedgerEntry& each) { return !each.evidence.empty(); });
  return proven ? remark_shared_evidence(ledger, first) : Result<void>();
}

/// "批复.xlsx sha256:…": which file, whatever it is called and wherever it lies.
std::string source_of(const Submission& submission) {
  return fmt::format("{} sha256:{}", std::filesystem::path(submission.file).filename().string(),
                     submission.sha256);
}

bool is_same_target(const LedgerEntry& a, const LedgerEntry& b) {
  return a.source == b.source && a.value == b.value && a.level == b.level &&
         a.absence == b.absence && a.comparator == b.comparator && a.unit == b.unit &&
         a.reason == b.reason;
}

/// The same document again promises nothing new: what is in force already is left out.
Result<std::vector<LedgerEntry>> new_targets(const std::string& file,
                                             std::vector<LedgerEntry> targets) {
  JX_TRY(const Ledger ledger, Ledger::open(file));
  std::map<std::pair<std::string, std::string>, LedgerEntry> in_force;
  JX_TRY_VOID(ledger.read({.kind = EntryKind::Target, .standing_only = true},
                          [&](NumberedEntry&& each) -> Result<void> {
                            auto key = std::pair(each.entry.project, each.entry.indicator);
                            in_force[std::move(key)] = std::move(each.entry);
                            return {};
                          }));
  std::erase_if(targets, [&](const LedgerEntry& each) {
    const auto found = in_force.find(std::pair(each.project, each.indicator));
    return found != in_force.end() && is_same_target(found->second, each);
  });
  return targets;
}

Result<void> append_targets(const Options& options, const std::vector<LedgerEntry>& targets) {
  JX_TRY(std::vector<LedgerEntry> entries, new_targets(options.ledger, targets));
  const std::size_t known = targets.size() - entries.size();
  if (known > 0) print(fmt::format("{} 个目标已从这份文件记过，没有再记。\n", known));
  return entries.empty() ? Result<void>() : append(options, std::move(entries));
}

using Entries = Result<std::vector<LedgerEntry>>;
using EntryReader = std::function<Entries(
    const LoadedDocument& loaded, const PipelineOptions& pipeline, const Reference& reference)>;

/// Each document becomes one batch: all of its targets or none.
Result<void> append_documents(Program& program, const Options& options, const EntryReader& read) {
  run_documents(program, options.reading,
                {.read = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                             const Reference& reference) -> Result<Delivery> {
                  JX_TRY(auto entries, read(loaded, pipeline, reference));
                  return Delivery([&options, entries = std::move(entries)](DocumentOutput&) {
                    return append_targets(options, entries);
                  });
                }});
  return {};
}

Result<void> add_targets(Program& program, const Options& options) {
  return append_documents(
      program, options,
      [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
          const Reference& reference) -> Entries {
        JX_TRY(const ReadOutcome read,
               run_read(loaded.document, overlay_of(loaded), pipeline, reference));
        const EntryStamp stamp = options.stamp(source_of(read.submission));
        auto entries = target_entries(read.submission, stamp);
        JX_TRY(const MonitoringPlan plan, plan_for(options.plan, read.submission, reference));
        auto measures = measure_entries(plan, read.submission, stamp);
        entries.insert(entries.end(), std::make_move_iterator(measures.begin()),
                       std::make_move_iterator(measures.end()));
        if (!entries.empty()) return entries;
        return Error{ErrorCode::NotFound, "没有读到绩效指标，没有可记的目标。"};
      });
}

/// The tables of each document, read by their own column names.
Result<void> add_rows(Program& program, const Options& options,
                      Result<TableEntries> (*read_tables)(std::span<const Table> tables,
                                                          const EntryStamp& stamp)) {
  run_documents(
      program, options.reading,
      {.read = [&options, read_tables](const LoadedDocument& loaded,
                                       const PipelineOptions& pipeline,
                                       const Reference& reference) -> Result<Delivery> {
        JX_TRY(const TablesOutcome read,
               run_tables(loaded.document, overlay_of(loaded), pipeline, reference));
        JX_TRY(auto rows, read_tables(read.tables.tables, options.stamp()));
        return Delivery([&options, rows = std::move(rows)](DocumentOutput&) -> Result<void> {
          JX_TRY_VOID(append(options, rows.entries));
          for (const std::string& each : rows.left_out) print(fmt::format("  注意：{}\n", each));
          return {};
        });
      }});
  return {};
}

Result<void> add_actuals(Program& program, const Options& options) {
  return add_rows(program, options, actual_entries);
}

Result<void> add_statements(Program& program, const Options& options) {
  return add_rows(program, options, statement_entries);
}

/// "12", "15-20"
Result<std::pair<std::uint64_t, std::uint64_t>> read_range(const std::string& words) {
  constexpr std::uint64_t kMost = 1'000'000;
  std::uint64_t first = 0;
  const char* const end = words.data() + words.size();
  auto read = std::from_chars(words.data(), end, first);
  std::uint64_t last = first;
  if (read.ec == std::errc() && read.ptr != end && *read.ptr == '-') {
    read = std::from_chars(read.ptr + 1, end, last);
  }
  const bool good = read.ec == std::errc() && read.ptr == end && first > 0 && first <= last;
  if (good && last - first < kMost) return std::pair(first, last);
  return Error{ErrorCode::Malformed, fmt::format("“{}”不是第几条；请写 12 或 15-20。", words)};
}

/// All of them, or none.
Result<void> reverse(Program& /*program*/, const Options& options) {
  std::vector<LedgerEntry> entries;
  for (const std::string& words : options.numbers) {
    JX_TRY(const auto range, read_range(words));
    for (std::uint64_t number = range.first; number <= range.second; ++number) {
      LedgerEntry entry{.kind = EntryKind::Reversal, .project = "", .indicator = ""};
      entry.reverses = number;
      entry.reason = options.reason;
      entry.person = options.person;
      entry.recorded_at = options.moment();
      entries.push_back(std::move(entry));
    }
  }
  return append(options, std::move(entries));
}

/// The first evidence file that is missing or was changed; empty when all are as they were.
Result<std::string> check_evidence(const Ledger& ledger, const std::string& file) {
  const EvidenceFolder folder(file, ledger.identity().profile);
  std::string fault;
  JX_TRY_VOID(ledger.read({.kind = EntryKind::Evidence}, [&](NumberedEntry&& each) -> Result<void> {
    const auto checked = folder.check(each.entry.evidence.front());
    if (!checked.ok() && fault.empty()) {
      fault =
          fmt::format("第 {} 条“{}”：{}", each.number, each.entry.source, checked.error().message);
    }
    return {};
  }));
  return fault;
}

/// What the head proves depends on whether its signature was looked at.
std::string_view head_words(bool head, bool key) {
  if (!head) return "";
  return key ? "，与导出的台账头相符，签名正确"
             : "，与导出的台账头相符（没有给公钥，签名没有验证）";
}

Result<void> verify(Program& program, const Options& options) {
  JX_TRY(const Ledger ledger, Ledger::open(options.ledger));
  std::optional<LedgerHead> head;
  if (!options.head.empty()) {
    JX_TRY(const std::string text, read_small_file(options.head));
    std::string key;
    if (!options.key.empty()) {
      JX_TRY(key, read_small_file(options.key));
    }
    JX_TRY(head, read_head(text, key));
  }
  JX_TRY(LedgerCheck check, ledger.verify(head));
  if (check.fault.empty()) {
    JX_TRY(check.fault, check_evidence(ledger, options.ledger));
  }
  JX_TRY(const ChainedStore::FileCheck file, ledger.check_file());
  if (check.fault.empty() && !file.fault.empty()) {
    check.fault =
        fmt::format("各条都在链上，但文件的索引被改动过或已损坏（{}），查询会漏。", file.fault);
  }
  if (check.fault.empty()) {
    print(fmt::format("台账 {} 完好：{} 条，{} {}{}。\n", ledger.identity().id, check.entries,
                      to_string(ledger.identity().profile), to_hex(check.digest),
                      head_words(head.has_value(), !options.key.empty())));
    if (!file.same_schema) print("  注意：表、索引或触发器不是新建时的样子，有别的程序改过。\n");
  } else {
    print(fmt::format("台账 {} 不完好：{}\n", ledger.identity().id, check.fault));
    program.exit = Exit::Findings;
  }
  return {};
}

Result<void> export_head(Program& /*program*/, const Options& options) {
  JX_TRY(const Ledger ledger, Ledger::open(options.ledger));
  JX_TRY(const LedgerCheck check, ledger.verify());
  if (!check.fault.empty()) {
    return Error{ErrorCode::Conflict, fmt::format("台账不完好，不给它出台账头：{}", check.fault)};
  }
  JX_TRY(LedgerHead head, ledger.head());
  head.at = options.moment();
  std::string text = to_text(head);
  if (!options.key.empty()) {
    JX_TRY(const std::string key, read_small_file(options.key));
    JX_TRY(text, sign_head(head, key));
  }
  if (!options.output.empty()) return write_file(options.output, text);
  print(text);
  return {};
}

Result<void> make_keys(Program& /*program*/, const Options& options) {
  JX_TRY(const HashProfile profile, parse_hash_profile(options.hash));
  JX_TRY(const KeyPair keys, make_key_pair(profile));
  const std::filesystem::path secret = options.output + ".key";
  if (std::filesystem::exists(secret)) {
    return Error{ErrorCode::Conflict, fmt::format("{} 已经存在，不覆盖密钥。", secret.string())};
  }
  JX_TRY_VOID(write_file(secret, keys.secret));
  std::filesystem::permissions(
      secret, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  JX_TRY_VOID(write_file(options.output + ".pub", keys.open));
  print(fmt::format("私钥 {}（请妥善保管），公钥 {}.pub\n", secret.string(), options.output));
  return {};
}

CLI::App* add_action(Program& program, CLI::App& parent, const std::string& name,
                     const std::string& what, const std::shared_ptr<Options>& options,
                     const Action& action) {
  CLI::App* const command = parent.add_subcommand(name, what);
  command->callback([&program, options, action] {
    const Result<void> done = action(program, *options);
    if (!done.ok()) program.fail(options->ledger, done.error());
  });
  return command;
}

void add_ledger(CLI::App& command, Options& options) {
  command.add_option("--ledger", options.ledger, "台账文件")->required();
}

void add_stamp(CLI::App& command, Options& options) {
  command.add_option("--person", options.person, "填报人")->required();
  command.add_option("--at", options.at, "记录时间（如 2021-04-02T09:30:00Z）；默认现在")
      ->check(fault_of_moment);
}

void add_writing(Program& program, CLI::App& ledger) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_action(program, ledger, "create", "新建一本台账", options, create);
  add_ledger(*command, *options);
  command->add_option("--id", options->id, "编号，如 140001-2021")->required();
  command->add_option("--title", options->title, "名称");
  command->add_option("--hash", options->hash, "intl（SHA-256，默认）或 gm（SM3）")
      ->check(CLI::IsMember({"intl", "gm"}));
  command->add_option("--at", options->at, "新建时间；默认现在")->check(fault_of_moment);

  options = std::make_shared<Options>();
  command = add_action(program, ledger, "targets", "把文件里的绩效指标记为目标（批复或调整后的）",
                       options, add_targets);
  options->reading.add_to(*command);
  add_ledger(*command, *options);
  add_stamp(*command, *options);
  command->add_option("--plan", options->plan, "跟踪方案：任务清单里各任务的量化目标也记入");

  options = std::make_shared<Options>();
  command = add_action(program, ledger, "actuals",
                       "记完成值：表头有项目、指标、期间、完成值；一个文件一批，要么全记，要么不记",
                       options, add_actuals);
  options->reading.add_to(*command);
  add_ledger(*command, *options);
  add_stamp(*command, *options);

  options = std::make_shared<Options>();
  command =
      add_action(program, ledger, "statements",
                 "记偏差说明：表头有项目、指标、期间，以及偏差原因、原因说明、完成可能性、措施",
                 options, add_statements);
  options->reading.add_to(*command);
  add_ledger(*command, *options);
  add_stamp(*command, *options);

  options = std::make_shared<Options>();
  command = add_action(program, ledger, "reverse",
                       "冲销几条：原来的不删，以后的计算不再算它；要么全冲销，要么都不", options,
                       reverse);
  command->add_option("numbers", options->numbers, "第几条，可以写几条，如 12 15-20")->required();
  command->add_option("--reason", options->reason, "原因")->required();
  add_ledger(*command, *options);
  add_stamp(*command, *options);
}

void add_reading(Program& program, CLI::App& ledger) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_action(
      program, ledger, "verify",
      "从头验证：每一条、每份佐证；有导出的台账头时还验证没有被截去或重做", options, verify);
  add_ledger(*command, *options);
  CLI::Option* const head =
      command->add_option("--head", options->head, "以前导出、另处保存的台账头");
  command->add_option("--key", options->key, "验证台账头签名的公钥")->needs(head);

  options = std::make_shared<Options>();
  command = add_action(program, ledger, "head", "导出台账头：条数和末条的摘要，另处保存", options,
                       export_head);
  add_ledger(*command, *options);
  command->add_option("--key", options->key, "签名用的私钥");
  command->add_option("--output", options->output, "写到这个文件");
  command->add_option("--at", options->at, "导出时间；默认现在")->check(fault_of_moment);

  options = std::make_shared<Options>();
  command = add_action(program, ledger, "keys", "生成一对密钥：intl 为 Ed25519，gm 为 SM2", options,
                       make_keys);
  command->add_option("--output", options->output, "文件名，加上 .key 和 .pub")->required();
  command->add_option("--hash", options->hash, "intl（默认）或 gm")
      ->check(CLI::IsMember({"intl", "gm"}));
}

}  // namespace

void add_ledger_command(Program& program) {
  CLI::App* const ledger =
      program.app.add_subcommand("ledger", "台账：目标、完成值、佐证，只增不改，每一条都锁在链里");
  ledger->require_subcommand(1);
  add_writing(program, *ledger);
  add_evidence_actions(program, *ledger);
  add_show_action(program, *ledger);
  add_reading(program, *ledger);
  add_register_actions(program, *ledger);
}

}  // namespace jx
