// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/monitored_document.h"
#include "monitoring/filed_forms.h"

namespace jx {

/// The monitoring forms of a document.
struct ReadForms {
  std::string file;
  std::string sha256;
  ProfileChoice profile;
  std::vector<MonitoringForm> forms;
};
/// NotFound when the document holds none.
Result<ReadForms> read_forms(const LoadedDocument& loaded, const PipelineOptions& pipeline,
                             const Reference& reference);

/// Forms that were handed in, document after document: each is looked at together with those of the
/// same projects and year that came before it, so that a figure that fell and a month that nobody
/// reported are found across files.
class MonitoredForms {
 public:
  explicit MonitoredForms(const MonitorBase& base) : base_(base) {}

  /// Malformed when neither the form nor the options say the year or the month.
  Result<MonitoredDocument> add(const ReadForms& read, const Reference& reference);

 private:
  Result<int> month_of(const MonitoringForm& form) const;

  const MonitorBase& base_;
  std::vector<std::pair<int, FiledForm>> filed_;  ///< With their years.
};

}  // namespace jx
