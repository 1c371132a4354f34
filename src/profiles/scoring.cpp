// SPDX-License-Identifier: AGPL-3.0-or-later
#include "profiles/scoring.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/check.h"
#include "base/sha256.h"
#include "base/text.h"
#include "codecs/json_writer.h"
#include "codecs/toml.h"

namespace jx {
namespace {

constexpr std::string_view kPolicyNames[] = {
#define JX_POLICY(name, id, group) id,
#include "profiles/policies.def"
#undef JX_POLICY
};
constexpr PolicyGroup kPolicyGroupOf[] = {
#define JX_POLICY(name, id, group) PolicyGroup::group,
#include "profiles/policies.def"
#undef JX_POLICY
};
constexpr std::string_view kGroupKeys[kPolicyGroups] = {
    "quantitative", "reverse",   "over_achievement", "range",
    "satisfaction", "execution", "qualitative",      "cap"};

/// TOML writes texts in quotation marks as JSON does.
std::string toml_text(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string toml_text(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + toml_text(text);
  return "[" + out + "]";
}

void put_basis(std::string& out, const Basis& basis) {
  out += fmt::format("basis = {}\nverified = {}\n", toml_text(basis.clause), basis.verified);
}

void put_number(std::string& out, std::string_view key, const std::optional<Decimal>& number) {
  if (number) out += fmt::format("{} = {}\n", key, number->trimmed().to_string());
}

template <typename Items, typename Get>
std::string number_list(const Items& items, Get get) {
  std::string out;
  for (const auto& item : items) {
    out += (out.empty() ? "" : ", ") + get(item).trimmed().to_string();
  }
  return "[" + out + "]";
}

void put_scale(std::string& out, const LevelScale& scale) {
  out += fmt::format("[[scoring.scale]]\nid = {}\ntitle = {}\n", toml_text(scale.id),
                     toml_text(scale.title));
  if (!scale.targets.empty()) out += fmt::format("targets = {}\n", toml_text(scale.targets));
  put_basis(out, scale.basis);
  for (const ScaleLevel& level : scale.levels) {
    out += fmt::format("[[scoring.scale.level]]\nname = {}\n", toml_text(level.name));
    if (!level.words.empty()) out += fmt::format("words = {}\n", toml_text(level.words));
    put_number(out, "low", level.low);
    put_number(out, "high", level.high);
    const std::string_view includes =
        level.includes_low && level.includes_high ? "both" : (level.includes_low ? "low" : "high");
    out += fmt::format("includes = \"{}\"\n", includes);
    put_number(out, "share", level.share);
  }
}

}  // namespace

std::string_view to_string(PolicyId id) noexcept {
  return kPolicyNames[static_cast<std::size_t>(id)];
}

std::string_view key_of(PolicyGroup group) noexcept {
  return kGroupKeys[static_cast<std::size_t>(group)];
}

PolicyGroup group_of(PolicyId id) noexcept { return kPolicyGroupOf[static_cast<std::size_t>(id)]; }

std::optional<PolicyId> find_policy(std::string_view id) noexcept {
  const auto* const found = std::find(std::begin(kPolicyNames), std::end(kPolicyNames), id);
  if (found == std::end(kPolicyNames)) return std::nullopt;
  return static_cast<PolicyId>(found - std::begin(kPolicyNames));
}

std::span<const std::string_view> policy_names() noexcept { return kPolicyNames; }

std::string_view to_string(ExecutionBase base) noexcept {
  switch (base) {
    case ExecutionBase::InitialBudget: return "initial-budget";
    case ExecutionBase::FullYearBudget: return "full-year-budget";
    case ExecutionBase::AdjustedBudget: return "adjusted-budget";
  }
  return "";
}

std::string_view chinese_name(ExecutionBase base) noexcept {
  switch (base) {
    case ExecutionBase::InitialBudget: return "年初预算数";
    case ExecutionBase::FullYearBudget: return "全年预算数";
    case ExecutionBase::AdjustedBudget: return "调整后预算数";
  }
  return "";
}

PolicyId ScoringRules::choice(PolicyGroup group) const noexcept {
  return chosen[static_cast<std::size_t>(group)];
}

void ScoringRules::choose(PolicyId id) noexcept {
  chosen[static_cast<std::size_t>(group_of(id))] = id;
}

const PolicyCard& ScoringRules::card(PolicyId id) const noexcept {
  return policies[static_cast<std::size_t>(id)];
}

const Grade& ScoringRules::grade_of(const Decimal& total) const noexcept {
  for (const Grade& grade : grades) {
    if (total >= grade.from) return grade;
  }
  return grades.back();
}

Result<void> choose_policies(std::string_view ids, ScoringRules& rules) {
  for (const std::string_view part : split(ids, ",")) {
    const std::string_view id = trimmed(part);
    const std::optional<PolicyId> known = find_policy(id);
    if (known) {
      rules.choose(*known);
      continue;
    }
    std::string message = "没有计分办法“" + std::string(id) + "”";
    const auto nearest = find_nearest(id, policy_names());
    if (nearest) {
      message += "，是否为“" + std::string(*nearest) + "”？";
    } else {
      message += "，可用的有：" + fmt::format("{}", fmt::join(policy_names(), "、"));
    }
    return Error{ErrorCode::Malformed, std::move(message)};
  }
  return {};
}

std::string to_text(const ScoringRules& rules) {
  std::string out = "[scoring]\n";
  put_basis(out, rules.chosen_basis);
  for (std::size_t group = 0; group < kPolicyGroups; ++group) {
    out += fmt::format("{} = {}\n", kGroupKeys[group], toml_text(to_string(rules.chosen[group])));
  }
  out += fmt::format("execution_base = {}\n", toml_text(to_string(rules.execution_base)));
  put_number(out, "execution_weight", rules.execution_weight);
  for (const PolicyCard& card : rules.policies) {
    out += fmt::format("[[scoring.policy]]\nid = {}\nname = {}\ncited = {}\n",
                       toml_text(to_string(card.id)), toml_text(card.name), toml_text(card.cited));
    put_basis(out, card.basis);
    put_number(out, "from", card.from);
    put_number(out, "points", card.points);
    put_number(out, "slope", card.slope);
    put_number(out, "floor", card.floor);
  }
  for (const LevelScale& scale : rules.scales) put_scale(out, scale);
  out += "[scoring.satisfaction_bands]\n";
  put_basis(out, rules.satisfaction_basis);
  const auto& bands = rules.satisfaction_bands;
  out += "from = " + number_list(bands, [](const auto& band) { return band.from; }) + "\n";
  out += "shares = " + number_list(bands, [](const auto& band) { return band.share; }) + "\n";
  out += "[scoring.caps]\n";
  put_basis(out, rules.caps_basis);
  out += "below = " + number_list(rules.caps, [](const auto& cap) { return cap.below; }) + "\n";
  out += "most = " + number_list(rules.caps, [](const auto& cap) { return cap.most; }) + "\n";
  out += "[scoring.grades]\n";
  put_basis(out, rules.grades_basis);
  std::vector<std::string> names;
  names.reserve(rules.grades.size());
  for (const Grade& grade : rules.grades) names.push_back(grade.name);
  out += "names = " + toml_text(names) + "\n";
  out += "from = " + number_list(rules.grades, [](const auto& grade) { return grade.from; }) + "\n";
  return out;
}

std::string version_of(const ScoringRules& rules) {
  constexpr std::size_t kShown = 12;
  return sha256_hex(to_text(rules)).substr(0, kShown);
}

}  // namespace jx
