// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/confined_conversion.h"

#include <fmt/core.h>

#include <array>
#include <chrono>
#include <csignal>
#include <utility>

#include "base/text.h"
#include "conversion/conversion.h"
#include "conversion/private_folder.h"
#include "pipeline/confined_request.h"

namespace jx {
namespace {

/// On the first run with a new profile LibreOffice wants another, and one in reserve.
constexpr int kMostRuns = 3;

/// The words for what became of one document.
class ConversionWords {
 public:
  ConversionWords(const Document& document, const Conversion& conversion,
                  const ReaderOptions& options)
      : name_(document.name), conversion_(conversion), options_(options) {}

  Error not_wanted() const {
    return {ErrorCode::Unsupported,
            fmt::format("“{}”（{}）要先由 LibreOffice 转换才能读，而 --no-conversion 不让转换。{}",
                        name_, conversion_.kind, save_as())};
  }

  Error not_installed(const Error& error) const {
    return {ErrorCode::Unsupported,
            fmt::format("“{}”（{}）要先由 LibreOffice 转换才能读，但{}。请安装 LibreOffice"
                        "（Debian：apt-get install libreoffice-writer-nogui "
                        "libreoffice-calc-nogui），或用环境变量 JIXIAO_SOFFICE 指出它的 soffice；"
                        "也可以用 Word、Excel 或 WPS 另存为 {}，再试一次。",
                        name_, conversion_.kind, error.message, to_save_as(conversion_))};
  }

  Error not_started(std::string_view reason) const {
    return {ErrorCode::Io, fmt::format("无法启动 LibreOffice 来转换“{}”（{}），没有读入。"
                                       "请检查它的安装，或者{}",
                                       name_, reason, save_as())};
  }

  Error no_result() const {
    return {ErrorCode::Malformed,
            fmt::format("LibreOffice 打不开“{}”，没有读入：文件可能已损坏、有密码，"
                        "或者缺少转换它（{}）要用的部分。{}",
                        name_, conversion_.kind, save_as())};
  }

  Error too_large(std::uint64_t most) const {
    return {ErrorCode::LimitExceeded, fmt::format("“{}”转换以后超过 {} MB 的上限，没有读入。"
                                                  "请按项目或按单位拆分成几个文件。",
                                                  name_, std::max<std::uint64_t>(most >> 20, 1))};
  }

  Error explain(const Ending& ending, std::uint64_t most_bytes) const {
    if (ending.kind == Ending::Kind::TimedOut) return too_slow();
    if (ending.kind == Ending::Kind::Signalled) {
      if (ending.code == SIGXFSZ) return too_large(most_bytes);
      if (ending.code == SIGXCPU || ending.code == SIGKILL) return too_slow();
      return crashed(name_of_signal(ending.code));
    }
    if (ending.kind == Ending::Kind::Exited && ending.code == kExitNotBecome) {
      return not_started(trimmed(ending.said));
    }
    return crashed(fmt::format("退出码 {}", ending.code));
  }

 private:
  std::string save_as() const {
    return fmt::format("请用 Word、Excel 或 WPS 打开，另存为 {}，再试一次。",
                       to_save_as(conversion_));
  }

  Error crashed(std::string_view how) const {
    return {ErrorCode::Malformed, fmt::format("LibreOffice 转换“{}”时意外终止（{}），没有读入。{}",
                                              name_, how, save_as())};
  }

  Error too_slow() const {
    const auto seconds =
        std::chrono::ceil<std::chrono::seconds>(options_.conversion_patience.total).count();
    return {ErrorCode::LimitExceeded,
            fmt::format("LibreOffice 转换“{}”用的时间太长（超过 {} 秒），没有读入。{}", name_,
                        seconds, save_as())};
  }

  const std::string& name_;
  const Conversion& conversion_;
  const ReaderOptions& options_;
};

/// Waits for the end; what LibreOffice prints is of no interest, and there may be much of it.
Ending wait_for_end(ChildProcess& child) {
  std::array<char, 4096> printed;
  for (;;) {
    const Result<std::size_t> got = child.read(printed);
    if (!got.ok() || *got == 0) return child.end();
  }
}

class OfficeRun {
 public:
  OfficeRun(const OfficeCall& call, const ReadLimits& limits, const ReaderOptions& options)
      : options_(options), words_(encode_office_call(call)) {
    ConfinedRequest request;
    request.task = ConfinedTask::ConvertDocument;
    request.policy = options.policy;
    request.limits = limits;
    request.bytes = words_.size();
    request_.assign(reinterpret_cast<const char*>(&request), sizeof request);
  }

