// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"
#include "lexicon/terms.h"
#include "profiles/basis.h"
#include "profiles/scoring.h"

/// Jurisdiction × fiscal year: which taxonomy, weight bases, shares and thresholds hold, each with
/// its legal basis. A province is data here, never an `if` in code.
///
/// In: data/profiles/**/*.toml, each file one profile, which may extend another (README.md there
/// shows the keys). Out: immutable resolved profiles, sorted by id. Unknown keys, missing parents,
/// cycles and missing thresholds are errors with file, line, column.
namespace jx {

/// A number that the profile sets, with its basis.
struct Threshold {
  Decimal value;
  Basis basis;
};

/// 二级指标 allowed under a 一级指标.
struct TaxonomyBranch {
  Level1 level1 = Level1::Unknown;
  std::vector<Level2> level2;  ///< In the official order.
};

/// Points of the level-1s when the base is fully used: 产出 50, 效益 30, 满意度 10.
struct WeightShares {
  /// "standard", "without-cost", "without-satisfaction", "without-cost-and-satisfaction"
  std::string when;
  std::vector<std::pair<Level1, Decimal>> points;
  Basis basis;
};

enum class Presence { Required, Expected, Optional };

/// What a complete project must show ("产出 must be there", "成本 is expected").
struct PresenceRule {
  Level1 level1 = Level1::Unknown;
  Level2 level2 = Level2::Unknown;  ///< Unknown: any of the level-1.
  Presence presence = Presence::Optional;
  Basis basis;
};

struct Profile {
  std::string id;     ///< "cn/2015-88+2020-10"
  std::string title;  ///< 中文名称
  std::string parent;
  std::string region;  ///< Six digits, or empty for the whole country.
  std::optional<int> first_fiscal_year;
  std::optional<int> last_fiscal_year;

  std::vector<TaxonomyBranch> taxonomy;  ///< In the official order of the level-1s.
  Basis taxonomy_basis;
  /// Sums of weights that a complete project may have, in points (90, 100); 1 and 0.9 for
  /// fraction scales.
  std::vector<Decimal> weight_bases;
  std::vector<Decimal> fraction_bases;
  Basis weight_basis;
  std::vector<WeightShares> weight_shares;
  std::vector<PresenceRule> presence;
  std::vector<std::string>
      project_code_patterns;  ///< Known shapes, ECMAScript regex, first national.
  std::map<std::string, Threshold, std::less<>> thresholds;
  ScoringRules scoring;

  /// With Level2::Unknown: whether the level-1 exists at all.
  bool allows(Level1 level1, Level2 level2) const noexcept;
  /// Position in the official order, for sorting; unknown levels come last.
  std::size_t order_of(Level1 level1) const noexcept;
  /// The threshold of that name, one of thresholds.def: loaded profiles set all of them. JX_CHECK
  /// for another name.
  const Threshold& threshold(std::string_view name) const;
};

/// All profiles of a folder.
class ProfileSet {
 public:
  static Result<ProfileSet> load(const std::filesystem::path& folder);
  /// Loads texts instead of a folder, each with the name that stands for its file in messages.
  static Result<ProfileSet> load_texts(
      std::span<const std::pair<std::string, std::string>> named_texts);

  std::span<const Profile> profiles() const noexcept { return profiles_; }
  const Profile* find(std::string_view id) const noexcept;
  /// The most specific profile for a region (may be empty) and year; null when none covers it.
  /// A region falls back to the ones above it, by its code: 150102, 150100, 150000, the country.
  /// Where a region has several profiles for a year, the one that began last is taken.
  const Profile* find_for(std::string_view region, int fiscal_year) const noexcept;

 private:
  std::vector<Profile> profiles_;
};

}  // namespace jx
