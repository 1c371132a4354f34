// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/answer_survey.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

/// The group of those who did not say theirs.
constexpr std::string_view kNoGroup = "（未填）";

struct NamePair {
  std::string_view name;
  std::string_view chinese;
};
constexpr std::array<NamePair, 3> kVerdicts = {
    {{"holds", "符合"}, {"fails", "不符合"}, {"not-checked", "未检"}}};

/// Two places; the caller sees to it that `whole` is above 0.
Result<Decimal> percent(std::int64_t part, std::int64_t whole) {
  return Decimal(part * 100).divided_by(Decimal(whole), 2);
}

class SurveyTabulator {
 public:
  SurveyTabulator(const AnswerSheet& sheet, const std::vector<AnswerLevel>& levels,
                  const SurveyStandard& standard, const SurveyRecord& record)
      : sheet_(sheet), levels_(levels), standard_(standard), record_(record) {
    for (const UnreadAnswer& each : sheet.unread) unread_.emplace(each.row, each.question);
  }

  Result<AnswerSurvey> run() && {
    survey_.returned = static_cast<std::int64_t>(sheet_.rows.size());
    JX_TRY_VOID(check_record());
    JX_TRY_VOID(sort_out());
    JX_TRY_VOID(name_groups());
    for (std::size_t i = 0; i < sheet_.questions.size(); ++i) {
      JX_TRY(QuestionResult question, count(i));
      survey_.questions.push_back(std::move(question));
    }
    JX_TRY_VOID(take_means());
    JX_TRY_VOID(check_sample());
    JX_TRY_VOID(check_duplicates());
    JX_TRY_VOID(check_visits());
    check_unread();
    return std::move(survey_);
  }

 private:
  Result<void> check_record() {
    if (record_.issued && *record_.issued < survey_.returned) {
      return malformed(
          fmt::format("发放 {} 份，却回收了 {} 份。请核对 --issued，或剔除多出的答卷。",
                      *record_.issued, survey_.returned));
    }
    if (record_.issued) {
      JX_TRY(survey_.return_rate, percent(survey_.returned, *record_.issued));
    }
    return {};
  }

  /// Valid sheets, and why the others are none.
  Result<void> sort_out() {
    for (std::size_t i = 0; i < sheet_.rows.size(); ++i) {
      const AnswerRow& row = sheet_.rows[i];
      const auto answered = std::count_if(row.answers.begin(), row.answers.end(),
                                          [](const auto& each) { return each.has_value(); });
      if (row.repeats) {
        ++survey_.duplicates;
        continue;
      }
      JX_TRY(const Decimal share,
             percent(answered, static_cast<std::int64_t>(sheet_.questions.size())));
      if (answered == 0 || share < record_.least_answered) {
        survey_.unusable_rows.push_back(i);
        ++survey_.unusable;
      } else {
        valid_.push_back(&row);
      }
    }
    survey_.valid = static_cast<std::int64_t>(valid_.size());
    if (valid_.empty()) {
      return malformed(fmt::format("回收 {} 份答卷，没有一份有效：重复 {} 份，作答不够 {} 份。",
                                   survey_.returned, survey_.duplicates, survey_.unusable));
    }
    if (record_.population && *record_.population < survey_.valid) {
      return malformed(
          fmt::format("总人数是 {}，却有 {} 份有效答卷。请核对 --population，"
                      "或用 --id 指明认得出受访者的列。",
                      *record_.population, survey_.valid));
    }
    JX_TRY(survey_.valid_rate, percent(survey_.valid, survey_.returned));
    return {};
  }

  static std::string_view group_of(const AnswerRow& row) {
    return row.group.empty() ? kNoGroup : std::string_view(row.group);
  }

