// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "codecs/toml.h"

namespace jx {
namespace {

/// What a cell may show, and what people call it.
struct ValueName {
  std::string_view value;
  std::string_view chinese;
};
constexpr ValueName kValues[] = {{"project", "项目名称"},
                                 {"project.name", "项目名称"},
                                 {"year", "年度"},
                                 {"department", "主管部门"},
                                 {"unit", "实施单位"},
                                 {"statement", ""},
                                 {"conclusion", "评价结论"},
                                 {"fund.name", "资金来源"},
                                 {"fund.initial", "年初预算数"},
                                 {"fund.budget", "全年预算数"},
                                 {"fund.executed", "全年执行数"},
                                 {"fund.weight", "预算执行率的分值"},
                                 {"fund.rate", "执行率"},
                                 {"fund.score", "预算执行率得分"},
                                 {"fund.reason", "原因"},
                                 {"goal.expected", "预期目标"},
                                 {"goal.actual", "目标实际完成情况"},
                                 {"indicator.level1", "一级指标"},
                                 {"indicator.level1_points", "一级指标"},
                                 {"indicator.level2", "二级指标"},
                                 {"indicator.name", "三级指标"},
                                 {"indicator.target", "指标值"},
                                 {"indicator.comparator", "指标性质"},
                                 {"indicator.value", "指标值"},
                                 {"indicator.unit", "度量单位"},
                                 {"indicator.actual", "完成值"},
                                 {"indicator.achieved", "完成值"},
                                 {"indicator.weight", "分值"},
                                 {"indicator.score", "得分"},
                                 {"indicator.reason", "偏差原因"},
                                 {"total.weight", "总分的分值"},
                                 {"total.score", "总分"}};

constexpr double kHighestPoints = 72;
constexpr double kWidestMillimetres = 400;
constexpr std::int64_t kMostColumns = 64;
constexpr std::int64_t kMostDown = 16;

constexpr std::pair<FormRowKind, std::string_view> kKinds[] = {
    {FormRowKind::EachFund, "fund"},
    {FormRowKind::EachGoal, "goal"},
    {FormRowKind::EachIndicator, "indicator"}};

bool is_form_value(std::string_view value) {
  return std::any_of(std::begin(kValues), std::end(kValues),
                     [&](const ValueName& each) { return each.value == value; });
}

double to_double(const Decimal& value) { return std::stod(value.to_string()); }

Result<double> read_length(const TomlTable& table, std::string_view key, const Decimal& value,
                           double most) {
  if (value.is_negative() || to_double(value) > most) {
    return table.fault(key, fmt::format("要在 0 到 {} 之间", most));
  }
  return to_double(value);
}

Result<FormPage> read_page(const TomlTable& root) {
  FormPage page;
  JX_TRY(const std::optional<TomlTable> table, root.find_table("page"));
  if (!table) return page;
  JX_TRY(const std::string orientation, table->text("orientation"));
  if (orientation != "portrait" && orientation != "landscape") {
    return table->fault("orientation", "只能是 portrait（纵向）或 landscape（横向）");
  }
  page.landscape = orientation == "landscape";
  JX_TRY(const std::vector<Decimal> margins, table->decimals("margins"));
  const std::array<double*, 4> sides = {&page.top, &page.right, &page.bottom, &page.left};
  if (margins.size() != sides.size()) {
    return table->fault("margins", "要有上、右、下、左四个数，单位毫米");
  }
  for (std::size_t i = 0; i < sides.size(); ++i) {
    constexpr double kMostMargin = 100;
    JX_TRY(*sides[i], read_length(*table, "margins", margins[i], kMostMargin));
  }
  return page;
}

Result<FormLook> read_look(const TomlTable& table) {
  FormLook look;
  JX_TRY(look.name, table.text("name"));
  JX_TRY(look.font, table.text("font"));
  JX_TRY(const Decimal points, table.decimal("points"));
  JX_TRY(look.points, read_length(table, "points", points, kHighestPoints));
  JX_TRY(const std::optional<bool> bold, table.find_flag("bold"));
  look.bold = bold.value_or(false);
  JX_TRY(const std::optional<bool> outside, table.find_flag("outside"));
  look.outside = outside.value_or(false);
  JX_TRY(const std::optional<std::string> align, table.find_text("align"));
  if (!align || *align == "centre") return look;
  if (*align != "left" && *align != "right") {
    return table.fault("align", "只能是 left、centre 或 right");
  }
  look.align = *align == "left" ? FormAlign::Left : FormAlign::Right;
  return look;
}

Result<LayoutFund> read_fund(const TomlTable& table) {
  LayoutFund fund;
  JX_TRY(fund.name, table.text("name"));
  JX_TRY(fund.words, table.find_texts("words"));
  JX_TRY(const std::optional<bool> total, table.find_flag("total"));
  fund.total = total.value_or(false);
  return fund;
}

Result<std::uint32_t> read_count(const TomlTable& table, std::string_view key, std::int64_t least,
                                 std::int64_t most) {
  JX_TRY(const std::optional<std::int64_t> count, table.find_whole(key));
  if (!count) return static_cast<std::uint32_t>(least);
  if (*count < least || *count > most) {
    return table.fault(key, fmt::format("要在 {} 到 {} 之间", least, most));
  }
  return static_cast<std::uint32_t>(*count);
}

Result<LayoutCell> read_cell(const TomlTable& table, std::span<const FormLook> looks) {
  LayoutCell cell;
  JX_TRY(const std::optional<std::string> text, table.find_text("text"));
  cell.text = text.value_or("");
  JX_TRY(const std::optional<std::string> value, table.find_text("value"));
  cell.value = value.value_or("");
  if (value && !is_form_value(*value)) {
    std::vector<std::string_view> known;
    known.reserve(std::size(kValues));
    for (const ValueName& each : kValues) known.push_back(each.value);
    const auto nearest = find_nearest(*value, known);
    return table.fault("value", nearest ? fmt::format("没有叫“{}”的值；是不是 {}", *value, *nearest)
                                        : fmt::format("没有叫“{}”的值", *value));
  }
  if (value && text && cell.text.find("{}") == std::string::npos) {
    return table.fault("text", "有值的格，文字里要用 {} 表示值写在哪里");
  }
  JX_TRY(cell.labels, table.find_texts("labels"));
  if (cell.value == "statement" && cell.labels.empty()) {
    return table.fault("labels", "statement 要用 labels 说明是哪一栏");
  }
  JX_TRY(cell.columns, read_count(table, "columns", 1, kMostColumns));
  JX_TRY(cell.down, read_count(table, "down", 0, kMostDown));
  JX_TRY(const std::optional<bool> merge, table.find_flag("merge"));
  cell.merge = merge.value_or(false);
  JX_TRY(const std::string look, table.text("look"));
  const auto found = std::find_if(looks.begin(), looks.end(),
                                  [&](const FormLook& each) { return each.name == look; });
  if (found == looks.end()) return table.fault("look", fmt::format("没有叫“{}”的 [[look]]", look));
  cell.look = static_cast<std::size_t>(found - looks.begin());
  return cell;
}

Result<LayoutRow> read_row(const TomlTable& table, std::span<const FormLook> looks) {
  LayoutRow row;
  JX_TRY(const std::optional<std::string> each, table.find_text("each"));
  if (each) {
    const auto found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                    [&](const auto& kind) { return kind.second == *each; });
    if (found == std::end(kKinds)) {
      return table.fault("each", "只能是 fund、goal 或 indicator");
    }
    row.kind = found->first;
  }
  JX_TRY(const std::optional<Decimal> height, table.find_decimal("height"));
  constexpr double kHighestRow = 400;
  if (height) {
    JX_TRY(row.height, read_length(table, "height", *height, kHighestRow));
  }
  JX_TRY(const std::optional<bool> repeat, table.find_flag("repeat"));
  row.repeat = repeat.value_or(false);
  if (row.repeat && row.kind != FormRowKind::Once) {
    return table.fault("repeat", "按数据重复的行不能又是每页的表头");
  }
  JX_TRY(const std::vector<TomlTable> cells, table.tables("cells"));
  for (const TomlTable& cell : cells) {
    JX_TRY(LayoutCell read, read_cell(cell, looks));
    if (read.down > 0 && row.kind != FormRowKind::Once) {
      return cell.fault("down", "重复的行里的格不能伸到下面的行");
    }
    row.cells.push_back(std::move(read));
  }
  return row;
}

/// Every row is filled by its own cells and those that reach down into it, none over another.
Result<void> check_rows(const FormLayout& layout, std::span<const TomlTable> tables) {
  std::vector<std::size_t> taken(layout.widths.size());  // Of each column: until which row.
  for (std::size_t i = 0; i < layout.rows.size(); ++i) {
    const auto is_free = [&](std::size_t column) { return taken[column] <= i; };
    std::size_t columns = 0;
    for (std::size_t column = 0; column < taken.size(); ++column)
      columns += is_free(column) ? 0 : 1;
    for (const LayoutCell& cell : layout.rows[i].cells) columns += cell.columns;
    if (columns != taken.size()) {
      return tables[i].fault(
          "cells", fmt::format("这一行的格共占 {} 列，表有 {} 列", columns, taken.size()));
    }
    std::size_t column = 0;
    for (const LayoutCell& cell : layout.rows[i].cells) {
      while (column < taken.size() && !is_free(column)) ++column;
      if (i + cell.down >= layout.rows.size()) {
        return tables[i].fault("cells", "down 伸到了表的最后一行以下");
      }
      for (std::uint32_t c = 0; c < cell.columns; ++c, ++column) {
        if (column >= taken.size() || !is_free(column)) {
          return tables[i].fault("cells", "有一格压在从上面伸下来的格上；请把它分成两格");
        }
        taken[column] = i + 1 + cell.down;
      }
    }
  }
  return {};
}

Result<FormLayout> read_layout(const TomlDocument& document) {
  const TomlTable root = document.root();
  FormLayout layout;
  JX_TRY(layout.id, root.text("id"));
  JX_TRY(layout.title, root.text("title"));
  JX_TRY(const std::optional<std::string> region, root.find_text("region"));
  layout.region = region.value_or("");
  JX_TRY(layout.basis.clause, root.text("basis"));
  JX_TRY(layout.basis.verified, root.flag("verified"));
  JX_TRY(const std::vector<Decimal> widths, root.decimals("widths"));
  for (const Decimal& width : widths) {
    JX_TRY(const double read, read_length(root, "widths", width, kWidestMillimetres));
    layout.widths.push_back(read);
  }
  JX_TRY(layout.no_score, root.text("no_score"));
  JX_TRY(layout.page, read_page(root));
  JX_TRY(const std::vector<TomlTable> looks, root.tables("look"));
  for (const TomlTable& table : looks) {
    JX_TRY(FormLook look, read_look(table));
    layout.looks.push_back(std::move(look));
  }
  JX_TRY(const std::vector<TomlTable> funds, root.tables("fund"));
  for (const TomlTable& table : funds) {
    JX_TRY(LayoutFund fund, read_fund(table));
    layout.funds.push_back(std::move(fund));
  }
  JX_TRY(const std::vector<TomlTable> rows, root.tables("row"));
  if (rows.empty()) return root.fault("row", "表里没有一行");
  for (const TomlTable& table : rows) {
    JX_TRY(LayoutRow row, read_row(table, layout.looks));
    layout.rows.push_back(std::move(row));
  }
  JX_TRY_VOID(check_rows(layout, rows));
  JX_TRY_VOID(document.finish());
  return layout;
}

}  // namespace

