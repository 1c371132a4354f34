// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/context.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "records/values.h"

namespace jx {
namespace {

/// Budget performance management begins with the century; anything else is not a fiscal year.
constexpr int kFirstYear = 2000;
constexpr int kLastYear = 2099;

struct Guess {
  int year = 0;
  std::string reason;
  double confidence = 0;
};

std::optional<int> year_of(const Quantity& quantity) {
  if (quantity.kind != QuantityKind::Date || !quantity.date) return std::nullopt;
  if (quantity.date->year < kFirstYear || quantity.date->year > kLastYear) return std::nullopt;
  return quantity.date->year;
}

std::optional<int> first_year(std::string_view text, const Lexicon& lexicon) {
  for (const Quantity& quantity : extract_quantities(text, lexicon)) {
    if (const auto year = year_of(quantity)) return year;
  }
  return std::nullopt;
}

/// Titles of tables with indicators first: a list of tasks may plan for several years.
std::optional<Guess> year_from_titles(const Submission& submission, const Lexicon& lexicon) {
  constexpr double kConfidence = 0.9;
  for (const PrintedTable& table : submission.tables) {
    if (table.is_task_list || !has_column(table, ColumnRole::Level3)) continue;
    if (const auto year = first_year(table.title.text, lexicon)) {
      return Guess{*year, fmt::format("表题写明{}年", *year), kConfidence};
    }
  }
  // The head of a form bears its title, the table with the indicators none.
  for (const PrintedTable& table : submission.tables) {
    const bool heads_form =
        !submission.self_evaluations.empty() || contains(table.title.text, "绩效");
    if (!heads_form || table.is_task_list) continue;
    if (const auto year = first_year(table.title.text, lexicon)) {
      return Guess{*year, fmt::format("表题写明{}年", *year), kConfidence};
    }
  }
  for (const TaskList& list : submission.task_lists) {
    if (list.fiscal_year) {
      return Guess{*list.fiscal_year, fmt::format("清单标题写明{}年", *list.fiscal_year),
                   kConfidence};
    }
  }
  for (const BudgetTable& table : submission.budget_tables) {
    if (table.fiscal_year) {
      return Guess{*table.fiscal_year, fmt::format("表题写明{}年", *table.fiscal_year),
                   kConfidence};
    }
  }
  return std::nullopt;
}

template <typename Wanted>
std::optional<Guess> year_from_paragraphs(const Submission& submission, const Wanted& wanted) {
  constexpr double kConfidence = 0.8;
  for (const Paragraph& paragraph : submission.paragraphs) {
    for (const Quantity& quantity : paragraph.quantities) {
      const auto year = year_of(quantity);
      if (year && wanted(paragraph, quantity)) {
        return Guess{*year, fmt::format("正文写明{}年", *year), kConfidence};
      }
    }
  }
  return std::nullopt;
}

/// A self-evaluation is filled in, and dated, the year after: （2023 年度） is the year it is of.
std::optional<Guess> year_from_paragraphs(const Submission& submission) {
  const auto any = [](const Paragraph&, const Quantity&) { return true; };
  if (submission.self_evaluations.empty()) return year_from_paragraphs(submission, any);
  const auto names_year = [](const Paragraph&, const Quantity& quantity) {
    return quantity.raw.ends_with("年度");
  };
  const auto is_no_day_of_filling = [](const Paragraph& paragraph, const Quantity& quantity) {
    const std::string_view before =
        std::string_view(paragraph.words.text).substr(0, quantity.begin);
    return !contains(before, "日期") && !contains(before, "时间");
  };
  if (auto guess = year_from_paragraphs(submission, names_year)) return guess;
  if (auto guess = year_from_paragraphs(submission, is_no_day_of_filling)) return guess;
  return year_from_paragraphs(submission, any);
}

std::optional<Guess> year_from_targets(const Submission& submission) {
  constexpr double kConfidence = 0.6;
  std::map<int, std::size_t> votes;
  for (const Project& project : submission.projects) {
    for (const GoalSet& set : project.goal_sets) {
      for (const Goal& goal : set.goals) {
        for (const Quantity& quantity : goal.quantities) {
          if (const auto year = year_of(quantity)) ++votes[*year];
        }
      }
      for (const Indicator& indicator : set.indicators) {
        const auto& target = indicator.target.value;
        if (target && target->date && target->date->year >= kFirstYear) ++votes[target->date->year];
      }
    }
  }
  if (votes.empty()) return std::nullopt;
  const auto best = std::max_element(
      votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return Guess{best->first, fmt::format("目标和指标值中{}年出现{}次", best->first, best->second),
               kConfidence};
}

/// 6 digits of region, 2 of the year of creation: the same in every shape of code seen so far.
std::optional<Guess> year_from_codes(const Submission& submission) {
  constexpr double kConfidence = 0.3;
  constexpr std::size_t kRegionDigits = 6;
  for (const Project& project : submission.projects) {
    if (!project.code.has_value() || project.code->size() < kRegionDigits + 2) continue;
    const Result<Decimal> digits = Decimal::parse(project.code->substr(kRegionDigits, 2));
    if (!digits.ok() || digits->scale() != 0) continue;
    const int year = kFirstYear + static_cast<int>(digits->mantissa());
    return Guess{year, fmt::format("项目编码中的立项年度为{}年（仅供参考）", year), kConfidence};
  }
  return std::nullopt;
}

std::string region_from_codes(const Submission& submission) {
  constexpr std::size_t kRegionDigits = 6;
  for (const Project& project : submission.projects) {
    if (!project.code.has_value() || project.code->size() < kRegionDigits) continue;
    std::string region = project.code->substr(0, kRegionDigits);
    if (std::all_of(region.begin(), region.end(), [](char c) { return c >= '0' && c <= '9'; })) {
      return region;
    }
  }
  return {};
}

std::optional<Guess> guess_year(const Submission& submission, const Lexicon& lexicon) {
  if (auto guess = year_from_titles(submission, lexicon)) return guess;
  if (auto guess = year_from_paragraphs(submission)) return guess;
  if (auto guess = year_from_targets(submission)) return guess;
  return year_from_codes(submission);
}

GoalSource source_from_key(std::string_view key) {
  for (const GoalSource source : {GoalSource::Declared, GoalSource::Approved, GoalSource::Adjusted,
                                  GoalSource::Published, GoalSource::Tender}) {
    if (to_string(source) == key) return source;
  }
  return GoalSource::Unstated;
}

struct SourceCue {
  GoalSource source = GoalSource::Unstated;
  std::string reason;
};

SourceCue find_cue(std::string_view text, const Lexicon& lexicon) {
  for (const auto& [word, key] : lexicon.map("goal-source-cue").entries) {
    if (contains(text, word)) {
      return {source_from_key(key), fmt::format("文中写有“{}”", word)};
    }
  }
  return {};
}

}  // namespace

Result<ProfileChoice> choose_profile(const Submission& submission, const ReadOptions& options,
                                     const Lexicon& lexicon, const ProfileSet& profiles) {
  ProfileChoice choice;
  std::optional<Guess> year = guess_year(submission, lexicon);
  if (options.fiscal_year) year = Guess{*options.fiscal_year, "由使用者指定年度", 1};
  if (year) choice.fiscal_year = year->year;
  choice.region = options.region.value_or(region_from_codes(submission));

  if (options.profile) {
    const Profile* named = profiles.find(*options.profile);
    if (named == nullptr) {
      std::string known;
      for (const Profile& profile : profiles.profiles()) known += "\n  " + profile.id;
      return Error{
          .code = ErrorCode::NotFound,
          .message = fmt::format("没有名为“{}”的规则集；现有：{}", *options.profile, known)};
    }
    choice.id = named->id;
    choice.reason = "由使用者指定";
    choice.confidence = 1;
    return choice;
  }
  const Profile* found = year ? profiles.find_for(choice.region, year->year) : nullptr;
  if (found != nullptr) {
    choice.id = found->id;
    choice.reason = year->reason;
    choice.confidence = year->confidence;
    return choice;
  }
  // Nothing says which year it is: the rules in force are the least surprising ones.
  const Profile* latest = profiles.find_for(choice.region, kLastYear);
  if (latest == nullptr) {
    return Error{.code = ErrorCode::NotFound,
                 .message = "没有任何可用的规则集；请检查 data/profiles"};
  }
  choice.id = latest->id;
  choice.reason = year ? fmt::format("没有适用于{}年的规则集，按现行规则", year->year)
                       : "文件没有写明年度，按现行规则；可用 --year 指定";
  constexpr double kNoEvidence = 0.1;
  choice.confidence = kNoEvidence;
  return choice;
}

void name_goal_sources(const Lexicon& lexicon, Submission& submission) {
  for (TaskList& list : submission.task_lists) {
    list.fiscal_year = first_year(list.title.text, lexicon);
    list.source = GoalSource::Unstated;
    SourceCue cue = find_cue(list.title.text, lexicon);
    for (const Paragraph& paragraph : submission.paragraphs) {
      if (cue.source != GoalSource::Unstated) break;
      // 按实施方案组织实施 in a form of self-evaluation tells how the work went.
      if (paragraph.words.origin.in_table()) continue;
      cue = find_cue(paragraph.words.text, lexicon);
    }
    list.source = cue.source;
    list.source_reason = std::move(cue.reason);
  }
  SourceCue cue;
  for (const PrintedTable& table : submission.tables) {
    if (table.is_task_list || cue.source != GoalSource::Unstated) continue;
    cue = find_cue(table.title.text, lexicon);
  }
  for (Project& project : submission.projects) {
    for (GoalSet& set : project.goal_sets) {
      set.source = cue.source;
      set.source_reason = cue.source == GoalSource::Unstated
                              ? "表题和正文都没有写明是申报、批复还是公开的目标表"
                              : cue.reason;
    }
  }
}

}  // namespace jx
