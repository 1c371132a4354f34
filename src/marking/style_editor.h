// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "marking/mark.h"
#include "marking/xml_walk.h"

namespace jx {

/// "FFC7CE": the fill of a cell, light enough to read any text on it.
std::string_view colour_of(MarkTone tone) noexcept;

/// The looks of a workbook, to which looks are added that differ from one of them in the fill
/// alone.
class StyleEditor {
 public:
  /// `xml` is the styles part, empty for a workbook without one.
  static Result<StyleEditor> open(std::string xml);

  /// The number of a look like number `base`, filled with the colour of the tone.
  std::uint32_t marked(std::uint32_t base, MarkTone tone);
  bool changed() const noexcept { return !added_.empty(); }
  /// LimitExceeded when the workbook has more looks than Excel takes.
  Result<std::string> finish() const;

 private:
  /// <fills> or <cellXfs> as it stands.
  struct Section {
    std::size_t tag_begin = 0;
    std::size_t tag_end = 0;
    std::size_t close = 0;  ///< Where its end tag begins; where it may be put if it is missing.
    std::size_t count = 0;
    bool missing = true;
    bool hollow = false;  ///< <fills/>
  };
  class Visitor;

  std::uint32_t fill_of(MarkTone tone);
  void put(XmlEdits& edits, const Section& section, std::string_view name, std::size_t count,
           const std::string& text) const;
  std::string plain_look() const;

  std::string xml_;
  std::string prefix_;
  Section fills_;
  Section looks_;
  std::vector<std::pair<std::size_t, std::size_t>> places_;  ///< Of the looks, by number.
  std::map<std::pair<std::uint32_t, MarkTone>, std::uint32_t> numbers_;
  std::vector<std::string> added_;
  std::vector<MarkTone> filled_;  ///< The tones in the order of their fills.
};

}  // namespace jx
