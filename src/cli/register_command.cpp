// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/clock.h"
#include "cli/command.h"
#include "cli/ledger_evidence.h"
#include "cli/monitored_document.h"
#include "ledger/registers.h"

namespace jx {
namespace {

struct Options {
  ReadingOptions reading;
  std::string ledger;
  std::string kind;
  std::string project;
  std::string person;
  std::string at;  ///< Empty: now.
  std::string plan;
  std::string month;
  std::string format = "text";
  std::vector<std::string> fixed;     ///< "渠道=淘宝"
  std::vector<std::string> headers;   ///< "身份证=学员编号"
  std::vector<std::string> left_out;  ///< Headers.
  std::vector<std::string> evidence;  ///< Names or digests.
  bool update = false;

  EntryStamp stamp(const std::string& source = {}) const {
    return {.person = person, .recorded_at = at.empty() ? now_text() : at, .source = source};
  }
};

Result<std::vector<RegisterKind>> load_kinds(const Program& program) {
  return load_register_kinds(program.data_folder() / "registers");
}

/// "渠道=淘宝" → 渠道, 淘宝
Result<std::map<std::string, std::string>> read_pairs(const std::vector<std::string>& texts,
                                                      std::string_view option) {
  std::map<std::string, std::string> pairs;
  for (const std::string& text : texts) {
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == text.size()) {
      return Error{ErrorCode::Malformed,
                   fmt::format("{} 后面应写成“名称=内容”，写的是“{}”。", option, text)};
    }
    if (!pairs.emplace(text.substr(0, sign), text.substr(sign + 1)).second) {
      return Error{ErrorCode::Malformed,
                   fmt::format("{} 给“{}”写了两次。", option, text.substr(0, sign))};
    }
  }
  return pairs;
}

Result<RegisterReading> register_reading(const Options& options) {
  RegisterReading reading;
  JX_TRY(reading.fixed, read_pairs(options.fixed, "--set"));
  JX_TRY(reading.headers, read_pairs(options.headers, "--header"));
  reading.left_out.insert(options.left_out.begin(), options.left_out.end());
  reading.evidence = options.evidence;
  return reading;
}

Result<RegisterRows> read_rows(const LoadedDocument& loaded, const PipelineOptions& pipeline,
                               const Reference& reference, const RegisterKind& kind,
                               RegisterReading reading, std::string& source) {
  JX_TRY(const TablesOutcome read,
         run_tables(loaded.document, overlay_of(loaded), pipeline, reference));
  source = fmt::format("{} sha256:{}", std::filesystem::path(read.file).filename().string(),
                       read.sha256);
  reading.lexicon = &reference.lexicon;
  return read_register_tables(read.tables.tables, kind, reading);
}

/// Rows of a project that nobody has promised anything for would never be counted.
Result<void> check_project(const Ledger& ledger, const std::string& project) {
  std::set<std::string> known;
  JX_TRY_VOID(ledger.read({.kind = EntryKind::Target}, [&](NumberedEntry&& each) -> Result<void> {
    known.insert(std::move(each.entry.project));
    return {};
  }));
  if (known.empty() || known.contains(project)) return {};
  return Error{ErrorCode::Conflict,
               fmt::format("台账里没有项目“{}”的目标，登记了也不会计数；有目标的项目：{}。",
                           project, fmt::join(known, "、"))};
}

/// Plans lie ahead; a mistyped year does too.
void remark_future(const RegisterRows& rows, const std::string& recorded_at) {
  const std::string today = recorded_at.substr(0, recorded_at.find('T'));
  for (const RegisterRow& row : rows.rows) {
    if (row.date.to_string() <= today) continue;
    print(fmt::format("  注意：有日期晚于记录日期 {} 的行，例如 {}；请核对年份。\n", today,
                      row.date.to_string()));
    return;
  }
}

/// Changed rows are a matter for a person: an order that was refunded, or a slip of the pen.
Error changed_rows(const RowChanges& changes) {
  const RowChange& first = changes.changed.front();
  return Error{ErrorCode::Conflict,
               fmt::format("有 {} 行与已登记的不同，例如第 {} 条：{}。核对后加 --update 再来："
                           "旧的冲销，新的记入。这一次什么都没有记。",
                           changes.changed.size(), first.entry, first.what)};
}

Result<void> append(const Options& options, const RegisterKind& kind, RegisterRows rows,
                    const std::string& source) {
  JX_TRY(Ledger ledger, Ledger::open(options.ledger));
  JX_TRY_VOID(resolve_evidence(ledger, rows.rows));
  JX_TRY_VOID(check_project(ledger, options.project));
  if (rows.rows.empty()) return Error{ErrorCode::NotFound, "表里没有一行可登记。"};
  JX_TRY(const std::vector<RegisterRow> before, read_records(ledger, kind, options.project));
  const RowChanges changes = compare_rows(rows.rows, before, kind);
  if (!changes.changed.empty() && !options.update) return changed_rows(changes);
  const EntryStamp stamp = options.stamp(source);
  const auto entries = change_entries(changes, kind, options.project, stamp);
  if (entries.empty()) {
    print(fmt::format("{}：{} 行都已登记过，没有新的。\n", kind.name, changes.unchanged));
  } else {
    JX_TRY(const std::uint64_t first, ledger.append(entries));
    print(fmt::format("{}：登记 {} 行，第 {} 至 {} 条。\n", kind.name,
                      changes.fresh.size() + changes.changed.size(), first,
                      first + entries.size() - 1));
    if (!changes.changed.empty()) {
      print(fmt::format("  其中 {} 行有变化，旧的已冲销。\n", changes.changed.size()));
    }
    if (changes.unchanged > 0) {
      print(fmt::format("  另有 {} 行已登记过，没有再记。\n", changes.unchanged));
    }
  }
  for (const std::string& remark : rows.remarks) print(fmt::format("  {}\n", remark));
  if (!rows.ignored.empty()) {
    print(fmt::format("  没有用的列：{}\n", fmt::join(rows.ignored, "、")));
  }
  remark_future(rows, stamp.recorded_at);
  JX_TRY(const std::vector<RegisterRow> standing, read_records(ledger, kind, options.project));
  const std::size_t findings = check_register(kind, standing).size();
  if (findings > 0) {
    print(fmt::format("  检查有 {} 个问题；jixiao ledger checks --kind {} 列出。\n", findings,
                      kind.id));
  }
  return {};
}

void import_rows(Program& program, const Options& options) {
  const Result<std::vector<RegisterKind>> kinds = load_kinds(program);
  if (!kinds.ok()) return program.fail("", kinds.error());
  const Result<const RegisterKind*> kind = find_register_kind(*kinds, options.kind);
  if (!kind.ok()) return program.fail("", kind.error());
  const Result<RegisterReading> reading = register_reading(options);
  if (!reading.ok()) return program.fail("", reading.error());
  run_documents(program, options.reading,
                {.read = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                             const Reference& reference) -> Result<Delivery> {
                  std::string source;
                  JX_TRY(RegisterRows rows,
                         read_rows(loaded, pipeline, reference, **kind, *reading, source));
                  return Delivery([&, source, rows = std::move(rows)](DocumentOutput&) {
                    return append(options, **kind, rows, source);
                  });
                }});
}

