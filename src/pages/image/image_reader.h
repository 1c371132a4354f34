// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/diagnostics.h"
#include "base/result.h"
#include "documents/document.h"
#include "pages/page.h"

namespace jx {

/// PNG, JPEG, TIFF, BMP, GIF → pages that are nothing but a scan, one by one into `sink`; a TIFF
/// file has as many as it has pictures. Pictures are turned as the camera says, transparent ones
/// stand on white, finer ones than recognition needs come smaller.
///
/// Sizes are checked before anything is decoded. LimitExceeded for a picture of more pixels than we
/// are willing to decode, Malformed for one that cannot be decoded: of several pictures such a one
/// gives a blank page and a warning. An error of `sink` ends the reading.
Result<Diagnostics> read_image_pages(const Document& document, const ReadLimits& limits,
                                     const PageSink& sink);

}  // namespace jx
