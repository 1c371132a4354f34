// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/marking.h"

#include <fmt/core.h>

#include <array>
#include <csignal>
#include <string>
#include <string_view>

#include "marking/mark_wire.h"
#include "pipeline/confined_request.h"

namespace jx {
namespace {

constexpr std::size_t kPieceBytes = 64 << 10;

Error explain(const Ending& ending, const Document& document, const ReaderOptions& options) {
  const auto failure = [&](ErrorCode code, std::string_view why) {
    return Error{
        code, fmt::format("标注或改写“{}”的进程{}，没有写出文件。请改用 --format html 看审核表。",
                          document.name, why)};
  };
  const std::string too_large =
      fmt::format("用的内存太多（上限 {} MB）", options.policy.memory_bytes >> 20);
  switch (ending.kind) {
    case Ending::Kind::TimedOut: return failure(ErrorCode::LimitExceeded, "用的时间太长");
    case Ending::Kind::Signalled:
      if (ending.code == SIGKILL) return failure(ErrorCode::LimitExceeded, too_large);
      if (ending.code == SIGXCPU) return failure(ErrorCode::LimitExceeded, "用的时间太长");
      if (ending.code == SIGSYS) {
        return failure(ErrorCode::Malformed, "试图做不允许的操作，已被系统终止；请核实文件来源");
      }
      return failure(ErrorCode::Malformed,
                     fmt::format("意外终止（{}）", name_of_signal(ending.code)));
    case Ending::Kind::Exited:
      if (ending.code == kExitOutOfMemory) return failure(ErrorCode::LimitExceeded, too_large);
      return failure(ErrorCode::Malformed, fmt::format("意外终止（退出码 {}）", ending.code));
    case Ending::Kind::Stopped: break;
  }
  return failure(ErrorCode::Malformed, "没有按约定回答");
}

std::string make_request(ConfinedTask task, const Document& document, std::size_t marks,
                         const ReadLimits& limits, const Policy& policy) {
  ConfinedRequest request;
  request.task = task;
  request.policy = policy;
  request.limits = limits;
  request.format = document.format;
  request.marks_bytes = marks;
  request.bytes = document.bytes.size();
  return {reinterpret_cast<const char*>(&request), sizeof request};
}

/// All that the process answers, as far as a document may be large.
Result<std::string> read_answer(ChildProcess& child, const ReadLimits& limits) {
  std::string answer;
  std::array<char, kPieceBytes> piece;
  for (;;) {
    JX_TRY(const std::size_t count, child.read(piece));
    if (count == 0) return answer;
    if (answer.size() + count > limits.bytes) {
      return Error{ErrorCode::LimitExceeded, "标注后的文件超过了大小上限，没有写出标注。"};
    }
    answer.append(piece.data(), count);
  }
}

Result<MarkedDocument> ask_apart(ConfinedTask task, const Document& document,
                                 const std::vector<FileMark>& marks, const ReadLimits& limits,
                                 const ReaderOptions& options) {
  const std::string words = encode_marks(marks);
  const std::string request = make_request(task, document, words.size(), limits, options.policy);
  JX_TRY(ChildProcess child,
         ChildProcess::start({options.program, {"jixiao", std::string(kConfinedReader)}},
                             {request, words, document.bytes}, options.patience));
  if (!receive_confinement(child).ok()) return explain(child.end(), document, options);
  const Result<std::string> answer = read_answer(child, limits);
  if (!answer.ok() && answer.error().code == ErrorCode::LimitExceeded) {
    const Ending ending = child.end();
    return ending.kind == Ending::Kind::TimedOut ? explain(ending, document, options)
                                                 : answer.error();
  }
  if (!answer.ok()) return explain(child.end(), document, options);
  Result<MarkedDocument> marked = decode_marked(*answer, marks.size());
  const Ending ending = child.end();
  const bool ended_well = ending.kind == Ending::Kind::Exited && ending.code == 0;
  return ended_well ? std::move(marked) : explain(ending, document, options);
}

}  // namespace

Result<MarkedDocument> mark_apart(const Document& document, const std::vector<FileMark>& marks,
                                  const ReadLimits& limits, const ReaderOptions& options) {
  // What cannot be marked is said without starting anything.
  if (options.isolation == Isolation::InProcess || !can_be_marked(document.format)) {
    return mark_document(document, marks);
  }
  return ask_apart(ConfinedTask::MarkDocument, document, marks, limits, options);
}

Result<MarkedDocument> replace_words_apart(const Document& document,
                                           const std::vector<FileMark>& words,
                                           const ReadLimits& limits, const ReaderOptions& options) {
  if (options.isolation == Isolation::InProcess || document.format != Format::Xlsx) {
    return replace_words(document, words);
  }
  return ask_apart(ConfinedTask::ReplaceWords, document, words, limits, options);
}

}  // namespace jx
