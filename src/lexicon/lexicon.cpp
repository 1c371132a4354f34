// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lexicon/lexicon.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "lexicon/tables.h"

namespace jx {

struct Lexicon::Data : LexiconTables {};

namespace {

template <typename Term>
std::optional<Term> found(const Term* term) {
  return term == nullptr ? std::nullopt : std::optional<Term>(*term);
}

/// As written first: nearly every cell is a canonical word. Folded second.
template <typename Term>
std::optional<Term> find_folded(const AliasTable<Term>& table, std::string_view words) {
  if (const Term* const term = table.find(words)) return *term;
  return found(table.find(fold(words)));
}

/// How many denominators "元/人·天" may have; more is a sentence.
constexpr int kMostDenominators = 3;

struct UnitPart {
  const Unit* unit = nullptr;
  std::size_t length = 0;
};

UnitPart match_simple_unit(const LexiconTables& tables, std::string_view text) {
  const AffixMatch<std::size_t> match = tables.unit_prefixes.match(text);
  if (match.term == nullptr) return {};
  return {&tables.units[*match.term], match.length};
}

/// The length of the first of the signs that the text begins with, or 0.
std::size_t sign_length(std::string_view text, std::u32string_view signs) {
  if (text.empty()) return 0;
  std::size_t position = 0;
  const char32_t character = fold_character(next_character(text, position));
  return signs.find(character) == std::u32string_view::npos ? 0 : position;
}

/// What 元/天, 次/年, 份/人 measure: a price, how often, or something else.
Dimension dimension_of_quotient(const Unit& numerator, const Unit& first_denominator) {
  if (numerator.dimension == Dimension::Money) return Dimension::UnitMoney;
  if (first_denominator.dimension == Dimension::Time) return Dimension::Frequency;
  return Dimension::Other;
}

/// The unit at the beginning of the text with all its denominators.
std::optional<UnitMatch> match_unit(const LexiconTables& tables, std::string_view text) {
  const UnitPart numerator = match_simple_unit(tables, text);
  if (numerator.unit == nullptr) return std::nullopt;
  UnitMatch match{*numerator.unit, numerator.length};
  for (int i = 0; i < kMostDenominators; ++i) {
    const std::string_view rest = text.substr(match.length);
    const std::size_t stroke = sign_length(rest, i == 0 ? U"/每" : U"/·*");
    if (stroke == 0) break;
    const UnitPart denominator = match_simple_unit(tables, rest.substr(stroke));
    if (denominator.unit == nullptr) break;
    if (i == 0) match.unit.dimension = dimension_of_quotient(*numerator.unit, *denominator.unit);
    match.unit.name += i == 0 ? "/" : "·";
    match.unit.name += denominator.unit->name;
    match.length += stroke + denominator.length;
  }
  return match;
}

}  // namespace

Lexicon::Lexicon() : data_(std::make_unique<Data>()) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

Result<Lexicon> Lexicon::load(const std::filesystem::path& folder) {
  JX_TRY(const std::vector<std::filesystem::path> files, find_toml_files(folder));
  LexiconLoader loader;
  for (const std::filesystem::path& file : files) {
    JX_TRY(const TomlDocument document, TomlDocument::load(file));
    JX_TRY_VOID(loader.add(document));
  }
  Lexicon lexicon;
  static_cast<LexiconTables&>(*lexicon.data_) = std::move(loader).finish();
  return lexicon;
}

Result<Lexicon> Lexicon::load_text(std::string_view text, std::string name) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, std::move(name)));
  LexiconLoader loader;
  JX_TRY_VOID(loader.add(document));
  Lexicon lexicon;
  static_cast<LexiconTables&>(*lexicon.data_) = std::move(loader).finish();
  return lexicon;
}

std::optional<ColumnRole> Lexicon::find_column(std::string_view header) const {
  if (const auto role = find_folded(data_->columns, header)) return role;
  return found(data_->columns.find(column_form(header)));
}

std::optional<Level1> Lexicon::find_level1(std::string_view words) const {
  if (const Level1* const level = data_->level1.find(words)) return *level;
  return found(data_->level1.find(level_form(words)));
}

std::optional<Level2> Lexicon::find_level2(std::string_view words, Level1 under) const {
  const auto find_under = [&](std::string_view form) -> const Level2* {
    if (const Level2* const level = data_->level2[static_cast<std::size_t>(under)].find(form)) {
      return level;
    }
    return data_->level2[static_cast<std::size_t>(Level1::Unknown)].find(form);
  };
  if (const Level2* const level = find_under(words)) return *level;
  const std::string form = level_form(words);
  if (const Level2* const level = find_under(form)) return *level;
  for (const LevelWithin& within : data_->level2_within) {
    const bool here = within.under == under || within.under == Level1::Unknown;
    if (here && contains(form, within.form)) return within.level2;
  }
  // Output before the others: 成本指标 without a known level-1 is the one of the older form.
  for (const Level1 other :
       {Level1::Output, Level1::Benefit, Level1::Satisfaction, Level1::Cost, Level1::Execution}) {
    const AliasTable<Level2>& table = data_->level2[static_cast<std::size_t>(other)];
    if (const Level2* const level = table.find(form)) return *level;
  }
  return std::nullopt;
}

std::optional<Comparator> Lexicon::find_comparator(std::string_view words) const {
  return find_folded(data_->comparators, words);
}

std::optional<Direction> Lexicon::find_direction(std::string_view words) const {
  return find_folded(data_->directions, words);
}

std::optional<Unit> Lexicon::find_unit(std::string_view words) const {
  if (const auto index = find_folded(data_->unit_words, words)) return data_->units[*index];
  const std::string folded = fold(words);
  std::optional<UnitMatch> match = match_unit(*data_, folded);
  if (!match || match->length != folded.size()) return std::nullopt;
  return std::move(match->unit);
}

std::optional<ComparatorMatch> Lexicon::match_comparator_prefix(std::string_view text) const {
  const AffixMatch<Comparator> match = data_->comparator_prefixes.match(text);
  if (match.term == nullptr) return std::nullopt;
  return ComparatorMatch{*match.term, match.length};
}

std::optional<ComparatorMatch> Lexicon::match_comparator_suffix_at(std::string_view text) const {
  const AffixMatch<SuffixMeaning> match = data_->comparator_suffixes.match(text);
  if (match.term == nullptr) return std::nullopt;
  if (sign_length(text.substr(match.length), match.term->not_before) != 0) return std::nullopt;
  return ComparatorMatch{match.term->comparator, match.length};
}

std::optional<UnitMatch> Lexicon::match_unit_prefix(std::string_view text) const {
  return match_unit(*data_, text);
}

bool Lexicon::look_alike(char32_t a, char32_t b) const {
  return data_->look_alikes.contains(LexiconTables::look_alike_key(a, b));
}

bool Lexicon::has_look_alike(char32_t character) const {
  return data_->look_alike_characters.contains(character);
}

bool Lexicon::defines(std::string_view name) const noexcept {
  return data_->lists.contains(name) || data_->maps.contains(name);
}

const WordList& Lexicon::words(std::string_view name) const {
  const auto list = data_->lists.find(name);
  JX_CHECK(list != data_->lists.end(), std::string(name).c_str());
  return list->second;
}

const WordMap& Lexicon::map(std::string_view name) const {
  const auto map = data_->maps.find(name);
  JX_CHECK(map != data_->maps.end(), std::string(name).c_str());
  return map->second;
}

}  // namespace jx
