// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace jx {

/// What a PDF file says of itself as PDF/A, and what can be seen without taking it apart. A claim
/// is no proof: fonts, colours and transparency are not looked at.
struct PdfaClaim {
  std::string part;         ///< "1" to "4"; empty without a claim that can be read.
  std::string conformance;  ///< "A", "B", "U", "E", "F"; empty for part 4 alone.
  /// There is metadata, but none that can be read as it stands: compressed, or in another encoding.
  bool unreadable = false;
  bool encrypted = false;
  bool scripted = false;       ///< Holds JavaScript.
  bool output_intent = false;  ///< Names one of PDF/A; it may also lie in a compressed object.

  bool claimed() const noexcept { return !part.empty(); }
  /// "PDF/A-2B"
  std::string name() const;
};

/// Looks for the XMP metadata that identify PDF/A (pdfaid:part and pdfaid:conformance, as elements
/// or attributes, whatever their prefix) in the bytes as they stand. Nothing in them is followed.
PdfaClaim read_pdfa_claim(std::string_view bytes);

}  // namespace jx
