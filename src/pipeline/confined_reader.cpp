// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/confined_reader.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conversion/office_program.h"
#include "marking/mark_wire.h"
#include "marking/replace_words.h"
#include "pages/wire.h"
#include "pipeline/confined_conversion.h"
#include "pipeline/confined_request.h"
#include "pipeline/member_wire.h"
#include "sandbox/program_confinement.h"

namespace jx {
namespace {

Result<void> read_text(std::string& text, std::uint64_t size) {
  text.resize(size);
  return read_input(text);
}

/// Readers keep their libraries' exceptions to themselves; what passes them all the same is the
/// fault of the document at hand.
Result<Diagnostics> read_guarded(const ReadFunction& read, const Document& document,
                                 const ReadLimits& limits, const PageSink& sink) {
  try {
    return read(document, limits, sink);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return Error{ErrorCode::Malformed,
                 fmt::format("读“{}”时出错（{}），没有读入。请用原软件打开并另存一份，再试一次。",
                             document.name, error.what())};
  }
}

Result<void> answer_with_document(const ConfinedRequest& request, const ReadFunction& read) {
  Document document;
  document.format = request.format;
  JX_TRY_VOID(read_text(document.name, request.name_bytes));
  JX_TRY_VOID(read_text(document.sha256, request.sha256_bytes));
  JX_TRY_VOID(read_text(document.password, request.password_bytes));

  const Confinement confinement = confine(request.policy);
  JX_TRY_VOID(send_confinement(confinement));
  // From here on bytes are read that nobody trusts.
  JX_TRY_VOID(read_text(document.bytes, request.bytes));
  if (request.policy.file) {
    document.file = std::make_shared<DocumentFile>(Descriptor(kGivenFile), request.file_bytes);
  }
  PageEncoder encoder(write_answer);
  const PageSink sink = [&](Page&& page) { return encoder.add(page); };
  return encoder.end(read_guarded(read, document, request.limits, sink));
}

/// Comes back only when there is no LibreOffice to become.
Result<void> become_office(const ConfinedRequest& request) {
  std::string words;
  JX_TRY_VOID(read_text(words, request.bytes));
  OfficeCall call = decode_office_call(words);
  call.policy.memory_bytes = request.policy.memory_bytes;
  call.policy.cpu_seconds = request.policy.cpu_seconds;
  call.policy.file_bytes = request.limits.bytes;
  JX_TRY_VOID(send_confinement(confine_program(call.policy)));
  const Error failure = become_program(std::move(call.start));
  fmt::print(stderr, "{}\n", failure.message);
  std::fflush(stderr);
  _exit(kExitNotBecome);
}

Result<Page> decode_page(std::string_view bytes, const ReadLimits& limits) {
  PageDecoder decoder(
      [bytes](std::span<char> into) mutable -> Result<std::size_t> {
        const std::size_t count = bytes.copy(into.data(), into.size());
        bytes.remove_prefix(count);
        return count;
      },
      limits);
  JX_TRY(std::optional<Page> page, decoder.next());
  if (!page || !page->scan) return Error{ErrorCode::Malformed, "不是要识别的页"};
  return *std::move(page);
}

Result<void> answer_with_page(const ConfinedRequest& request, const PrepareFunction& prepare) {
  std::string folder;
  JX_TRY_VOID(read_text(folder, request.folder_bytes));
  // Opens what recognition needs; the picture is not there yet.
  const Result<RecogniseFunction> recognise = prepare(folder);

  const Confinement confinement = confine(request.policy);
  JX_TRY_VOID(send_confinement(confinement));
  std::string bytes;
  JX_TRY_VOID(read_text(bytes, request.bytes));
  PageEncoder encoder(write_answer);
  if (!recognise.ok()) return encoder.end(recognise.error());
  JX_TRY(Page page, decode_page(std::exchange(bytes, {}), request.limits));
  Diagnostics diagnostics;
  const Result<void> recognised = recognise_guarded(*recognise, page, diagnostics);
  if (!recognised.ok()) return encoder.end(recognised.error());
  JX_TRY_VOID(encoder.add(page));
  return encoder.end(diagnostics);
}

Result<void> answer_with_marked(const ConfinedRequest& request) {
  std::string words;
  JX_TRY_VOID(read_text(words, request.marks_bytes));
  JX_TRY(const std::vector<FileMark> marks, decode_marks(words));

  JX_TRY_VOID(send_confinement(confine(request.policy)));
  Document document;
  document.format = request.format;
  JX_TRY_VOID(read_text(document.bytes, request.bytes));
  const bool replace = request.task == ConfinedTask::ReplaceWords;
  return write_answer(
      encode_marked(replace ? replace_words(document, marks) : mark_document(document, marks)));
}

Result<void> answer_with_members(const ConfinedRequest& request, const UnpackFunction& unpack) {
  Document archive{.name = {}, .sha256 = {}, .format = request.format, .bytes = {}};
  std::string companion_ending;
  JX_TRY_VOID(read_text(archive.name, request.name_bytes));
  JX_TRY_VOID(read_text(companion_ending, request.companion_bytes));

  JX_TRY_VOID(send_confinement(confine(request.policy)));
  JX_TRY_VOID(read_text(archive.bytes, request.bytes));
  MemberEncoder encoder(write_answer);
  const ArchiveOptions options{
      .limits = request.limits,
      .companion_ending = companion_ending,
      .complain = [&](std::string_view complaint) { encoder.complain(complaint); }};
  return encoder.end(
      unpack(archive, options, [&](ArchiveMember&& member) { encoder.add(member); }));
}

Result<void> answer_request(const ConfinedTasks& tasks) {
  ConfinedRequest request;
  JX_TRY_VOID(read_input({reinterpret_cast<char*>(&request), sizeof request}));
  if (request.mark != ConfinedRequest::kMark) return Error{ErrorCode::Malformed, "不是读取请求"};
  switch (request.task) {
    case ConfinedTask::ReadDocument: return answer_with_document(request, tasks.read);
    case ConfinedTask::RecognisePage: return answer_with_page(request, tasks.prepare_recognition);
    case ConfinedTask::ConvertDocument: return become_office(request);
    case ConfinedTask::MarkDocument:
    case ConfinedTask::ReplaceWords: return answer_with_marked(request);
    case ConfinedTask::UnpackArchive: return answer_with_members(request, tasks.unpack);
  }
  return Error{ErrorCode::Malformed, "不是读取请求"};
}

}  // namespace

bool is_confined_reader(int argc, const char* const* argv) noexcept {
  return argc == 2 && argv[1] == kConfinedReader;
}

void run_confined_reader(const ConfinedTasks& tasks) {
  // Ends without the functions that wait for the end of an ordinary program: what a document may
  // have spoilt is not run.
  try {
    end_with_parent();
    const Result<void> answered = answer_request(tasks);
    if (answered.ok()) _exit(0);
    fmt::print(stderr, "{}\n", answered.error().message);
  } catch (const std::bad_alloc&) {
    _exit(kExitOutOfMemory);
  } catch (const std::exception& error) {
    std::fputs(error.what(), stderr);
  }
  _exit(1);
}

}  // namespace jx
