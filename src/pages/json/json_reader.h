// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "documents/document.h"
#include "pages/page.h"

namespace jx {

/// JSON → Pages: an array of objects (keys are headers), an array of arrays, objects with
/// "title"/"head"/"rows", or the output of `jixiao tables`. Malformed names the path of the fault.
Result<Pages> read_json_pages(const Document& document, const ReadLimits& limits);

}  // namespace jx
