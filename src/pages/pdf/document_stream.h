// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <mupdf/fitz.h>

#include "documents/document.h"

namespace jx {

/// The document as a stream of the library, which wants pieces from here and there; from the disk
/// where it lies there. To be called where the library may throw. The document must outlive it.
fz_stream* open_stream(fz_context* context, const Document& document);

}  // namespace jx
