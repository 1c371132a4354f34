// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reconciling/previous_documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "reconciling/promises.h"

namespace jx {
namespace {

/// "2024年度道路养护（2024）" → "道路养护": what a name of every year keeps.
std::string name_without_years(std::string_view name) {
  const std::string letters = letters_only(fold(name));
  std::string kept;
  for (std::size_t i = 0; i < letters.size();) {
    const std::string_view rest = std::string_view(letters).substr(i);
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    const bool year = digits == 4 && (rest.starts_with("19") || rest.starts_with("20"));
    if (!year) {
      const std::size_t length = std::max<std::size_t>(digits, 1);
      kept += rest.substr(0, length);
      i += length;
      continue;
    }
    i += digits;
    for (const std::string_view word : {"年度", "年"}) {
      if (!std::string_view(letters).substr(i).starts_with(word)) continue;
      i += word.size();
      break;
    }
  }
  return kept;
}

bool share_a_name(const std::vector<NameVariant>& left, const std::vector<NameVariant>& right) {
  return std::any_of(left.begin(), left.end(), [&](const NameVariant& a) {
    const std::string name = name_without_years(a.text);
    return !name.empty() && std::any_of(right.begin(), right.end(), [&](const NameVariant& b) {
      return name_without_years(b.text) == name;
    });
  });
}

/// True unless both say whose project it is, and it is not the same.
bool may_be_one_unit(const Project& a, const Project& b) {
  if (a.unit_code.has_value() && b.unit_code.has_value() && *a.unit_code == *b.unit_code) {
    return true;
  }
  if (!a.unit_names.empty() && !b.unit_names.empty()) {
    return share_a_name(a.unit_names, b.unit_names);
  }
  return !a.unit_code.has_value() || !b.unit_code.has_value();
}

}  // namespace

PreviousDocuments::Known::Known(std::shared_ptr<const Submission> from)
    : document(std::move(from)), year(stated_year(*document)) {
  for (const Project& project : document->projects) {
    if (project.code.has_value()) by_code.try_emplace(fold(*project.code), &project);
    std::set<std::string> names;
    for (const NameVariant& variant : project.names) {
      names.insert(name_without_years(variant.text));
    }
    names.erase("");
    for (const std::string& name : names) by_name.emplace(name, &project);
  }
}

PreviousDocuments::SameProject PreviousDocuments::Known::find(const Project& project) const {
  if (project.code.has_value()) {
    const auto same = by_code.find(fold(*project.code));
    if (same != by_code.end()) return {.project = same->second};
  }
  SameProject found;
  for (const NameVariant& variant : project.names) {
    const auto [begin, end] = by_name.equal_range(name_without_years(variant.text));
    for (auto each = begin; each != end; ++each) {
      const Project* const same = each->second;
      if (same == found.project || !may_be_one_unit(project, *same)) continue;
      if (found.project != nullptr) return {};
      found = {.project = same, .by_name = true};
    }
  }
  return found;
}

PreviousDocuments::PreviousDocuments(std::vector<std::shared_ptr<const Submission>> documents,
                                     const Lexicon& lexicon)
    : lexicon_(lexicon) {
  for (std::shared_ptr<const Submission>& document : documents) {
    documents_.emplace_back(std::move(document));
  }
  std::stable_sort(documents_.begin(), documents_.end(), [](const Known& a, const Known& b) {
    return a.year.value_or(0) > b.year.value_or(0);
  });
}

Result<void> PreviousDocuments::require_before(const Submission& now) const {
  const std::optional<int> year = stated_year(now);
  for (const Known& known : documents_) {
    if (!year || !known.year || *known.year < *year) continue;
    return Error{ErrorCode::Conflict,
                 fmt::format("“{}”是 {} 年的，不早于本文件的 {} 年；--previous "
                             "要给上一年度的绩效目标表或自评表",
                             known.document->file, *known.year, *year)};
  }
  return {};
}

std::vector<PreviousGoals> PreviousDocuments::sets_of(const Project& project,
                                                      const GoalSet* now) const {
  std::vector<PreviousGoals> found;
  for (const Known& known : documents_) {
    const SameProject same = known.find(project);
    if (same.project == nullptr) continue;
    for (const GoalSet& set : same.project->goal_sets) {
      PreviousGoals& added = found.emplace_back(PreviousGoals{.submission = known.document.get(),
                                                              .project = same.project,
                                                              .goals = &set,
                                                              .year = known.year,
                                                              .by_name = same.by_name,
                                                              .rows = {}});
      if (now != nullptr) added.rows = rows_of(added, project, *now);
    }
  }
  return found;
}

/// The rows of this year with the row of the year before that reconcile puts beside them.
std::vector<PreviousRow> PreviousDocuments::rows_of(const PreviousGoals& previous,
                                                    const Project& project,
                                                    const GoalSet& now) const {
  std::vector<PreviousRow> rows;
  if (previous.goals->indicators.empty()) return rows;
  const GoalSide before{
      .submission = previous.submission, .project = previous.project, .goals = previous.goals};
  const GoalSide after{.project = &project, .goals = &now};
  for (const ReconciledRow& row : compare_promises(before, after, lexicon_)) {
    if (row.base.empty() || row.other.empty()) continue;
    rows.push_back({row.other.indicator, row.base.indicator});
  }
  return rows;
}

}  // namespace jx