/// What was counted before and is another number now: rows came late or were corrected.
Error changed_counts(const CountedChanges& changes) {
  const auto& [before, now] = changes.changed.front();
  return Error{ErrorCode::Conflict,
               fmt::format("“{}”{} 已记 {} {}（第 {} 条），现在数出来是 {}{}。核对后加 --update "
                           "再来：旧的冲销，新的记入。这一次什么都没有记。",
                           now.indicator, now.period, before.entry.value->to_string(), now.unit,
                           before.number, now.value->to_string(),
                           changes.changed.size() > 1
                               ? fmt::format("；这样的共 {} 项", changes.changed.size())
                               : "")};
}

/// The figures that were taken back, and all new ones.
std::vector<LedgerEntry> entries_of(const CountedChanges& changes) {
  std::vector<LedgerEntry> entries;
  std::vector<LedgerEntry> figures = changes.fresh;
  for (const auto& [before, now] : changes.changed) {
    LedgerEntry& reversal = entries.emplace_back();
    reversal.kind = EntryKind::Reversal;
    reversal.reverses = before.number;
    reversal.reason = fmt::format("明细有变化，重新计数：{} → {}", before.entry.value->to_string(),
                                  now.value->to_string());
    reversal.person = now.person;
    reversal.recorded_at = now.recorded_at;
    figures.push_back(now);
  }
  entries.insert(entries.end(), figures.begin(), figures.end());
  return entries;
}

