// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// 归档范围 as data: data/archives/*.toml, described in its README.
namespace jx {

/// A kind of document that has to be filed, or may be.
struct ScopeDocument {
  std::string code;  ///< "A1"
  std::string name;
  bool required = true;
  std::string retention;  ///< "Y", "D30", "D10"
};

struct ScopeClass {
  std::string code;  ///< "A"
  std::string name;
  std::vector<ScopeDocument> documents;
};

struct ArchiveScope {
  std::string id;
  std::string title;
  std::string basis;                   ///< Ends in "（依据未核实）" when not verified.
  std::vector<std::string> long_term;  ///< Names of formats.
  std::vector<std::string> endings;    ///< Never filed.
  std::vector<ScopeClass> classes;

  const ScopeDocument* find(std::string_view code) const noexcept;
  const ScopeClass* class_of(std::string_view code) const noexcept;
};

inline bool is_retention(std::string_view code) noexcept {
  return code == "Y" || code == "D30" || code == "D10";
}

/// Malformed with file, line and column.
Result<ArchiveScope> load_archive_scope(const std::filesystem::path& file);

}  // namespace jx
