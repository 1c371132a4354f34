// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>

#include "documents/archive.h"
#include "pipeline/reading.h"
#include "pipeline/recognition.h"

namespace jx {

/// True when read_confined() or one of its kind started this process. To be asked first in main,
/// before anything else: `if (is_confined_reader(argc, argv)) run_confined_reader();`
bool is_confined_reader(int argc, const char* const* argv) noexcept;

using ReadFunction = std::function<Result<Diagnostics>(
    const Document& document, const ReadLimits& limits, const PageSink& sink)>;

using UnpackFunction = std::function<Result<void>(
    const Document& archive, const ArchiveOptions& options, const MemberSink& sink)>;

/// How the tasks of a confined process are done.
struct ConfinedTasks {
  ReadFunction read = read_pages_here;
  UnpackFunction unpack = for_each_member;
  PrepareFunction prepare_recognition = jx::prepare_recognition;
};

/// Locks this process in, does the one task that standard input asks for and ends: reads a document
/// and answers with its pages, recognises a page and answers with it, unpacks an archive and
/// answers with its members, or marks a file and answers with the copy.
[[noreturn]] void run_confined_reader(const ConfinedTasks& tasks = {});

}  // namespace jx