Result<void> append_counted(const Options& options, const CountedEntries& counted) {
  JX_TRY(Ledger ledger, Ledger::open(options.ledger));
  JX_TRY(const CountedChanges changes, compare_counted(ledger, counted.entries));
  if (!changes.changed.empty() && !options.update) return changed_counts(changes);
  const std::vector<LedgerEntry> entries = entries_of(changes);
  if (!entries.empty()) {
    JX_TRY(const std::uint64_t first, ledger.append(entries));
    print(fmt::format("计数 {} 项，第 {} 至 {} 条。\n", counted.entries.size() - changes.unchanged,
                      first, first + entries.size() - 1));
  }
  if (changes.unchanged > 0) {
    print(fmt::format("{} 项与已记的相同，没有再记。\n", changes.unchanged));
  }
  for (const LedgerEntry& entry : entries) {
    if (entry.kind != EntryKind::Actual) continue;
    print(fmt::format("  {} {} {} {}（{}）\n", entry.indicator, entry.period,
                      entry.value->to_string(), entry.unit, entry.source));
  }
  for (const std::string& gap : counted.gaps) print(fmt::format("  没有数：{}\n", gap));
  return {};
}

void count_rows(Program& program, const Options& options) {
  const Result<std::vector<RegisterKind>> kinds = load_kinds(program);
  if (!kinds.ok()) return program.fail("", kinds.error());
  const Result<Period> month = parse_period(options.month);
  if (!month.ok()) return program.fail("", month.error());
  run_documents(
      program, options.reading,
      {.read = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                   const Reference& reference) -> Result<Delivery> {
        JX_TRY(const ReadOutcome read,
               run_read(loaded.document, overlay_of(loaded), pipeline, reference));
        JX_TRY(const MonitoringPlan plan, plan_for(options.plan, read.submission, reference));
        JX_TRY(const Ledger ledger, Ledger::open(options.ledger));
        JX_TRY(CountedEntries counted,
               count_entries(ledger, *kinds, plan, read.submission, *month, options.stamp()));
        return Delivery([&options, counted = std::move(counted)](DocumentOutput&) {
          return append_counted(options, counted);
        });
      }});
}

