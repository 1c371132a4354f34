// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "profiles/loader.h"

namespace jx {
namespace {

constexpr std::string_view kBaseNames[] = {"initial-budget", "full-year-budget", "adjusted-budget"};
constexpr std::string_view kIncludes[] = {"both", "low", "high"};

Result<std::optional<PolicyId>> read_choice(const TomlTable& table, std::size_t group) {
  const std::string_view key = key_of(static_cast<PolicyGroup>(group));
  JX_TRY(const std::optional<std::string> written, table.find_text(key));
  if (!written) return std::optional<PolicyId>();
  const std::optional<PolicyId> id = find_policy(*written);
  if (!id) return unknown_name(table, key, *written, policy_names());
  if (group_of(*id) != static_cast<PolicyGroup>(group)) {
    return table.fault(key, "“" + *written + "”不是用在这里的计分办法。");
  }
  return id;
}

Result<void> read_execution(const TomlTable& table, ScoringDraft& draft) {
  JX_TRY(const std::optional<std::string> base, table.find_text("execution_base"));
  if (base) {
    const auto* const found = std::find(std::begin(kBaseNames), std::end(kBaseNames), *base);
    if (found == std::end(kBaseNames)) {
      return unknown_name(table, "execution_base", *base, kBaseNames);
    }
    draft.execution_base = static_cast<ExecutionBase>(found - std::begin(kBaseNames));
  }
  JX_TRY(draft.execution_weight, table.find_decimal("execution_weight"));
  if (draft.execution_weight && draft.execution_weight->is_negative()) {
    return table.fault("execution_weight", "分值不能是负数。");
  }
  return {};
}

/// The numbers that the policy cannot do without.
Result<void> check_numbers(const TomlTable& table, const PolicyCard& card) {
  const auto asks_for = [&](std::string_view key) {
    switch (card.id) {
      case PolicyId::Ov302: return key == "from" || key == "points";
      case PolicyId::Ov120Flag:
      case PolicyId::OvManual: return key == "from";
      case PolicyId::OvProp: return key == "from" || key == "slope" || key == "floor";
      case PolicyId::RangeSlope: return key == "slope";
      default: return false;
    }
  };
  const std::pair<std::string_view, const std::optional<Decimal>*> numbers[] = {
      {"from", &card.from},
      {"points", &card.points},
      {"slope", &card.slope},
      {"floor", &card.floor}};
  // Scores are formed in 128 bits: numbers of a policy stay short, so that nothing leaves them.
  constexpr int kMostPlaces = 4;
  const Decimal most(1000);
  for (const auto& [key, number] : numbers) {
    if (asks_for(key) != number->has_value()) {
      return table.fault(key, number->has_value() ? "这个计分办法不用这个数。"
                                                  : "计分办法“" + std::string(to_string(card.id)) +
                                                        "”缺少“" + std::string(key) + "”。");
    }
    if (!number->has_value()) continue;
    const Decimal short_form = (*number)->trimmed();
    if (short_form.is_negative() || short_form > most || short_form.scale() > kMostPlaces) {
      return table.fault(key, "应当是 0 至 1000 之间、至多四位小数的数。");
    }
  }
  return {};
}

Result<PolicyCard> read_policy(const TomlTable& table) {
  PolicyCard card;
  JX_TRY(const std::string id, table.text("id"));
  const std::optional<PolicyId> known = find_policy(id);
  if (!known) return unknown_name(table, "id", id, policy_names());
  card.id = *known;
  JX_TRY(card.name, table.text("name"));
  JX_TRY(card.cited, table.text("cited"));
  JX_TRY(card.basis, read_basis(table));
  JX_TRY(card.from, table.find_decimal("from"));
  JX_TRY(card.points, table.find_decimal("points"));
  JX_TRY(card.slope, table.find_decimal("slope"));
  JX_TRY(card.floor, table.find_decimal("floor"));
  JX_TRY_VOID(check_numbers(table, card));
  return card;
}

bool is_share(const Decimal& value) { return !value.is_negative() && value <= Decimal(1); }

Result<ScaleLevel> read_level(const TomlTable& table) {
  ScaleLevel level;
  JX_TRY(level.name, table.text("name"));
  JX_TRY(level.words, table.find_texts("words"));
  JX_TRY(level.low, table.decimal("low"));
  JX_TRY(level.high, table.decimal("high"));
  JX_TRY(level.share, table.find_decimal("share"));
  JX_TRY(const std::string includes, table.text("includes"));
  if (std::find(std::begin(kIncludes), std::end(kIncludes), includes) == std::end(kIncludes)) {
    return unknown_name(table, "includes", includes, kIncludes);
  }
  level.includes_low = includes != "high";
  level.includes_high = includes != "low";
  if (!is_share(level.low) || !is_share(level.high) || level.low > level.high) {
    return table.fault("high", "档次的分值区间应当在 0 与 1 之间，下限不高于上限。");
  }
  if (level.share && (*level.share < level.low || *level.share > level.high)) {
    return table.fault("share", "固定分值不在本档的区间内。");
  }
  return level;
}

Result<LevelScale> read_scale(const TomlTable& table) {
  LevelScale scale;
  JX_TRY(scale.id, table.text("id"));
  JX_TRY(scale.title, table.text("title"));
  JX_TRY(scale.targets, table.find_texts("targets"));
  JX_TRY(scale.basis, read_basis(table));
  JX_TRY(const std::vector<TomlTable> levels, table.tables("level"));
  for (const TomlTable& each : levels) {
    JX_TRY(ScaleLevel level, read_level(each));
    scale.levels.push_back(std::move(level));
  }
  if (scale.levels.empty()) return table.fault("level", "没有列出任何档次。");
  return scale;
}

/// Two lists that belong together item by item.
struct PairedLists {
  std::vector<Decimal> first;
  std::vector<Decimal> second;
};

Result<PairedLists> read_paired(const TomlTable& table, std::string_view first,
                                std::string_view second) {
  PairedLists lists;
  JX_TRY(lists.first, table.decimals(first));
  JX_TRY(lists.second, table.decimals(second));
  if (lists.first.empty() || lists.first.size() != lists.second.size()) {
    return table.fault(second, "应当与“" + std::string(first) + "”逐项对应，且不为空。");
  }
  return lists;
}

/// Bands go down to zero, so that every value has exactly one.
Result<void> check_descending(const TomlTable& table, std::string_view key,
                              const std::vector<Decimal>& from) {
  if (std::adjacent_find(from.begin(), from.end(), std::less_equal<>()) != from.end()) {
    return table.fault(key, "应当从高到低，不得重复。");
  }
  if (!from.back().is_zero()) return table.fault(key, "最后一档应当从 0 起。");
  return {};
}

Result<void> read_satisfaction(const TomlTable& table, ScoringDraft& draft) {
  JX_TRY(draft.satisfaction_basis, read_basis(table));
  JX_TRY(const PairedLists lists, read_paired(table, "from", "shares"));
  JX_TRY_VOID(check_descending(table, "from", lists.first));
  for (std::size_t i = 0; i < lists.first.size(); ++i) {
    if (!is_share(lists.second[i])) return table.fault("shares", i, "应当在 0 与 1 之间。");
    draft.satisfaction_bands.push_back({lists.first[i], lists.second[i]});
  }
  return {};
}

Result<void> read_caps(const TomlTable& table, ScoringDraft& draft) {
  JX_TRY(draft.caps_basis, read_basis(table));
  JX_TRY(const PairedLists lists, read_paired(table, "below", "most"));
  for (std::size_t i = 0; i < lists.first.size(); ++i) {
    if (i > 0 && lists.first[i] <= lists.first[i - 1]) {
      return table.fault("below", i, "应当从低到高，不得重复。");
    }
    draft.caps.push_back({lists.first[i], lists.second[i]});
  }
  return {};
}

Result<void> read_grades(const TomlTable& table, ScoringDraft& draft) {
  JX_TRY(draft.grades_basis, read_basis(table));
  JX_TRY(const std::vector<std::string> names, table.texts("names"));
  JX_TRY(const std::vector<Decimal> from, table.decimals("from"));
  if (names.empty() || names.size() != from.size()) {
    return table.fault("from", "应当与“names”逐项对应，且不为空。");
  }
  JX_TRY_VOID(check_descending(table, "from", from));
  for (std::size_t i = 0; i < names.size(); ++i) draft.grades.push_back({names[i], from[i]});
  return {};
}

Result<void> read_bands(const TomlTable& table, ScoringDraft& draft) {
  JX_TRY(const std::optional<TomlTable> satisfaction, table.find_table("satisfaction_bands"));
  JX_TRY(const std::optional<TomlTable> caps, table.find_table("caps"));
  JX_TRY(const std::optional<TomlTable> grades, table.find_table("grades"));
  if (satisfaction) JX_TRY_VOID(read_satisfaction(*satisfaction, draft));
  if (caps) JX_TRY_VOID(read_caps(*caps, draft));
  if (grades) JX_TRY_VOID(read_grades(*grades, draft));
  return {};
}

template <typename Item, typename Id>
void add_missing(std::vector<Item>& own, const std::vector<Item>& inherited, Id Item::*id) {
  for (const Item& item : inherited) {
    const bool has =
        std::any_of(own.begin(), own.end(), [&](const Item& each) { return each.*id == item.*id; });
    if (!has) own.push_back(item);
  }
}

Error missing(const TomlTable& place, std::string_view key, std::string_view what) {
  return place.fault(key, "自身与上级的 [scoring] 都没有" + std::string(what) + "。");
}

}  // namespace

Result<ScoringDraft> read_scoring(const TomlTable& table) {
  ScoringDraft draft;
  JX_TRY(draft.chosen_basis, read_basis(table));
  for (std::size_t group = 0; group < kPolicyGroups; ++group) {
    JX_TRY(draft.chosen[group], read_choice(table, group));
  }
  JX_TRY_VOID(read_execution(table, draft));
  JX_TRY(const std::vector<TomlTable> policies, table.tables("policy"));
  for (const TomlTable& each : policies) {
    JX_TRY(PolicyCard card, read_policy(each));
    const bool twice = std::any_of(draft.policies.begin(), draft.policies.end(),
                                   [&](const PolicyCard& other) { return other.id == card.id; });
    if (twice) return each.fault("id", "计分办法重复。");
    draft.policies.push_back(std::move(card));
  }
  JX_TRY(const std::vector<TomlTable> scales, table.tables("scale"));
  for (const TomlTable& each : scales) {
    JX_TRY(LevelScale scale, read_scale(each));
    draft.scales.push_back(std::move(scale));
  }
  JX_TRY_VOID(read_bands(table, draft));
  return draft;
}

void inherit_scoring(ScoringDraft& draft, const ScoringDraft& parent) {
  for (std::size_t group = 0; group < kPolicyGroups; ++group) {
    if (!draft.chosen[group]) draft.chosen[group] = parent.chosen[group];
  }
  if (!draft.chosen_basis) draft.chosen_basis = parent.chosen_basis;
  if (!draft.execution_base) draft.execution_base = parent.execution_base;
  if (!draft.execution_weight) draft.execution_weight = parent.execution_weight;
  add_missing(draft.policies, parent.policies, &PolicyCard::id);
  add_missing(draft.scales, parent.scales, &LevelScale::id);
  if (draft.satisfaction_bands.empty()) {
    draft.satisfaction_bands = parent.satisfaction_bands;
    draft.satisfaction_basis = parent.satisfaction_basis;
  }
  if (draft.caps.empty()) {
    draft.caps = parent.caps;
    draft.caps_basis = parent.caps_basis;
  }
  if (draft.grades.empty()) {
    draft.grades = parent.grades;
    draft.grades_basis = parent.grades_basis;
  }
}

Result<ScoringRules> complete_scoring(const ScoringDraft& draft, const TomlTable& place,
                                      std::string_view key) {
  ScoringRules rules;
  for (std::size_t group = 0; group < kPolicyGroups; ++group) {
    if (!draft.chosen[group]) {
      return missing(place, key,
                     "“" + std::string(key_of(static_cast<PolicyGroup>(group))) + "”的计分办法");
    }
    rules.chosen[group] = *draft.chosen[group];
  }
  for (const std::string_view name : policy_names()) {
    const auto found =
        std::find_if(draft.policies.begin(), draft.policies.end(),
                     [&](const PolicyCard& card) { return to_string(card.id) == name; });
    if (found == draft.policies.end()) {
      return missing(place, key, "计分办法“" + std::string(name) + "”");
    }
    rules.policies.push_back(*found);
  }
  if (!draft.execution_base) return missing(place, key, "“execution_base”");
  if (!draft.execution_weight) return missing(place, key, "“execution_weight”");
  if (draft.scales.empty()) return missing(place, key, "“scale”");
  if (draft.satisfaction_bands.empty()) return missing(place, key, "“satisfaction_bands”");
  if (draft.caps.empty()) return missing(place, key, "“caps”");
  if (draft.grades.empty()) return missing(place, key, "“grades”");
  rules.chosen_basis = *draft.chosen_basis;
  rules.execution_base = *draft.execution_base;
  rules.execution_weight = *draft.execution_weight;
  rules.scales = draft.scales;
  rules.satisfaction_bands = draft.satisfaction_bands;
  rules.satisfaction_basis = draft.satisfaction_basis;
  rules.caps = draft.caps;
  rules.caps_basis = draft.caps_basis;
  rules.grades = draft.grades;
  rules.grades_basis = draft.grades_basis;
  return rules;
}

Result<ScoringRules> read_scoring_text(std::string_view text, std::string name) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, std::move(name)));
  JX_TRY(const TomlTable table, document.root().table("scoring"));
  JX_TRY(const ScoringDraft draft, read_scoring(table));
  JX_TRY_VOID(document.finish());
  return complete_scoring(draft, document.root(), "scoring");
}

}  // namespace jx
