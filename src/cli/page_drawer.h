// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "cli/output_file.h"
#include "cli/output_place.h"
#include "pages/page.h"
#include "pipeline/pipeline.h"

namespace jx {

/// Draws the pages of one document as SVG with the tables over them. A page is written while it is
/// read and completed when the tables are known, so that no drawing is held.
class PageDrawer {
 public:
  /// Draws page `wanted`, or all for 0, into pieces in `folder`.
  PageDrawer(std::string file, std::uint32_t wanted, std::filesystem::path folder)
      : file_(std::move(file)), wanted_(wanted), folder_(std::move(folder)) {}

  /// Takes a page as it was read.
  Result<void> begin(const Page& page);

  /// Completes the pages and moves them to their place; says which files were written. Unsupported
  /// for a document of a format without places, NotFound when the wanted page is not there,
  /// Conflict for several pages and one file.
  Result<std::vector<std::string>> finish(const Tables& tables, OutputPlace& place);

 private:
  struct Begun {
    std::uint32_t page = 0;
    OutputFile file;
  };

  Result<void> check(const OutputPlace& place) const;

  std::string file_;
  std::uint32_t wanted_;
  std::filesystem::path folder_;
  std::vector<Begun> begun_;
  std::uint32_t pages_ = 0;
  std::uint32_t drawn_pages_ = 0;
};

}  // namespace jx
