// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

#include "reports/evaluation.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

std::string shown(const Decimal& points) { return points.trimmed().to_string(); }

/// "50 → 55：总分 90.00，优"
std::string change_of(const Decimal& from, const VariedTotal& to) {
  return fmt::format("{} → {}：总分 {}，{}", shown(from), shown(to.value), to.total.to_string(),
                     to.grade);
}

std::string moves_of(const Decimal& from, const std::optional<VariedTotal>& better,
                     const std::optional<VariedTotal>& worse) {
  std::string text;
  if (better) text += fmt::format("      升等：{}\n", change_of(from, *better));
  if (worse) text += fmt::format("      降等：{}\n", change_of(from, *worse));
  return text.empty() ? "      单改这一个，等级不变\n" : text;
}

std::string margins_of(const EvaluationSensitivity& sensitivity) {
  std::string text = fmt::format("总分 {}，{}", sensitivity.total.to_string(), sensitivity.grade);
  if (sensitivity.to_better) {
    text += fmt::format("；再得 {} 分升等", sensitivity.to_better->to_string());
  }
  if (sensitivity.to_worse) {
    text += fmt::format("；少 {} 分降等", sensitivity.to_worse->to_string());
  }
  return text + "\n";
}

void write_varied(JsonWriter& json, std::string_view name, const VariedTotal& varied) {
  json.key(name).begin_object().member("value", varied.value.to_string());
  json.member("total", varied.total.to_string()).member("grade", varied.grade).end_object();
}

void write_moves(JsonWriter& json, const std::optional<VariedTotal>& better,
                 const std::optional<VariedTotal>& worse) {
  if (better) write_varied(json, "better", *better);
  if (worse) write_varied(json, "worse", *worse);
}

}  // namespace

std::string render_sensitivity_text(const EvaluatedBook& evaluated,
                                    const EvaluationSensitivity& sensitivity,
                                    const TextStyle& style) {
  const auto name_of = [&](std::size_t index) {
    const EvaluatedIndicator& indicator = evaluated.book.indicators[index];
    return fmt::format("{} {}", indicator.code, indicator.name);
  };
  std::string text =
      inked(fmt::format("{}（{}）敏感性", evaluated.book.name, evaluated.book.project),
            TextInk::Strong, style);
  text += "\n" + margins_of(sensitivity);
  text += "\n一个指标的得分变了，其余不变\n";
  for (const ScoreSensitivity& each : sensitivity.scores) {
    const EvaluatedScore& score = evaluated.scores.indicators[each.indicator];
    text += fmt::format("  {}：得 {} / {}；得 0 分总分 {}（{}），得满分总分 {}（{}）\n",
                        name_of(each.indicator), score.score->to_string(), shown(score.full),
                        each.none.total.to_string(), each.none.grade, each.full.total.to_string(),
                        each.full.grade);
    text += moves_of(*score.score, each.better, each.worse);
  }
  text +=
      fmt::format("\n一个指标的权重变了，各指标得分率不变，其余权重按原比例分余下的分（±{}%）\n",
                  shown(sensitivity.part));
  for (const WeightSensitivity& each : sensitivity.weights) {
    const Decimal& weight = evaluated.scores.indicators[each.indicator].full;
    text += fmt::format("  {}：权重 {}；{}；{}\n", name_of(each.indicator), shown(weight),
                        change_of(weight, each.less), change_of(weight, each.more));
    text += moves_of(weight, each.better, each.worse);
  }
  text += fmt::format("\n单个权重变动 {}% 以内，等级{}\n", shown(sensitivity.part),
                      sensitivity.grade_stays ? "不变" : "会变，见上");
  return text;
}

void write_sensitivity(JsonWriter& json, const EvaluatedBook& evaluated,
                       const EvaluationSensitivity& sensitivity) {
  const auto begin_of = [&](std::size_t index) {
    const EvaluatedScore& score = evaluated.scores.indicators[index];
    json.begin_object().member("code", evaluated.book.indicators[index].code);
    json.member("name", evaluated.book.indicators[index].name);
    json.member("weight", score.full.to_string()).member("score", score.score->to_string());
  };
  json.begin_object(Layout::Lines).member("project", evaluated.book.project);
  json.member("name", evaluated.book.name).member("total", sensitivity.total.to_string());
  json.member("grade", sensitivity.grade).member("part", sensitivity.part.to_string());
  if (sensitivity.to_better) json.member("to_better", sensitivity.to_better->to_string());
  if (sensitivity.to_worse) json.member("to_worse", sensitivity.to_worse->to_string());
  json.member("grade_stays", sensitivity.grade_stays);
  json.key("scores").begin_array(Layout::Lines);
  for (const ScoreSensitivity& each : sensitivity.scores) {
    begin_of(each.indicator);
    write_varied(json, "none", each.none);
    write_varied(json, "full", each.full);
    write_moves(json, each.better, each.worse);
    json.end_object();
  }
  json.end_array().key("weights").begin_array(Layout::Lines);
  for (const WeightSensitivity& each : sensitivity.weights) {
    begin_of(each.indicator);
    write_varied(json, "less", each.less);
    write_varied(json, "more", each.more);
    write_moves(json, each.better, each.worse);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace jx
