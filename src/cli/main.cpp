// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>

#include "base/build_info.h"
#include "cli/archive_command.h"
#include "cli/command.h"
#include "conversion/office_program.h"
#include "pages/ocr/recogniser.h"
#include "pipeline/confined_reader.h"

namespace {

/// The version, and what this installation lacks or has besides.
std::string describe_program() {
  const auto recognition = jx::Recogniser::look_for(jx::find_recognition_folder());
  const auto office = jx::find_office_program();
  return fmt::format(
      "{}\n{}\n{}", jx::kVersion, recognition.ok() ? "能识别扫描件" : recognition.error().message,
      office.ok()
          ? fmt::format("能用 {} 转换旧格式（DOC、RTF、ODT、ODS、XLSB 等）", office->version)
          : fmt::format("不能转换旧格式（DOC、RTF、ODT、ODS、XLSB 等）：{}",
                        office.error().message));
}

int run(int argc, char** argv) {
  jx::Program program;
  CLI::App& app = program.app;
  app.description("绩效：预算绩效管理的开放系统。每个数字有出处，每个分数可复算。");
  app.name("jixiao");
  app.set_version_flag("--version", describe_program);
  app.add_option("--lang", program.language, "消息语言：zh 或 en；默认看系统区域设置")
      ->check(CLI::IsMember({"zh", "en"}));
  app.add_option("--data", program.data, "数据目录（词汇、规则集、规则卡片）");
  app.require_subcommand(1);
  app.fallthrough();

  jx::add_tables_command(program);
  jx::add_read_command(program);
  jx::add_check_command(program);
  jx::add_explain_command(program);
  jx::add_rules_command(program);
  jx::add_profiles_command(program);
  jx::add_indicators_command(program);
  jx::add_reconcile_command(program);
  jx::add_report_command(program);
  jx::add_evaluate_command(program);
  jx::add_ledger_command(program);
  jx::add_monitor_command(program);
  jx::add_rectify_command(program);
  jx::add_archive_command(program);
  jx::add_score_command(program);
  jx::add_import_command(program);
  jx::add_serve_command(program);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // --help and --version come this way too, with code 0.
    return app.exit(error) == 0 ? 0 : static_cast<int>(jx::Exit::Failed);
  }
  return static_cast<int>(program.exit);
}

}  // namespace

int main(int argc, char** argv) {
  if (jx::is_confined_reader(argc, argv)) jx::run_confined_reader();
  // A file that may not grow any further is an error to report, not an end without a word.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "jixiao: 内部错误：{}\n", error.what());
    return static_cast<int>(jx::Exit::Failed);
  }
}
