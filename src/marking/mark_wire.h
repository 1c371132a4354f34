// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "marking/mark.h"

/// Marks and what became of them as bytes, for a process of its own that marks.
namespace jx {

std::string encode_marks(const std::vector<FileMark>& marks);
/// Malformed when the bytes are not those of encode_marks().
Result<std::vector<FileMark>> decode_marks(std::string_view bytes);

std::string encode_marked(const Result<MarkedDocument>& marked);
/// What the other process says of `marks` marks; nothing of it is believed. Malformed when it is
/// nonsense, else what it said, which may be an error too.
Result<MarkedDocument> decode_marked(std::string_view bytes, std::size_t marks);

}  // namespace jx
