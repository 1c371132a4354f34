// SPDX-License-Identifier: AGPL-3.0-or-later
#include "profiles/profile.h"

#include <algorithm>

#include "base/check.h"
#include "profiles/loader.h"

namespace jx {
namespace {

constexpr std::size_t kRegionDigits = 6;

/// The regions whose profiles hold for this one, the nearest first, the country last.
std::vector<std::string> regions_above(std::string_view region) {
  std::vector<std::string> regions;
  if (region.size() >= kRegionDigits) {
    const std::string own(region.substr(0, kRegionDigits));
    regions = {own, own.substr(0, 4) + "00", own.substr(0, 2) + "0000"};
  }
  regions.emplace_back();
  return regions;
}

bool covers(const Profile& profile, int year) {
  return year >= profile.first_fiscal_year.value_or(year) &&
         year <= profile.last_fiscal_year.value_or(year);
}

}  // namespace

std::string Basis::to_string() const { return verified ? clause : clause + "（依据未核实）"; }

bool Profile::allows(Level1 level1, Level2 level2) const noexcept {
  const std::size_t order = order_of(level1);
  if (order == taxonomy.size()) return false;
  const std::vector<Level2>& allowed = taxonomy[order].level2;
  return level2 == Level2::Unknown ||
         std::find(allowed.begin(), allowed.end(), level2) != allowed.end();
}

std::size_t Profile::order_of(Level1 level1) const noexcept {
  const auto branch = std::find_if(taxonomy.begin(), taxonomy.end(), [&](const auto& candidate) {
    return candidate.level1 == level1;
  });
  return static_cast<std::size_t>(branch - taxonomy.begin());
}

const Threshold& Profile::threshold(std::string_view name) const {
  const auto found = thresholds.find(name);
  JX_CHECK(found != thresholds.end(), std::string(name).c_str());
  return found->second;
}

Result<ProfileSet> ProfileSet::load(const std::filesystem::path& folder) {
  JX_TRY(const std::vector<std::filesystem::path> files, find_toml_files(folder));
  std::vector<WrittenProfile> written;
  for (const std::filesystem::path& file : files) {
    JX_TRY(TomlDocument document, TomlDocument::load(file));
    JX_TRY(WrittenProfile profile, read_profile(std::move(document)));
    written.push_back(std::move(profile));
  }
  ProfileSet set;
  JX_TRY(set.profiles_, resolve_profiles(written));
  return set;
}

Result<ProfileSet> ProfileSet::load_texts(
    std::span<const std::pair<std::string, std::string>> named_texts) {
  std::vector<WrittenProfile> written;
  for (const auto& [name, text] : named_texts) {
    JX_TRY(TomlDocument document, TomlDocument::parse(text, name));
    JX_TRY(WrittenProfile profile, read_profile(std::move(document)));
    written.push_back(std::move(profile));
  }
  ProfileSet set;
  JX_TRY(set.profiles_, resolve_profiles(written));
  return set;
}

const Profile* ProfileSet::find(std::string_view id) const noexcept {
  const auto found = std::find_if(profiles_.begin(), profiles_.end(),
                                  [&](const Profile& profile) { return profile.id == id; });
  return found == profiles_.end() ? nullptr : &*found;
}

const Profile* ProfileSet::find_for(std::string_view region, int fiscal_year) const noexcept {
  for (const std::string& candidate : regions_above(region)) {
    const Profile* best = nullptr;
    for (const Profile& profile : profiles_) {
      if (profile.region != candidate || !covers(profile, fiscal_year)) continue;
      // An absent first year is the earliest of all, and compares so.
      if (best == nullptr || profile.first_fiscal_year > best->first_fiscal_year) best = &profile;
    }
    if (best != nullptr) return best;
  }
  return nullptr;
}

}  // namespace jx