  /// Io when it could not be started at all.
  Result<Ending> run() const {
    JX_TRY(ChildProcess child,
           ChildProcess::start({.program = options_.program,
                                .arguments = {"jixiao", std::string(kConfinedReader)},
                                .group = true},
                               {request_, words_}, options_.conversion_patience));
    const Result<Confinement> confinement = receive_confinement(child);
    if (!confinement.ok()) return child.end();
    if (options_.complain) {
      for (const std::string& complaint : confinement->complaints()) options_.complain(complaint);
    }
    return wait_for_end(child);
  }

 private:
  const ReaderOptions& options_;
  std::string words_;
  std::string request_;
};

Result<void> run_office(const OfficeCall& call, const ReadLimits& limits,
                        const ReaderOptions& options, const ConversionWords& words) {
  const OfficeRun run(call, limits, options);
  for (int runs = 1;; ++runs) {
    const Result<Ending> ending = run.run();
    if (!ending.ok()) return words.not_started(ending.error().message);
    const bool exited = ending->kind == Ending::Kind::Exited;
    if (exited && ending->code == 0) return {};
    if (exited && ending->code == kOfficeWantsRestart && runs < kMostRuns) continue;
    return words.explain(*ending, limits.bytes);
  }
}

/// The kinds of strings in a call; each stands before its string.
constexpr char kProgram = 'P';
constexpr char kFolder = 'F';
constexpr char kArgument = 'A';
constexpr char kEnvironment = 'E';
constexpr char kReadable = 'R';

}  // namespace

Result<ConvertedDocument> convert_confined(const Document& document, const ReadLimits& limits,
                                           const ReaderOptions& options) {
  const std::optional<Conversion> conversion = find_conversion(document.format);
  JX_CHECK(conversion.has_value(), "only formats without a reader are converted");
  const ConversionWords words(document, *conversion, options);
  if (!options.convert) return words.not_wanted();
  const Result<OfficeProgram> office = find_office_program(options.office_program);
  if (!office.ok()) return words.not_installed(office.error());

  const Result<PrivateFolder> folder = PrivateFolder::make();
  if (!folder.ok()) return words.not_started(folder.error().message);
  const Result<void> furnished = furnish_folder(folder->path(), *conversion, document.bytes);
  if (!furnished.ok()) return words.not_started(furnished.error().message);
  const OfficeCall call = make_office_call(*office, *conversion, folder->path());
  JX_TRY_VOID(run_office(call, limits, options, words));

  Result<std::string> bytes = read_result(call.result, limits.bytes);
  if (!bytes.ok()) {
    return bytes.error().code == ErrorCode::LimitExceeded ? words.too_large(limits.bytes)
                                                          : words.no_result();
  }
  JX_TRY(Document converted, take_converted(document, *conversion, *std::move(bytes)));
  ConvertedDocument result{.document = std::move(converted), .diagnostics = {}};
  result.diagnostics.note("converted", describe_conversion(*conversion, office->version));
  return result;
}

std::string encode_office_call(const OfficeCall& call) {
  std::string words;
  const auto add = [&](char mark, std::string_view text) {
    words += mark;
    words += text;
    words += '\0';
  };
  add(kProgram, call.start.program.native());
  add(kFolder, call.policy.folder.native());
  for (const std::string& argument : call.start.arguments) add(kArgument, argument);
  for (const std::string& variable : call.start.environment) add(kEnvironment, variable);
  for (const auto& path : call.policy.readable) add(kReadable, path.native());
  return words;
}

OfficeCall decode_office_call(std::string_view words) {
  OfficeCall call;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find('\0'));
    words.remove_prefix(std::min(word.size() + 1, words.size()));
    if (word.empty()) continue;
    const std::string_view text = word.substr(1);
    switch (word.front()) {
      case kProgram: call.start.program = text; break;
      case kFolder: call.start.folder = call.policy.folder = text; break;
      case kArgument: call.start.arguments.emplace_back(text); break;
      case kEnvironment: call.start.environment.emplace_back(text); break;
      case kReadable: call.policy.readable.emplace_back(text); break;
      default: break;
    }
  }
  return call;
}

}  // namespace jx
