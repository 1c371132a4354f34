// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/clock.h"
#include "cli/command.h"
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

  EntryStamp stamp(const std::string& source = {}) const {
    return {.person = person, .recorded_at = at.empty() ? now_text() : at, .source = source};
  }
};

Result<std::vector<RegisterKind>> load_kinds(const Program& program) {
  return load_register_kinds(program.data_folder() / "registers");
}

Result<RegisterRows> first_table(const LoadedDocument& loaded, const PipelineOptions& pipeline,
                                 const Reference& reference, const RegisterKind& kind,
                                 std::string& source) {
  JX_TRY(const TablesOutcome read,
         run_tables(loaded.document, overlay_of(loaded), pipeline, reference));
  source = fmt::format("{} sha256:{}", std::filesystem::path(read.file).filename().string(),
                       read.sha256);
  for (const Table& table : read.tables.tables) {
    if (table.rows >= 2) return read_register_table(table, kind);
  }
  return Error{ErrorCode::NotFound, "没有找到表格；第一行应是列名。"};
}

Result<void> append(const Options& options, const RegisterKind& kind, const RegisterRows& rows,
                    const std::string& source) {
  JX_TRY(Ledger ledger, Ledger::open(options.ledger));
  const auto entries = record_entries(rows.rows, kind, options.project, options.stamp(source));
  if (entries.empty()) return Error{ErrorCode::NotFound, "表里没有一行可登记。"};
  JX_TRY(const std::uint64_t first, ledger.append(entries));
  print(fmt::format("{}：登记 {} 行，第 {} 至 {} 条。\n", kind.name, entries.size(), first,
                    first + entries.size() - 1));
  if (!rows.ignored.empty()) {
    print(fmt::format("  没有用的列：{}\n", fmt::join(rows.ignored, "、")));
  }
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
  run_documents(program, options.reading,
                {.read = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                             const Reference& reference) -> Result<Delivery> {
                  std::string source;
                  JX_TRY(RegisterRows rows,
                         first_table(loaded, pipeline, reference, **kind, source));
                  return Delivery([&, source, rows = std::move(rows)](DocumentOutput&) {
                    return append(options, **kind, rows, source);
                  });
                }});
}

Result<void> append_counted(const Options& options, const CountedEntries& counted) {
  JX_TRY(Ledger ledger, Ledger::open(options.ledger));
  if (!counted.entries.empty()) {
    JX_TRY(const std::uint64_t first, ledger.append(counted.entries));
    print(fmt::format("计数 {} 项，第 {} 至 {} 条。\n", counted.entries.size(), first,
                      first + counted.entries.size() - 1));
  }
  for (const LedgerEntry& entry : counted.entries) {
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
  command.add_option("--at", options.at, "记录时间（如 2021-04-02T09:30:00Z）；默认现在");
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
  command->callback([&program, options] { import_rows(program, *options); });

  options = std::make_shared<Options>();
  command = ledger.add_subcommand("count", "按跟踪方案从登记的明细数出完成值，记为这一月的累计数");
  options->reading.add_to(*command);
  add_place(*command, *options);
  command->add_option("--plan", options->plan, "跟踪方案（TOML）")->required();
  command->add_option("--month", options->month, "数到哪一月底，如 2021-07")->required();
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
