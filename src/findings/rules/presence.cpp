// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/presence.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/suggestions.h"

namespace jx {
namespace {

bool matches(const Indicator& indicator, const RequiredRows& required) {
  if (required.level2 == Level2::Cost) return is_cost(indicator);
  if (!indicator.level1.has_value() || *indicator.level1 != required.level1) return false;
  return required.level2 == Level2::Unknown ||
         (indicator.level2.has_value() && *indicator.level2 == required.level2);
}

/// The form says itself that the row does not apply.
bool is_declared(const std::vector<Indicator>& indicators, const RequiredRows& required) {
  return std::any_of(indicators.begin(), indicators.end(), [&](const Indicator& indicator) {
    return matches(indicator, required) && !is_unused(indicator) &&
           is_declared_not_applicable(indicator);
  });
}

/// One of the level-2 under any level-1.
bool is_shown_anywhere(const RowTraits& traits, std::initializer_list<Level2> wanted) noexcept {
  const auto levels = all_terms<Level1>();
  return std::any_of(levels.begin(), levels.end(), [&](Level1 level1) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](Level2 level2) { return traits.shows(level1, level2); });
  });
}

/// 成本 moved from level-2 under 产出 to a level-1 of its own: either place shows it. So does
/// 满意度 under 效益; that it stands in the wrong place is another rule's matter.
bool is_shown(const RowTraits& traits, const RequiredRows& required) noexcept {
  if (required.level2 == Level2::Cost) {
    return traits.shows(Level1::Cost, Level2::Unknown) ||
           is_shown_anywhere(traits, {Level2::Cost, Level2::EconomicCost, Level2::SocialCost,
                                      Level2::EcologicalCost});
  }
  if (required.level1 == Level1::Satisfaction &&
      is_shown_anywhere(traits, {Level2::Satisfaction})) {
    return true;
  }
  return traits.shows(required.level1, required.level2);
}

Presence presence_in(const Profile& profile, const RequiredRows& required) {
  for (const PresenceRule& rule : profile.presence) {
    const bool same = rule.level1 == required.level1 && rule.level2 == required.level2;
    const bool cost_level = required.level2 == Level2::Cost && rule.level1 == Level1::Cost &&
                            rule.level2 == Level2::Unknown;
    if (same || cost_level) return rule.presence;
  }
  return Presence::Optional;
}

/// Whether this project must show the row at all.
bool is_asked(const RuleInput& input, const Project& project, const RequiredRows& required) {
  const Presence presence = presence_in(input.profile, required);
  if (presence == Presence::Required) return true;
  const auto named_by = [&](std::string_view list) {
    return input.lexicon.words(list).find_in(project.name()).has_value();
  };
  if (!required.only_for.empty()) {
    return stands_alone(project.name(), input.lexicon.words(required.only_for),
                        input.lexicon.words(required.only_for_exception));
  }
  if (presence == Presence::Optional) return false;
  return required.not_for.empty() || !named_by(required.not_for);
}

/// 不适用 settles it, except where the project's own name says otherwise.
bool is_waived(const RuleInput& input, const Project& project,
               const std::vector<Indicator>& indicators, const RequiredRows& required) {
  if (!is_declared(indicators, required)) return false;
  return required.always_for.empty() ||
         !input.lexicon.words(required.always_for).find_in(project.name());
}

enum class Legible { Yes, Partly, NoLevels };

