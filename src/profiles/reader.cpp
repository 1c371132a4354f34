// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <regex>

#include "profiles/loader.h"

namespace jx {
namespace {

constexpr std::string_view kShareNames[] = {"standard", "without-cost", "without-satisfaction",
                                            "without-cost-and-satisfaction"};
constexpr std::string_view kPresenceNames[] = {"required", "expected", "optional"};
constexpr std::string_view kThresholdNames[] = {
#define JX_THRESHOLD(name) name,
#include "profiles/thresholds.def"
#undef JX_THRESHOLD
};
constexpr std::size_t kMostPatternCharacters = 200;

template <typename Term>
Result<Term> to_term(const TomlTable& table, std::string_view key, std::string_view word) {
  if (const std::optional<Term> term = term_of<Term>(word)) return *term;
  std::vector<std::string_view> known;
  for (const Term term : all_terms<Term>()) known.push_back(key_of(term));
  return unknown_name(table, key, word, known);
}

Result<std::optional<int>> read_year(const TomlTable& table, std::string_view key) {
  JX_TRY(const std::optional<std::int64_t> year, table.find_whole(key));
  if (!year) return std::optional<int>();
  if (*year < 1950 || *year > 2200) return table.fault(key, "年度应当是四位数的公元年。");
  return std::optional<int>(static_cast<int>(*year));
}

Result<void> read_identity(const TomlTable& root, Profile& profile) {
  JX_TRY(profile.id, root.text("id"));
  JX_TRY(profile.title, root.text("title"));
  JX_TRY(std::optional<std::string> parent, root.find_text("parent"));
  profile.parent = std::move(parent).value_or("");
  JX_TRY(std::optional<std::string> region, root.find_text("region"));
  profile.region = std::move(region).value_or("");
  const bool six_digits = profile.region.size() == 6 &&
                          profile.region.find_first_not_of("0123456789") == std::string::npos;
  if (!profile.region.empty() && !six_digits) {
    return root.fault("region", "地区应当是六位行政区划代码；全国则不写。");
  }
  JX_TRY(profile.first_fiscal_year, read_year(root, "first_fiscal_year"));
  JX_TRY(profile.last_fiscal_year, read_year(root, "last_fiscal_year"));
  if (profile.first_fiscal_year && profile.last_fiscal_year &&
      *profile.first_fiscal_year > *profile.last_fiscal_year) {
    return root.fault("last_fiscal_year", "最后年度早于最初年度。");
  }
  return {};
}

Result<TaxonomyBranch> read_branch(const TomlTable& table) {
  TaxonomyBranch branch;
  JX_TRY(const std::string level1, table.text("level1"));
  JX_TRY(branch.level1, to_term<Level1>(table, "level1", level1));
  JX_TRY(const std::vector<std::string> level2, table.texts("level2"));
  for (const std::string& word : level2) {
    JX_TRY(const Level2 level, to_term<Level2>(table, "level2", word));
    branch.level2.push_back(level);
  }
  return branch;
}

Result<void> read_taxonomy(const TomlTable& table, Profile& profile) {
  JX_TRY(profile.taxonomy_basis, read_basis(table));
  JX_TRY(const std::vector<TomlTable> branches, table.tables("branch"));
  for (const TomlTable& each : branches) {
    JX_TRY(TaxonomyBranch branch, read_branch(each));
    if (profile.order_of(branch.level1) != profile.taxonomy.size()) {
      return each.fault("level1", "一级指标重复。");
    }
    profile.taxonomy.push_back(std::move(branch));
  }
  if (profile.taxonomy.empty()) return table.fault("branch", "没有列出任何一级指标。");
  return {};
}

Result<WeightShares> read_shares(const TomlTable& table) {
  WeightShares shares;
  JX_TRY(shares.when, table.text("when"));
  if (std::find(std::begin(kShareNames), std::end(kShareNames), shares.when) ==
      std::end(kShareNames)) {
    return unknown_name(table, "when", shares.when, kShareNames);
  }
  JX_TRY(shares.basis, read_basis(table));
  JX_TRY(const TomlTable points, table.table("points"));
  for (const std::string& key : points.keys()) {
    JX_TRY(const Level1 level1, to_term<Level1>(points, key, key));
    JX_TRY(const Decimal value, points.decimal(key));
    shares.points.emplace_back(level1, value);
  }
  return shares;
}

/// Shares that do not add up to a base of the same file are a slip of the pen.
Result<void> check_shares_sum(const TomlTable& table, const WeightShares& shares,
                              const std::vector<Decimal>& bases) {
  DecimalSum sum;
  for (const auto& [level1, value] : shares.points) sum.add(value);
  JX_TRY(const Decimal total, sum.total());
  if (std::find(bases.begin(), bases.end(), total) != bases.end()) return {};
  return table.fault("points", "各项之和 " + total.to_string() + " 不等于任何一个权重合计。");
}

Result<void> read_weights(const TomlTable& table, Profile& profile) {
  JX_TRY(profile.weight_basis, read_basis(table));
  JX_TRY(profile.weight_bases, table.decimals("bases"));
  JX_TRY(profile.fraction_bases, table.decimals("fraction_bases"));
  if (profile.weight_bases.empty()) return table.fault("bases", "至少要有一个权重合计。");
  JX_TRY(const std::vector<TomlTable> all_shares, table.tables("shares"));
  for (const TomlTable& each : all_shares) {
    JX_TRY(WeightShares shares, read_shares(each));
    JX_TRY_VOID(check_shares_sum(each, shares, profile.weight_bases));
    profile.weight_shares.push_back(std::move(shares));
  }
  return {};
}

Presence presence_of(std::string_view name) {
  if (name == "required") return Presence::Required;
  return name == "expected" ? Presence::Expected : Presence::Optional;
}

Result<PresenceRule> read_presence(const TomlTable& table) {
  PresenceRule rule;
  JX_TRY(const std::string level1, table.text("level1"));
  JX_TRY(rule.level1, to_term<Level1>(table, "level1", level1));
  JX_TRY(const std::optional<std::string> level2, table.find_text("level2"));
  if (level2) {
    JX_TRY(rule.level2, to_term<Level2>(table, "level2", *level2));
  }
  JX_TRY(const std::string presence, table.text("presence"));
  if (std::find(std::begin(kPresenceNames), std::end(kPresenceNames), presence) ==
      std::end(kPresenceNames)) {
    return unknown_name(table, "presence", presence, kPresenceNames);
  }
  rule.presence = presence_of(presence);
  JX_TRY(rule.basis, read_basis(table));
  return rule;
}

Result<void> read_project_codes(const TomlTable& table, Profile& profile) {
  JX_TRY_VOID(read_basis(table));
  JX_TRY(profile.project_code_patterns, table.texts("patterns"));
  for (std::size_t i = 0; i < profile.project_code_patterns.size(); ++i) {
    const std::string& pattern = profile.project_code_patterns[i];
    if (pattern.size() > kMostPatternCharacters) return table.fault("patterns", i, "模式过长。");
    try {
      (void)std::regex(pattern, std::regex::ECMAScript);
    } catch (const std::regex_error&) {
      return table.fault("patterns", i, "不是有效的正则表达式。");
    }
  }
  return {};
}

Result<void> read_thresholds(const TomlTable& table, Profile& profile) {
  for (const std::string& name : table.keys()) {
    if (std::find(std::begin(kThresholdNames), std::end(kThresholdNames), name) ==
        std::end(kThresholdNames)) {
      return unknown_name(table, name, name, kThresholdNames);
    }
    JX_TRY(const TomlTable entry, table.table(name));
    Threshold threshold;
    JX_TRY(threshold.value, entry.decimal("value"));
    if (threshold.value.is_negative()) return entry.fault("value", "阈值不能是负数。");
    JX_TRY(threshold.basis, read_basis(entry));
    profile.thresholds.emplace(name, std::move(threshold));
  }
  return {};
}

/// Reads the optional sections; the `has_` flags say which ones the file wrote.
Result<void> read_sections(const TomlTable& root, ProfileDraft& draft) {
  JX_TRY(const std::optional<TomlTable> taxonomy, root.find_table("taxonomy"));
  JX_TRY(const std::optional<TomlTable> weights, root.find_table("weights"));
  JX_TRY(const std::vector<TomlTable> presence, root.tables("presence"));
  JX_TRY(const std::optional<TomlTable> codes, root.find_table("project_codes"));
  JX_TRY(const std::optional<TomlTable> thresholds, root.find_table("thresholds"));
  JX_TRY(const std::optional<TomlTable> scoring, root.find_table("scoring"));
  draft.has_taxonomy = taxonomy.has_value();
  draft.has_weights = weights.has_value();
  draft.has_presence = !presence.empty();
  draft.has_project_codes = codes.has_value();
  if (taxonomy) JX_TRY_VOID(read_taxonomy(*taxonomy, draft.profile));
  if (weights) JX_TRY_VOID(read_weights(*weights, draft.profile));
  for (const TomlTable& each : presence) {
    JX_TRY(PresenceRule rule, read_presence(each));
    draft.profile.presence.push_back(std::move(rule));
  }
  if (codes) JX_TRY_VOID(read_project_codes(*codes, draft.profile));
  if (thresholds) JX_TRY_VOID(read_thresholds(*thresholds, draft.profile));
  if (scoring) {
    JX_TRY(draft.scoring, read_scoring(*scoring));
  }
  return {};
}

}  // namespace

Error unknown_name(const TomlTable& table, std::string_view key, std::string_view word,
                   std::span<const std::string_view> known) {
  std::string message = "没有“" + std::string(word) + "”这个名称";
  const auto nearest = find_nearest(word, known);
  message += nearest ? "，是否为“" + std::string(*nearest) + "”？" : std::string("。");
  return table.fault(key, message);
}

Result<Basis> read_basis(const TomlTable& table) {
  JX_TRY(std::string clause, table.text("basis"));
  JX_TRY(const bool verified, table.flag("verified"));
  return Basis{std::move(clause), verified};
}

Result<WrittenProfile> read_profile(TomlDocument document) {
  WrittenProfile written{.document = std::move(document), .own = {}};
  const TomlTable root = written.document.root();
  JX_TRY_VOID(read_identity(root, written.own.profile));
  JX_TRY_VOID(read_sections(root, written.own));
  JX_TRY_VOID(written.document.finish());
  return written;
}

}  // namespace jx