std::string_view chinese_name_of_value(std::string_view value) noexcept {
  for (const ValueName& each : kValues) {
    if (each.value == value) return each.chinese;
  }
  return {};
}

Result<FormLayout> parse_form_layout(std::string_view text, const std::string& name) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, name));
  return read_layout(document);
}

Result<std::vector<FormLayout>> load_form_layouts(const std::filesystem::path& folder) {
  JX_TRY(const std::vector<std::filesystem::path> files, find_toml_files(folder));
  std::vector<FormLayout> layouts;
  for (const std::filesystem::path& file : files) {
    JX_TRY(const TomlDocument document, TomlDocument::load(file));
    JX_TRY(FormLayout layout, read_layout(document));
    const bool known = std::any_of(layouts.begin(), layouts.end(),
                                   [&](const FormLayout& each) { return each.id == layout.id; });
    if (known) return document.root().fault("id", fmt::format("已有叫“{}”的表", layout.id));
    layouts.push_back(std::move(layout));
  }
  std::sort(layouts.begin(), layouts.end(),
            [](const FormLayout& a, const FormLayout& b) { return a.id < b.id; });
  return layouts;
}

const FormLayout* find_form_for(std::span<const FormLayout> layouts,
                                std::string_view region) noexcept {
  constexpr std::size_t kDigits[] = {6, 4, 2, 0};
  for (const std::size_t digits : kDigits) {
    if (digits > region.size()) continue;
    std::string wanted(region.substr(0, digits));
    if (digits > 0) wanted.resize(6, '0');
    for (const FormLayout& layout : layouts) {
      if (layout.region == wanted) return &layout;
    }
  }
  return nullptr;
}

}  // namespace jx
