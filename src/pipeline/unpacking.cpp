// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/unpacking.h"

#include <optional>
#include <span>
#include <string>
#include <utility>

#include "pipeline/confined_request.h"
#include "pipeline/ending_words.h"
#include "pipeline/member_wire.h"

namespace jx {
namespace {

std::string make_request(const Document& archive, const ArchiveOptions& options,
                         const Policy& policy) {
  ConfinedRequest request;
  request.task = ConfinedTask::UnpackArchive;
  request.policy = policy;
  request.limits = options.limits;
  request.format = archive.format;
  request.name_bytes = archive.name.size();
  request.companion_bytes = options.companion_ending.size();
  request.bytes = archive.bytes.size();
  std::string bytes(reinterpret_cast<const char*>(&request), sizeof request);
  return bytes + archive.name + std::string(options.companion_ending);
}

}  // namespace

Result<void> for_each_member_apart(const Document& archive, const ArchiveOptions& options,
                                   const ReaderOptions& reader, const MemberSink& sink) {
  if (reader.isolation == Isolation::InProcess) return for_each_member(archive, options, sink);
  const EndingWords words(archive, reader);
  const std::string request = make_request(archive, options, reader.policy);
  Result<ChildProcess> child =
      ChildProcess::start({reader.program, {"jixiao", std::string(kConfinedReader)}},
                          {request, archive.bytes}, reader.patience);
  if (!child.ok()) return words.not_started(child.error());
  const Result<Confinement> confinement = receive_confinement(*child);
  if (!confinement.ok()) return words.explain(child->end());
  if (reader.complain) {
    for (const std::string& complaint : confinement->complaints()) reader.complain(complaint);
  }
  MemberDecoder decoder([&](std::span<char> bytes) { return child->read(bytes); }, archive.name,
                        options);
  for (;;) {
    Result<std::optional<ArchiveMember>> member = decoder.next();
    if (!member.ok()) return words.explain(child->end());
    if (!member->has_value()) return decoder.take_ending();
    sink(**std::move(member));
  }
}

}  // namespace jx
