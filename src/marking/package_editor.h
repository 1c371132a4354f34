// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "pages/office/package.h"

namespace jx {

/// The package of an Excel or Word file while some of its parts are changed.
class PackageEditor {
 public:
  /// `bytes` must outlive it. Unsupported for signed packages and strict OOXML.
  static Result<PackageEditor> open(std::string_view bytes, std::string_view custom_main_part);

  OfficePackage& package() noexcept { return package_; }
  const std::string& main_part() const noexcept { return main_; }
  bool has(std::string_view part) const;
  /// The part with the changes so far.
  Result<std::string> text_of(std::string_view part);
  void put(std::string_view part, std::string text);

  /// A name that no part has: "xl/comments" and ".xml" → "xl/comments2.xml".
  std::string free_name(std::string_view stem, std::string_view ending) const;
  /// Makes `from` refer to `target`, both from the root, and gives the new id.
  Result<std::string> add_relationship(std::string_view from, std::string_view type,
                                       std::string_view target);
  /// Says what kind of part this is.
  Result<void> add_content_type(std::string_view part, std::string_view type);

  /// The package with what was changed.
  Result<std::string> finish() const;

 private:
  PackageEditor(std::string_view bytes, OfficePackage package)
      : bytes_(bytes), package_(std::move(package)) {}

  std::string_view bytes_;
  OfficePackage package_;
  std::string main_;
  std::map<std::string, std::string, std::less<>> changed_;
};

/// Puts what `make` gives for the prefix of the root element in front of its end.
Result<std::string> append_to_root(std::string_view xml,
                                   const std::function<std::string(std::string_view prefix)>& make);

}  // namespace jx
