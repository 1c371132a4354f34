// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/findings.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "codecs/toml.h"
#include "monitoring/indicator_names.h"

namespace jx {
namespace {

constexpr std::array<std::string_view, 6> kIds = {"MO01", "MO02", "MO03", "MO04", "MO05", "MO06"};

Result<MonitoringCard> read_card(const TomlTable& table, std::string_view id) {
  MonitoringCard card;
  card.id = id;
  JX_TRY(card.name, table.text("name"));
  JX_TRY(const std::string severity, table.text("severity"));
  bool known = false;
  for (const Severity each : {Severity::Info, Severity::Warning, Severity::Error}) {
    if (to_string(each) != severity) continue;
    card.severity = each;
    known = true;
  }
  if (!known) return table.fault("severity", "应是 info、warning 或 error。");
  JX_TRY(card.title, table.text("title"));
  JX_TRY(card.title_en, table.text("title_en"));
  JX_TRY(card.why, table.text("why"));
  JX_TRY(card.basis.clause, table.text("clause"));
  JX_TRY(card.basis.verified, table.flag("verified"));
  JX_TRY(card.fix, table.text("fix"));
  return card;
}

bool is_off(Light light) { return light == Light::Red || light == Light::Yellow; }

bool has_cause(const Statement* statement) {
  return statement != nullptr && !statement->causes.empty() && !statement->explanation.empty();
}

/// What is missing of a statement about a deviation.
std::string_view gap_of(const Statement* statement) {
  if (statement == nullptr) return "没有说明";
  return statement->causes.empty() ? "没有选偏差原因" : "没有写原因说明";
}

class Finder {
 public:
  Finder(const Monitoring& monitoring, const LightRules& rules)
      : monitoring_(monitoring), rules_(rules) {}

  std::vector<MonitoringFinding> run() && {
    for (const MonitoredProject& project : monitoring_.projects) {
      project_ = project.key;
      find_behind(project);
      find_gap(project);
      find_unexplained(project);
      find_impossible(project);
      find_missing(project);
      find_falls(project);
    }
    return std::move(findings_);
  }

 private:
  void add(std::string_view rule, std::string subject, std::string message,
           std::vector<std::uint64_t> entries = {}) {
    findings_.push_back({.rule = std::string(rule),
                         .project = project_,
                         .subject = std::move(subject),
                         .message = std::move(message),
                         .entries = std::move(entries)});
  }

  static std::vector<std::uint64_t> entries_of(const Total& total) {
    std::vector<std::uint64_t> entries;
    for (const Contribution& each : total.contributions) entries.push_back(each.number);
    return entries;
  }

  void find_behind(const MonitoredProject& project) {
    const MonitoredMoney& money = project.money;
    if (is_off(money.light.light)) {
      add("MO01", kExecutedName, money.light.reason, entries_of(money.executed));
    }
    for (const MonitoredRow& row : project.rows) {
      const bool behind =
          row.light.prorated && row.light.degree && *row.light.degree < rules_.goal.yellow_below;
      if (behind) add("MO01", row.name, row.light.reason, entries_of(row.total));
    }
  }

  void find_gap(const MonitoredProject& project) {
    if (!project.gap_too_wide) return;
    add("MO02", "",
        fmt::format("支出进度 {}%，目标进度 {}%，相差 {} 个百分点，允许 {} 个",
                    project.money.rate->to_string(), project.progress->to_string(),
                    project.gap->to_string(), rules_.gap_points->to_string()),
        entries_of(project.money.executed));
  }

  void find_unexplained(const MonitoredProject& project) {
    const MonitoredMoney& money = project.money;
    if (is_off(money.light.light) && !has_cause(money.statement)) {
      add("MO03", kExecutedName,
          fmt::format("{}，{}", chinese_name(money.light.light), gap_of(money.statement)));
    }
    for (const MonitoredRow& row : project.rows) {
      if (!is_off(row.light.light) || has_cause(row.statement)) continue;
      add("MO03", row.name,
          fmt::format("{}，{}", chinese_name(row.light.light), gap_of(row.statement)),
          entries_of(row.total));
    }
  }

  void find_impossible(const MonitoredProject& project) {
    const auto look = [this](const std::string& name, const Statement* statement) {
      const bool idle = statement != nullptr && statement->measures.empty() &&
                        statement->likelihood == Likelihood::Impossible;
      if (idle) add("MO04", name, "完全不可能完成，没有写措施或调整", {statement->number});
    };
    look(kExecutedName, project.money.statement);
    for (const MonitoredRow& row : project.rows) look(row.name, row.statement);
  }

  void find_missing(const MonitoredProject& project) {
    if (project.missing_months.empty()) return;
    add("MO05", "",
        fmt::format("{} 个月没有任何填报：{}", project.missing_months.size(),
                    fmt::join(project.missing_months, "、")));
  }

  void find_falls(const MonitoredProject& project) {
    const auto look = [this](const std::string& name, const Total& total) {
      for (const Fall& fall : total.falls) {
        add("MO06", name,
            fmt::format("{} 报 {}，{} 报 {}，累计数变小", fall.earlier_period,
                        fall.before.to_string(), fall.later_period, fall.after.to_string()),
            {fall.earlier, fall.later});
      }
    };
    look(kExecutedName, project.money.executed);
    for (const MonitoredRow& row : project.rows) look(row.name, row.total);
  }

  const Monitoring& monitoring_;
  const LightRules& rules_;
  std::string project_;
  std::vector<MonitoringFinding> findings_;
};

}  // namespace

Result<std::vector<MonitoringCard>> load_monitoring_cards(const std::filesystem::path& file) {
  JX_TRY(const TomlDocument document, TomlDocument::load(file));
  const TomlTable root = document.root();
  std::vector<MonitoringCard> cards;
  for (const std::string_view id : kIds) {
    JX_TRY(const TomlTable table, root.table(id));
    JX_TRY(MonitoringCard card, read_card(table, id));
    cards.push_back(std::move(card));
  }
  JX_TRY_VOID(document.finish());
  return cards;
}

std::vector<MonitoringFinding> find_deviations(const Monitoring& monitoring,
                                               const LightRules& rules) {
  return Finder(monitoring, rules).run();
}

}  // namespace jx
