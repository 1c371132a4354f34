// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "pages/office/package.h"

namespace jx {

/// Turns "_x000D_" into the character it stands for; characters that no screen shows (control
/// characters besides tab and line end) are left out, and every line end is "\n".
std::string decode_words(std::string_view words);
/// The same for the words of <t>, which hardly ever have such characters.
std::string decode_rich_words(std::string_view words);

/// The words that the cells of a workbook refer to by number. They lie in blocks that never move:
/// hardly more memory than the words themselves, also while they are read.
class SharedStrings {
 public:
  static Result<SharedStrings> read(OfficePackage& package, std::string_view part);

  void add(std::string_view words);

  std::size_t size() const noexcept { return places_.size(); }
  /// Empty past the end.
  std::string_view operator[](std::size_t index) const noexcept;
  /// The first words, as many as lie together.
  std::string_view sample() const noexcept {
    return blocks_.empty() ? std::string_view{} : std::string_view(blocks_.front());
  }

 private:
  struct Place {
    std::uint32_t block = 0;
    std::uint32_t begin = 0;  ///< The words end where the next ones begin, or with the block.
  };
  std::vector<std::string> blocks_;
  std::deque<Place> places_;
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
