// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "findings/house/condition.h"
#include "findings/house/message.h"
#include "findings/rule.h"
#include "lexicon/lexicon.h"

/// Rules that an office writes for itself, without a compiler: TOML that selects rows and says what
/// must hold of them. docs/house-rules.md explains the keys.
///
/// In: TOML texts. Out: HouseRules, checked as far as that can be done without a document: unknown
/// keys, columns, words of closed lists and placeholders, and comparisons that make no sense (a
/// text with a number) are errors with file, line and column. What a rule finds is a finding like
/// any other. Its id begins with "H:", so that it can never be taken for one of ours. Every pattern
/// is matched in the product of the lengths; sizes are bounded below.
namespace jx {

constexpr std::string_view kHousePrefix = "H:";
constexpr std::size_t kMostHouseRules = 500;        ///< In all files together.
constexpr std::size_t kMostHouseConditions = 32;    ///< Of one rule.
constexpr std::size_t kMostHouseWords = 5000;       ///< Of one list.
constexpr std::size_t kLongestHousePattern = 200;   ///< In characters.
constexpr std::size_t kLongestHouseMessage = 2000;  ///< In bytes.

enum class HouseKind : std::uint8_t {
  Each,     ///< Every selected row must hold what `must` says.
  Count,    ///< So many rows must be selected in each project.
  Sum,      ///< The selected rows' values or weights must add up to this.
  Project,  ///< Every selected project must hold what `must` says.
};

struct HouseRule {
  RuleCard card;
  std::string place;                  ///< "house.toml:3:1"
  std::vector<Condition> where = {};  ///< In the file's order.
  HouseKind kind = HouseKind::Each;
  std::vector<Condition> must = {};  ///< Each, Project
  NumberTest amount = {};            ///< Count, Sum
  HouseColumn summed = HouseColumn::Weight;
  Unit sum_unit = {};
  HouseMessage message;
};

class HouseRules {
 public:
  HouseRules() = default;
  static Result<HouseRules> load(const std::vector<std::filesystem::path>& files,
                                 const Lexicon& lexicon);
  /// Adds the rules of one text; `name` stands for the file in messages.
  Result<void> add(std::string_view toml, const std::string& name, const Lexicon& lexicon);

  const std::vector<HouseRule>& rules() const noexcept { return rules_; }
  /// Of all texts, in their order; empty without rules. Another sum, other rules.
  std::string_view sha256() const noexcept { return sha256_; }

 private:
  std::vector<HouseRule> rules_;
  std::string sha256_;
};

/// The rule as the engine runs it; `rule` must outlive it.
AddedRule added_rule(const HouseRule& rule);

/// Why a rule selected nothing in a whole run, in one sentence for people.
std::string idle_reason(const HouseRule& rule, const RuleUse& use);

}  // namespace jx
