// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/overview.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

/// What a terminal shows of each ranking; JSON has all.
constexpr std::size_t kMostShown = 20;

std::optional<Decimal> in_yuan(const Project& project) {
  if (!project.budget.has_value() || project.budget_unit.dimension != Dimension::Money) {
    return std::nullopt;
  }
  const Result<Decimal> yuan = project.budget->times(project.budget_unit.factor);
  return yuan.ok() ? std::optional(*yuan) : std::nullopt;
}

/// 932.5: in 万元, without zeros behind.
std::string shown_money(const std::optional<Decimal>& yuan) {
  if (!yuan) return "—";
  const Result<Decimal> in_ten_thousands = yuan->divided_by(Decimal(10000), 4);
  if (!in_ten_thousands.ok()) return yuan->to_string() + " 元";
  std::string words = in_ten_thousands->to_string();
  if (contains(words, ".")) {
    while (words.back() == '0') words.pop_back();
    if (words.back() == '.') words.pop_back();
  }
  return words;
}

void add_counts(CheckOverview::Counts& all, const CheckOverview::Counts& more) {
  for (std::size_t i = 0; i < all.by_severity.size(); ++i) {
    all.by_severity[i] += more.by_severity[i];
  }
  all.insufficient += more.insufficient;
}

void add_money(std::optional<Decimal>& all, const std::optional<Decimal>& more) {
  if (!more) return;
  const Result<Decimal> sum = all.value_or(Decimal(0)).plus(*more);
  if (sum.ok()) all = *sum;
}

std::vector<CheckOverview::Subject> ranked(std::vector<CheckOverview::Subject> subjects) {
  const auto rank = [](const CheckOverview::Subject& subject) {
    return std::tuple(subject.counts.errors(), subject.counts.warnings(),
                      subject.money.value_or(Decimal(0)));
  };
  std::stable_sort(subjects.begin(), subjects.end(),
                   [&](const auto& a, const auto& b) { return rank(a) > rank(b); });
  return subjects;
}

std::string one_line(std::string_view text) { return replaced(text, "\n", " "); }

}  // namespace

void CheckOverview::add_project(const jx::Project& project) {
  Project& known = projects_[project.key.text];
  if (known.subject.key.empty()) {
    known.subject.key = project.key.text;
    known.subject.name = project.name();
  }
  if (!known.subject.money) known.subject.money = in_yuan(project);
  if (known.subject.unit.empty() && !project.unit_names.empty()) {
    known.subject.unit = project.unit_names.front().text;
    known.unit_key = project.unit_code.value.value_or(fold(known.subject.unit));
  }
}

void CheckOverview::add(const Submission& submission, const CheckResult& result,
                        const RuleCards& cards) {
  ++documents_;
  for (const jx::Project& project : submission.projects) add_project(project);
  for (const Finding& finding : result.findings) {
    const auto project = projects_.find(finding.project);
    Counts document;  // Of no project: counted among the faults only.
    Counts& counts = project == projects_.end() ? document : project->second.subject.counts;
    if (finding.verdict == Verdict::InsufficientData) {
      ++counts.insufficient;
      continue;
    }
    ++counts.by_severity[static_cast<std::size_t>(finding.severity)];
    RuleCount& rule = rules_[finding.rule];
    if (const RuleCard* const card = cards.find(finding.rule)) rule.title = card->title;
    ++rule.findings;
    if (project != projects_.end()) rule.projects.insert(finding.project);
  }
}

std::vector<CheckOverview::Subject> CheckOverview::projects() const {
  std::vector<Subject> subjects;
  for (const auto& [key, project] : projects_) subjects.push_back(project.subject);
  return ranked(std::move(subjects));
}

std::vector<CheckOverview::Subject> CheckOverview::units() const {
  std::map<std::string, Subject> units;
  for (const auto& [key, project] : projects_) {
    if (project.unit_key.empty()) continue;
    const auto [place, is_new] = units.try_emplace(project.unit_key);
    Subject& unit = place->second;
    if (is_new) {
      unit.key = project.unit_key;
      unit.name = project.subject.unit;
      unit.projects = 0;
    }
    add_counts(unit.counts, project.subject.counts);
    add_money(unit.money, project.subject.money);
    ++unit.projects;
  }
  std::vector<Subject> subjects;
  subjects.reserve(units.size());
  for (auto& [key, unit] : units) subjects.push_back(std::move(unit));
  return ranked(std::move(subjects));
}

std::vector<CheckOverview::Fault> CheckOverview::faults() const {
  std::vector<Fault> faults;
  for (const auto& [rule, count] : rules_) {
    faults.push_back({rule, count.title, count.findings, count.projects.size()});
  }
  std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
    return std::pair(a.projects, a.findings) > std::pair(b.projects, b.findings);
  });
  return faults;
}

