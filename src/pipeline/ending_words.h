// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "documents/document.h"
#include "pipeline/reading.h"

namespace jx {

/// The words for how the process that reads one document ended: what happened to which file, and
/// what to do. Both arguments must outlive it.
class EndingWords {
 public:
  EndingWords(const Document& document, const ReaderOptions& options)
      : name_(document.name), options_(options) {}

  Error explain(const Ending& ending) const;
  Error not_started(const Error& error) const;

 private:
  Error explain_signal(const Ending& ending) const;
  Error crashed(std::string_view how, const Ending& ending) const;
  Error too_slow() const;
  Error out_of_memory() const;

  const std::string& name_;
  const ReaderOptions& options_;
};

}  // namespace jx
