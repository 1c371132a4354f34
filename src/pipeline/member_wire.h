// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "documents/archive.h"
#include "pages/wire.h"

/// The members of an archive as bytes, for a process of its own that unpacks it. The writer is not
/// trusted: members are documents of this archive with a known format and a hash of what came.
namespace jx {

class WireInput;

class MemberEncoder {
 public:
  explicit MemberEncoder(ByteSink sink) : sink_(std::move(sink)) {}

  /// After a failed one nothing is written any more, and end() says why.
  void add(const ArchiveMember& member);
  void complain(std::string_view complaint);
  Result<void> end(const Result<void>& walked);

 private:
  void write(std::string_view bytes);

  ByteSink sink_;
  std::size_t complaints_ = 0;
  Result<void> written_;
};

class MemberDecoder {
 public:
  /// Members of `archive` and their companions, within `options`, which must outlive it and hears
  /// the complaints.
  MemberDecoder(ByteSource source, std::string_view archive, const ArchiveOptions& options);
  ~MemberDecoder();

  /// The next one; none at the end. Malformed for bytes that are no members, or the error of the
  /// source.
  Result<std::optional<ArchiveMember>> next();
  /// How the walk ended, after next() gave none.
  Result<void> take_ending() { return std::move(ending_); }

 private:
  ArchiveMember read_member(bool failed);
  Result<Document> read_document(const std::string& name);

  std::unique_ptr<WireInput> input_;
  std::string prefix_;
  const ArchiveOptions& options_;
  std::uint64_t members_left_;
  std::uint64_t bytes_left_;
  std::size_t complaints_ = 0;
  Result<void> ending_;
};

}  // namespace jx
