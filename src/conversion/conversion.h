// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "documents/document.h"

/// Document in an old format → the same document in a format that has a reader, by LibreOffice
/// where it is installed. This folder knows what to ask of LibreOffice and where to find it;
/// `pipeline` runs it, locked in.
namespace jx {

/// What becomes of one format.
struct Conversion {
  std::string_view kind;    ///< The format in words for the user: "旧版 Word 文档（DOC）".
  std::string_view ending;  ///< Of the file that LibreOffice is given.
  Format target = Format::Docx;
  std::string_view target_ending;  ///< "docx"
  std::string_view filter;         ///< LibreOffice's name for the target.
};

/// Nothing for the formats that need no conversion.
std::optional<Conversion> find_conversion(Format format) noexcept;

/// "DOCX": the target as the user should save the document without LibreOffice.
std::string_view to_save_as(const Conversion& conversion) noexcept;

/// What a reviewer should know of a document that was converted by the program called `version`
/// ("LibreOffice 7.4").
std::string describe_conversion(const Conversion& conversion, std::string_view version);

/// What LibreOffice made of `original`, as a document that still bears the name and the hash of the
/// original. Malformed when it is not what was asked for.
Result<Document> take_converted(const Document& original, const Conversion& conversion,
                                std::string bytes);

}  // namespace jx
