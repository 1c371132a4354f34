// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/confined_recognition.h"

#include <fmt/core.h>

#include <chrono>
#include <csignal>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "pages/wire.h"
#include "pipeline/confined_request.h"

namespace jx {
namespace {

Error make_hostile_error(std::string_view what) {
  return {ErrorCode::Malformed, fmt::format("{}，文件可能带有恶意内容，请核实来源", what)};
}

Error make_time_error(const Patience& patience) {
  return {ErrorCode::LimitExceeded,
          fmt::format("用的时间太长（超过 {} 秒）",
                      std::chrono::ceil<std::chrono::seconds>(patience.silence).count())};
}

Error make_memory_error(const Policy& policy) {
  return {ErrorCode::LimitExceeded,
          fmt::format("用的内存太多（上限 {} MB）", policy.memory_bytes >> 20)};
}

Error explain_signal(int signal, const ReaderOptions& options) {
  if (signal == SIGSYS) return make_hostile_error("识别进程试图做不允许的操作，已被系统终止");
  if (signal == SIGXCPU) return make_time_error(options.patience);
  if (signal == SIGKILL) return make_memory_error(options.policy);
  return {ErrorCode::Malformed, fmt::format("识别进程意外终止（{}）", name_of_signal(signal))};
}

Error explain(const Ending& ending, const ReaderOptions& options) {
  switch (ending.kind) {
    case Ending::Kind::TimedOut: return make_time_error(options.patience);
    case Ending::Kind::Signalled: return explain_signal(ending.code, options);
    case Ending::Kind::Exited:
      if (ending.code == kExitOutOfMemory) return make_memory_error(options.policy);
      if (ending.code == 0) break;
      return {ErrorCode::Malformed, fmt::format("识别进程意外终止（退出码 {}）", ending.code)};
    case Ending::Kind::Stopped: break;
  }
  return make_hostile_error("识别进程没有按约定回答");
}

Result<std::string> encode_page(const Page& page) {
  std::string bytes;
  PageEncoder encoder([&](std::string_view piece) -> Result<void> {
    bytes += piece;
    return {};
  });
  JX_TRY_VOID(encoder.add(page));
  return bytes;
}

std::string make_request(std::string_view folder, std::size_t bytes, const ReadLimits& limits,
                         const Policy& policy) {
  ConfinedRequest request;
  request.task = ConfinedTask::RecognisePage;
  request.policy = policy;
  request.limits = limits;
  request.folder_bytes = folder.size();
  request.bytes = bytes;
  return std::string(reinterpret_cast<const char*>(&request), sizeof request).append(folder);
}

/// Of the answer only the drawing counts, and only for the page that was asked for.
bool take_drawing(Page& page, std::optional<Page>&& answer) {
  if (!answer || answer->number != page.number || !answer->drawing || answer->scan) return false;
  page.drawing = std::move(answer->drawing);
  return true;
}

}  // namespace

Result<Diagnostics> recognise_confined(Page& page, const std::filesystem::path& folder,
                                       const ReadLimits& limits, const ReaderOptions& options) {
  JX_TRY(const std::string bytes, encode_page(page));
  page.scan.reset();
  const std::string request = make_request(folder.native(), bytes.size(), limits, options.policy);
  JX_TRY(ChildProcess child,
         ChildProcess::start({options.program, {"jixiao", std::string(kConfinedReader)}},
                             {request, bytes}, options.patience));
  // Which protections this machine lacks, the process said that read the document.
  if (!receive_confinement(child).ok()) return explain(child.end(), options);
  PageDecoder decoder([&](std::span<char> into) { return child.read(into); }, limits);
  Result<std::optional<Page>> answer = decoder.next();
  if (!answer.ok()) return explain(child.end(), options);
  if (!answer->has_value()) {
    // Without a page there is only a reason for it.
    const Result<Diagnostics> ending = decoder.take_ending();
    return ending.ok() ? make_hostile_error("识别进程没有按约定回答") : ending.error();
  }
  if (!take_drawing(page, *std::move(answer))) return explain(child.end(), options);
  const Result<std::optional<Page>> end = decoder.next();
  if (!end.ok() || end->has_value()) return explain(child.end(), options);
  return decoder.take_ending();
}

}  // namespace jx
