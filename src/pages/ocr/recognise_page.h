// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/diagnostics.h"
#include "base/result.h"
#include "pages/ocr/recogniser.h"
#include "pages/page.h"

namespace jx {

/// Reads the picture of a page: its characters, rulings and other readings become the page's
/// drawing, instead of what was there before (a hidden layer of text, a stamp that is part of the
/// picture too), and page.scan is gone. A page that stands sideways or on its head is read as it
/// was printed; boxes are those on the page as displayed, but of the level page where it was
/// scanned askew.
///
/// A page that cannot be read surely enough keeps what it had, which `diagnostics` is told.
/// An error is one of the recogniser, not of the page.
Result<void> recognise_page(Page& page, const Recogniser& recogniser, Diagnostics& diagnostics);

}  // namespace jx
