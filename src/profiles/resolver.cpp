// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include "profiles/loader.h"

namespace jx {
namespace {

constexpr std::string_view kThresholdNames[] = {
#define JX_THRESHOLD(name) name,
#include "profiles/thresholds.def"
#undef JX_THRESHOLD
};

/// The written profiles by id.
using ById = std::map<std::string_view, const WrittenProfile*, std::less<>>;

Error conflict(const WrittenProfile& written, std::string_view key, std::string_view message) {
  Error error = written.document.root().fault(key, message);
  error.code = ErrorCode::Conflict;
  return error;
}

Result<ById> index_by_id(const std::vector<WrittenProfile>& all) {
  ById by_id;
  for (const WrittenProfile& written : all) {
    const auto [found, is_new] = by_id.emplace(written.own.profile.id, &written);
    if (is_new) continue;
    return conflict(written, "id",
                    "规则集“" + written.own.profile.id + "”已在 " +
                        found->second->document.root().place("id") + " 给出。");
  }
  return by_id;
}

Error missing_parent(const WrittenProfile& written, const ById& by_id) {
  std::vector<std::string_view> known;
  for (const auto& [id, each] : by_id) known.push_back(id);
  std::string message = "没有规则集“" + written.own.profile.parent + "”";
  const auto nearest = find_nearest(written.own.profile.parent, known);
  message += nearest ? "，是否为“" + std::string(*nearest) + "”？" : std::string("。");
  return written.document.root().fault("parent", message);
}

/// A profile and its ancestors, itself first.
Result<std::vector<const WrittenProfile*>> line_of(const WrittenProfile& written,
                                                   const ById& by_id) {
  std::vector<const WrittenProfile*> line = {&written};
  std::set<std::string_view> seen = {written.own.profile.id};
  while (!line.back()->own.profile.parent.empty()) {
    const WrittenProfile& child = *line.back();
    const auto parent = by_id.find(child.own.profile.parent);
    if (parent == by_id.end()) return missing_parent(child, by_id);
    if (!seen.insert(parent->first).second) {
      return conflict(child, "parent",
                      "规则集的继承成环：又回到“" + child.own.profile.parent + "”。");
    }
    line.push_back(parent->second);
  }
  return line;
}

/// Takes over what a draft does not say itself. Sections are taken whole, thresholds one by one.
void inherit(ProfileDraft& draft, const ProfileDraft& parent) {
  Profile& profile = draft.profile;
  if (!draft.has_taxonomy && parent.has_taxonomy) {
    profile.taxonomy = parent.profile.taxonomy;
    profile.taxonomy_basis = parent.profile.taxonomy_basis;
    draft.has_taxonomy = true;
  }
  if (!draft.has_weights && parent.has_weights) {
    profile.weight_bases = parent.profile.weight_bases;
    profile.fraction_bases = parent.profile.fraction_bases;
    profile.weight_basis = parent.profile.weight_basis;
    profile.weight_shares = parent.profile.weight_shares;
    draft.has_weights = true;
  }
  if (!draft.has_presence && parent.has_presence) {
    profile.presence = parent.profile.presence;
    draft.has_presence = true;
  }
  if (!draft.has_project_codes && parent.has_project_codes) {
    profile.project_code_patterns = parent.profile.project_code_patterns;
    draft.has_project_codes = true;
  }
  for (const auto& [name, threshold] : parent.profile.thresholds) {
    profile.thresholds.emplace(name, threshold);
  }
  inherit_scoring(draft.scoring, parent.scoring);
}

/// What neither the profile nor its ancestors say.
Result<void> check_complete(const TomlTable& root, const ProfileDraft& draft) {
  if (!draft.has_taxonomy) return root.fault("id", "自身与上级都没有 [taxonomy]。");
  if (!draft.has_weights) return root.fault("id", "自身与上级都没有 [weights]。");
  for (const std::string_view name : kThresholdNames) {
    if (draft.profile.thresholds.contains(name)) continue;
    return root.fault("id", "自身与上级都没有阈值“" + std::string(name) + "”。");
  }
  return {};
}

}  // namespace

Result<std::vector<Profile>> resolve_profiles(const std::vector<WrittenProfile>& all) {
  JX_TRY(const ById by_id, index_by_id(all));
  std::vector<Profile> profiles;
  for (const auto& [id, written] : by_id) {
    JX_TRY(const std::vector<const WrittenProfile*> line, line_of(*written, by_id));
    ProfileDraft draft = written->own;
    for (std::size_t i = 1; i < line.size(); ++i) inherit(draft, line[i]->own);
    const TomlTable root = written->document.root();
    JX_TRY_VOID(check_complete(root, draft));
    JX_TRY(draft.profile.scoring, complete_scoring(draft.scoring, root, "id"));
    profiles.push_back(std::move(draft.profile));
  }
  return profiles;
}

}  // namespace jx
