// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "codecs/toml.h"
#include "monitoring/lights.h"

namespace jx {
namespace {

Result<Basis> read_basis(const TomlTable& table) {
  Basis basis;
  JX_TRY(basis.clause, table.text("clause"));
  JX_TRY(basis.verified, table.flag("verified"));
  return basis;
}

Result<Light> read_light(const TomlTable& table, std::string_view key) {
  JX_TRY(const std::string word, table.text(key));
  for (const Light light : {Light::Blue, Light::Green, Light::Yellow, Light::Red}) {
    if (key_of(light) == word) return light;
  }
  return table.fault(key, "灯应是 blue、green、yellow 或 red。");
}

Result<Checkpoint> read_checkpoint(const TomlTable& table, const std::vector<Checkpoint>& before) {
  Checkpoint checkpoint;
  JX_TRY(const std::int64_t month, table.whole("month"));
  const bool follows = before.empty() || month > before.back().month;
  if (month < 1 || month > 12 || !follows) {
    return table.fault("month", "月份应从 1 到 12，依次增大。");
  }
  checkpoint.month = static_cast<int>(month);
  JX_TRY(checkpoint.percent, table.decimal("percent"));
  return checkpoint;
}

Result<LightRules::Money> read_money(const TomlTable& table) {
  LightRules::Money money;
  JX_TRY(money.basis, read_basis(table));
  JX_TRY(money.red_below, table.find_decimal("red_below"));
  JX_TRY(money.yellow_below, table.find_decimal("yellow_below"));
  JX_TRY(const std::vector<TomlTable> checkpoints, table.tables("checkpoint"));
  for (const TomlTable& each : checkpoints) {
    JX_TRY(const Checkpoint checkpoint, read_checkpoint(each, money.checkpoints));
    money.checkpoints.push_back(checkpoint);
  }
  const bool bands = money.red_below.has_value() && money.yellow_below.has_value();
  if (bands != money.checkpoints.empty()) {
    return table.fault("checkpoint", "写 red_below 和 yellow_below，或写考核时点，二者选一。");
  }
  if (bands && *money.red_below > *money.yellow_below) {
    return table.fault("red_below", "不应大于 yellow_below。");
  }
  if (!bands) {
    JX_TRY(money.below, read_light(table, "below"));
  }
  return money;
}

Result<LightRules::Goal> read_goal(const TomlTable& table) {
  LightRules::Goal goal;
  JX_TRY(goal.basis, read_basis(table));
  JX_TRY(goal.red_below, table.decimal("red_below"));
  JX_TRY(goal.yellow_below, table.decimal("yellow_below"));
  if (goal.red_below > goal.yellow_below) {
    return table.fault("red_below", "不应大于 yellow_below。");
  }
  JX_TRY(goal.blue_from, table.find_decimal("blue_from"));
  JX_TRY(const std::optional<std::string> blue_of, table.find_text("blue_of"));
  if (blue_of && *blue_of != "plan" && *blue_of != "year") {
    return table.fault("blue_of", "应是 plan（与本月计划比）或 year（与全年指标值比）。");
  }
  goal.blue_of_year = blue_of == "year";
  JX_TRY(const std::optional<bool> zero_is_red, table.find_flag("zero_is_red"));
  goal.zero_is_red = zero_is_red.value_or(false);
  JX_TRY(const std::vector<std::string> levels, table.texts("prorated"));
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const std::optional<Level2> level = term_of<Level2>(levels[i]);
    if (!level) return table.fault("prorated", i, "不是二级指标，如 quantity、social-benefit。");
    goal.prorated.push_back(*level);
  }
  return goal;
}

Result<std::optional<int>> find_year(const TomlTable& table, std::string_view key) {
  JX_TRY(const std::optional<std::int64_t> year, table.find_whole(key));
  if (!year) return std::optional<int>();
  if (*year < 2000 || *year > 2100) return table.fault(key, "不是年度。");
  return std::optional<int>(static_cast<int>(*year));
}

Result<LightRules> read_rules(const TomlDocument& document) {
  const TomlTable root = document.root();
  LightRules rules;
  JX_TRY(rules.id, root.text("id"));
  JX_TRY(rules.title, root.text("title"));
  JX_TRY(const std::optional<std::string> region, root.find_text("region"));
  rules.region = region.value_or("");
  JX_TRY(rules.first_fiscal_year, find_year(root, "first_fiscal_year"));
  JX_TRY(rules.last_fiscal_year, find_year(root, "last_fiscal_year"));
  JX_TRY(const TomlTable money, root.table("money"));
  JX_TRY(rules.money, read_money(money));
  JX_TRY(const TomlTable goal, root.table("goal"));
  JX_TRY(rules.goal, read_goal(goal));
  JX_TRY(const std::optional<TomlTable> gap, root.find_table("gap"));
  if (gap) {
    JX_TRY(rules.gap_points, gap->decimal("points"));
    JX_TRY(rules.gap_basis, read_basis(*gap));
  }
  JX_TRY_VOID(document.finish());
  return rules;
}

bool covers(const LightRules& rules, std::string_view region, std::optional<int> year) {
  // 510000 stands for every place in Sichuan.
  const std::string_view prefix = std::string_view(rules.region).substr(0, 2);
  if (!region.starts_with(prefix)) return false;
  const bool begun = !rules.first_fiscal_year || (year && *year >= *rules.first_fiscal_year);
  const bool ended = rules.last_fiscal_year && (!year || *year > *rules.last_fiscal_year);
  return begun && !ended;
}

}  // namespace

Result<LightRules> read_light_rules(std::string_view text, std::string name) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, std::move(name)));
  return read_rules(document);
}

Result<std::vector<LightRules>> load_light_rules(const std::filesystem::path& folder) {
  JX_TRY(const std::vector<std::filesystem::path> files, find_toml_files(folder));
  std::vector<LightRules> all;
  for (const std::filesystem::path& file : files) {
    JX_TRY(const TomlDocument document, TomlDocument::load(file));
    JX_TRY(LightRules rules, read_rules(document));
    all.push_back(std::move(rules));
  }
  std::sort(all.begin(), all.end(),
            [](const LightRules& a, const LightRules& b) { return a.id < b.id; });
  return all;
}

const LightRules* find_light_rules(const std::vector<LightRules>& all, std::string_view region,
                                   std::optional<int> fiscal_year) noexcept {
  const LightRules* common = nullptr;
  for (const LightRules& rules : all) {
    if (rules.id == "default") common = &rules;
    if (!rules.region.empty() && !region.empty() && covers(rules, region, fiscal_year)) {
      return &rules;
    }
  }
  return common;
}

}  // namespace jx
