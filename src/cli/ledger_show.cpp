// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "ledger/ledger.h"
#include "ledger/registers.h"
#include "reports/ledger.h"

namespace jx {
namespace {

struct Options {
  std::string ledger;
  std::string format = "text";
  std::string kind;
  std::uint64_t number = 0;  ///< 0: all.
  EntryQuery query;
};

/// What else an entry rests on, for the one that somebody asks for by its number.
struct EntryGrounds {
  std::map<std::string, NumberedEntry> evidence;  ///< By digest.
  std::optional<TracedFigure> counted;
};

Result<EntryGrounds> grounds_of(const Ledger& ledger, const std::vector<RegisterKind>& kinds,
                                const NumberedEntry& numbered) {
  EntryGrounds grounds;
  JX_TRY_VOID(ledger.read({.kind = EntryKind::Evidence}, [&](NumberedEntry&& file) -> Result<void> {
    for (const std::string& digest : numbered.entry.evidence) {
      if (digest == file.entry.evidence.front()) grounds.evidence.emplace(digest, file);
    }
    return {};
  }));
  JX_TRY(grounds.counted, trace_figure(ledger, kinds, numbered));
  return grounds;
}

std::string words_of(const TracedFigure& traced, const NumberedEntry& numbered) {
  const CountedFigure& again = traced.again;
  const bool same = again.value == numbered.entry.value;
  std::string words = fmt::format("  数自{}的“{}”（{}），当时的 {} 行：\n", traced.kind->name,
                                  traced.formula->name, traced.formula->id, traced.rows.size());
  for (const RegisterRow& row : traced.rows) {
    words += fmt::format("    第 {} 条 {} {}\n", row.number, row.date.to_string(),
                         key_of(*traced.kind, row));
  }
  const std::string found = again.value ? again.value->to_string() : again.gap;
  words += same ? fmt::format("  再数一遍：{}，相符\n", found)
                : fmt::format("  再数一遍：{}，与记入的不符；请看算法（data/registers）改过没有\n",
                              found);
  return words;
}

void print_grounds(const EntryGrounds& grounds, const NumberedEntry& numbered) {
  for (const std::string& digest : numbered.entry.evidence) {
    const auto found = grounds.evidence.find(digest);
    if (found == grounds.evidence.end()) continue;
    print(fmt::format("  佐证 第 {} 条“{}” {}\n", found->second.number, found->second.entry.source,
                      digest));
  }
  if (grounds.counted) print(words_of(*grounds.counted, numbered));
}

CountedRows counted_rows(const TracedFigure& traced) {
  CountedRows counted{.kind = traced.kind->id,
                      .formula = traced.formula->id,
                      .value = traced.again.value,
                      .rows = {}};
  for (const RegisterRow& row : traced.rows) counted.rows.push_back(row.number);
  return counted;
}

Result<void> show(Program& program, const Options& options) {
  JX_TRY(const Ledger ledger, Ledger::open(options.ledger));
  EntryQuery query = options.query;
  if (options.number != 0) query.number = options.number;
  for (const EntryKind kind : {EntryKind::Target, EntryKind::Actual, EntryKind::Evidence,
                               EntryKind::Reversal, EntryKind::Statement, EntryKind::Record}) {
    if (to_string(kind) == options.kind) query.kind = kind;
  }
  std::vector<RegisterKind> kinds;
  if (query.number) {
    JX_TRY(kinds, load_register_kinds(program.data_folder() / "registers"));
  }
  const bool as_json = options.format == "json";
  std::size_t shown = 0;
  std::string text;
  JsonWriter json(text, [](std::string& written) {
    print(written);
    written.clear();
  });
  if (as_json) {
    json.begin_object(JsonWriter::Layout::Lines).member("ledger", ledger.identity().id);
    json.key("entries").begin_array(JsonWriter::Layout::Lines);
  }
  JX_TRY_VOID(ledger.read(query, [&](NumberedEntry&& entry) -> Result<void> {
    ++shown;
    EntryGrounds grounds;
    if (query.number) {
      JX_TRY(grounds, grounds_of(ledger, kinds, entry));
    }
    if (as_json) {
      std::optional<CountedRows> counted;
      if (grounds.counted) counted = counted_rows(*grounds.counted);
      write_entry(json, entry, counted);
    } else {
      print(render_entry_text(entry) + "\n");
      print_grounds(grounds, entry);
    }
    return {};
  }));
  if (as_json) {
    json.end_array().end_object();
    print(text + "\n");
  } else if (shown == 0) {
    print("没有符合的条目。\n");
  }
  return {};
}

}  // namespace

void add_show_action(Program& program, CLI::App& ledger) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = ledger.add_subcommand("show", "列出条目；一条的来历用 --number");
  command->add_option("--ledger", options->ledger, "台账文件")->required();
  command->add_option("--number", options->number,
                      "只看这一条：连同它的佐证，和数出它的每一行明细");
  command->add_option("--project", options->query.project, "只看这个项目");
  command->add_option("--indicator", options->query.indicator, "只看这个指标");
  command->add_option("--period", options->query.period, "只看这一期");
  command
      ->add_option("--kind", options->kind,
                   "只看 target、actual、statement、record、evidence 或 reversal")
      ->check(CLI::IsMember({"target", "actual", "statement", "record", "evidence", "reversal"}));
  command->add_flag("--standing", options->query.standing_only, "不看冲销和已冲销的");
  command->add_option("--format", options->format, "text（默认）或 json")
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([&program, options] {
    const Result<void> done = show(program, *options);
    if (!done.ok()) program.fail(options->ledger, done.error());
  });
}

}  // namespace jx
