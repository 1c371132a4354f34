// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// Bytes of the year that stands here ("2023年"), or 0: a year says nothing of the matter.
std::size_t year_at(std::string_view name, std::size_t position) noexcept {
  constexpr std::size_t kDigits = 4;
  constexpr std::string_view kYear = "年";
  const std::string_view rest = name.substr(position);
  if (!rest.substr(std::min(kDigits, rest.size())).starts_with(kYear)) return 0;
  for (const char digit : rest.substr(0, kDigits)) {
    if (digit < '0' || digit > '9') return 0;
  }
  return kDigits + kYear.size();
}

/// True when general words are all that the name has: 专项工作经费, 其他项目支出, 2023年工作经费.
bool is_generic(std::string_view name, const WordList& general) {
  bool any = false;
  std::size_t position = 0;
  while (position < name.size()) {
    if (const auto word = general.find_prefix_of(name.substr(position))) {
      position += word->size();
      any = true;
      continue;
    }
    if (const std::size_t year = year_at(name, position); year > 0) {
      position += year;
      continue;
    }
    const char32_t character = next_character(name, position);
    if (is_han(character) || (character < 0x80 && !is_space(character))) return false;
  }
  return any;
}

}  // namespace

/// ID06: the name does not say what the money is for. One word of substance (妇女, 培训) is enough
/// to keep quiet.
void check_generic_project_name(const RuleInput& input, FindingSink& sink) {
  const WordList& general = input.lexicon.words("project-generic-word");
  for (const ProjectFacts& facts : input.facts.projects) {
    const std::string_view name = facts.project->name();
    if (name.empty() || !is_generic(name, general)) continue;
    Answer answer =
        answer_about(facts, fmt::format("项目名称“{}”只有通用词，看不出做什么。", name));
    answer.evidence.push_back(project_evidence(*facts.project));
    answer.expected = "名称写明事项，如“某某设备购置经费”";
    answer.actual = std::string(name);
    answer.confidence = 0.7;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
