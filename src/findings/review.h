// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "findings/rule.h"
#include "model/finding.h"

/// What people and time add to findings: who lets which of them stand, and which are new since an
/// earlier check. The findings themselves stay what the rules say; nothing is ever hidden.
namespace jx {

/// A person's word that a finding may stand.
struct Waiver {
  std::string rule;
  std::string project = {};      ///< ProjectKey text: a code, or a name where there is none.
  std::string subject = {};      ///< As findings show it.
  std::string fingerprint = {};  ///< Of one finding; the others are for all of a rule and project.
  std::string why;
  std::string who;
  Date expires;       ///< The last day on which it holds.
  std::string place;  ///< "seed.txt.waivers.toml:3:1", for messages.
};

/// Reads the TOML text of waivers:
///
///     [[waiver]]
///     rule = "WT01"
///     project = "15000021T000000007928"   # or subject, or fingerprint, or several of them
///     why = "上级部门批复的权重即如此，见批复文件"
///     who = "张三"
///     expires = 2026-12-31
///
/// `file` is for messages. Malformed with line and column: unknown keys, no reason, nobody who
/// answers for it, a waiver that does not say of what.
Result<std::vector<Waiver>> parse_waivers(std::string_view toml, std::string_view file);

/// A finding of an earlier check, as its output told it.
struct EarlierFinding {
  std::string rule;
  std::string severity;  ///< "error", …
  std::string project;
  std::string subject;
  std::string message;
  std::string fingerprint;
};

/// What an earlier check found in one document.
struct EarlierDocument {
  std::string file;
  std::vector<EarlierFinding> findings;
};

enum class FindingState : std::uint8_t { Unknown, New, Unchanged };
std::string_view to_string(FindingState state) noexcept;  ///< "", "new", "unchanged"

/// What is to be said of the findings of one document besides themselves, by their index.
struct Review {
  std::vector<std::optional<Waiver>> waivers = {};
  std::vector<FindingState> states = {};
  bool compared = false;                   ///< With an earlier check.
  std::vector<EarlierFinding> fixed = {};  ///< Found then and not now.

  const Waiver* waiver_of(std::size_t finding) const noexcept;
  FindingState state_of(std::size_t finding) const noexcept;
};

/// Waivers, and what became of each while documents were reviewed.
class WaiverBook {
 public:
  WaiverBook() = default;
  WaiverBook(std::vector<Waiver> waivers, Date today);

  /// The first waiver in force that covers the finding, or null. Remembers what it saw.
  const Waiver* find(const Finding& finding);

  /// A Chinese sentence for each waiver that applied to nothing: expired, the words changed, or
  /// nothing there to waive.
  struct Idle {
    const Waiver* waiver;
    std::string_view reason;  ///< "expired", "evidence-changed", "no-match"
    std::string message;
  };
  std::vector<Idle> idle() const;

 private:
  struct Use {
    std::size_t applied = 0;
    std::size_t expired = 0;  ///< Findings that it would cover, were it still in force.
    std::size_t similar = 0;  ///< Of the same rule and project, with other words.
  };

  std::vector<Waiver> waivers_;
  std::vector<Use> uses_;
  Date today_;
};

/// `earlier` is null when there is nothing to compare with. Waivers of the document itself come
/// before those for all.
Review review_findings(const CheckResult& result, std::span<WaiverBook* const> books,
                       const EarlierDocument* earlier);

}  // namespace jx
