// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pages/office/package.h"

namespace jx {

/// Turns "_x000D_" into the character it stands for; characters that no screen shows (control
/// characters besides tab and line end) are left out, and every line end is "\n".
std::string decode_words(std::string_view words);

/// The words that the cells of a workbook refer to by number. One block of memory.
class SharedStrings {
 public:
  static Result<SharedStrings> read(OfficePackage& package, std::string_view part);

  std::size_t size() const noexcept { return ends_.size(); }
  /// Empty past the end.
  std::string_view operator[](std::size_t index) const noexcept;
  /// All words together.
  std::string_view all() const noexcept { return words_; }

 private:
  std::string words_;
  std::vector<std::size_t> ends_;
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
