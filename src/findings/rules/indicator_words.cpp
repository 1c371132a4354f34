// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/indicator_words.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"

namespace jx {
namespace {

constexpr std::size_t kShortWord = 3;  ///< Bytes of one Han character.

std::uint32_t dimension_bit(std::string_view key) noexcept {
  for (const Dimension dimension : all_terms<Dimension>()) {
    if (key_of(dimension) == key && !key.empty()) {
      return std::uint32_t{1} << static_cast<unsigned>(dimension);
    }
  }
  return 0;
}

struct KindName {
  std::string_view name;
  std::uint8_t kind;
};
constexpr KindName kKinds[] = {
    {"events-kind", 1}, {"heads", 2}, {"pieces", 3}, {"cost", 4}, {"pass", 5}};

void apply_tag(MeasureWord& measure, std::string_view tag) {
  if (tag == "capped")
    measure.capped = true;
  else if (tag == "own")
    measure.own = true;
  else if (tag == "completion")
    measure.completion = true;
  else if (tag == "timely")
    measure.timely = true;
  else if (tag == "quantity")
    measure.quantity = true;
  else if (tag == "none")
    measure.none = true;
  else
    measure.dimensions |= dimension_bit(tag);
  for (const KindName& each : kKinds) {
    if (tag == each.name) measure.kind = each.kind;
  }
}

std::size_t bucket_of(char last) noexcept { return static_cast<unsigned char>(last) & 0x3fU; }

/// The bracket that opens what the text ends with, or npos.
std::size_t opening_of_end_bracket(std::string_view text) noexcept {
  if (text.ends_with("）")) return text.rfind("（");
  if (text.ends_with(")")) return text.rfind('(');
  return std::string_view::npos;
}

bool is_han_lead(char byte) noexcept {
  const auto value = static_cast<unsigned char>(byte);
  return value >= 0xe4U && value <= 0xe9U;
}

bool drop_end(std::string_view& text, std::string_view end) noexcept {
  if (!text.ends_with(end)) return false;
  text.remove_suffix(end.size());
  return true;
}

}  // namespace

void SuffixIndex::add(std::string_view word, std::uint16_t value) {
  std::vector<Entry>& bucket = by_last_byte_[bucket_of(word.back())];
  const auto place = std::find_if(bucket.begin(), bucket.end(), [&](const Entry& entry) {
    return entry.word.size() < word.size();
  });
  bucket.insert(place, {word, value});
}

std::optional<std::uint16_t> SuffixIndex::find(std::string_view text) const noexcept {
  if (text.empty()) return std::nullopt;
  for (const Entry& entry : by_last_byte_[bucket_of(text.back())]) {
    if (text.ends_with(entry.word)) return entry.value;
  }
  return std::nullopt;
}

MeasureWords::MeasureWords(const Lexicon& lexicon) {
  const WordMap& map = lexicon.map("name-measure");
  measures_.reserve(map.entries.size());
  for (const auto& [word, tags] : map.entries) {
    by_end_.add(word, static_cast<std::uint16_t>(measures_.size()));
    MeasureWord& measure = measures_.emplace_back();
    measure.word = word;
    for (const std::string_view tag : split(tags, " ")) {
      if (!tag.empty()) apply_tag(measure, tag);
    }
  }
  for (const std::string& tail : lexicon.words("object-tail").words()) {
    tail_ends_.add(tail, static_cast<std::uint16_t>(tails_.size()));
    tails_.push_back(tail);
  }
}

const MeasureWord* MeasureWords::find(std::string_view name) const noexcept {
  const std::optional<std::uint16_t> found = by_end_.find(without_end_brackets(name));
  if (!found || measures_[*found].none) return nullptr;
  return &measures_[*found];
}

std::string_view MeasureWords::object_of(std::string_view name,
                                         const MeasureWord* measure) const noexcept {
  std::string_view object = without_end_brackets(name);
  if (measure != nullptr) object.remove_suffix(measure->word.size());
  while (const std::optional<std::uint16_t> tail = tail_ends_.find(object)) {
    object.remove_suffix(tails_[*tail].size());
  }
  return trimmed(object);
}

bool MeasureWords::stands_in(std::string_view words) const noexcept {
  return std::any_of(measures_.begin(), measures_.end(), [&](const MeasureWord& measure) {
    if (measure.word.size() <= kShortWord || measure.none) return false;
    const std::size_t at = words.find(measure.word);
    // 标准化 is no 标准.
    return at != std::string_view::npos &&
           !words.substr(at + measure.word.size()).starts_with("化");
  });
}

std::string_view without_end_brackets(std::string_view name) noexcept {
  // Nearly every name begins and ends with a Han character: E4 to E9 lead all of them but the rare
  // ones, and no sign that is dropped here.
  if (name.size() >= 3 && is_han_lead(name.front()) && is_han_lead(name[name.size() - 3])) {
    return name;
  }
  std::string_view text = trimmed(name);
  for (;;) {
    const std::size_t opening = opening_of_end_bracket(text);
    if (opening != std::string_view::npos && opening > 0) {
      text = trimmed(text.substr(0, opening));
    } else if (!drop_end(text, "。") && !drop_end(text, "；") && !drop_end(text, "，") &&
               !drop_end(text, "：") && !drop_end(text, ";") && !drop_end(text, ":") &&
               !drop_end(text, ",") && !drop_end(text, "”")) {
      return text;
    }
  }
}

std::string_view words_of(const Indicator& indicator, ColumnRole role) noexcept {
  for (const auto& [column, words] : indicator.others) {
    if (column == role) return words.text;
  }
  return {};
}

bool row_says(const Indicator& indicator, const WordList& words) {
  if (words.find_in(indicator.name.text) || words.find_in(indicator.target.raw)) return true;
  constexpr ColumnRole kExplaining[] = {ColumnRole::Explanation, ColumnRole::ValueBasis,
                                        ColumnRole::ScoringRule, ColumnRole::Remark};
  return std::any_of(std::begin(kExplaining), std::end(kExplaining), [&](ColumnRole role) {
    return words.find_in(words_of(indicator, role)).has_value();
  });
}

bool stands_alone(std::string_view text, const WordList& words, const WordList& compounds) {
  if (!words.find_in(text)) return false;
  const std::vector<WordMatch> others = compounds.find_all_in(text);
  const std::vector<WordMatch> found = words.find_all_in(text);
  return std::any_of(found.begin(), found.end(), [&](const WordMatch& word) {
    return std::none_of(others.begin(), others.end(), [&](const WordMatch& other) {
      return word.begin < other.end && other.begin < word.end;
    });
  });
}

std::string plain(const Decimal& value) { return value.trimmed().to_string(); }

std::string shown_target(const Indicator& indicator) {
  const Decimal* const value = number_of(indicator);
  if (value == nullptr) return indicator.target.raw;
  return fmt::format("{}{}{}", chinese_name(comparator_of(indicator)), plain(*value),
                     unit_of(indicator).name);
}

std::uint32_t level2_bits(std::string_view keys) {
  std::uint32_t bits = 0;
  for (const std::string_view key : split(keys, " ")) {
    if (key.empty()) continue;
    for (const Level2 level2 : all_terms<Level2>()) {
      if (key_of(level2) == key) bits |= std::uint32_t{1} << static_cast<unsigned>(level2);
    }
  }
  return bits;
}

std::string level2_names(std::uint32_t bits) {
  std::string names;
  for (const Level2 level2 : all_terms<Level2>()) {
    if (!has_level2(bits, level2)) continue;
    if (!names.empty()) names += "或";
    names += chinese_name(level2);
  }
  return names;
}

Answer answer_about(const ProjectFacts& facts, std::string message) {
  Answer answer;
  answer.project = facts.project->key.text;
  answer.message = std::move(message);
  return answer;
}

EvidenceLine name_evidence(const Indicator& indicator) { return evidence_of(indicator.name); }

EvidenceLine name_evidence(const Indicator& indicator, std::string_view part) {
  const std::string& name = indicator.name.text;
  const std::size_t begin = name.find(part);
  if (part.empty() || begin == std::string::npos) return evidence_of(indicator.name);
  return evidence_of(indicator.name, begin, begin + part.size());
}

void RowVerdicts::bad(const Indicator& indicator, EvidenceLine evidence) {
  names_.push_back(shown_name(indicator));
  if (evidence_.size() < kMostEvidence) evidence_.push_back(std::move(evidence));
}

std::string RowVerdicts::bad_names() const { return joined(names_, 6); }

Answer RowVerdicts::failed(std::string message) const {
  Answer answer = answer_about(facts_, std::move(message));
  answer.evidence = evidence_;
  return answer;
}

void RowVerdicts::pass_if_good(FindingSink& sink, std::string_view what) const {
  if (any_bad() || first_good_ == nullptr) return;
  sink.pass(facts_, [&] {
    Answer answer = answer_about(facts_, fmt::format("{} 行都符合：{}。", good_, what));
    answer.evidence.push_back(name_evidence(*first_good_));
    return answer;
  });
}

}  // namespace jx
