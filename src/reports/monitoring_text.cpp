// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "monitoring/absence_words.h"
#include "reports/monitoring.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

TextInk ink_of(Light light) {
  switch (light) {
    case Light::Red: return TextInk::Red;
    case Light::Yellow: return TextInk::Yellow;
    case Light::Green: return TextInk::Green;
    case Light::Blue: return TextInk::Blue;
    case Light::None: return TextInk::Faint;
  }
  return TextInk::Plain;
}

std::string lit(Light light, const TextStyle& style) {
  return inked(chinese_name(light), ink_of(light), style);
}

std::string with_unit(const Decimal& value, const std::string& unit) {
  return value.to_string() + (unit.empty() || unit == "%" ? unit : " " + unit);
}

std::string unit_of(const Indicator& indicator) {
  return indicator.target.has_value() ? indicator.target->unit.name : std::string();
}

std::string heading(const MonitoredDocument& document, std::string_view what) {
  const Monitoring& monitoring = document.monitoring;
  return fmt::format("{}（{} 年 1—{} 月） {}{}\n", what, monitoring.year, monitoring.month,
                     document.file, document.generated ? "　【生成示例】" : "");
}

std::string project_line(const MonitoredProject& project) {
  std::string line = project.code.empty() ? project.name : project.code + "-" + project.name;
  if (line.empty()) line = project.key;
  if (!project.unit_name.empty()) line += "　" + project.unit_name;
  return line;
}

/// What was left out of a number, why it fell, what is missing.
std::string remarks_of(const Total& total) {
  std::string text;
  for (const Fall& fall : total.falls) {
    text += fmt::format("      累计数变小：{} 报 {}（第 {} 条），{} 报 {}（第 {} 条）{}\n",
                        fall.earlier_period, fall.before.to_string(), fall.earlier,
                        fall.later_period, fall.after.to_string(), fall.later,
                        fall.reporter.empty() ? "" : "，" + fall.reporter);
  }
  for (const Exclusion& each : total.exclusions) {
    text += fmt::format("      未计入：{}{}{} {}\n",
                        each.number ? fmt::format("第 {} 条 ", *each.number) : "", each.reporter,
                        each.reporter.empty() ? each.period : " " + each.period, each.reason);
  }
  return text;
}

std::string statement_of(const Statement& statement) {
  std::string causes;
  for (const DeviationCause cause : statement.causes) {
    causes += (causes.empty() ? "" : "、") + std::string(chinese_name(cause));
  }
  std::string text;
  const auto add = [&](std::string_view what, const std::string& words) {
    if (!words.empty()) text += fmt::format("{}{}：{}", text.empty() ? "" : "；", what, words);
  };
  add("偏差原因", causes);
  add("说明", statement.explanation);
  if (statement.likelihood) {
    add("完成可能性", std::string(chinese_name(*statement.likelihood)));
  }
  add("措施", statement.measures);
  return text;
}

std::string row_text(const MonitoredRow& row, const TextStyle& style) {
  const std::string unit = unit_of(row.indicator);
  std::string text = fmt::format("  {} {}　{}　完成 {}\n", lit(row.light.light, style), row.name,
                                 monitored_target(row.indicator), shown_total(row.total, unit));
  text += fmt::format("      {}\n", row.light.reason);
  const std::string change = shown_change(row);
  if (!change.empty()) text += fmt::format("      比上月：{}\n", change);
  if (row.forecast.known()) {
    text += fmt::format("      全年预计 {}{}：{}\n", shown_forecast(row.forecast),
                        unit.empty() ? "" : " " + unit, row.forecast.method);
  }
  if (row.suggested) {
    text += fmt::format("      完成可能性（按数推算，由人确定）：{}，{}\n",
                        chinese_name(*row.suggested), row.suggested_reason);
  }
  if (row.statement != nullptr) text += fmt::format("      {}\n", statement_of(*row.statement));
  for (const std::string& period : row.missing) text += fmt::format("      缺报：{}\n", period);
  return text + remarks_of(row.total);
}