void write_findings(const std::vector<RegisterFinding>& findings, const RegisterKind& kind) {
  std::string text;
  JsonWriter json(text);
  json.begin_object(JsonWriter::Layout::Lines).member("kind", kind.id);
  json.key("findings").begin_array(JsonWriter::Layout::Lines);
  for (const RegisterFinding& finding : findings) {
    json.begin_object().member("check", finding.check).member("message", finding.message);
    json.key("entries").begin_array();
    for (const std::uint64_t number : finding.entries) json.value(number);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  print(text + "\n");
}

Result<void> check_rows(Program& program, const Options& options) {
  JX_TRY(const std::vector<RegisterKind> kinds, load_kinds(program));
  JX_TRY(const RegisterKind* const kind, find_register_kind(kinds, options.kind));
  JX_TRY(const Ledger ledger, Ledger::open(options.ledger));
  JX_TRY(const std::vector<RegisterRow> rows, read_records(ledger, *kind, options.project));
  const std::vector<RegisterFinding> findings = check_register(*kind, rows);
  if (!findings.empty()) program.exit = Exit::Findings;
  if (options.format == "json") {
    write_findings(findings, *kind);
    return {};
  }
  print(fmt::format("{}：{} 行，{} 个问题\n", kind->name, rows.size(), findings.size()));
  for (const RegisterFinding& finding : findings) {
    print(fmt::format("  {} {}（第 {} 条）\n", finding.check, finding.message,
                      fmt::join(finding.entries, "、")));
  }
  return {};
}

Result<void> list_kinds(const Program& program) {
  JX_TRY(const std::vector<RegisterKind> kinds, load_kinds(program));
  for (const RegisterKind& kind : kinds) {
    print(fmt::format("{}（{}）：{}\n  列：", kind.id, kind.name, kind.about));
    for (std::size_t i = 0; i < kind.columns.size(); ++i) {
      const RegisterColumn& column = kind.columns[i];
      print(fmt::format("{}{}{}", i == 0 ? "" : "、", column.name, column.required ? "*" : ""));
    }
    print("\n");
    for (const RegisterFormula& formula : kind.formulas) {
      print(fmt::format("  算法 {}：{}（{}）\n", formula.id, formula.name, formula.unit));
    }
    for (const RegisterCheck& check : kind.checks) {
      print(fmt::format("  检查 {}：{}\n", check.id, check.message));
    }
  }
  return {};
}

void add_place(CLI::App& command, Options& options) {
  command.add_option("--ledger", options.ledger, "台账文件")->required();
}

void add_stamp(CLI::App& command, Options& options) {
  command.add_option("--person", options.person, "填报人")->required();
  command.add_option("--at", options.at, "记录时间（如 2021-04-02T09:30:00Z）；默认现在")
      ->check(fault_of_moment);
}

void add_kind(CLI::App& command, Options& options) {
  command.add_option("--kind", options.kind, "台账种类，如 training；ledger kinds 列出")
      ->required();
  command.add_option("--project", options.project, "项目代码，或任务清单的名称")->required();
}

}  // namespace

void add_register_actions(Program& program, CLI::App& ledger) {
  auto options = std::make_shared<Options>();
  CLI::App* command = ledger.add_subcommand(
      "register", "登记明细（签到、订单、资金……）：完成值从这里数出来；一个文件一批，要么全记");
  options->reading.add_to(*command);
  add_place(*command, *options);
  add_kind(*command, *options);
  add_stamp(*command, *options);
  command->add_option("--set", options->fixed, "文件里没有的列：所有行都是这个内容，如 渠道=淘宝");
  command->add_option("--header", options->headers, "文件的表头是哪一列，如 身份证=学员编号");
  command->add_option("--leave-out", options->left_out, "不要的列（文件的表头）");
  command->add_option("--evidence", options->evidence,
                      "所有行的佐证：已收进台账的文件名或摘要；各行不同的写在“佐证”列");
  command->add_flag("--update", options->update,
                    "与已登记的不同的行（如后来退款的订单）：旧的冲销，新的记入");
  command->callback([&program, options] { import_rows(program, *options); });

  options = std::make_shared<Options>();
  command = ledger.add_subcommand("count", "按跟踪方案从登记的明细数出完成值，记为这一月的累计数");
  options->reading.add_to(*command);
  add_place(*command, *options);
  command->add_option("--plan", options->plan, "跟踪方案（TOML）")->required();
  command->add_option("--month", options->month, "数到哪一月底，如 2021-07")->required();
  command->add_flag("--update", options->update, "与已记的不同的数：旧的冲销，新的记入");
  add_stamp(*command, *options);
  command->callback([&program, options] { count_rows(program, *options); });

  options = std::make_shared<Options>();
  command =
      ledger.add_subcommand("checks", "检查登记的明细：余额、超预算、合同、收款人、年底突击……");
  add_place(*command, *options);
  add_kind(*command, *options);
  command->add_option("--format", options->format, "text（默认）或 json")
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([&program, options] {
    const Result<void> checked = check_rows(program, *options);
    if (!checked.ok()) program.fail(options->ledger, checked.error());
  });

  command = ledger.add_subcommand("kinds", "列出台账种类：列、算法、检查");
  command->callback([&program] {
    const Result<void> listed = list_kinds(program);
    if (!listed.ok()) program.fail("", listed.error());
  });
}

}  // namespace jx
