// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

constexpr std::size_t kMostProjects = 200;
constexpr std::size_t kMostNames = 12;
constexpr std::size_t kMostPlaces = 4;  ///< Of one name.

struct QuotePair {
  std::string_view open;
  std::string_view close;
};
constexpr std::array<QuotePair, 4> kQuotes = {
    QuotePair{"“", "”"}, {"「", "」"}, {"『", "』"}, {"\"", "\""}};

/// The name in quotation marks: “布丝瑰”专项行动 → 布丝瑰.
std::optional<std::string_view> quoted_core(std::string_view name) {
  for (const QuotePair& quotes : kQuotes) {
    const std::size_t open = name.find(quotes.open);
    if (open == std::string_view::npos) continue;
    const std::size_t begin = open + quotes.open.size();
    const std::size_t end = name.find(quotes.close, begin);
    if (end != std::string_view::npos && end > begin) return name.substr(begin, end - begin);
  }
  return std::nullopt;
}

/// The quotation mark that stands open before `at`, within a short distance.
std::optional<std::size_t> open_quote_before(std::string_view text, std::size_t at) {
  constexpr std::size_t kFarthest = 36;  ///< Bytes: twelve characters.
  const std::size_t from = at > kFarthest ? at - kFarthest : 0;
  const std::string_view before = text.substr(from, at - from);
  for (const QuotePair& quotes : kQuotes) {
    const std::size_t open = before.rfind(quotes.open);
    if (open == std::string_view::npos) continue;
    if (quotes.open != quotes.close && before.find(quotes.close, open) != std::string_view::npos) {
      continue;
    }
    return from + open;
  }
  return std::nullopt;
}

std::size_t skip_closing(std::string_view text, std::size_t at) noexcept {
  for (const QuotePair& quotes : kQuotes) {
    if (text.substr(at).starts_with(quotes.close)) return at + quotes.close.size();
  }
  return at;
}

struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Reads project names around a core word: 北疆布丝瑰就业行动, 布丝瑰行动计划. What does not end
/// like a project (布丝瑰工坊, “北疆布丝瑰”品牌) is none.
class NameReader {
 public:
  explicit NameReader(const WordList& tails) : tails_(tails) {}

  std::optional<Part> read_at(std::string_view text, std::size_t core,
                              std::size_t core_size) const {
    const std::optional<std::size_t> open = open_quote_before(text, core);
    const std::optional<std::size_t> tail_end = tail_behind(text, core + core_size);
    if (!tail_end) return std::nullopt;
    return Part{open ? skip_opening(text, *open) : core, *tail_end};
  }

 private:
  static std::size_t skip_opening(std::string_view text, std::size_t at) noexcept {
    return at + (text[at] == '"' ? 1 : std::string_view("“").size());
  }

  /// The end of the tail word that begins within four characters, only Han between.
  std::optional<std::size_t> tail_behind(std::string_view text, std::size_t at) const {
    std::size_t position = skip_closing(text, at);
    for (int characters = 0; characters < 5 && position < text.size(); ++characters) {
      if (const auto tail = tails_.find_prefix_of(text.substr(position))) {
        return position + tail->size();
      }
      if (!is_han(next_character(text, position))) return std::nullopt;
    }
    return std::nullopt;
  }

  const WordList& tails_;
};

/// One name of the project as it is written somewhere.
struct FoundName {
  std::string words;
  std::string key;  ///< Letters only.
  std::vector<EvidenceLine> evidence;
};

class NameCollector {
 public:
  NameCollector(std::vector<std::string_view> cores, const NameReader& reader)
      : cores_(std::move(cores)), reader_(reader) {}

