// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "codecs/toml.h"
#include "profiles/profile.h"

/// Profile files as they are written, and how they inherit from each other. Part of profile.h, not
/// for other folders.
namespace jx {

/// A profile and which of its sections are there.
struct ProfileDraft {
  Profile profile;
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
