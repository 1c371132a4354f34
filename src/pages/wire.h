// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "documents/document.h"
#include "pages/page.h"

/// Pages as bytes, for a reader that runs in another process. The writer is not trusted: whatever
/// the bytes are, what comes out of PageDecoder keeps the promises of pages/page.h.
///
/// The stream: "JXPG", the version, then pages (1) and parts of pages (3), one by one, and one end:
/// diagnostics (0) or an error (2). Counts and lengths stand before what they count, numbers are
/// base 128 with the low groups first, page geometry is IEEE single, both little end first.
namespace jx {

/// Takes bytes; an error ends the writing.
using ByteSink = std::function<Result<void>(std::string_view bytes)>;
/// Fills the beginning of `bytes` and says how much; 0 at the end.
using ByteSource = std::function<Result<std::size_t>(std::span<char> bytes)>;

class WireInput;

class PageEncoder {
 public:
  /// Writes the beginning of the stream with the first page or end.
  explicit PageEncoder(ByteSink sink);

  /// Hands a whole page on, in pieces of a bounded size.
  Result<void> add(const Page& page);
  /// What the reader ended with: the last thing that is written.
  Result<void> end(const Result<Diagnostics>& ending);

 private:
  Result<void> add_grid(const NativeGrid& grid, std::uint32_t page);
  Result<void> add_drawing(const Drawing& drawing);
  Result<void> add_readings(const std::vector<OtherReading>& readings);
  Result<void> add_scan(const Scan& scan);
  Result<void> add_changes(const std::vector<CellChange>& changes);
  Result<void> flush_if_large();
  Result<void> flush();

  ByteSink sink_;
  std::string bytes_;
};

/// Bounds on what a document may hold are those of `limits`; a page has at most kMostMarks glyphs,
/// and as many rulings, pictures and other readings. Only a page with a drawing has a scan.
class PageDecoder {
 public:
  static constexpr std::uint64_t kMostMarks = 400'000;

  PageDecoder(ByteSource source, const ReadLimits& limits);
  ~PageDecoder();

  /// The next page; none once the reader has ended. Malformed for bytes that are no pages, or the
  /// error of the source.
  Result<std::optional<Page>> next();
  /// What the reader ended with, after next() gave none.
  Result<Diagnostics> take_ending();

 private:
  Page read_page();

  std::unique_ptr<WireInput> input_;
  ReadLimits limits_;
  bool begun_ = false;
  std::optional<Result<Diagnostics>> ending_;
};

}  // namespace jx
