// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/archive.h"
#include "pipeline/reading.h"

namespace jx {

/// for_each_member(), in a process of its own that is locked in, as documents are read: what
/// unpacks a hostile archive can do nothing but answer with documents, which are checked as they
/// come. In this process with Isolation::InProcess. However that process ends, members that came
/// before were given, and the error says so in words for the user.
Result<void> for_each_member_apart(const Document& archive, const ArchiveOptions& options,
                                   const ReaderOptions& reader, const MemberSink& sink);

}  // namespace jx
