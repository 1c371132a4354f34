// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/review.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

#include "codecs/toml.h"

namespace jx {
namespace {

Result<Waiver> read_waiver(const TomlTable& entry) {
  Waiver waiver;
  JX_TRY(waiver.rule, entry.text("rule"));
  JX_TRY(waiver.why, entry.text("why"));
  JX_TRY(waiver.who, entry.text("who"));
  JX_TRY(waiver.expires, entry.date("expires"));
  JX_TRY(const auto project, entry.find_text("project"));
  JX_TRY(const auto subject, entry.find_text("subject"));
  JX_TRY(const auto fingerprint, entry.find_text("fingerprint"));
  waiver.project = project.value_or("");
  waiver.subject = subject.value_or("");
  waiver.fingerprint = fingerprint.value_or("");
  waiver.place = entry.place("rule");
  if (waiver.project.empty() && waiver.subject.empty() && waiver.fingerprint.empty()) {
    return entry.fault("rule",
                       "豁免没有说明对象：请写 project（项目编码）、subject（问题所在的名称）或 "
                       "fingerprint（问题的指纹）");
  }
  return waiver;
}

bool same_subject(const Waiver& waiver, const Finding& finding) {
  return waiver.rule == finding.rule &&
         (waiver.project.empty() || waiver.project == finding.project) &&
         (waiver.subject.empty() || waiver.subject == finding.subject);
}

bool covers(const Waiver& waiver, const Finding& finding) {
  return same_subject(waiver, finding) &&
         (waiver.fingerprint.empty() || waiver.fingerprint == finding.fingerprint);
}

}  // namespace

Result<std::vector<Waiver>> parse_waivers(std::string_view toml, std::string_view file) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(toml, std::string(file)));
  std::vector<Waiver> waivers;
  JX_TRY(const std::vector<TomlTable> entries, document.root().tables("waiver"));
  for (const TomlTable& entry : entries) {
    JX_TRY(Waiver waiver, read_waiver(entry));
    waivers.push_back(std::move(waiver));
  }
  JX_TRY_VOID(document.finish());
  return waivers;
}

std::string_view to_string(FindingState state) noexcept {
  switch (state) {
    case FindingState::Unknown: return "";
    case FindingState::New: return "new";
    case FindingState::Unchanged: return "unchanged";
  }
  return "";
}

const Waiver* Review::waiver_of(std::size_t finding) const noexcept {
  return finding < waivers.size() && waivers[finding] ? &*waivers[finding] : nullptr;
}

FindingState Review::state_of(std::size_t finding) const noexcept {
  return finding < states.size() ? states[finding] : FindingState::Unknown;
}

WaiverBook::WaiverBook(std::vector<Waiver> waivers, Date today)
    : waivers_(std::move(waivers)), uses_(waivers_.size()), today_(today) {}

const Waiver* WaiverBook::find(const Finding& finding) {
  const Waiver* found = nullptr;
  for (std::size_t i = 0; i < waivers_.size(); ++i) {
    const Waiver& waiver = waivers_[i];
    if (!covers(waiver, finding)) {
      if (same_subject(waiver, finding)) ++uses_[i].similar;
      continue;
    }
    if (waiver.expires < today_) {
      ++uses_[i].expired;
    } else {
      ++uses_[i].applied;
      if (found == nullptr) found = &waiver;
    }
  }
  return found;
}

std::vector<WaiverBook::Idle> WaiverBook::idle() const {
  std::vector<Idle> idle;
  for (std::size_t i = 0; i < waivers_.size(); ++i) {
    const Waiver& waiver = waivers_[i];
    const Use& use = uses_[i];
    if (use.applied > 0) continue;
    if (waiver.expires < today_) {
      idle.push_back({&waiver, "expired",
                      fmt::format("已于 {} 到期{}；确需继续的，请重新确认后改 expires",
                                  waiver.expires.to_string(),
                                  use.expired > 0 ? "，问题重新计入" : "，对应的问题也没有了")});
    } else if (!waiver.fingerprint.empty() && use.similar > 0) {
      idle.push_back({&waiver, "evidence-changed",
                      fmt::format("规则 {} 在同一对象上仍有 {} 条问题，但所引的原文已不是豁免时的"
                                  "那些字；请重新核对，再改 fingerprint",
                                  waiver.rule, use.similar)});
    } else {
      idle.push_back({&waiver, "no-match",
                      fmt::format("没有规则 {} 的对应问题：已经改正，或者对象写错了；请删去或核对",
                                  waiver.rule)});
    }
  }
  return idle;
}

namespace {

/// Every earlier finding answers for one of now: what was found twice and is found once is half
/// mended.
void compare(const CheckResult& result, const EarlierDocument& earlier, Review& review) {
  std::multimap<std::string_view, const EarlierFinding*> then;
  for (const EarlierFinding& finding : earlier.findings) {
    then.emplace(finding.fingerprint, &finding);
  }
  review.compared = true;
  for (const Finding& finding : result.findings) {
    const auto found = then.find(finding.fingerprint);
    review.states.push_back(found == then.end() ? FindingState::New : FindingState::Unchanged);
    if (found != then.end()) then.erase(found);
  }
  for (const EarlierFinding& finding : earlier.findings) {
    const auto [first, last] = then.equal_range(finding.fingerprint);
    const auto found =
        std::find_if(first, last, [&](const auto& left) { return left.second == &finding; });
    if (found != last) review.fixed.push_back(finding);
  }
}

}  // namespace

Review review_findings(const CheckResult& result, std::span<WaiverBook* const> books,
                       const EarlierDocument* earlier) {
  Review review;
  if (!books.empty()) review.waivers.reserve(result.findings.size());
  for (std::size_t i = 0; i < result.findings.size() && !books.empty(); ++i) {
    const Finding& finding = result.findings[i];
    std::optional<Waiver> waiver;
    for (WaiverBook* const book : books) {
      const Waiver* const found = book->find(finding);
      if (found != nullptr && !waiver) waiver = *found;
    }
    review.waivers.push_back(std::move(waiver));
  }
  if (earlier != nullptr) compare(result, *earlier, review);
  return review;
}

}  // namespace jx
