// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "cli/side_document.h"
#include "reconciling/previous_documents.h"

namespace jx {

/// The files of the year before that go with all documents of a run. Several threads may ask.
class PreviousFiles {
 public:
  explicit PreviousFiles(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) files_.emplace_back(path);
  }

  /// Null without files; why one of them cannot be read, which then holds for every document.
  Result<std::shared_ptr<const PreviousDocuments>> read(const PipelineOptions& pipeline,
                                                        const Reference& reference) {
    if (files_.empty()) return std::shared_ptr<const PreviousDocuments>();
    PipelineOptions own = pipeline;  // Their year is not the one that the documents were given.
    own.read.fiscal_year.reset();
    own.corrections.reset();
    const std::lock_guard lock(reading_);
    if (read_ != nullptr) return read_;
    std::vector<std::shared_ptr<const Submission>> documents;
    for (SideDocument& file : files_) {
      JX_TRY(std::shared_ptr<const Submission> document, file.read(own, reference));
      documents.push_back(std::move(document));
    }
    read_ = std::make_shared<const PreviousDocuments>(std::move(documents), reference.lexicon);
    return read_;
  }

 private:
  std::list<SideDocument> files_;
  std::mutex reading_;
  std::shared_ptr<const PreviousDocuments> read_;
};

}  // namespace jx