  void look(const Words& words) {
    for (const std::string_view core : cores_) {
      const std::string_view text = words.text;
      for (std::size_t at = text.find(core); at != std::string_view::npos;
           at = text.find(core, at + core.size())) {
        const std::optional<Part> part = reader_.read_at(text, at, core.size());
        if (part) add(words, *part);
      }
    }
  }
  const std::vector<FoundName>& names() const noexcept { return names_; }
  void add(std::string_view name, EvidenceLine evidence) {
    std::string key = letters_only(name);
    const auto known = std::find_if(names_.begin(), names_.end(),
                                    [&](const FoundName& each) { return each.key == key; });
    if (known != names_.end()) {
      if (known->evidence.size() < kMostPlaces) known->evidence.push_back(std::move(evidence));
    } else if (names_.size() < kMostNames) {
      names_.push_back({std::string(name), std::move(key), {std::move(evidence)}});
    }
  }

 private:
  void add(const Words& words, const Part& part) {
    add(std::string_view(words.text).substr(part.begin, part.end - part.begin),
        evidence_of(words, part.begin, part.end));
  }

  std::vector<std::string_view> cores_;
  const NameReader& reader_;
  std::vector<FoundName> names_;
};

std::vector<std::string_view> cores_of(const Project& project) {
  constexpr std::size_t kShortest = 6;  ///< Bytes: two characters.
  std::vector<std::string_view> cores;
  for (const NameVariant& name : project.names) {
    const std::optional<std::string_view> core = quoted_core(name.text);
    if (!core || core->size() < kShortest) continue;
    if (std::find(cores.begin(), cores.end(), *core) == cores.end()) cores.push_back(*core);
  }
  return cores;
}

void look_in_prose(const Submission& submission, NameCollector& collector) {
  for (const Paragraph& paragraph : submission.paragraphs) collector.look(paragraph.words);
  for (const TaskList& list : submission.task_lists) {
    collector.look(list.title);
    for (const Task& task : list.tasks) {
      collector.look(task.name);
      collector.look(task.target);
    }
  }
}

/// Names that differ by look-alike characters alone are TT01's and ID03's.
bool has_other_name(const std::vector<FoundName>& names, const Lexicon& lexicon) {
  return std::any_of(names.begin(), names.end(), [&](const FoundName& each) {
    const std::u32string a = to_utf32(names.front().key);
    const std::u32string b = to_utf32(each.key);
    return a.size() != b.size() ||
           !std::equal(a.begin(), a.end(), b.begin(),
                       [&](char32_t x, char32_t y) { return x == y || lexicon.look_alike(x, y); });
  });
}

void report(const ProjectFacts& facts, const std::vector<FoundName>& names, FindingSink& sink) {
  std::vector<std::string> words;
  Answer answer = answer_about(facts, "");
  for (const FoundName& name : names) {
    words.push_back(name.words);
    answer.evidence.insert(answer.evidence.end(), name.evidence.begin(), name.evidence.end());
  }
  answer.message = fmt::format("同一项目在文件中有 {} 个名称：{}。", names.size(), joined(words));
  answer.expected = "全文用批复的项目名称，其他名称登记为别名";
  answer.actual = joined(words);
  answer.confidence = 0.9;
  sink.fail(std::move(answer));
}

/// The name that the title of a task list gives the project: 2021年柳河清淤项目任务清单 → 柳河清淤.
std::string name_in_title(std::string_view title, const Lexicon& lexicon) {
  std::size_t begin = title.rfind("年度");
  if (begin != std::string_view::npos) {
    begin += std::string_view("年度").size();
  } else if ((begin = title.find("年")) != std::string_view::npos) {
    begin += std::string_view("年").size();
  } else {
    begin = 0;
  }
  std::string_view name = trimmed(title.substr(begin));
  while (const auto tail = lexicon.words("list-title-tail").find_suffix_of(name)) {
    name = trimmed(name.substr(0, name.size() - tail->size()));
  }
  return letters_only(name);
}