/// Whether the levels of the rows can be told at all: a form without the columns shows nothing
/// about them, and a blank, or a word that nobody knows, may be the very one that is looked for.
Legible legibility_of(const std::vector<Indicator>& indicators, const RequiredRows& required) {
  const auto is_unread = [](const auto& level) {
    return !level.has_value() && (level.absence == Absence::Unread || level.origin.known());
  };
  bool level1_read = false;
  bool level1_shown = false;
  bool level2_read = required.level2 == Level2::Unknown;
  bool unread = false;
  for (const Indicator& indicator : indicators) {
    if (!is_in_use(indicator)) continue;
    level1_read = level1_read || indicator.level1.has_value();
    unread = unread || is_unread(indicator.level1);
    if (!indicator.level1.has_value() || *indicator.level1 != required.level1) continue;
    level1_shown = true;
    level2_read = level2_read || indicator.level2.has_value();
    unread = unread || (required.level2 != Level2::Unknown && is_unread(indicator.level2));
  }
  if (unread) return Legible::Partly;
  return level1_read && (level2_read || !level1_shown) ? Legible::Yes : Legible::NoLevels;
}

/// What the project does show, so that a reader sees what was looked at: one row a level-2.
std::vector<EvidenceLine> shown_rows(const std::vector<Indicator>& indicators) {
  std::vector<EvidenceLine> evidence;
  std::vector<Level2> seen;
  for (const Indicator& indicator : indicators) {
    if (!indicator.level2.has_value() || is_unused(indicator)) continue;
    if (std::find(seen.begin(), seen.end(), *indicator.level2) != seen.end()) continue;
    seen.push_back(*indicator.level2);
    evidence.push_back(evidence_of(indicator.level2));
  }
  return evidence;
}

std::string level2_in_words(const std::vector<EvidenceLine>& evidence) {
  std::vector<std::string> words;
  words.reserve(evidence.size());
  for (const EvidenceLine& line : evidence) words.push_back(line.text);
  return words.empty() ? "无" : joined(words);
}

bool is_judged(const RuleInput& input, const ProjectFacts& facts,
               const std::vector<Indicator>& indicators, const RequiredRows& required) {
  const bool filled = std::any_of(indicators.begin(), indicators.end(),
                                  [](const Indicator& each) { return !is_unused(each); });
  return filled && is_asked(input, *facts.project, required) &&
         !is_waived(input, *facts.project, indicators, required) &&
         legibility_of(indicators, required) != Legible::NoLevels;
}

}  // namespace

void check_rows_present(const RuleInput& input, const RequiredRows& required, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
    if (is_shown(facts.traits, required)) continue;
    if (!is_judged(input, facts, indicators, required)) {
      sink.not_applicable();
      continue;
    }
    std::vector<EvidenceLine> evidence = shown_rows(indicators);
    const std::string shown = level2_in_words(evidence);
    EvidenceLine named = project_evidence(*facts.project);
    // A form may leave the project's name out of what was read; its rows are shown all the same.
    if (named.origin.known()) evidence.insert(evidence.begin(), std::move(named));
    Answer answer{.project = facts.project->key.text,
                  .evidence = std::move(evidence),
                  .expected = fmt::format("至少一行{}", required.name),
                  .actual = fmt::format("{} 行，二级指标：{}", indicators.size(), shown),
                  .confidence = 0.95};
    answer.more_fix =
        optional_indicators(input, facts, level2s_of(required.level1, required.level2));
    const bool legible = legibility_of(indicators, required) == Legible::Yes;
    if (facts.complete && legible && is_declared(indicators, required)) {
      answer.message =
          fmt::format("{}写的是“不适用”，而项目名称表明服务公众，没有说明理由", required.name);
      answer.confidence = 0.6;
      sink.fail(std::move(answer));
      continue;
    }
    if (facts.complete && legible) {
      answer.message = fmt::format("没有{}：该项目 {} 行指标的二级指标只有{}", required.name,
                                   indicators.size(), shown);
      sink.fail(std::move(answer));
      continue;
    }
    answer.message = fmt::format("未见{}，但不足以判断是否缺少：{}", required.name,
                                 legible ? why_incomplete(facts, input.profile)
                                         : "有的行一级或二级指标空白，或写法认不出来");
    answer.fix = fmt::format("请补齐该项目的全部指标行后再核对；若确无{}，请增加。", required.name);
    sink.insufficient(std::move(answer));
  }
}

}  // namespace jx
