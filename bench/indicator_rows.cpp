// SPDX-License-Identifier: AGPL-3.0-or-later
#include "indicator_rows.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace jx::bench {
namespace {

struct Row {
  std::string_view level1;
  std::string_view level2;
  std::string_view name;
  std::string_view sign;
  std::uint64_t low;
  std::uint64_t high;
  std::string_view unit;
  std::string_view weight;
  std::string_view direction;
};

constexpr std::array<Row, IndicatorRows::kRowsOfProject> kRows = {{
    {"产出指标", "数量指标", "培训人次", "≥", 200, 900, "人次", "10", "正向指标"},
    {"产出指标", "数量指标", "开展场次", "≥", 5, 60, "场", "5", "正向指标"},
    {"产出指标", "质量指标", "验收合格率", "≥", 95, 100, "%", "10", "正向指标"},
    {"产出指标", "时效指标", "按期完成率", "＝", 100, 100, "%", "10", "正向指标"},
    {"产出指标", "成本指标", "人均成本", "≤", 300, 900, "元", "15", "反向指标"},
    {"效益指标", "经济效益指标", "参与农户增收额", "≥", 500, 4000, "元", "10", "正向指标"},
    {"效益指标", "社会效益指标", "带动就业人数", "≥", 20, 300, "人", "10", "正向指标"},
    {"效益指标", "可持续影响指标", "设施使用年限", "≥", 3, 15, "年", "10", "正向指标"},
    {"满意度指标", "服务对象满意度指标", "受益群众满意度", "≥", 90, 98, "%", "10", "正向指标"},
}};

constexpr std::array<std::string_view, 10> kPlaces = {"东湖", "西岭", "南桥", "北川", "临江",
                                                      "石门", "清水", "白云", "青山", "和平"};

constexpr std::array<std::string_view, 12> kObjects = {
    "农田水利", "妇女技能", "社区养老", "乡村道路", "森林防火", "职业教育",
    "疾病防控", "数字档案", "河道治理", "文化下乡", "创业孵化", "校园安全"};

}  // namespace

std::uint64_t IndicatorRows::draw(std::uint64_t below) {
  // SplitMix64: short, and the same everywhere.
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
  return (mixed ^ (mixed >> 31U)) % below;
}

std::uint64_t IndicatorRows::draw_between(std::uint64_t low, std::uint64_t high) {
  return low + draw(high - low + 1);
}

void IndicatorRows::add_project(std::string& text) {
  ++number_;
  const std::string thing =
      fmt::format("{}{}", kPlaces[draw(kPlaces.size())], kObjects[draw(kObjects.size())]);
  const std::string goal = fmt::format(
      "目标1：完成{}任务{}项，培训{}人次；目标2：带动{}人就业，群众满意度达到{}%以上。", thing,
      draw_between(3, 90), draw_between(100, 900), draw_between(20, 300), draw_between(85, 98));
  const std::string head =
      fmt::format("15000021T{:012}-{}项目\t{}001-单位{}\t{}.00\t", number_, thing,
                  140 + number_ % 50, number_ % 500, draw_between(10, 5000));
  for (std::size_t index = 0; index < kRows.size(); ++index) {
    const Row& row = kRows[index];
    const std::string value = draw(1000) < 5 ? "" : std::to_string(draw_between(row.low, row.high));
    const std::string_view direction = draw(1000) < 2 ? "反向指标" : row.direction;
    const std::string_view weight = draw(1000) < 2 ? "20" : row.weight;
    fmt::format_to(std::back_inserter(text), "{}{}\t{}\t{}\t{}{}\t{}\t{}\t{}\t{}\t{}\n",
                   index == 0 ? std::string_view(head) : std::string_view("\t\t\t"), goal,
                   row.level1, row.level2, thing, row.name, row.sign, value, row.unit, weight,
                   direction);
  }
}

std::string IndicatorRows::next_text(std::size_t projects) {
  std::string text =
      "项目支出绩效表\n\n单位：万元\n\n项目名称\t单位名称\t预算数\t年度目标\t一级指标\t二级指标\t"
      "三级指标\t指标性质\t指标值\t度量单位\t权重\t指标方向性\n";
  for (std::size_t index = 0; index < projects; ++index) add_project(text);
  return text;
}

}  // namespace jx::bench
