// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/monitored_document.h"
#include "cli/monitored_forms.h"
#include "cli/output_file.h"
#include "reports/monitoring.h"

namespace jx {
namespace {

struct Options {
  ReadingOptions reading;
  MonitorSettings settings;
  std::string view = "lights";
  std::string format;
  std::string output;
  std::string fail_on = "none";
  bool kinds = false;
};

std::string format_of(const Options& options) {
  if (!options.format.empty()) return options.format;
  if (options.output.ends_with(".xlsx")) return "xlsx";
  return options.output.ends_with(".json") ? "json" : "text";
}

Result<void> print_kinds(const Program& program) {
  JX_TRY(const AggregationCards cards,
         load_aggregations(program.data_folder() / "monitoring" / "aggregations.toml"));
  for (std::size_t i = 0; i < cards.size(); ++i) {
    print(fmt::format("{}（{}）\n  {}\n  例：{}\n", cards[i].name,
                      key_of(static_cast<Aggregation>(i)), cards[i].sentence, cards[i].example));
  }
  return {};
}

/// True when a light, or a finding, is at least as bad as `fail_on` asks.
bool is_bad(const MonitoredDocument& document, const std::string& fail_on) {
  if (fail_on == "none") return false;
  if (fail_on == "error" || fail_on == "warning") {
    const Severity least = fail_on == "error" ? Severity::Error : Severity::Warning;
    return std::any_of(document.findings.begin(), document.findings.end(),
                       [&](const MonitoringFinding& finding) {
                         const MonitoringCard* const card = card_of(document, finding);
                         return card != nullptr && card->severity >= least;
                       });
  }
  const Light limit = fail_on == "red" ? Light::Red : Light::Yellow;
  for (const MonitoredProject& project : document.monitoring.projects) {
    if (project.money.light.light >= limit || project.goal_light >= limit) return true;
  }
  return false;
}

std::string rendered(const MonitoredDocument& document, const std::string& view,
                     const TextStyle& style) {
  if (view == "monthly") return render_monthly_report(document, style);
  if (view == "units") return render_roll_up(document);
  return render_monitoring_text(document, style);
}

Result<void> check_options(const Options& options, const std::string& format) {
  if (format == "xlsx" && options.output.empty()) {
    return Error{ErrorCode::Unsupported, "Excel 文件要有名字：请加 --output 文件名.xlsx"};
  }
  if (options.view == "units" && options.settings.units.empty()) {
    return malformed("--view units 要有单位名录：请加 --units 文件.toml");
  }
  if (options.settings.month.empty()) return {};
  JX_TRY(const Period month, parse_period(options.settings.month));
  if (month.text.size() != 7 || month.text[5] == 'Q') {
    return malformed(fmt::format("--month “{}”应写成 2021-07 的样子。", options.settings.month));
  }
  return {};
}

/// Where the documents of a run go, one after another.
class Delivered {
 public:
  Delivered(Program& program, const Options& options, std::string format)
      : program_(program),
        options_(options),
        format_(std::move(format)),
        style_(options.output.empty() ? program.style() : TextStyle{}) {}

  Result<void> take(MonitoredDocument&& document, DocumentOutput& output) {
    if (is_bad(document, options_.fail_on)) program_.exit = Exit::Findings;
    if (format_ == "json") {
      write_monitoring(output.json, document);
    } else if (format_ == "text") {
      output.text += rendered(document, options_.view, style_);
    } else {
      documents_.push_back(std::move(document));
    }
    return {};
  }

  const std::vector<MonitoredDocument>& documents() const noexcept { return documents_; }

