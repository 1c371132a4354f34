// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "marking/mark.h"
#include "marking/replace_words.h"
#include "pipeline/reading.h"

namespace jx {

/// mark_document(), in a process of its own that is locked in, as documents are read: what marks a
/// hostile file can do nothing but answer with bytes. In this process with Isolation::InProcess.
Result<MarkedDocument> mark_apart(const Document& document, const std::vector<FileMark>& marks,
                                  const ReadLimits& limits, const ReaderOptions& options);
/// replace_words() in the same way.
Result<MarkedDocument> replace_words_apart(const Document& document,
                                           const std::vector<FileMark>& words,
                                           const ReadLimits& limits, const ReaderOptions& options);

}  // namespace jx
