// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

#include "documents/document.h"
#include "sandbox/confinement.h"

/// What read_confined(), for_each_member_apart(), recognise_confined() and mark_apart() ask of
/// run_confined_reader(). All are the same program, and the one who asks is trusted: the structs
/// travel as they stand in memory.
namespace jx {

inline constexpr std::string_view kConfinedReader = "confined-reader";

enum class ConfinedTask : std::uint8_t {
  ReadDocument,
  ConvertDocument,  ///< The bytes are a call of LibreOffice, as encode_office_call() writes it.
  RecognisePage,    ///< The bytes are one page with a scan, as PageEncoder writes it.
  MarkDocument,     ///< Answered with what encode_marked() writes.
  ReplaceWords,     ///< The same: marks whose notes are the new words.
  UnpackArchive,    ///< Answered with what MemberEncoder writes.
};

struct ConfinedRequest {
  static constexpr std::uint64_t kMark = 0x315145524e584aULL;  // "JXNREQ1"

  std::uint64_t mark = kMark;
  ConfinedTask task = ConfinedTask::ReadDocument;
  Policy policy;
  ReadLimits limits;
  Format format = Format::Text;
  // What follows, in this order: of a document, or the folder of the models and a page, or marks
  // and a document, or an archive's name, the ending of companions and the archive.
  std::uint64_t name_bytes = 0;
  std::uint64_t sha256_bytes = 0;
  std::uint64_t password_bytes = 0;
  std::uint64_t folder_bytes = 0;
  std::uint64_t marks_bytes = 0;  ///< As encode_marks() writes them.
  std::uint64_t companion_bytes = 0;
  std::uint64_t bytes = 0;
  /// Instead of bytes: the size of the file that comes as descriptor kGivenFile (Policy::file).
  std::uint64_t file_bytes = 0;
};
static_assert(std::is_trivially_copyable_v<ConfinedRequest>);

/// The exit code of a reader that ran into its memory limit: it may be unable to say so.
inline constexpr int kExitOutOfMemory = 75;
/// The exit code of a process that could not become LibreOffice; it says why on standard error.
inline constexpr int kExitNotBecome = 76;

}  // namespace jx
