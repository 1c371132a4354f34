// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

struct Spelling {
  const NameVariant* first = nullptr;
  std::string key;
  std::size_t prints = 0;
};

/// The name without the mark that it goes on from the page before: 管网改造（续）.
std::string_view without_continuation(std::string_view name) {
  for (const std::string_view mark : {"（续）", "(续)", "（续表）", "(续表)"}) {
    if (name.ends_with(mark)) return name.substr(0, name.size() - mark.size());
  }
  return name;
}

/// Spellings that differ in letters; punctuation and width are another rule's business.
std::vector<Spelling> spellings_of(const Project& project) {
  std::vector<Spelling> spellings;
  for (const NameVariant& name : project.names) {
    std::string key = letters_only(without_continuation(name.text));
    const auto at = std::find_if(spellings.begin(), spellings.end(),
                                 [&](const Spelling& each) { return each.key == key; });
    if (at == spellings.end()) {
      spellings.push_back({&name, std::move(key), name.origins.size()});
    } else {
      at->prints += name.origins.size();
    }
  }
  return spellings;
}

/// The part of `text` that is not in `other`: what is left between the common head and tail.
std::pair<std::size_t, std::size_t> differing_part(std::string_view text, std::string_view other) {
  std::size_t head = 0;
  while (head < text.size() && head < other.size()) {
    std::size_t a = head;
    std::size_t b = head;
    if (next_character(text, a) != next_character(other, b)) break;
    head = a;
  }
  std::size_t tail = 0;
  while (tail < text.size() - head && tail < other.size() - head &&
         text[text.size() - tail - 1] == other[other.size() - tail - 1]) {
    ++tail;
  }
  // Two characters may share their last bytes: the tail must begin at a character.
  while (tail > 0 && (static_cast<unsigned char>(text[text.size() - tail]) & 0xc0U) == 0x80U) {
    --tail;
  }
  return {head, text.size() - tail};
}

/// "只差“瑰”与“魂”两个形近字" when that is all the difference.
std::string difference_in_words(std::string_view a, std::string_view b, const Lexicon& lexicon) {
  const auto [begin_a, end_a] = differing_part(a, b);
  const auto [begin_b, end_b] = differing_part(b, a);
  const std::string_view part_a = a.substr(begin_a, end_a - begin_a);
  const std::string_view part_b = b.substr(begin_b, end_b - begin_b);
  if (character_count(part_a) != 1 || character_count(part_b) != 1) return {};
  std::size_t at_a = 0;
  std::size_t at_b = 0;
  const bool alike = lexicon.look_alike(next_character(part_a, at_a), next_character(part_b, at_b));
  return fmt::format("；只差一个字：“{}”与“{}”{}", part_a, part_b, alike ? "，两字形近" : "");
}

}  // namespace

void check_name_variants(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    const Project& project = *facts.project;
    if (!project.code.has_value() || project.names.size() < 2) continue;
    const std::vector<Spelling> spellings = spellings_of(project);
    if (spellings.size() < 2) continue;
    std::vector<std::string> words;
    std::vector<EvidenceLine> evidence;
    for (std::size_t index = 0; index < spellings.size(); ++index) {
      const NameVariant& name = *spellings[index].first;
      words.push_back(fmt::format("{}（{} 处）", name.text, spellings[index].prints));
      const NameVariant& other = *spellings[index == 0 ? 1 : 0].first;
      const auto [begin, end] = differing_part(name.text, other.text);
      for (const Origin& origin : name.origins) {
        evidence.push_back({.origin = origin, .text = name.text, .begin = begin, .end = end});
      }
    }
    sink.fail({.project = project.key.text,
               .message = fmt::format("项目编码 {} 下有 {} 个名称：{}{}", *project.code,
                                      spellings.size(), joined(words),
                                      difference_in_words(spellings[0].first->text,
                                                          spellings[1].first->text, input.lexicon)),
               .evidence = std::move(evidence),
               .expected = "一个项目编码只有一个名称",
               .actual = joined(words),
               .confidence = 0.95});
  }
}

}  // namespace jx
