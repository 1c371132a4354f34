// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "pipeline/ordered_work.h"
#include "pipeline/reading.h"

namespace jx {

/// Stands between a reader and who takes its pages: those with a scan are recognised on the way,
/// several at once, and all go on in their order. A page that could not be recognised goes on
/// without its scan, and the diagnostics say why; where nothing is recognised at all, scans go on
/// as they are.
class PageRecognition {
 public:
  /// `options` and `sink` must outlive it.
  PageRecognition(const ReadLimits& limits, const ReaderOptions& options, const PageSink& sink);

  /// Hands on what is ready; an error is one of the sink.
  Result<void> add(Page&& page);
  /// Hands on what is left, and gives what recognition had to say.
  Result<Diagnostics> finish();

 private:
  struct InHand;
  using Recognise = std::function<Result<Diagnostics>(Page& page)>;

  void begin();
  void add_to_work(const std::shared_ptr<InHand>& in_hand);
  void deliver(InHand& in_hand);

  const ReadLimits limits_;
  const ReaderOptions& options_;
  const PageSink& sink_;
  std::shared_ptr<RecognitionPlaces> places_;
  bool begun_ = false;
  Recognise recognise_;  ///< None where there is no recognition.
  Diagnostics diagnostics_;
  std::optional<Error> failed_;
  std::optional<OrderedWork> work_;  ///< Last: its threads end before anything they use.
};

}  // namespace jx
