// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <mupdf/fitz.h>

#include "pages/pdf/page_recorder.h"

namespace jx {

/// A device of the library that draws into `recorder`, which must outlive it. Raises a library
/// exception when it cannot be made; drop it with fz_drop_device().
fz_device* new_recording_device(fz_context* context, PageRecorder& recorder);

}  // namespace jx
