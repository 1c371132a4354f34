// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/framework.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "codecs/toml.h"

namespace jx {
namespace {

struct MethodName {
  EvaluationMethod method;
  std::string_view name;
  std::string_view chinese;
};
constexpr std::array kMethods = {MethodName{EvaluationMethod::Points, "points", "按要点评分"},
                                 MethodName{EvaluationMethod::Rate, "rate", "比率"},
                                 MethodName{EvaluationMethod::Saving, "saving", "节约率"},
                                 MethodName{EvaluationMethod::Date, "date", "完成时间"}};

const MethodName& entry_of(EvaluationMethod method) noexcept {
  return kMethods[static_cast<std::size_t>(method)];
}

Result<EvaluationMethod> read_method(const TomlTable& table) {
  JX_TRY(const std::string name, table.text("method"));
  const auto method = find_evaluation_method(name);
  if (method) return *method;
  return table.fault("method", "只能是 points、rate、saving 或 date");
}

Result<FrameworkIndicator> read_indicator(const TomlTable& table, const Framework& framework) {
  FrameworkIndicator indicator;
  JX_TRY(indicator.code, table.text("code"));
  if (framework.find(indicator.code) != nullptr) {
    return table.fault("code", fmt::format("编码 {} 出现了两次", indicator.code));
  }
  JX_TRY(indicator.level1, table.text("level1"));
  JX_TRY(indicator.level2, table.text("level2"));
  JX_TRY(indicator.name, table.text("name"));
  JX_TRY(indicator.explanation, table.text("explanation"));
  JX_TRY(indicator.method, read_method(table));
  if (indicator.method == EvaluationMethod::Points) {
    JX_TRY(indicator.points, table.texts("points"));
    if (indicator.points.empty()) return table.fault("points", "至少要有一个评价要点");
  }
  if (indicator.method == EvaluationMethod::Rate || indicator.method == EvaluationMethod::Saving) {
    JX_TRY(indicator.part, table.text("part"));
    JX_TRY(indicator.whole, table.text("whole"));
    JX_TRY(indicator.full_at, table.find_decimal("full_at"));
    JX_TRY(indicator.zero_at, table.find_decimal("zero_at"));
    const bool both = indicator.full_at && indicator.zero_at;
    if (both && *indicator.full_at == *indicator.zero_at) {
      return table.fault("zero_at", "得满分的比率和得 0 分的比率不能相同");
    }
  }
  return indicator;
}

Result<std::vector<std::pair<std::string, Decimal>>> read_grades(const TomlTable& root) {
  std::vector<std::pair<std::string, Decimal>> grades;
  JX_TRY(const auto pairs, root.pairs("grades"));
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const Result<Decimal> least = Decimal::parse(pairs[i].second);
    if (!least.ok()) return root.fault("grades", i, "等级的最低分要是数");
    if (!grades.empty() && *least >= grades.back().second) {
      return root.fault("grades", i, "等级要从高到低写");
    }
    grades.emplace_back(pairs[i].first, *least);
  }
  if (grades.empty() || grades.back().second != Decimal(0)) {
    return root.fault("grades", "最后一个等级要从 0 分起，否则有的总分没有等级");
  }
  return grades;
}

Result<std::vector<LeastShare>> read_least(const TomlTable& root) {
  std::vector<LeastShare> all;
  JX_TRY(const std::vector<TomlTable> tables, root.tables("least"));
  for (const TomlTable& table : tables) {
    LeastShare least;
    JX_TRY(least.levels, table.texts("levels"));
    JX_TRY(least.share, table.decimal("share"));
    JX_TRY(least.basis, table.text("basis"));
    all.push_back(std::move(least));
  }
  return all;
}

Result<std::string> read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Error{ErrorCode::NotFound, fmt::format("打不开 {}。", path.string())};
  }
  std::string text(std::istreambuf_iterator<char>(file), {});
  return text;
}

}  // namespace

std::string_view to_string(EvaluationMethod method) noexcept { return entry_of(method).name; }
std::string_view chinese_name(EvaluationMethod method) noexcept { return entry_of(method).chinese; }

std::optional<EvaluationMethod> find_evaluation_method(std::string_view name) noexcept {
  const auto* const found = std::find_if(kMethods.begin(), kMethods.end(),
                                         [&](const MethodName& each) { return each.name == name; });
  if (found == kMethods.end()) return std::nullopt;
  return found->method;
}

const FrameworkIndicator* Framework::find(std::string_view code) const noexcept {
  const auto found = std::find_if(indicators.begin(), indicators.end(),
                                  [&](const auto& each) { return each.code == code; });
  return found == indicators.end() ? nullptr : &*found;
}

Result<Framework> read_framework(std::string_view text, const std::string& name) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, name));
  const TomlTable root = document.root();
  Framework framework;
  JX_TRY(framework.id, root.text("id"));
  JX_TRY(framework.title, root.text("title"));
  JX_TRY(framework.basis, root.text("basis"));
  JX_TRY(const bool verified, root.flag("verified"));
  if (!verified) framework.basis += "（依据未核实）";
  JX_TRY(framework.grades, read_grades(root));
  JX_TRY(framework.grades_basis, root.text("grades_basis"));
  if (!verified) framework.grades_basis += "（依据未核实）";
  JX_TRY(framework.least, read_least(root));
  JX_TRY(const std::vector<TomlTable> tables, root.tables("indicator"));
  if (tables.empty()) return root.fault("indicator", "框架里没有一个指标");
  for (const TomlTable& table : tables) {
    JX_TRY(FrameworkIndicator indicator, read_indicator(table, framework));
    framework.indicators.push_back(std::move(indicator));
  }
  JX_TRY_VOID(document.finish());
  return framework;
}

Result<LoadedFramework> load_framework(const std::filesystem::path& folder, std::string_view id) {
  JX_TRY(const std::vector<std::filesystem::path> files, find_toml_files(folder));
  std::string known;
  for (const std::filesystem::path& file : files) {
    JX_TRY(std::string text, read_text(file));
    JX_TRY(Framework framework, read_framework(text, file.filename().string()));
    if (framework.id == id) return LoadedFramework{std::move(framework), std::move(text)};
    known += (known.empty() ? "" : "、") + fmt::format("{}（{}）", framework.id, framework.title);
  }
  return Error{ErrorCode::NotFound, fmt::format("没有叫“{}”的指标体系框架；有的是：{}", id, known)};
}

}  // namespace jx