namespace {

class OverviewText {
 public:
  explicit OverviewText(const TextStyle& style) : style_(style) {}

  std::string render(const CheckOverview& overview) {
    const auto projects = overview.projects();
    std::optional<Decimal> money;
    std::optional<Decimal> at_stake;
    std::size_t with_errors = 0;
    for (const CheckOverview::Subject& project : projects) {
      add_money(money, project.money);
      if (project.counts.errors() == 0) continue;
      ++with_errors;
      add_money(at_stake, project.money);
    }
    print("\n{}\n", inked("全部文件的汇总", TextInk::Strong, style_));
    print("  {} 份文件，{} 个项目，预算合计 {} 万元；有错误的 {} 个，涉及 {} 万元。\n",
          overview.documents(), projects.size(), shown_money(money), with_errors,
          with_errors == 0 ? "0" : shown_money(at_stake));
    add_subjects("先看这些项目", projects);
    add_subjects("按单位", overview.units());
    add_faults(overview.faults());
    return std::move(out_);
  }

 private:
  template <typename... Parts>
  void print(fmt::format_string<Parts...> format, Parts&&... parts) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Parts>(parts)...);
  }

  void add_subjects(std::string_view heading, const std::vector<CheckOverview::Subject>& subjects) {
    if (subjects.empty()) return;
    constexpr std::size_t kNumber = 6;
    constexpr std::size_t kMoney = 14;
    print("\n  {}\n  {}{}{}  名称\n", inked(heading, TextInk::Strong, style_),
          right_aligned("错误", kNumber), right_aligned("警告", kNumber),
          right_aligned("预算（万元）", kMoney));
    for (std::size_t i = 0; i < std::min(subjects.size(), kMostShown); ++i) {
      const CheckOverview::Subject& subject = subjects[i];
      const std::string extra = subject.unit.empty()
                                    ? fmt::format("（{} 个项目）", subject.projects)
                                    : fmt::format("（{}）", one_line(subject.unit));
      print("  {}{}{}  {}{}\n", right_aligned(std::to_string(subject.counts.errors()), kNumber),
            right_aligned(std::to_string(subject.counts.warnings()), kNumber),
            right_aligned(shown_money(subject.money), kMoney), one_line(subject.name), extra);
    }
    add_rest(subjects.size());
  }

  void add_faults(const std::vector<CheckOverview::Fault>& faults) {
    if (faults.empty()) return;
    print("\n  {}\n", inked("最常见的问题", TextInk::Strong, style_));
    for (std::size_t i = 0; i < std::min(faults.size(), kMostShown); ++i) {
      print("  {} {} 个项目 {} 处  {}\n", faults[i].rule,
            right_aligned(std::to_string(faults[i].projects), 4),
            right_aligned(std::to_string(faults[i].findings), 5), faults[i].title);
    }
    add_rest(faults.size());
  }

  void add_rest(std::size_t all) {
    if (all <= kMostShown) return;
    print("  …… 另有 {} 个（--format json 给出全部）\n", all - kMostShown);
  }

  const TextStyle& style_;
  std::string out_;
};

void write_subjects(JsonWriter& json, std::string_view key,
                    const std::vector<CheckOverview::Subject>& subjects) {
  json.key(key).begin_array(JsonWriter::Layout::Lines);
  for (const CheckOverview::Subject& subject : subjects) {
    json.begin_object().member("key", subject.key).member("name", subject.name);
    json.member("unit", subject.unit).member("projects", subject.projects);
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
      json.member(to_string(severity),
                  subject.counts.by_severity[static_cast<std::size_t>(severity)]);
    }
    json.member("insufficient-data", subject.counts.insufficient).key("money");
    if (subject.money) {
      json.value(subject.money->to_string());
    } else {
      json.null();
    }
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string render_overview_text(const CheckOverview& overview, const TextStyle& style) {
  return OverviewText(style).render(overview);
}

void write_overview(JsonWriter& json, const CheckOverview& overview) {
  json.begin_object(JsonWriter::Layout::Lines);
  write_subjects(json, "projects", overview.projects());
  write_subjects(json, "units", overview.units());
  json.key("faults").begin_array(JsonWriter::Layout::Lines);
  for (const CheckOverview::Fault& fault : overview.faults()) {
    json.begin_object().member("rule", fault.rule).member("title", fault.title);
    json.member("projects", fault.projects).member("findings", fault.findings).end_object();
  }
  json.end_array().end_object();
}

}  // namespace jx
