// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.h"

/// Where findings cite a line of the source, and the line cut up at those places.
namespace jx {

/// A cited part of a line, as a byte range, and who cites it.
struct Citation {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t finding = 0;  ///< Index into what the caller has.

  friend bool operator==(const Citation&, const Citation&) = default;
};

/// The bytes of `line` that an evidence line on it means: the part at fault when the cell's words
/// stand in the line as they were read, else the whole cell, else the whole line.
Citation cite(std::string_view line, const EvidenceLine& evidence, std::size_t finding);

/// A run of a line that the same findings cite; none for what nobody cites.
struct MarkedText {
  std::string_view text;
  std::vector<std::size_t> findings;  ///< Ascending, no doubles.
};

/// `line` cut at the borders of the citations, in order, nothing lost. The parts are cut at the
/// bytes of `separator` too, which stands alone in a segment without findings.
std::vector<MarkedText> cut_line(std::string_view line, const std::vector<Citation>& citations,
                                 char separator);

}  // namespace jx
