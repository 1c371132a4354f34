// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "codecs/toml.h"
#include "profiles/profile.h"

/// Profile files as they are written, and how they inherit from each other. Part of profile.h, not
/// for other folders.
namespace jx {

/// What a [scoring] section says itself. Choices are inherited one by one, policies and scales by
/// their ids, the lists of bands as wholes.
struct ScoringDraft {
  std::array<std::optional<PolicyId>, kPolicyGroups> chosen{};
  std::optional<Basis> chosen_basis;
  std::optional<ExecutionBase> execution_base;
  std::optional<Decimal> execution_weight;
  std::vector<PolicyCard> policies;
  std::vector<LevelScale> scales;
  std::vector<SatisfactionBand> satisfaction_bands;
  Basis satisfaction_basis;
  std::vector<TotalCap> caps;
  Basis caps_basis;
  std::vector<Grade> grades;
  Basis grades_basis;
};

Result<ScoringDraft> read_scoring(const TomlTable& table);
void inherit_scoring(ScoringDraft& draft, const ScoringDraft& parent);
/// The rules, or what neither the profile nor its ancestors say; `place` is for messages.
Result<ScoringRules> complete_scoring(const ScoringDraft& draft, const TomlTable& place,
                                      std::string_view key);

/// An error for a word that is none of a closed list, with the one that was probably meant.
Error unknown_name(const TomlTable& table, std::string_view key, std::string_view word,
                   std::span<const std::string_view> known);
Result<Basis> read_basis(const TomlTable& table);

/// A profile and which of its sections are there.
struct ProfileDraft {
  Profile profile;
  ScoringDraft scoring;
  bool has_taxonomy = false;
  bool has_weights = false;
  bool has_presence = false;
  bool has_project_codes = false;
};

struct WrittenProfile {
  TomlDocument document;  ///< For messages that come up later.
  ProfileDraft own;       ///< Only what the file says itself.
};

Result<WrittenProfile> read_profile(TomlDocument document);

/// Fills every profile with what it does not say itself from its parent, sorted by id.
Result<std::vector<Profile>> resolve_profiles(const std::vector<WrittenProfile>& all);

}  // namespace jx