  Result<void> name_groups() {
    for (const AnswerRow* const row : valid_) {
      const std::string_view name = group_of(*row);
      if (std::find(groups_.begin(), groups_.end(), name) == groups_.end()) {
        groups_.emplace_back(name);
      }
    }
    for (const auto& [name, people] : record_.groups) {
      if (std::find(groups_.begin(), groups_.end(), name) != groups_.end()) continue;
      std::string known;
      for (const std::string& each : groups_) known += (known.empty() ? "" : "、") + each;
      return malformed(
          fmt::format("没有一份有效答卷属于“{}”组；有的是：{}。请核对 --groups。", name, known));
    }
    return {};
  }

  std::optional<std::int64_t> people_of(const std::string& group) const {
    for (const auto& [name, people] : record_.groups) {
      if (name == group) return people;
    }
    return std::nullopt;
  }

  Result<QuestionResult> count(std::size_t question) const {
    QuestionResult out{.name = sheet_.questions[question],
                       .counts = std::vector<std::int64_t>(levels_.size(), 0),
                       .result = {}};
    std::vector<AnswerGroup> groups;
    for (const std::string& name : groups_) {
      groups.push_back({.name = name,
                        .population = people_of(name),
                        .counts = std::vector<std::int64_t>(levels_.size(), 0)});
    }
    std::int64_t answered = 0;
    for (const AnswerRow* const row : valid_) {
      const std::optional<std::size_t>& level = row->answers[question];
      if (!level) {
        ++(is_unread(row->row, question) ? out.unread : out.blank);
        continue;
      }
      const auto place = std::find(groups_.begin(), groups_.end(), group_of(*row));
      ++groups[static_cast<std::size_t>(place - groups_.begin())].counts[*level];
      ++out.counts[*level];
      ++answered;
    }
    if (answered == 0) return out;
    JX_TRY(SurveyResult result, tabulate(levels_, groups));
    out.result = std::move(result);
    return out;
  }

  bool is_unread(std::uint32_t row, std::size_t question) const {
    return unread_.contains({row, question});
  }

  Result<void> take_means() {
    DecimalSum scores;
    DecimalSum shares;
    std::int64_t number = 0;
    for (const QuestionResult& each : survey_.questions) {
      if (!each.result) continue;
      scores.add(each.result->score);
      shares.add(each.result->satisfied);
      ++number;
    }
    if (number == 0) return {};
    JX_TRY(const Decimal score, scores.total());
    JX_TRY(const Decimal share, shares.total());
    JX_TRY(survey_.score, score.divided_by(Decimal(number), 2));
    JX_TRY(survey_.satisfied, share.divided_by(Decimal(number), 2));
    return {};
  }

  void add_check(std::string id, std::string what, SurveyVerdict verdict, std::string detail) {
    survey_.checks.push_back({std::move(id), std::move(what), verdict, std::move(detail)});
  }
  static SurveyVerdict verdict_of(bool holds) {
    return holds ? SurveyVerdict::Holds : SurveyVerdict::Fails;
  }

  Result<void> check_sample() {
    const std::string margin = record_.margin.trimmed().to_string();
    const std::string what = fmt::format("有效答卷够数（95% 的把握，误差 ±{} 个百分点）", margin);
    if (!record_.population) {
      add_check("sample", what, SurveyVerdict::NotChecked, "没有给出总人数（--population）");
      return {};
    }
    JX_TRY(const Decimal share, record_.margin.divided_by(Decimal(100), 6));
    JX_TRY(survey_.sample, sample_size(*record_.population, share));
    add_check("sample", what, verdict_of(survey_.valid >= survey_.sample->needed),
              fmt::format("总人数 {}，{} {} 份，有效 {} 份", *record_.population,
                          survey_.sample->census ? "人少，要全部调查" : "要",
                          survey_.sample->needed, survey_.valid));
    return {};
  }

