// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// 报告提纲 as data: data/outlines/*.toml, described in its README.
namespace jx {

/// What the program puts into a place besides what people wrote.
enum class OutlineSource : std::uint8_t {
  Nothing,
  Project,
  Funds,
  Method,
  Conclusion,
  Analysis,
  Problems,
  Advice,
};

struct OutlineSection {
  std::string id;
  int level = 1;
  std::string title;
  OutlineSource from = OutlineSource::Nothing;
  std::string level1;  ///< Of Analysis.
  std::string wanted;  ///< What has to stand there; empty for a mere heading.
};

struct ReportOutline {
  std::string title;
  std::string basis;  ///< Ends in "（依据未核实）" when not verified.
  std::vector<OutlineSection> sections;

  const OutlineSection* find(std::string_view id) const noexcept;
};

/// Malformed with file, line and column.
Result<ReportOutline> load_report_outline(const std::filesystem::path& file);

}  // namespace jx
