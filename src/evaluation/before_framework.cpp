// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/before_framework.h"

#include <fmt/format.h>

#include <set>

#include "codecs/toml.h"

namespace jx {
namespace {

const Decimal kFullMarks(100);

Result<BeforePoint> read_point(const TomlTable& table, std::set<std::string>& taken) {
  BeforePoint point;
  JX_TRY(point.id, table.text("id"));
  JX_TRY(point.name, table.text("name"));
  JX_TRY(point.question, table.text("question"));
  JX_TRY(point.points, table.decimal("points"));
  JX_TRY(point.evidence, table.find_texts("evidence"));
  JX_TRY(point.rules, table.find_texts("rules"));
  if (point.points <= Decimal(0)) return table.fault("points", "分值要大于 0");
  if (!taken.insert(point.id).second || !taken.insert(point.name).second) {
    return table.fault("id", fmt::format("{}（{}）出现了两次", point.id, point.name));
  }
  return point;
}

Result<BeforeConclusion> read_conclusion(const TomlTable& table,
                                         const std::vector<BeforeConclusion>& earlier) {
  BeforeConclusion conclusion;
  JX_TRY(conclusion.name, table.text("name"));
  JX_TRY(conclusion.least, table.decimal("least"));
  if (!earlier.empty() && conclusion.least >= earlier.back().least) {
    return table.fault("least", "结论要从高到低写");
  }
  return conclusion;
}

/// [deduction], which rules need.
Result<std::array<Decimal, 3>> read_deduction(const TomlTable& root) {
  std::array<Decimal, 3> shares{};
  JX_TRY(const TomlTable table, root.table("deduction"));
  constexpr std::array<std::string_view, 3> kSeverities = {"info", "warning", "error"};
  for (std::size_t i = 0; i < shares.size(); ++i) {
    JX_TRY(shares[i], table.decimal(kSeverities[i]));
    if (shares[i] < Decimal(0) || shares[i] > Decimal(1)) {
      return table.fault(kSeverities[i], "扣分的比例要在 0 到 1 之间");
    }
  }
  return shares;
}

bool has_rules(const BeforeFramework& framework) {
  for (const BeforeDimension& dimension : framework.dimensions) {
    for (const BeforePoint& point : dimension.points) {
      if (!point.rules.empty()) return true;
    }
  }
  return false;
}

Result<BeforeFramework> read_framework(const TomlDocument& document) {
  const TomlTable root = document.root();
  BeforeFramework framework;
  JX_TRY(framework.id, root.text("id"));
  JX_TRY(framework.title, root.text("title"));
  JX_TRY(framework.basis, root.text("basis"));
  JX_TRY(const bool verified, root.flag("verified"));
  if (!verified) framework.basis += "（依据未核实）";
  JX_TRY(const std::vector<TomlTable> dimensions, root.tables("dimension"));
  std::set<std::string> taken;
  DecimalSum sum;
  for (const TomlTable& table : dimensions) {
    BeforeDimension& dimension = framework.dimensions.emplace_back();
    JX_TRY(dimension.name, table.text("name"));
    JX_TRY(const std::vector<TomlTable> points, table.tables("point"));
    if (points.empty()) return table.fault("point", "这个方面没有评分要点");
    for (const TomlTable& each : points) {
      JX_TRY(BeforePoint point, read_point(each, taken));
      sum.add(point.points);
      dimension.points.push_back(std::move(point));
    }
  }
  JX_TRY(const Decimal total, sum.total());
  if (total != kFullMarks) {
    return root.fault("dimension", fmt::format("各要点的分值合计 {}，应为 100", total.to_string()));
  }
  if (has_rules(framework)) {
    JX_TRY(framework.deduction, read_deduction(root));
  }
  JX_TRY(const std::vector<TomlTable> conclusions, root.tables("conclusion"));
  for (const TomlTable& table : conclusions) {
    JX_TRY(BeforeConclusion conclusion, read_conclusion(table, framework.conclusions));
    framework.conclusions.push_back(std::move(conclusion));
  }
  if (conclusions.empty() || !framework.conclusions.back().least.is_zero()) {
    return root.fault("conclusion", "最后一个结论要从 0 分起，使每个总分都有结论");
  }
  JX_TRY_VOID(document.finish());
  return framework;
}

}  // namespace

Result<BeforeFramework> parse_before_framework(std::string_view text, const std::string& name) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, name));
  return read_framework(document);
}

Result<std::vector<BeforeFramework>> load_before_frameworks(const std::filesystem::path& folder) {
  JX_TRY(const std::vector<std::filesystem::path> files, find_toml_files(folder));
  std::vector<BeforeFramework> all;
  for (const std::filesystem::path& file : files) {
    JX_TRY(const TomlDocument document, TomlDocument::load(file));
    JX_TRY(BeforeFramework framework, read_framework(document));
    all.push_back(std::move(framework));
  }
  return all;
}

}  // namespace jx
