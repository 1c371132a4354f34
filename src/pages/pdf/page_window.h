// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <mupdf/pdf.h>

#include <vector>

namespace jx {

/// The pages of a document, loaded one by one without the memory of all of them. To find a page,
/// the library goes through the tree of pages from its beginning and keeps each page that it
/// passes: kilobytes for each, which it forgets only when asked, and then has to read again for
/// the next one. So a long document is shown to it as if it had only some of its pages at a time.
class PageWindow {
 public:
  /// Pages that stand before the library at once. Shorter documents stay as they are.
  static constexpr int kPages = 128;

  /// `pages` as the library counts them.
  PageWindow(fz_context* context, pdf_document* document, int pages);

  /// To be called where the library may throw, as its own functions; `index` from 0.
  pdf_page* load(int index);

 private:
  /// An object of the file.
  struct Reference {
    int number = 0;
    int generation = 0;
  };
  class Walk;

  bool collect() noexcept;
  void show(int first, int count);

  fz_context* context_ = nullptr;
  pdf_document* document_ = nullptr;
  std::vector<Reference> pages_;  ///< Empty when the library is left alone.
  int first_ = 0;                 ///< The page that the library takes for the first one.
  int shown_ = 0;                 ///< Pages that it knows of; 0 before it was shown any.
};

}  // namespace jx
