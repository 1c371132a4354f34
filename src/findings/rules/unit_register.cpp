// SPDX-License-Identifier: AGPL-3.0-or-later
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

struct Place {
  const Project* project = nullptr;
  const NameVariant* name = nullptr;

  EvidenceLine evidence() const {
    return {.origin = name->origins.empty() ? Origin{} : name->origins.front(), .text = name->text};
  }
};

/// "310002清河区公路养护中心": a code that no dash parts from the name.
bool begins_with_code(std::string_view name) noexcept {
  constexpr std::size_t kFewestDigits = 6;
  std::size_t digits = 0;
  while (digits < name.size() && name[digits] >= '0' && name[digits] <= '9') ++digits;
  return digits >= kFewestDigits;
}

using ByWords = std::map<std::string, std::vector<Place>>;

void fail(const Place& place, std::string message, std::vector<EvidenceLine> evidence,
          std::string expected, std::string actual, double confidence, FindingSink& sink) {
  sink.fail({.project = place.project->key.text,
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
    names.push_back(in_quotes(place.name->text));
    evidence.push_back(place.evidence());
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
    codes.push_back(*place.project->unit_code);
    evidence.push_back(place.evidence());
  }
  fail(places.front(),
       fmt::format("{}有 {} 个单位编码：{}。", in_quotes(places.front().name->text), codes.size(),
                   joined(codes)),
       std::move(evidence), "一个单位只有一个编码", joined(codes), 0.8, sink);
}

void report_unsplit(const Place& place, FindingSink& sink) {
  fail(place,
       fmt::format("单位一格{}的编码和名称连在一起，不能分开登记。", in_quotes(place.name->text)),
       {place.evidence()}, "写成“编码-名称”", place.name->text, 0.8, sink);
}

/// Most rows give a code and this unit has none.
void report_bare(const Place& place, FindingSink& sink) {
  fail(place, fmt::format("单位{}没有编码，表中其他单位都有。", in_quotes(place.name->text)),
       {place.evidence()}, "写成“编码-名称”", place.name->text, 0.7, sink);
}

}  // namespace

/// ID05: unit codes and names of one document against each other. There is no register of units to
/// compare them with.
void check_unit_register(const RuleInput& input, FindingSink& sink) {
  ByWords names_of_code;
  ByWords codes_of_name;
  ByWords bare;
  ByWords unsplit;
  std::size_t coded = 0;
  for (const Project& project : input.submission.projects) {
    coded += project.unit_code.has_value() ? 1U : 0U;
    for (const NameVariant& name : project.unit_names) {
      const Place place{.project = &project, .name = &name};
      const std::string key = fold(name.text);
      const auto add_once = [&](std::vector<Place>& places, const auto& same) {
        for (const Place& each : places) {
          if (same(each)) return;
        }
        places.push_back(place);
      };
      if (begins_with_code(name.text)) {
        unsplit[key].push_back(place);
      } else if (!project.unit_code.has_value()) {
        bare[key].push_back(place);
      } else {
        add_once(names_of_code[*project.unit_code],
                 [&](const Place& each) { return fold(each.name->text) == key; });
        add_once(codes_of_name[key],
                 [&](const Place& each) { return *each.project->unit_code == *project.unit_code; });
      }
    }
  }
  for (const auto& [code, places] : names_of_code) report_code(code, places, sink);
  for (const auto& [name, places] : codes_of_name) report_name(places, sink);
  for (const auto& [name, places] : unsplit) report_unsplit(places.front(), sink);
  if (coded <= bare.size()) return;
  for (const auto& [name, places] : bare) report_bare(places.front(), sink);
}

}  // namespace jx
