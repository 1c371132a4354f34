// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/confined_reading.h"

#include <optional>
#include <string>
#include <utility>

#include "pages/wire.h"
#include "pipeline/confined_request.h"
#include "pipeline/ending_words.h"

namespace jx {
namespace {

std::string make_request(const Document& document, const ReadLimits& limits, const Policy& policy) {
  ConfinedRequest request;
  request.policy = policy;
  request.limits = limits;
  request.format = document.format;
  request.name_bytes = document.name.size();
  request.sha256_bytes = document.sha256.size();
  request.password_bytes = document.password.size();
  request.bytes = document.bytes.size();
  if (document.file) {
    request.policy.file = true;
    request.file_bytes = document.file->bytes();
  }
  std::string bytes(reinterpret_cast<const char*>(&request), sizeof request);
  return bytes + document.name + document.sha256 + document.password;
}

}  // namespace

Result<Diagnostics> read_confined(const Document& document, const ReadLimits& limits,
                                  const ReaderOptions& options, const PageSink& sink) {
  const EndingWords words(document, options);
  const std::string request = make_request(document, limits, options.policy);
  Result<ChildProcess> child =
      ChildProcess::start({.program = options.program,
                           .arguments = {"jixiao", std::string(kConfinedReader)},
                           .file = document.file ? document.file->descriptor() : -1},
                          {request, document.bytes}, options.patience);
  if (!child.ok()) return words.not_started(child.error());

  const Result<Confinement> confinement = receive_confinement(*child);
  if (!confinement.ok()) return words.explain(child->end());
  if (options.complain) {
    for (const std::string& complaint : confinement->complaints()) options.complain(complaint);
  }
  PageDecoder decoder([&](std::span<char> bytes) { return child->read(bytes); }, limits);
  for (;;) {
    Result<std::optional<Page>> page = decoder.next();
    if (!page.ok()) return words.explain(child->end());
    if (!page->has_value()) return decoder.take_ending();
    JX_TRY_VOID(sink(**std::move(page)));
  }
}

}  // namespace jx
