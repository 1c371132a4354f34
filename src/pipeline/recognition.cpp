// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/recognition.h"

#include <fmt/core.h>

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include "pages/ocr/recognise_page.h"
#include "pages/ocr/recogniser.h"

namespace jx {

Result<RecogniseFunction> prepare_recognition(const std::filesystem::path& folder) {
  JX_TRY(Recogniser loaded, Recogniser::load(folder));
  // Shared by the copies of the function.
  auto recogniser = std::make_shared<Recogniser>(std::move(loaded));
  return RecogniseFunction([recogniser](Page& page, Diagnostics& diagnostics) {
    return recognise_page(page, *recogniser, diagnostics);
  });
}

Result<void> recognise_guarded(const RecogniseFunction& recognise, Page& page,
                               Diagnostics& diagnostics) {
  try {
    return recognise(page, diagnostics);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return Error{ErrorCode::Malformed, fmt::format("识别时出错（{}）", error.what())};
  }
}

RecognitionPlaces::RecognitionPlaces(std::size_t places) noexcept
    : free_(std::max<std::size_t>(places, 1)) {}

std::shared_ptr<void> RecognitionPlaces::take() {
  std::unique_lock lock(mutex_);
  free_again_.wait(lock, [this] { return free_ > 0; });
  --free_;
  return {this, [this](void*) { give_back(); }};
}

void RecognitionPlaces::give_back() {
  {
    const std::lock_guard lock(mutex_);
    ++free_;
  }
  free_again_.notify_one();
}

}  // namespace jx
