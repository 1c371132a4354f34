// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "conversion/office_program.h"
#include "pipeline/reading.h"

namespace jx {

struct ConvertedDocument {
  Document document;  ///< In the new format, with the name and the hash of the original.
  Diagnostics diagnostics;
};

/// Has a document in an old format converted by LibreOffice, which runs locked in: it reads its own
/// installation, writes in a folder of its own that is removed afterwards, and reaches nobody.
/// Unsupported where there is no LibreOffice or none is wanted; however it ends, the error says so
/// in words for the user.
Result<ConvertedDocument> convert_confined(const Document& document, const ReadLimits& limits,
                                           const ReaderOptions& options);

/// A call on its way to the process that becomes LibreOffice. Whoever sends it is trusted.
std::string encode_office_call(const OfficeCall& call);
OfficeCall decode_office_call(std::string_view words);

}  // namespace jx
