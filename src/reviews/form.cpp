// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reviews/form.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "codecs/toml.h"

namespace jx {
namespace {

Result<ReviewItem> read_item(const TomlTable& table, std::span<const Rule> rules,
                             std::set<std::string>& taken) {
  ReviewItem item;
  JX_TRY(item.group, table.text("group"));
  JX_TRY(item.name, table.text("name"));
  JX_TRY(item.question, table.text("question"));
  JX_TRY(item.points, table.decimal("points"));
  if (item.points <= Decimal(0)) return table.fault("points", "分值要大于 0");
  JX_TRY(item.rules, table.texts("rules"));
  for (std::size_t i = 0; i < item.rules.size(); ++i) {
    const std::string& id = item.rules[i];
    const bool known =
        std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.id == id; });
    if (!known) {
      return table.fault("rules", i, fmt::format("没有编号为 {} 的规则；请核对编号", id));
    }
    if (!taken.insert(id).second) {
      return table.fault("rules", i, fmt::format("规则 {} 在这张表里出现了两次，会重复扣分", id));
    }
  }
  return item;
}

Result<std::array<Decimal, 3>> read_deduction(const TomlTable& table) {
  std::array<Decimal, 3> shares{};
  for (const Severity severity : {Severity::Info, Severity::Warning, Severity::Error}) {
    JX_TRY(const Decimal share, table.decimal(to_string(severity)));
    if (share < Decimal(0) || share > Decimal(1)) {
      return table.fault(to_string(severity), "扣分的比例要在 0 到 1 之间");
    }
    shares[static_cast<std::size_t>(severity)] = share;
  }
  return shares;
}

Result<std::vector<std::pair<std::string, Decimal>>> read_grades(const TomlTable& root) {
  std::vector<std::pair<std::string, Decimal>> grades;
  if (!root.has("grades")) return grades;
  JX_TRY(const auto pairs, root.pairs("grades"));
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const Result<Decimal> least = Decimal::parse(pairs[i].second);
    if (!least.ok()) return root.fault("grades", i, "等次的最低分要是数");
    if (!grades.empty() && *least >= grades.back().second) {
      return root.fault("grades", i, "等次要从高到低写");
    }
    grades.emplace_back(pairs[i].first, *least);
  }
  return grades;
}

Result<ReviewForm> read_form(const std::filesystem::path& file, std::span<const Rule> rules) {
  JX_TRY(const TomlDocument document, TomlDocument::load(file));
  const TomlTable root = document.root();
  ReviewForm form;
  JX_TRY(form.id, root.text("id"));
  JX_TRY(form.title, root.text("title"));
  JX_TRY(form.basis, root.text("basis"));
  JX_TRY(const bool verified, root.flag("verified"));
  if (!verified) form.basis += "（依据未核实）";
  JX_TRY(const TomlTable deduction, root.table("deduction"));
  JX_TRY(form.deduction, read_deduction(deduction));
  JX_TRY(form.grades, read_grades(root));
  if (root.has("opinions")) {
    JX_TRY(form.opinions, root.pairs("opinions"));
  }
  JX_TRY(const std::vector<TomlTable> items, root.tables("item"));
  if (items.empty()) return root.fault("item", "表里没有一项");
  std::set<std::string> taken;
  for (const TomlTable& table : items) {
    JX_TRY(ReviewItem item, read_item(table, rules, taken));
    form.items.push_back(std::move(item));
  }
  JX_TRY_VOID(document.finish());
  return form;
}

}  // namespace

Result<std::vector<ReviewForm>> load_review_forms(const std::filesystem::path& folder,
                                                  std::span<const Rule> rules) {
  JX_TRY(const std::vector<std::filesystem::path> files, find_toml_files(folder));
  std::vector<ReviewForm> forms;
  for (const std::filesystem::path& file : files) {
    JX_TRY(ReviewForm form, read_form(file, rules));
    forms.push_back(std::move(form));
  }
  return forms;
}

}  // namespace jx
