// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>

#include "base/diagnostics.h"
#include "base/result.h"
#include "pages/page.h"

namespace jx {

/// Turns the page's scan into glyphs and rulings of its drawing; afterwards there is no scan.
using RecogniseFunction = std::function<Result<void>(Page& page, Diagnostics& diagnostics)>;
/// Opens what recognition needs of a folder; what it gives needs no file any more.
using PrepareFunction = std::function<Result<RecogniseFunction>(const std::filesystem::path&)>;

/// With the library and the models that tools/fetch gets.
Result<RecogniseFunction> prepare_recognition(const std::filesystem::path& folder);

/// What passes a library's guards is the fault of the page at hand; memory that is used up is
/// thrown on.
Result<void> recognise_guarded(const RecogniseFunction& recognise, Page& page,
                               Diagnostics& diagnostics);

/// How many scans are in memory and recognised at once, over all documents that are read at once.
class RecognitionPlaces {
 public:
  explicit RecognitionPlaces(std::size_t places) noexcept;
  RecognitionPlaces(const RecognitionPlaces&) = delete;
  RecognitionPlaces& operator=(const RecognitionPlaces&) = delete;

  /// A place that is free again when the last copy of this is gone; waits for one.
  std::shared_ptr<void> take();

 private:
  void give_back();

  std::mutex mutex_;
  std::condition_variable free_again_;
  std::size_t free_;
};

}  // namespace jx
