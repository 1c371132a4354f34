// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "pages/office/package.h"
#include "pages/xlsx/packed_words.h"

namespace jx {

/// Turns "_x000D_" into the character it stands for; characters that no screen shows (control
/// characters besides tab and line end) are left out, and every line end is "\n".
std::string decode_words(std::string_view words);
/// The same for the words of <t>, which hardly ever have such characters.
std::string decode_rich_words(std::string_view words);

/// The words that the cells of a workbook refer to by number.
struct SharedStrings {
  PackedWords words;
  bool has_han = false;  ///< There are Chinese characters among the first ones.

  static Result<SharedStrings> read(OfficePackage& package, std::string_view part);
};

/// Gathers the text of an <si> or <is>: plain or in runs of different looks, without the reading
/// aids (<rPh>) that stand above Japanese text.
class RichText {
 public:
  void start(std::string_view name);
  void end(std::string_view name);
  void text(std::string_view text) {
    if (in_text_ && !in_phonetic_) words_ += text;
  }

  /// What was gathered since the last call.
  std::string take();

 private:
  std::string words_;
  bool in_text_ = false;
  bool in_phonetic_ = false;
};

}  // namespace jx