std::string money_text(const MonitoredMoney& money, const TextStyle& style) {
  std::string text =
      fmt::format("  支出 {}　{}\n", lit(money.light.light, style), money.light.reason);
  if (money.forecast.known()) {
    text += fmt::format("      全年预计执行 {} {}：{}\n", shown_forecast(money.forecast),
                        money.unit, money.forecast.method);
  }
  if (money.statement != nullptr) text += fmt::format("      {}\n", statement_of(*money.statement));
  return text + remarks_of(money.executed);
}

std::string light_row(const MonitoredProject& project) {
  std::string text;
  for (const LightMonth& each : project.history) {
    text += fmt::format("{}{} 月 支出{}、目标{}", text.empty() ? "" : "；", each.month,
                        chinese_name(each.money), chinese_name(each.goal));
  }
  return text;
}

std::string project_text(const MonitoredProject& project, const TextStyle& style) {
  std::string text =
      fmt::format("{}\n  双监控：支出 {}，目标 {}\n", project_line(project),
                  lit(project.money.light.light, style), lit(project.goal_light, style));
  if (project.progress) {
    text += fmt::format("  目标进度 {}%", project.progress->to_string());
    if (project.gap) {
      text += fmt::format("，支出进度 {}%，相差 {} 个百分点{}", project.money.rate->to_string(),
                          project.gap->to_string(), project.gap_too_wide ? "，超过允许的差距" : "");
    }
    text += "\n";
  }
  text += money_text(project.money, style);
  for (const MonitoredRow& row : project.rows) text += row_text(row, style);
  for (const std::string& month : project.missing_months) {
    text += fmt::format("  缺月报：{} 没有任何填报\n", month);
  }
  return text + fmt::format("  各月：{}\n\n", light_row(project));
}

std::string findings_text(const MonitoredDocument& document, const TextStyle& style) {
  std::string text;
  for (const MonitoringFinding& finding : document.findings) {
    const MonitoringCard* const card = card_of(document, finding);
    if (card == nullptr) continue;
    const bool error = card->severity == Severity::Error;
    text +=
        fmt::format("{} {} {}{}{}：{}\n      依据 {}；改法：{}\n",
                    inked(error ? "错误" : "警告", error ? TextInk::Red : TextInk::Yellow, style),
                    finding.rule, finding.project, finding.subject.empty() ? "" : " ",
                    finding.subject, finding.message, card->basis.to_string(), card->fix);
  }
  return text.empty() ? "没有发现监控规则 MO01—MO06 的问题\n" : text;
}

std::string remarks_text(const MonitoredDocument& document) {
  std::string text;
  if (document.filed == nullptr) return text;
  for (const FormRemark& each : document.filed->remarks) {
    text += fmt::format("注意：{} {}：{}\n", each.file, place_of(each.origin, nullptr), each.words);
  }
  return text;
}

std::string unused_text(const Monitoring& monitoring) {
  std::string text;
  for (const Exclusion& each : monitoring.unused) {
    text +=
        fmt::format("未用：第 {} 条 {}，{}\n", each.number.value_or(0), each.period, each.reason);
  }
  return text;
}

// --- 月度汇报
// -------------------------------------------------------------------------------------

bool is_off(const MonitoredRow& row) {
  return row.light.light == Light::Red || row.light.light == Light::Yellow;
}

std::string done_section(const MonitoredProject& project) {
  std::string text = "  一、进展\n";
  for (const MonitoredRow& row : project.rows) {
    const std::string change = shown_change(row);
    text += fmt::format(
        "    {}：{}，完成 {}{}（{}，佐证 {} 份）\n", row.name, monitored_target(row.indicator),
        shown_total(row.total, unit_of(row.indicator)), change.empty() ? "" : "，比上月" + change,
        chinese_name(row.light.light), row.total.evidence);
  }
  return text;
}

