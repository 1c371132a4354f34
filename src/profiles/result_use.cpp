// SPDX-License-Identifier: AGPL-3.0-or-later
#include "profiles/result_use.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "codecs/toml.h"

namespace jx {
namespace {

constexpr std::pair<BudgetEffect, std::string_view> kEffects[] = {
    {BudgetEffect::Support, "support"},
    {BudgetEffect::Maintain, "maintain"},
    {BudgetEffect::Reduce, "reduce"},
    {BudgetEffect::Cancel, "cancel"}};

Result<GradeUse> read_use(const TomlTable& table, std::span<const GradeUse> earlier) {
  GradeUse use;
  JX_TRY(use.grade, table.text("grade"));
  JX_TRY(use.advice, table.text("advice"));
  JX_TRY(const std::string effect, table.text("effect"));
  const auto found = std::find_if(std::begin(kEffects), std::end(kEffects),
                                  [&](const auto& each) { return each.second == effect; });
  if (found == std::end(kEffects)) {
    return table.fault("effect", "只能是 support、maintain、reduce 或 cancel");
  }
  use.effect = found->first;
  const bool known = std::any_of(earlier.begin(), earlier.end(),
                                 [&](const GradeUse& each) { return each.grade == use.grade; });
  if (known) return table.fault("grade", fmt::format("等级“{}”写了两次", use.grade));
  return use;
}

Result<ResultUse> read_result_use(const TomlDocument& document) {
  const TomlTable root = document.root();
  ResultUse use;
  JX_TRY(use.id, root.text("id"));
  JX_TRY(const std::optional<std::string> region, root.find_text("region"));
  use.region = region.value_or("");
  constexpr std::size_t kRegionDigits = 6;
  if (region && (region->size() != kRegionDigits ||
                 region->find_first_not_of("0123456789") != std::string::npos)) {
    return root.fault("region", "要写六位行政区划代码");
  }
  JX_TRY(const std::int64_t year, root.whole("first_fiscal_year"));
  constexpr std::int64_t kFirstYear = 2000;
  constexpr std::int64_t kLastYear = 2099;
  if (year < kFirstYear || year > kLastYear) return root.fault("first_fiscal_year", "不是年度");
  use.first_fiscal_year = static_cast<int>(year);
  JX_TRY(use.basis.clause, root.text("basis"));
  JX_TRY(use.basis.verified, root.flag("verified"));
  JX_TRY(const std::vector<TomlTable> tables, root.tables("use"));
  if (tables.empty()) return root.fault("use", "没有写一个等级");
  for (const TomlTable& table : tables) {
    JX_TRY(GradeUse read, read_use(table, use.grades));
    use.grades.push_back(std::move(read));
  }
  JX_TRY_VOID(document.finish());
  return use;
}

}  // namespace

std::string_view to_string(BudgetEffect effect) noexcept {
  for (const auto& [each, word] : kEffects) {
    if (each == effect) return word;
  }
  return {};
}

const GradeUse* ResultUse::find(std::string_view grade) const noexcept {
  const auto found = std::find_if(grades.begin(), grades.end(),
                                  [&](const GradeUse& each) { return each.grade == grade; });
  return found == grades.end() ? nullptr : &*found;
}

Result<ResultUse> parse_result_use(std::string_view text, const std::string& name) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, name));
  return read_result_use(document);
}

Result<std::vector<ResultUse>> load_result_uses(const std::filesystem::path& folder) {
  JX_TRY(const std::vector<std::filesystem::path> files, find_toml_files(folder));
  std::vector<ResultUse> all;
  for (const std::filesystem::path& file : files) {
    JX_TRY(const TomlDocument document, TomlDocument::load(file));
    JX_TRY(ResultUse use, read_result_use(document));
    all.push_back(std::move(use));
  }
  return all;
}

const ResultUse* find_result_use(std::span<const ResultUse> all, std::string_view region,
                                 std::optional<int> fiscal_year) noexcept {
  const ResultUse* best = nullptr;
  // 0000 and the like behind the digits that name the level.
  const auto covers = [&](std::string_view whole) {
    const std::size_t last = whole.find_last_not_of('0');
    const std::size_t digits = last == std::string_view::npos ? 0 : (last / 2 + 1) * 2;
    return region.starts_with(whole.substr(0, digits));
  };
  for (const ResultUse& each : all) {
    if (fiscal_year && each.first_fiscal_year > *fiscal_year) continue;
    if (!each.region.empty() && (region.empty() || !covers(each.region))) continue;
    const auto rank = [](const ResultUse& use) {
      const std::size_t last = use.region.find_last_not_of('0');
      return std::pair(use.region.empty() ? 0 : last + 1, use.first_fiscal_year);
    };
    if (best == nullptr || rank(each) > rank(*best)) best = &each;
  }
  return best;
}

}  // namespace jx
