// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/build_info.h"
#include "base/text.h"

namespace jx {

/// Where the test material is that is not part of the project; it may be missing.
inline std::filesystem::path data_folder() {
  const char* const given = std::getenv("JIXIAO_DATA");
  return given != nullptr ? std::filesystem::path(given)
                          : std::filesystem::path(JX_SOURCE_DIR) / "../shared/data";
}

/// The cells of the sample's tables as they were typed, by table, row and column. In the file,
/// "#title" begins a table and each further line is a row.
inline std::vector<std::vector<std::vector<std::string>>> read_truth() {
  std::vector<std::vector<std::vector<std::string>>> tables;
  std::ifstream file(data_folder() / "seed-forms/truth.tsv");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) {
      tables.emplace_back();
      continue;
    }
    std::vector<std::string> row;
    for (const std::string_view cell : split(line, "\t")) row.emplace_back(cell);
    tables.back().push_back(std::move(row));
  }
  return tables;
}

}  // namespace jx
