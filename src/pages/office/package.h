// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "codecs/xml.h"
#include "codecs/zip.h"

/// The package that XLSX and DOCX files are: parts in an archive, and files of relationships that
/// say which part uses which, for what (ECMA-376 part 2).
namespace jx {

struct Relationship {
  std::string id;
  std::string kind;    ///< The last word of its type: "worksheet", "sharedStrings", "header".
  std::string target;  ///< Name of the part, from the root; the address when external.
  bool external = false;
};

/// Where the relationships of a part stand: "xl/_rels/workbook.xml.rels"; of the package for "".
std::string relationships_part_of(std::string_view part);

class OfficePackage {
 public:
  static Result<OfficePackage> open(std::string_view bytes, Diagnostics& diagnostics);

  /// The part that all others hang on; `custom` is where it stands by custom, if the package does
  /// not say. Malformed when there is none.
  Result<std::string> find_main_part(std::string_view custom);
  /// Of a part; none when it has none.
  Result<std::vector<Relationship>> relationships(std::string_view part);

  bool has(std::string_view part) const { return archive_.find(part) != nullptr; }
  /// Unpacked bytes of a part, as the archive states them: a hint only.
  std::uint64_t size_hint(std::string_view part) const;
  /// Runs the part through `handler`. Malformed when it is missing; errors name the part.
  Result<void> read(std::string_view part, XmlHandler& handler);
  /// Takes a part piece by piece, the last one with `last`: gives the parser what it does not read
  /// by itself.
  using Feed = std::function<Result<void>(XmlReader& parser, std::string_view piece, bool last)>;
  Result<void> read(std::string_view part, XmlHandler& handler, const Feed& feed);
  /// The part as it stands. Malformed when it is missing.
  Result<std::string> bytes_of(std::string_view part);

 private:
  explicit OfficePackage(ZipArchive archive) : archive_(std::move(archive)) {}

  ZipArchive archive_;
};

}  // namespace jx
