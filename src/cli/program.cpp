// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/build_info.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/input_files.h"
#include "findings/rules/rules.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

bool is_english(std::string_view language) {
  if (!language.empty()) return language == "en";
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return std::string_view(value).starts_with("en");
  }
  return false;
}

std::filesystem::path find_data() {
  std::error_code ignored;
  if (const char* home = std::getenv("JIXIAO_HOME"); home != nullptr) {
    return std::filesystem::path(home) / "data";
  }
  for (const std::string_view candidate : {kSourceDataDir, kInstalledDataDir}) {
    if (std::filesystem::is_directory(candidate, ignored)) return candidate;
  }
  return "data";
}

}  // namespace

TextStyle Program::style() const {
  TextStyle style;
  style.language = is_english(language) ? Language::English : Language::Chinese;
  if (isatty(STDOUT_FILENO) == 0) return style;
  if (std::getenv("NO_COLOR") == nullptr) style.colour = Colour::On;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) style.width = size.ws_col;
  return style;
}

std::filesystem::path Program::data_folder() const { return data.empty() ? find_data() : data; }

Result<Reference> Program::load() const {
  JX_TRY(Reference reference, load_reference(data_folder()));
  if (!house_rules.empty()) JX_TRY_VOID(add_house_rules(house_rules, reference));
  return reference;
}

Result<std::vector<std::string>> Program::rule_ids() const {
  std::vector<std::string> ids;
  for (const Rule& rule : all_rules()) ids.emplace_back(rule.id);
  if (house_rules.empty()) return ids;
  JX_TRY(const Lexicon lexicon, load_lexicon(data_folder()));
  JX_TRY(const HouseRules house, HouseRules::load(house_rules, lexicon));
  for (const HouseRule& rule : house.rules()) ids.push_back(rule.card.id);
  return ids;
}

void Program::add_house_option(CLI::App& command) {
  command.add_option(
      "--house-rules", house_rules,
      "自定规则文件（TOML，可用几次）：本单位自己的审核要求，见 docs/house-rules.md");
}

void Program::fail(std::string_view where, const Error& error) {
  std::string place(where);
  if (!place.empty() && error.origin && error.origin->line != 0)
    place += fmt::format(":{}", error.origin->line);
  fmt::print(stderr, "{}{}{}\n", place, place.empty() ? "" : ": ", error.message);
  exit = Exit::Failed;
}

void Program::complain(std::string_view complaint) {
  if (complaints_.emplace(complaint).second) fmt::print(stderr, "jixiao: {}\n", complaint);
}

CLI::Option* ReadingOptions::add_to(CLI::App& command) {
  CLI::Option* const named =
      command.add_option("files", files, "要读的文件，或文件夹：其中的文件都读")->required();
  command.parse_complete_callback([this] { files = files_below(files); });
  command.add_option("--columns", columns, "按表头指定各列，如 三级指标=l3,指标值=value");
  command.add_option("--profile", profile, "规则集编号（见 jixiao profiles）");
  command.add_option("--year", fiscal_year, "预算年度，如 2021");
  command.add_option("--region", region, "六位行政区划代码");
  command.add_option("--corrections", corrections, "更正文件；默认用同名的 .corrections.toml");
  command.add_option("--password", password, "加密文件的打开密码")->envname("JIXIAO_PASSWORD");
  CLI::Option* const here = command.add_flag("--in-process", in_process,
                                             "不用隔离进程读文件；只用于排查问题和确实可信的文件");
  command
      .add_option("--jobs", jobs,
                  "同时读几份文件、识别几页扫描件；默认有几个处理器就几份。结果和顺序与逐份读一样")
      ->check(CLI::Range(1, 256));
  command.add_flag("--no-recognition", no_recognition,
                   "不识别扫描页和图片上的字；快，但读不出它们");
  command.add_flag("--no-conversion", no_conversion,
                   "不用 LibreOffice 转换 DOC、RTF、ODT、ODS、XLSB 等旧格式；它们就不读");
  command.add_flag("--quiet", quiet, "不在终端上显示进度");
  command.add_flag("--confine-all", confine_all, "纯文本也在隔离进程里读")->excludes(here);
  return named;
}

Result<PipelineOptions> ReadingOptions::pipeline() const {
  PipelineOptions options;
  JX_TRY(options.read.columns, parse_column_bindings(columns));
  if (!profile.empty()) options.read.profile = profile;
  if (!region.empty()) options.read.region = region;
  if (fiscal_year != 0) options.read.fiscal_year = fiscal_year;
  if (!corrections.empty()) options.corrections = corrections;
  options.password = password;
  if (in_process) options.reader.isolation = Isolation::InProcess;
  options.reader.recognise = !no_recognition;
  options.reader.convert = !no_conversion;
  if (confine_all) options.reader.isolation = Isolation::Always;
  return options;
}

void Program::remark(std::string_view file, const Diagnostics& diagnostics) {
  for (const Diagnostic& entry : diagnostics.entries()) {
    const std::string place = place_of(entry.origin, nullptr);
    fmt::print(stderr, "{}: {}{}{}\n", file, place, place.empty() ? "" : ": ", entry.message);
  }
  for (const auto& [code, count] : diagnostics.left_out()) {
    fmt::print(stderr, "{}: 同类说明（{}）另有 {} 条\n", file, code, count);
  }
}

void print(std::string_view text) {
  // Without clearing up: other threads may still be reading documents.
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) std::_Exit(0);
}

}  // namespace jx