/// Begins like the project's name and goes on otherwise: 柳河清淤疏浚 and 柳河清淤整治. Where one
/// name holds the other at its beginning, the longer one says more than the project does.
bool goes_on_otherwise(std::string_view name, std::string_view other) {
  const std::u32string a = to_utf32(name);
  const std::u32string b = to_utf32(other);
  const auto parting = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto shared = static_cast<std::size_t>(parting.first - a.begin());
  constexpr std::size_t kFewest = 4;
  if (shared < kFewest || shared * 3 < a.size()) return false;
  return b.size() > shared + 1 && (a.size() > shared || b.size() > a.size() + 1);
}

/// Which projects are called after something: each of them reads all the prose, so of a long
/// document only the first ones are looked at.
class QuotedNameSurvey final : public Survey {
 public:
  void look(const RuleInput& part) override {
    projects_ += part.facts.projects.size();
    for (const ProjectFacts& facts : part.facts.projects) {
      if (quoted_ == kMostProjects) return;
      if (cores_of(*facts.project).empty()) continue;
      ++quoted_;
      last_ = facts.number;
    }
  }
  std::size_t last() const noexcept { return last_; }
  std::size_t projects() const noexcept { return projects_; }

 private:
  std::size_t projects_ = 0;
  std::size_t quoted_ = 0;
  std::size_t last_ = 0;  ///< The number of the last one that is looked at.
};

/// The list linked to the project; where there is one project and one list, that one.
const TaskList* list_of(const RuleInput& input, const ProjectFacts& facts) {
  if (facts.task_list != nullptr) return facts.task_list;
  const std::vector<TaskList>& lists = input.submission.task_lists;
  const auto& survey = static_cast<const QuotedNameSurvey&>(*input.survey);
  return survey.projects() == 1 && lists.size() == 1 ? &lists.front() : nullptr;
}

/// A name without anything in quotation marks is compared with the title of its own list.
void check_list_title(const RuleInput& input, const ProjectFacts& facts, FindingSink& sink) {
  const TaskList* const list = list_of(input, facts);
  if (list == nullptr || facts.project->names.empty()) return;
  const NameVariant& own = facts.project->names.front();
  const Words& title = list->title;
  const std::string other = name_in_title(title.text, input.lexicon);
  const std::string key = letters_only(own.text);
  if (other.empty() || !goes_on_otherwise(key, other)) return;
  Answer answer = answer_about(
      facts,
      fmt::format("任务清单的标题把项目叫作“{}”，而表中的项目名称是“{}”。", other, own.text));
  answer.evidence = {
      evidence_of(title),
      {.origin = own.origins.empty() ? Origin{} : own.origins.front(), .text = own.text}};
  answer.expected = "全文用批复的项目名称，其他名称登记为别名";
  answer.actual = other;
  answer.confidence = 0.7;
  sink.fail(std::move(answer));
}

}  // namespace

std::unique_ptr<Survey> survey_quoted_names() { return std::make_unique<QuotedNameSurvey>(); }

/// ID04: a project called after something (“布丝瑰”) that bears other names in its indicators, in
/// statements and in task lists.
void check_project_name_elsewhere(const RuleInput& input, FindingSink& sink) {
  const NameReader reader(input.lexicon.words("project-name-tail"));
  const std::size_t last = static_cast<const QuotedNameSurvey&>(*input.survey).last();
  for (const ProjectFacts& facts : input.facts.projects) {
    std::vector<std::string_view> cores = cores_of(*facts.project);
    if (cores.empty()) {
      check_list_title(input, facts, sink);
      continue;
    }
    if (facts.number > last) continue;
    NameCollector collector(std::move(cores), reader);
    for (const NameVariant& name : facts.project->names) {
      collector.add(name.text, {.origin = name.origins.empty() ? Origin{} : name.origins.front(),
                                .text = name.text});
    }
    for (const Indicator& indicator : indicators_of(facts.goal_set)) collector.look(indicator.name);
    if (facts.goal_set != nullptr) {
      for (const Goal& goal : facts.goal_set->goals) collector.look(goal.words);
    }
    look_in_prose(input.submission, collector);
    if (has_other_name(collector.names(), input.lexicon)) report(facts, collector.names(), sink);
  }
}

}  // namespace jx
