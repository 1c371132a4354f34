// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "cli/command.h"

namespace jx {

/// A file that goes with all documents of a run (what was approved, what was achieved), read once
/// when the first of them asks for it. Several threads may ask.
class SideDocument {
 public:
  /// An empty path: there is none.
  explicit SideDocument(std::string path) : path_(std::move(path)) {}

  /// Null without a file; why it cannot be read, which then holds for every document.
  Result<std::shared_ptr<const Submission>> read(const PipelineOptions& pipeline,
                                                 const Reference& reference) {
    if (path_.empty()) return std::shared_ptr<const Submission>();
    const std::lock_guard lock(reading_);
    if (read_) return read_;
    JX_TRY(const LoadedDocument loaded, load_document(path_, pipeline));
    JX_TRY(ReadOutcome outcome, run_read(loaded.document, overlay_of(loaded), pipeline, reference));
    read_ = std::make_shared<const Submission>(std::move(outcome.submission));
    return read_;
  }

 private:
  std::string path_;
  std::mutex reading_;
  std::shared_ptr<const Submission> read_;
};

}  // namespace jx
