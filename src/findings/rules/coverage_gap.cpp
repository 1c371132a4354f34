// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

/// "在十二盟市建设 10 个基地": fewer places built than regions named.
namespace jx {
namespace {

struct Regions {
  const Quantity* quantity = nullptr;
  std::string_view word;  ///< 盟市
};

/// 9 个乡镇中选 4 个: not all of them are meant.
bool is_chosen_from(std::string_view behind, const Lexicon& lexicon) {
  return lexicon.words("chosen-from").find_prefix_of(behind).has_value();
}

/// 盟市 at the beginning of the words; 县 and 社区 only where nothing of another word follows
/// (县级, 社区服务中心).
std::optional<std::string_view> region_at(std::string_view words, const Lexicon& lexicon) {
  if (const auto region = lexicon.words("region-word").find_prefix_of(words)) return region;
  const auto alone = lexicon.words("region-word-alone").find_prefix_of(words);
  if (!alone) return std::nullopt;
  const std::string_view rest = trimmed(words.substr(alone->size()));
  const bool ends = rest.empty() || lexicon.words("behind-region").find_prefix_of(rest);
  return ends ? alone : std::nullopt;
}

/// 十二盟市, 12 个县: a number whose counted thing is a region.
std::optional<Regions> find_regions(const Passage& passage, const Lexicon& lexicon) {
  const std::string_view text = passage.text();
  for (const Quantity& quantity : passage.quantities) {
    if (!is_exact(quantity) || quantity.per_each || !is_measure(quantity, text)) continue;
    const std::string_view behind = trimmed(text.substr(quantity.end));
    if (const auto in_unit = lexicon.words("region-word").find_prefix_of(quantity.unit.name)) {
      if (!is_chosen_from(behind, lexicon)) return Regions{&quantity, *in_unit};
      continue;
    }
    const auto word = region_at(behind, lexicon);
    if (word && !is_chosen_from(behind.substr(word->size()), lexicon)) {
      return Regions{&quantity, *word};
    }
  }
  return std::nullopt;
}

/// What is counted: the words behind the number up to the next list mark, or, when there are none,
/// the words in front of it (服务站点 9 个).
std::string_view counted_thing(std::string_view text, const Quantity& quantity) {
  constexpr std::string_view kListMark = "、";
  const TextRange clause = clause_at(text, quantity.begin);
  std::string_view behind = text.substr(quantity.end, clause.end - quantity.end);
  behind = trimmed(behind.substr(0, behind.find(kListMark)));
  if (!behind.empty()) return behind;
  const std::string_view before = text.substr(clause.begin, quantity.begin - clause.begin);
  const std::size_t mark = before.rfind(kListMark);
  return mark == std::string_view::npos ? before : before.substr(mark + kListMark.size());
}

bool is_placed_count(const Quantity& quantity, std::string_view text, const Lexicon& lexicon) {
  return is_exact(quantity) && quantity.unit.dimension == Dimension::Count &&
         lexicon.words("place-noun").find_in(counted_thing(text, quantity)).has_value();
}

/// 各建 1 个, 分别建设 1 个: one in each.
bool is_in_each(std::string_view text, const Regions& regions, const Quantity& quantity) {
  const std::string_view between =
      text.substr(regions.quantity->end, quantity.begin - regions.quantity->end);
  return contains(between, "各") || contains(between, "分别") || contains(between, "每");
}

/// The largest count of places built: the total where parts are listed before it.
const Quantity* find_placed(const Passage& passage, const Regions& regions,
                            const Lexicon& lexicon) {
  const Quantity* largest = nullptr;
  for (const Quantity& quantity : passage.quantities) {
    if (quantity.per_each) return nullptr;  // 每个盟市 1 个: then the product decides.
    if (quantity.begin <= regions.quantity->begin) continue;
    if (!is_placed_count(quantity, passage.text(), lexicon)) continue;
    if (is_in_each(passage.text(), regions, quantity)) return nullptr;
    if (largest == nullptr || *quantity.value > *largest->value) largest = &quantity;
  }
  return largest;
}

}  // namespace

void check_coverage_gap(const RuleInput& input, FindingSink& sink) {
  PassageFailures failures(sink);
  const auto check = [&](const Passage& passage) {
    const std::optional<Regions> regions = find_regions(passage, input.lexicon);
    if (!regions) return;
    const Quantity* placed = find_placed(passage, *regions, input.lexicon);
    if (placed == nullptr || *placed->value >= *regions->quantity->value) return;
    const Result<Decimal> missing = regions->quantity->value->minus(*placed->value);
    if (!missing.ok()) return;
    const std::string_view region = regions->word;
    Answer answer = answer_about(passage);
    answer.message =
        fmt::format("{}写 {} 个{}，但只有{}：至少 {} 个{}没有，或几个{}合用而没有说明。",
                    shown_place(passage), regions->quantity->value->to_string(), region,
                    in_quotes(placed->raw), missing->to_string(), region, region);
    answer.evidence = {evidence_of(*passage.words, regions->quantity->begin, placed->end)};
    answer.expected =
        fmt::format("说明 {} 个{}如何覆盖", regions->quantity->value->to_string(), region);
    answer.actual = placed->raw;
    answer.confidence = 0.7;
    failures.add(passage, std::move(answer));
  };
  for_each_goal(input, check);
  for_each_task(input, check);
}

}  // namespace jx
