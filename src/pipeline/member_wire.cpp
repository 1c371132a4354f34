// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/member_wire.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/sha256.h"
#include "documents/binary_kind.h"
#include "pages/wire_input.h"

namespace jx {
namespace {

// What follows in the stream.
constexpr unsigned kEnd = 0;
constexpr unsigned kMember = 1;
constexpr unsigned kFailedMember = 2;
constexpr unsigned kComplaint = 3;
constexpr unsigned kFailed = 4;

/// Of names and messages.
constexpr std::uint64_t kMostText = 1 << 20;
constexpr std::size_t kMostComplaints = 10'000;

constexpr ErrorCode kErrorCodes[] = {
#define JX_ERROR(code, name) ErrorCode::code,
#include "base/errors.def"
#undef JX_ERROR
};
constexpr auto kLastFormat = static_cast<unsigned>(Format::OldXls);

void put_number(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>((value & 0x7f) | 0x80);
  out += static_cast<char>(value);
}

void put_text(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out += text;
}

void put_error(std::string& out, const Error& error) {
  const auto* const found = std::find(std::begin(kErrorCodes), std::end(kErrorCodes), error.code);
  put_number(out, static_cast<std::uint64_t>(found - std::begin(kErrorCodes)));
  put_text(out, error.message);
}

Error take_error(WireInput& in) {
  Error error;
  error.code = kErrorCodes[in.number(std::size(kErrorCodes) - 1)];
  error.message = in.text(kMostText);
  return error;
}

}  // namespace

void MemberEncoder::write(std::string_view bytes) {
  if (written_.ok()) written_ = sink_(bytes);
}

void MemberEncoder::add(const ArchiveMember& member) {
  std::string head;
  put_number(head, member.document.ok() ? kMember : kFailedMember);
  put_text(head, member.name);
  if (!member.document.ok()) {
    put_error(head, member.document.error());
    return write(head);
  }
  put_number(head, member.companion ? 1 : 0);
  if (member.companion) put_text(head, *member.companion);
  put_number(head, static_cast<std::uint64_t>(member.document->format));
  put_number(head, member.document->bytes.size());
  write(head);
  write(member.document->bytes);
}

void MemberEncoder::complain(std::string_view complaint) {
  if (complaints_ == kMostComplaints) return;
  ++complaints_;
  std::string out;
  put_number(out, kComplaint);
  put_text(out,
           complaints_ == kMostComplaints ? "压缩包里的问题太多，其余的不再列出。" : complaint);
  write(out);
}

Result<void> MemberEncoder::end(const Result<void>& walked) {
  std::string out;
  put_number(out, walked.ok() ? kEnd : kFailed);
  if (!walked.ok()) put_error(out, walked.error());
  write(out);
  return written_;
}

MemberDecoder::MemberDecoder(ByteSource source, std::string_view archive,
                             const ArchiveOptions& options)
    : input_(std::make_unique<WireInput>(std::move(source), options.limits)),
      prefix_(std::string(archive) + "!/"),
      options_(options),
      members_left_(kMostArchiveMembers),
      // The last one may begin just below the limit.
      bytes_left_(kMostArchiveBytes + options.limits.bytes) {}

MemberDecoder::~MemberDecoder() = default;

Result<std::optional<ArchiveMember>> MemberDecoder::next() {
  WireInput& in = *input_;
  std::optional<ArchiveMember> member;
  bool ended = false;
  while (in.ok() && !ended && !member) {
    switch (const unsigned kind = in.byte(kFailed); kind) {
      case kMember:
      case kFailedMember: member = read_member(kind == kFailedMember); break;
      case kComplaint: {
        const std::string complaint = in.text(kMostText);
        in.require(++complaints_ <= kMostComplaints, "complaints without end");
        if (in.ok() && options_.complain) options_.complain(complaint);
        break;
      }
      case kFailed: ending_ = take_error(in); [[fallthrough]];
      default: ended = true; break;
    }
  }
  if (!in.ok()) return in.fault();
  return member;
}

ArchiveMember MemberDecoder::read_member(bool failed) {
  WireInput& in = *input_;
  in.require(members_left_ > 0, "more members than an archive may have");
  if (members_left_ > 0) --members_left_;
  std::string name = in.text(kMostText);
  in.require(name.starts_with(prefix_), "a member of something else");
  if (failed) return {std::move(name), take_error(in), std::nullopt};
  std::optional<std::string> companion;
  if (in.flag()) companion = in.bytes(in.number(options_.limits.bytes));
  Result<Document> document = read_document(name);
  return {std::move(name), std::move(document), std::move(companion)};
}

Result<Document> MemberDecoder::read_document(const std::string& name) {
  WireInput& in = *input_;
  Document document{.name = name, .sha256 = {}, .format = Format::Text, .bytes = {}};
  document.format = static_cast<Format>(in.byte(kLastFormat));
  in.require(document.format != Format::Zip, "an archive that was not gone through");
  document.bytes = in.bytes(in.number(std::min(options_.limits.bytes, bytes_left_)));
  bytes_left_ -= document.bytes.size();
  in.require(!document.bytes.empty(), "a document without bytes");
  // Readers of text run in this process, and count on it.
  in.require(!is_text(document.format) || !find_binary_byte(document.bytes), "a text that is none");
  document.sha256 = sha256_hex(document.bytes);
  return document;
}

}  // namespace jx
