// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/page_recognition.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>

#include "pages/ocr/recogniser.h"
#include "pipeline/confined_recognition.h"
#include "pipeline/recognition.h"

namespace jx {
namespace {

std::size_t pages_at_once(const ReaderOptions& options) {
  if (options.isolation == Isolation::InProcess) return 1;
  if (options.pages_at_once != 0) return options.pages_at_once;
  return std::max(std::thread::hardware_concurrency(), 1U);
}

Result<Diagnostics> recognise_here(const RecogniseFunction& recognise, Page& page) {
  Diagnostics diagnostics;
  const Result<void> recognised = recognise_guarded(recognise, page, diagnostics);
  page.scan.reset();
  if (!recognised.ok()) return recognised.error();
  return diagnostics;
}

}  // namespace

/// A page on its way; held by its work and its delivery.
struct PageRecognition::InHand {
  Page page;
  std::shared_ptr<void> place = {};  ///< Held while there is a scan.
  Result<Diagnostics> recognised = Diagnostics();
};

PageRecognition::PageRecognition(const ReadLimits& limits, const ReaderOptions& options,
                                 const PageSink& sink)
    : limits_(limits), options_(options), sink_(sink), places_(options.places) {}

Result<void> PageRecognition::add(Page&& page) {
  if (failed_) return *failed_;
  if (page.scan && !begun_) begin();
  if (!work_) return sink_(std::move(page));
  auto in_hand = std::make_shared<InHand>(InHand{.page = std::move(page)});
  if (in_hand->page.scan) in_hand->place = places_->take();
  add_to_work(in_hand);
  if (failed_) return *failed_;
  return {};
}

void PageRecognition::add_to_work(const std::shared_ptr<InHand>& in_hand) {
  work_->add(
      {},
      [this, in_hand] {
        if (!in_hand->page.scan) return;
        in_hand->recognised = recognise_(in_hand->page);
        in_hand->place.reset();
      },
      [this, in_hand] { deliver(*in_hand); });
}

Result<Diagnostics> PageRecognition::finish() {
  if (work_) work_->finish();
  if (failed_) return *failed_;
  return std::move(diagnostics_);
}

/// At the first scan: most documents have none.
void PageRecognition::begin() {
  begun_ = true;
  if (!options_.recognise) return;
  const std::filesystem::path folder =
      options_.recognition_folder.empty() ? find_recognition_folder() : options_.recognition_folder;
  Result<void> there = Recogniser::look_for(folder);
  if (there.ok() && options_.isolation == Isolation::InProcess) {
    Result<RecogniseFunction> prepared = prepare_recognition(folder);
    if (prepared.ok()) {
      recognise_ = [recognise = *std::move(prepared)](Page& page) {
        return recognise_here(recognise, page);
      };
    } else {
      there = prepared.error();
    }
  } else if (there.ok()) {
    recognise_ = [this, folder](Page& page) {
      return recognise_confined(page, folder, limits_, options_);
    };
  }
  if (!there.ok()) diagnostics_.warn("no-recognition", there.error().message + "。");
  if (!recognise_) return;
  const std::size_t at_once = pages_at_once(options_);
  if (!places_) places_ = std::make_shared<RecognitionPlaces>(at_once);
  work_.emplace(at_once);
}

void PageRecognition::deliver(InHand& in_hand) {
  if (failed_) return;
  const Origin origin{.page = in_hand.page.number};
  if (in_hand.recognised.ok()) {
    diagnostics_.append(*in_hand.recognised);
  } else {
    const bool has_text = !in_hand.page.drawing->glyphs.empty();
    diagnostics_.warn("page-not-recognised",
                      fmt::format("第 {} 页是图片，没有识别出来：{}。{}，请与原件核对。",
                                  origin.page, in_hand.recognised.error().message,
                                  has_text ? "读的是图片下面的隐藏文字" : "这一页没有读入文字"),
                      origin);
  }
  const Result<void> taken = sink_(std::move(in_hand.page));
  if (!taken.ok()) failed_ = taken.error();
}

}  // namespace jx
