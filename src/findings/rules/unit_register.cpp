// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// The first place of a unit's name.
struct Place {
  std::string project;  ///< Its key.
  std::string code;     ///< Of the unit; empty without one.
  std::string folded;   ///< The name.
  EvidenceLine line;

  const std::string& name() const noexcept { return line.text; }
};

Place place_of(const Project& project, const NameVariant& name) {
  return {.project = project.key.text,
          .code = project.unit_code.value.value_or(""),
          .folded = fold(name.text),
          .line = {.origin = name.origins.empty() ? Origin{} : name.origins.front(),
                   .text = name.text}};
}

/// "310002清河区公路养护中心": a code that no dash parts from the name.
bool begins_with_code(std::string_view name) noexcept {
  constexpr std::size_t kFewestDigits = 6;
  std::size_t digits = 0;
  while (digits < name.size() && name[digits] >= '0' && name[digits] <= '9') ++digits;
  return digits >= kFewestDigits;
}

using ByWords = std::map<std::string, std::vector<Place>>;
using FirstByName = std::map<std::string, Place>;

void fail(const Place& place, std::string message, std::vector<EvidenceLine> evidence,
          std::string expected, std::string actual, double confidence, FindingSink& sink) {
  sink.fail({.project = place.project,
             .message = std::move(message),
             .evidence = std::move(evidence),
             .expected = std::move(expected),
             .actual = std::move(actual),
             .confidence = confidence});
}

void report_code(const std::string& code, const std::vector<Place>& places, FindingSink& sink) {
  if (places.size() < 2) return;
  std::vector<std::string> names;
  std::vector<EvidenceLine> evidence;
  for (const Place& place : places) {
    names.push_back(in_quotes(place.name()));
    evidence.push_back(place.line);
  }
  fail(places.front(),
       fmt::format("单位编码 {} 有 {} 种名称：{}。", code, names.size(), joined(names)),
       std::move(evidence), "一个单位编码只对应一个单位名称", joined(names), 0.9, sink);
}

void report_name(const std::vector<Place>& places, FindingSink& sink) {
  if (places.size() < 2) return;
  std::vector<std::string> codes;
  std::vector<EvidenceLine> evidence;
  for (const Place& place : places) {
    codes.push_back(place.code);
    evidence.push_back(place.line);
  }
  fail(places.front(),
       fmt::format("{}有 {} 个单位编码：{}。", in_quotes(places.front().name()), codes.size(),
                   joined(codes)),
       std::move(evidence), "一个单位只有一个编码", joined(codes), 0.8, sink);
}

void report_unsplit(const Place& place, FindingSink& sink) {
  fail(place,
       fmt::format("单位一格{}的编码和名称连在一起，不能分开登记。", in_quotes(place.name())),
       {place.line}, "写成“编码-名称”", place.name(), 0.8, sink);
}

/// Most rows give a code and this unit has none.
void report_bare(const Place& place, FindingSink& sink) {
  fail(place, fmt::format("单位{}没有编码，表中其他单位都有。", in_quotes(place.name())),
       {place.line}, "写成“编码-名称”", place.name(), 0.7, sink);
}

class UnitSurvey final : public Survey {
 public:
  void look(const RuleInput& part) override {
    for (const ProjectFacts& facts : part.facts.projects) {
      const Project& project = *facts.project;
      coded_ += project.unit_code.has_value() ? 1U : 0U;
      for (const NameVariant& name : project.unit_names) {
        if (is_new(project, name)) add(place_of(project, name), project);
      }
    }
  }
  void report(FindingSink& sink) const {
    for (const auto& [code, places] : names_of_code_) report_code(code, places, sink);
    for (const auto& [name, places] : codes_of_name_) report_name(places, sink);
    for (const auto& [name, place] : unsplit_) report_unsplit(place, sink);
    if (coded_ <= bare_.size()) return;
    for (const auto& [name, place] : bare_) report_bare(place, sink);
  }

 private:
  /// A unit has many projects: only the first of them says anything new.
  bool is_new(const Project& project, const NameVariant& name) {
    key_.assign(project.unit_code.has_value() ? *project.unit_code : std::string());
    key_ += '\n';
    key_ += name.text;
    return seen_.insert(key_).second;
  }
  void add(Place place, const Project& project) {
    if (begins_with_code(place.name())) {
      unsplit_.try_emplace(place.folded, std::move(place));
    } else if (!project.unit_code.has_value()) {
      bare_.try_emplace(place.folded, std::move(place));
    } else {
      add_once(names_of_code_[place.code], place,
               [&](const Place& each) { return each.folded == place.folded; });
      add_once(codes_of_name_[place.folded], place,
               [&](const Place& each) { return each.code == place.code; });
    }
  }
  template <typename IsSame>
  static void add_once(std::vector<Place>& places, const Place& place, const IsSame& is_same) {
    if (std::none_of(places.begin(), places.end(), is_same)) places.push_back(place);
  }

  ByWords names_of_code_;
  ByWords codes_of_name_;
  FirstByName bare_;
  FirstByName unsplit_;
  std::size_t coded_ = 0;
  std::unordered_set<std::string> seen_;  ///< Code and name.
  std::string key_;
};

}  // namespace

std::unique_ptr<Survey> survey_units() { return std::make_unique<UnitSurvey>(); }

/// ID05: unit codes and names of one document against each other. There is no register of units to
/// compare them with.
void check_unit_register(const RuleInput& input, FindingSink& sink) {
  if (input.document) static_cast<const UnitSurvey&>(*input.survey).report(sink);
}

}  // namespace jx