std::string money_section(const MonitoredProject& project) {
  const MonitoredMoney& money = project.money;
  std::string text = "  二、资金\n";
  text += fmt::format("    预算 {}，至本月执行 {}{}；{}（{}）\n",
                      money.budget ? with_unit(*money.budget, money.unit) : "没有读到",
                      shown_total(money.executed, money.unit),
                      money.rate ? fmt::format("，执行率 {}%", money.rate->to_string()) : "",
                      chinese_name(money.light.light), money.light.reason);
  if (money.forecast.known()) {
    text += fmt::format("    全年预计执行 {} {}\n", shown_forecast(money.forecast), money.unit);
  }
  return text;
}

std::string problem_section(const MonitoredProject& project) {
  std::string text = "  三、问题、原因和措施\n";
  std::size_t problems = 0;
  for (const MonitoredRow& row : project.rows) {
    if (!is_off(row) && row.total.falls.empty()) continue;
    ++problems;
    text += fmt::format("    {}（{}）：{}\n", row.name, chinese_name(row.light.light),
                        row.light.reason);
    text += row.statement == nullptr ? "      没有说明偏差原因\n"
                                     : fmt::format("      {}\n", statement_of(*row.statement));
    text += remarks_of(row.total);
  }
  if (project.gap_too_wide) {
    ++problems;
    text += fmt::format("    支出进度与目标进度相差 {} 个百分点\n", project.gap->to_string());
  }
  return problems == 0 ? text + "    没有\n" : text;
}

std::string change_section(const MonitoredProject& project, int month) {
  std::string text = "  四、与上月相比的灯\n";
  std::size_t changes = 0;
  const auto add = [&](const std::string& name, const std::optional<Before>& before, Light now) {
    const std::string change = shown_light_change(before, now, month);
    if (change.empty()) return;
    ++changes;
    text += fmt::format("    {}：{}\n", name, change);
  };
  add("支出", project.money.before, project.money.light.light);
  for (const MonitoredRow& row : project.rows) add(row.name, row.before, row.light.light);
  return changes == 0 ? text + "    没有变化\n" : text;
}

std::string missing_section(const MonitoredProject& project) {
  std::string text = "  五、缺报\n";
  std::size_t gaps = 0;
  for (const std::string& month : project.missing_months) {
    ++gaps;
    text += fmt::format("    {}：没有任何填报\n", month);
  }
  for (const MonitoredRow& row : project.rows) {
    for (const std::string& period : row.missing) {
      ++gaps;
      text += fmt::format("    {}：{} 没有报\n", row.name, period);
    }
    if (row.total.figures == 0) {
      ++gaps;
      text += fmt::format("    {}：今年还没有报过\n", row.name);
    } else if (row.total.evidence == 0) {
      ++gaps;
      text +=
          fmt::format("    {}：没有佐证{}\n", row.name,
                      row.evidence_needed.empty()
                          ? ""
                          : "，应有：" + fmt::format("{}", fmt::join(row.evidence_needed, "、")));
    }
  }
  return gaps == 0 ? text + "    没有\n" : text;
}

}  // namespace

const MonitoringCard* card_of(const MonitoredDocument& document,
                              const MonitoringFinding& finding) noexcept {
  for (const MonitoringCard& card : document.cards) {
    if (card.id == finding.rule) return &card;
  }
  return nullptr;
}

std::string shown_total(const Total& total, const std::string& unit) {
  if (total.value) return with_unit(*total.value, unit);
  if (!total.level.empty()) return "“" + total.level + "”";
  if (total.absence) return std::string(words_of(*total.absence));
  return total.gap;
}

