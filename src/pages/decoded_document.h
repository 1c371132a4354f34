// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/result.h"
#include "documents/document.h"

namespace jx {

/// A document's text as UTF-8, borrowed from the document when it already is UTF-8: the document
/// must outlive it. What was guessed or replaced is told to `diagnostics`.
class DecodedDocument {
 public:
  /// `stated` is the encoding that the document says it is in, where its format has a place for
  /// that.
  static Result<DecodedDocument> decode(const Document& document, Diagnostics& diagnostics,
                                        std::string_view stated = {});

  std::string_view text() const noexcept { return borrowed_ ? view_ : std::string_view(owned_); }

 private:
  bool borrowed_ = false;
  std::string_view view_;
  std::string owned_;
};

}  // namespace jx