  Result<void> check_duplicates() {
    const std::string what =
        fmt::format("重复答卷不超过 {}%", standard_.most_duplicates.trimmed().to_string());
    if (sheet_.identity.empty() && !sheet_.has_moment) {
      add_check("duplicates", what, SurveyVerdict::NotChecked,
                "没有认得出受访者的列，也没有提交时间；有的用 --id 指明");
      return {};
    }
    JX_TRY(const Decimal rate, percent(survey_.duplicates, survey_.returned));
    // The rounded rate may equal the limit where the exact one is above it.
    JX_TRY(const Decimal most, standard_.most_duplicates.times(Decimal(survey_.returned)));
    add_check(
        "duplicates", what, verdict_of(Decimal(survey_.duplicates * 100) <= most),
        fmt::format("按{}：回收 {} 份，重复 {} 份，{}%",
                    sheet_.identity.empty() ? "提交时间和全部答案" : "“" + sheet_.identity + "”",
                    survey_.returned, survey_.duplicates, rate.to_string()));
    return {};
  }

  Result<void> check_visits() {
    const auto visited = std::count_if(sheet_.rows.begin(), sheet_.rows.end(),
                                       [](const AnswerRow& row) { return !row.visit.empty(); });
    const auto lost =
        std::count_if(sheet_.rows.begin(), sheet_.rows.end(), [&](const AnswerRow& row) {
          return std::find(standard_.unreachable.begin(), standard_.unreachable.end(),
                           fold(row.visit)) != standard_.unreachable.end();
        });
    const std::string enough =
        fmt::format("电话或上门回访不少于 {}%", standard_.least_visits.trimmed().to_string());
    const std::string reached =
        fmt::format("联系不上的不超过 {}%", standard_.most_unreachable.trimmed().to_string());
    if (visited == 0) {
      const std::string why = "没有回访记录；有的用 --visits 指明记回访结果的列";
      add_check("visits", enough, SurveyVerdict::NotChecked, why);
      add_check("unreachable", reached, SurveyVerdict::NotChecked, why);
      return {};
    }
    JX_TRY(const Decimal rate, percent(visited, survey_.returned));
    JX_TRY(const Decimal least, standard_.least_visits.times(Decimal(survey_.returned)));
    add_check(
        "visits", enough, verdict_of(Decimal(visited * 100) >= least),
        fmt::format("回收 {} 份，回访 {} 份，{}%", survey_.returned, visited, rate.to_string()));
    JX_TRY(const Decimal share, percent(lost, visited));
    JX_TRY(const Decimal most, standard_.most_unreachable.times(Decimal(visited)));
    add_check("unreachable", reached, verdict_of(Decimal(lost * 100) <= most),
              fmt::format("回访 {} 份，联系不上 {} 份，{}%", visited, lost, share.to_string()));
    return {};
  }

  void check_unread() {
    add_check("unread", "没有看不懂的答案", verdict_of(sheet_.unread.empty()),
              sheet_.unread.empty()
                  ? ""
                  : fmt::format("{} 处不是满意度的档次，没有计入", sheet_.unread.size()));
  }

  const AnswerSheet& sheet_;
  const std::vector<AnswerLevel>& levels_;
  const SurveyStandard& standard_;
  const SurveyRecord& record_;
  std::set<std::pair<std::uint32_t, std::size_t>> unread_;
  std::vector<const AnswerRow*> valid_;
  std::vector<std::string> groups_;
  AnswerSurvey survey_;
};

}  // namespace

std::string_view to_string(SurveyVerdict verdict) noexcept {
  return kVerdicts.at(static_cast<std::size_t>(verdict)).name;
}
std::string_view chinese_name(SurveyVerdict verdict) noexcept {
  return kVerdicts.at(static_cast<std::size_t>(verdict)).chinese;
}

bool AnswerSurvey::holds() const noexcept {
  return std::none_of(checks.begin(), checks.end(), [](const SurveyCheck& check) {
    return check.verdict == SurveyVerdict::Fails;
  });
}

Result<AnswerSurvey> tabulate_answers(const AnswerSheet& sheet,
                                      const std::vector<AnswerLevel>& levels,
                                      const SurveyStandard& standard, const SurveyRecord& record) {
  return SurveyTabulator(sheet, levels, standard, record).run();
}

}  // namespace jx