 private:
  Program& program_;
  const Options& options_;
  std::string format_;
  TextStyle style_;
  std::vector<MonitoredDocument> documents_;
};

/// Targets beside the figures of a ledger.
DocumentFunction from_ledger(const MonitorBase& base, Delivered& delivered) {
  return [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
             const Reference& reference) -> Result<Delivery> {
    JX_TRY(MonitoredDocument monitored, monitor_document(loaded, pipeline, reference, base));
    const auto document = std::make_shared<MonitoredDocument>(std::move(monitored));
    return Delivery([&delivered, document](DocumentOutput& output) {
      return delivered.take(std::move(*document), output);
    });
  };
}

/// Forms that were handed in.
DocumentFunction from_forms(MonitoredForms& forms, Delivered& delivered) {
  return [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
             const Reference& reference) -> Result<Delivery> {
    JX_TRY(ReadForms read, read_forms(loaded, pipeline, reference));
    return Delivery([&, read = std::move(read)](DocumentOutput& output) -> Result<void> {
      JX_TRY(MonitoredDocument document, forms.add(read, reference));
      return delivered.take(std::move(document), output);
    });
  };
}

void run(Program& program, const Options& options) {
  const std::string format = format_of(options);
  if (const Result<void> sound = check_options(options, format); !sound.ok()) {
    return program.fail("", sound.error());
  }
  Result<MonitorBase> base = load_monitor_base(program, options.settings);
  if (!base.ok()) return program.fail("", base.error());
  std::optional<OutputFile> file;
  if (!options.output.empty() && format != "xlsx") {
    Result<OutputFile> created = OutputFile::create(options.output);
    if (!created.ok()) return program.fail("", created.error());
    file.emplace(*std::move(created));
  }
  Delivered delivered(program, options, format);
  MonitoredForms forms(*base);
  const TextSink put = file ? TextSink([&](std::string_view text) { file->write(text); }) : print;
  run_documents(program, options.reading,
                {.json_wanted = format == "json",
                 .put = put,
                 .read = options.settings.ledger.empty() ? from_forms(forms, delivered)
                                                         : from_ledger(*base, delivered)});
  Result<void> written;
  if (file) written = file->commit();
  if (format == "xlsx" && !delivered.documents().empty()) {
    written = write_monitoring_xlsx(options.output, delivered.documents());
  }
  if (!written.ok()) program.fail("", written.error());
}

}  // namespace

void add_monitor_command(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.app.add_subcommand(
      "monitor",
      "绩效运行监控：支出和目标两盏灯，与计划的偏差、全年预计、比上月的变化；不给 --ledger "
      "时，读交来的监控表，用同样的灯和 MO01—MO06 去看（几个月的按月份先后写）");
  options->reading.add_to(*command)->required(false);
  command->add_option("--ledger", options->settings.ledger,
                      "台账文件：完成值和说明从这里来；不写时文件本身是填好的监控表");
  command->add_option("--month", options->settings.month,
                      "看到哪一月底，如 2021-07；监控表自己写了的可以不写");
  command->add_option("--plan", options->settings.plan,
                      "跟踪方案（TOML）：汇总方式、计划进度、任务的量化；见 docs/monitoring.md");
  command->add_option("--lights", options->settings.lights,
                      "预警口径：default、shanxi、sichuan-2025；不写时按地区和年度选");
  command
      ->add_option("--view", options->view,
                   "lights（两盏灯，默认）、monthly（月度汇报）或 units（逐级汇总）")
      ->check(CLI::IsMember({"lights", "monthly", "units"}));
  command->add_option("--units", options->settings.units,
                      "单位名录（TOML）：谁在谁下面，按它逐级汇总；--view units 要它");
  command
      ->add_option("--format", options->format,
                   "text（默认）、json 或 xlsx（监控表）；不写时看 --output 的后缀")
      ->check(CLI::IsMember({"text", "json", "xlsx"}));
  command->add_option("--output", options->output, "写到这个文件");
  command
      ->add_option("--fail-on", options->fail_on,
                   "red、yellow（灯）、error、warning（MO01—MO06 的问题）或 "
                   "none（默认）：有这样的退出码为 1")
      ->check(CLI::IsMember({"red", "yellow", "error", "warning", "none"}));
  command->add_flag("--kinds", options->kinds, "列出各种汇总方式，每种一句话");
  command->callback([&program, options] {
    if (options->kinds) {
      const Result<void> printed = print_kinds(program);
      if (!printed.ok()) program.fail("", printed.error());
      return;
    }
    if (options->reading.files.empty()) throw CLI::RequiredError("files");
    const bool ledger = !options->settings.ledger.empty();
    if (ledger && options->settings.month.empty()) throw CLI::RequiredError("--month");
    for (const auto& [name, given] : {std::pair("--plan", !options->settings.plan.empty()),
                                      std::pair("--units", !options->settings.units.empty())}) {
      if (!ledger && given) throw CLI::RequiresError(name, "--ledger");
    }
    run(program, *options);
  });
}

}  // namespace jx