std::string monitored_target(const Indicator& indicator) {
  if (!indicator.target.has_value()) return "没有指标值";
  const Target& target = *indicator.target;
  if (target.kind == TargetKind::Number && target.value) {
    return std::string(chinese_name(target.comparator)) +
           with_unit(*target.value, target.unit.name);
  }
  if (target.kind == TargetKind::NotApplicable) return "不适用";
  return indicator.target.raw;
}

std::string shown_change(const MonitoredRow& row) {
  if (!row.before) return "";
  const Total& before = row.before->total;
  if (!row.total.value || !before.value) {
    if (before.figures == 0 && row.total.figures > 0) return "首次填报";
    if (row.total.level != before.level) {
      return fmt::format("由“{}”变为“{}”", before.level, row.total.level);
    }
    return "没有变化";
  }
  const Result<Decimal> more = row.total.value->minus(*before.value);
  if (!more.ok() || more->is_zero()) return "没有变化";
  // The difference of two rates is no rate.
  const std::string unit = unit_of(row.indicator);
  return (more->is_negative() ? "" : "+") +
         with_unit(more->trimmed(), unit == "%" ? "个百分点" : unit);
}

std::string shown_forecast(const Forecast& forecast) {
  if (!forecast.known()) return "";
  if (forecast.low == forecast.high) return forecast.middle->to_string();
  return fmt::format("{}（{} 至 {}）", forecast.middle->to_string(), forecast.low->to_string(),
                     forecast.high->to_string());
}

std::string shown_light_change(const std::optional<Before>& before, Light now, int month) {
  if (!before || before->light == now) return "";
  return fmt::format("{} 月 {} → {} 月 {}", month - 1, chinese_name(before->light), month,
                     chinese_name(now));
}

std::string render_monitoring_text(const MonitoredDocument& document, const TextStyle& style) {
  std::string text = heading(document, "绩效运行监控");
  text += fmt::format("  预警口径：{}（{}）　{}\n\n", document.monitoring.lights_title,
                      document.monitoring.lights, figures_from(document));
  for (const MonitoredProject& project : document.monitoring.projects) {
    text += project_text(project, style);
  }
  return text + findings_text(document, style) + remarks_text(document) +
         unused_text(document.monitoring);
}

std::string figures_from(const MonitoredDocument& document) {
  if (document.filed == nullptr) return "台账：" + document.ledger;
  return fmt::format("数取自填报的监控表（{} 项）", document.filed->figures.size());
}

std::string render_roll_up(const MonitoredDocument& document) {
  std::string text = heading(document, "逐级汇总");
  for (const RolledRow& row : document.rolled) {
    text += fmt::format("\n{} {}\n", row.project, row.name);
    for (const RolledUnit& unit : row.units) {
      const std::string indent(2 * unit.depth + 2, ' ');
      text += fmt::format(
          "{}{}：{}{}\n", indent, unit.name, shown_total(unit.total, row.unit),
          unit.total.contributions.size() > 1 ? fmt::format("（{}）", unit.total.words) : "");
      for (const Exclusion& each : unit.total.exclusions) {
        text +=
            fmt::format("{}  未计入：{} {}{}\n", indent, each.reporter,
                        each.number ? fmt::format("第 {} 条，", *each.number) : "", each.reason);
      }
    }
  }
  return text;
}

std::string render_monthly_report(const MonitoredDocument& document, const TextStyle& style) {
  const Monitoring& monitoring = document.monitoring;
  std::string text = heading(document, "工作进展月度汇报");
  for (const MonitoredProject& project : monitoring.projects) {
    text += fmt::format(
        "\n{}\n  支出 {}，目标 {}{}\n", project_line(project),
        lit(project.money.light.light, style), lit(project.goal_light, style),
        project.progress ? fmt::format("，目标进度 {}%", project.progress->to_string()) : "");
    text += done_section(project) + money_section(project) + problem_section(project);
    text += change_section(project, monitoring.month) + missing_section(project);
  }
  return text + unused_text(monitoring);
}

}  // namespace jx
