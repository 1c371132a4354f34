// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <set>
#include <utility>

#include "lexicon/tables.h"

#include <fmt/format.h>

namespace jx {
namespace {

/// What every entry begins with.
struct EntryHead {
  std::string name;
  std::string basis;
  bool verified = false;
};

Result<EntryHead> read_head(const TomlTable& entry) {
  JX_TRY(std::string name, entry.text("name"));
  JX_TRY(std::string basis, entry.text("basis"));
  JX_TRY(const bool verified, entry.flag("verified"));
  return EntryHead{std::move(name), std::move(basis), verified};
}

Error conflict_at(const TomlTable& entry, std::string_view key, std::size_t index,
                  const Error& conflict) {
  Error error = entry.fault(key, index, conflict.message);
  error.code = ErrorCode::Conflict;
  return error;
}

/// The term that `word` names, of the vocabulary whose machine keys the file uses.
template <typename Term>
Result<Term> read_term(const TomlTable& entry, std::string_view key, std::string_view word) {
  if (const std::optional<Term> term = term_of<Term>(word)) return *term;
  std::vector<std::string_view> known;
  for (const Term term : all_terms<Term>()) known.push_back(key_of(term));
  std::string message = "没有“" + std::string(word) + "”这个名称";
  if (const auto nearest = find_nearest(word, known)) {
    message += "，是否为“" + std::string(*nearest) + "”？";
  } else {
    message += "。";
  }
  return entry.fault(key, message);
}

/// How a table turns a word into the forms it may also be found by.
using Forms = std::vector<std::string> (*)(std::string_view word);

std::vector<std::string> folded_form(std::string_view word) { return {fold(word)}; }
std::vector<std::string> column_forms(std::string_view word) {
  return {fold(word), column_form(word)};
}
std::vector<std::string> level_forms(std::string_view word) {
  std::string bare = level_form(word);
  // Nearly every table writes the whole words, so they are found at the first look.
  std::string whole = bare + "指标";
  return {std::move(bare), std::move(whole)};
}

template <typename Term>
Result<void> add_words(AliasTable<Term>& table, const TomlTable& entry, std::string_view key,
                       Forms forms, const Term& term) {
  JX_TRY(const std::vector<std::string> words, entry.find_texts(key));
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string place = entry.place(key, i);
    if (const auto added = table.add(words[i], term, place); !added.ok()) {
      return conflict_at(entry, key, i, added.error());
    }
    for (const std::string& form : forms(words[i])) {
      if (const auto added = table.add_form(form, term, place); !added.ok()) {
        return conflict_at(entry, key, i, added.error());
      }
    }
  }
  return {};
}

template <typename Term>
Result<void> add_prefixes(AffixTable<Term>& table, const TomlTable& entry, std::string_view key,
                          const Term& term) {
  JX_TRY(const std::vector<std::string> words, entry.find_texts(key));
  for (const std::string& word : words) table.add(word, term);
  return {};
}

/// An entry without a single word is a slip.
Result<void> require_words(const TomlTable& entry, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    if (entry.has(key)) return {};
  }
  return entry.fault("name", "没有列出任何词。");
}

Result<void> add_column(LexiconTables& tables, const TomlTable& entry) {
  JX_TRY(const EntryHead head, read_head(entry));
  JX_TRY(const ColumnRole role, read_term<ColumnRole>(entry, "name", head.name));
  JX_TRY_VOID(require_words(entry, {"words"}));
  return add_words(tables.columns, entry, "words", column_forms, role);
}

Result<void> add_level1(LexiconTables& tables, const TomlTable& entry) {
  JX_TRY(const EntryHead head, read_head(entry));
  JX_TRY(const Level1 level, read_term<Level1>(entry, "name", head.name));
  JX_TRY_VOID(require_words(entry, {"words"}));
  return add_words(tables.level1, entry, "words", level_forms, level);
}

Result<void> add_level2(LexiconTables& tables, const TomlTable& entry) {
  JX_TRY(const EntryHead head, read_head(entry));
  JX_TRY(const Level2 level2, read_term<Level2>(entry, "name", head.name));
  JX_TRY_VOID(require_words(entry, {"words", "containing"}));
  JX_TRY(const std::vector<std::string> under_keys, entry.find_texts("under"));
  std::vector<Level1> under;
  for (const std::string& key : under_keys) {
    JX_TRY(const Level1 level1, read_term<Level1>(entry, "under", key));
    under.push_back(level1);
  }
  if (under.empty()) under.push_back(Level1::Unknown);
  JX_TRY(const std::vector<std::string> containing, entry.find_texts("containing"));
  for (const Level1 level1 : under) {
    AliasTable<Level2>& table = tables.level2[static_cast<std::size_t>(level1)];
    JX_TRY_VOID(add_words(table, entry, "words", level_forms, level2));
    for (const std::string& word : containing) {
      tables.level2_within.push_back({fold(word), level1, level2});
    }
  }
  return {};
}

Result<void> add_comparator(LexiconTables& tables, const TomlTable& entry) {
  JX_TRY(const EntryHead head, read_head(entry));
  JX_TRY(const Comparator comparator, read_term<Comparator>(entry, "name", head.name));
  JX_TRY_VOID(require_words(entry, {"words", "whole_cell", "suffix"}));
  JX_TRY_VOID(add_words(tables.comparators, entry, "words", folded_form, comparator));
  JX_TRY_VOID(add_words(tables.comparators, entry, "whole_cell", folded_form, comparator));
  JX_TRY_VOID(add_prefixes(tables.comparator_prefixes, entry, "words", comparator));
  JX_TRY(const std::optional<std::string> not_before, entry.find_text("suffix_not_before"));
  const SuffixMeaning meaning{comparator, to_utf32(not_before.value_or(""))};
  return add_prefixes(tables.comparator_suffixes, entry, "suffix", meaning);
}

Result<void> add_direction(LexiconTables& tables, const TomlTable& entry) {
  JX_TRY(const EntryHead head, read_head(entry));
  JX_TRY(const Direction direction, read_term<Direction>(entry, "name", head.name));
  JX_TRY_VOID(require_words(entry, {"words"}));
  return add_words(tables.directions, entry, "words", folded_form, direction);
}

Result<void> add_unit_name(LexiconTables& tables, const TomlTable& entry, std::string_view key,
                           std::size_t item, Unit unit) {
  const std::size_t index = tables.units.size();
  const std::string place = entry.place(key, item);
  if (const auto added = tables.unit_words.add(unit.name, index, place); !added.ok()) {
    return conflict_at(entry, key, item, added.error());
  }
  if (const auto added = tables.unit_words.add_form(fold(unit.name), index, place); !added.ok()) {
    return conflict_at(entry, key, item, added.error());
  }
  tables.unit_prefixes.add(unit.name, index);
  tables.units.push_back(std::move(unit));
  return {};
}

Result<void> add_unit(LexiconTables& tables, const TomlTable& entry) {
  JX_TRY(const EntryHead head, read_head(entry));
  JX_TRY(const std::string dimension_key, entry.text("dimension"));
  JX_TRY(const Dimension dimension, read_term<Dimension>(entry, "dimension", dimension_key));
  JX_TRY(const std::optional<Decimal> factor, entry.find_decimal("factor"));
  const Unit unit{head.name, dimension, factor.value_or(Decimal(0))};
  // The same unit may come twice, so that its aliases can have different bases.
  const std::size_t* const known = tables.unit_words.find(head.name);
  const bool again = known != nullptr && tables.units[*known] == unit;
  const std::size_t index = again ? *known : tables.units.size();
  if (!again) JX_TRY_VOID(add_unit_name(tables, entry, "name", 0, unit));
  JX_TRY_VOID(add_words(tables.unit_words, entry, "words", folded_form, index));
  JX_TRY_VOID(add_words(tables.unit_words, entry, "whole_cell", folded_form, index));
  return add_prefixes(tables.unit_prefixes, entry, "words", index);
}

Result<void> add_literal_units(LexiconTables& tables, const TomlTable& entry) {
  JX_TRY(const EntryHead head, read_head(entry));
  JX_TRY(const std::string dimension_key, entry.text("dimension"));
  JX_TRY(const Dimension dimension, read_term<Dimension>(entry, "dimension", dimension_key));
  JX_TRY(const std::vector<std::string> words, entry.texts("words"));
  for (std::size_t i = 0; i < words.size(); ++i) {
    JX_TRY_VOID(add_unit_name(tables, entry, "words", i, {words[i], dimension, Decimal(1)}));
  }
  return {};
}

Result<void> add_look_alike(LexiconTables& tables, const TomlTable& entry) {
  JX_TRY(const EntryHead head, read_head(entry));
  JX_TRY(const std::vector<std::string> groups, entry.texts("groups"));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::u32string group = to_utf32(groups[i]);
    if (group.size() < 2) return entry.fault("groups", i, "形近字至少要有两个。");
    for (const char32_t a : group) {
      for (const char32_t b : group) {
        if (a == b) continue;
        tables.look_alikes.insert(LexiconTables::look_alike_key(a, b));
        tables.look_alike_characters.insert(a);
      }
    }
  }
  return {};
}

Result<void> claim_name(WordTable<std::string>& places, const TomlTable& entry,
                        const std::string& name) {
  const auto [found, is_new] = places.try_emplace(name, entry.place("name"));
  if (is_new) return {};
  Error error = entry.fault("name", "名称“" + name + "”已在 " + found->second + " 使用。");
  error.code = ErrorCode::Conflict;
  return error;
}

Result<void> refuse_twice(const TomlTable& entry, std::string_view key,
                          std::span<const std::string_view> words) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (seen.insert(words[i]).second) continue;
    Error error = entry.fault(key, i, "“" + std::string(words[i]) + "”在此表中重复。");
    error.code = ErrorCode::Conflict;
    return error;
  }
  return {};
}

Result<void> add_list(LexiconTables& tables, const TomlTable& entry) {
  JX_TRY(EntryHead head, read_head(entry));
  JX_TRY(std::vector<std::string> words, entry.texts("words"));
  const std::vector<std::string_view> views(words.begin(), words.end());
  JX_TRY_VOID(refuse_twice(entry, "words", views));
  std::string key = head.name;
  tables.lists.try_emplace(std::move(key), std::move(head.name), std::move(head.basis),
                           head.verified, std::move(words));
  return {};
}

Result<void> add_map(LexiconTables& tables, const TomlTable& entry) {
  JX_TRY(EntryHead head, read_head(entry));
  JX_TRY(auto entries, entry.pairs("entries"));
  // One word may lead to several (参赛 is a 竞赛 and a 比赛); the same pair twice is a slip.
  std::vector<std::string> pairs;
  pairs.reserve(entries.size());
  for (const auto& [from, to] : entries) pairs.push_back(fmt::format("{}→{}", from, to));
  const std::vector<std::string_view> views(pairs.begin(), pairs.end());
  JX_TRY_VOID(refuse_twice(entry, "entries", views));
  std::string key = head.name;
  tables.maps.try_emplace(std::move(key), WordMap{std::move(head.name), std::move(head.basis),
                                                  head.verified, std::move(entries)});
  return {};
}

using AddEntry = Result<void> (*)(LexiconTables&, const TomlTable&);

/// The kinds of entries whose names are terms, so that one term may have several entries.
constexpr std::pair<std::string_view, AddEntry> kTermEntries[] = {
    {"column", add_column},
    {"level1", add_level1},
    {"level2", add_level2},
    {"comparator", add_comparator},
    {"direction", add_direction},
    {"unit", add_unit},
    {"literal_units", add_literal_units},
    {"look_alike", add_look_alike},
};

/// Those that are asked for by name, which must therefore be unique.
constexpr std::pair<std::string_view, AddEntry> kNamedEntries[] = {
    {"list", add_list},
    {"map", add_map},
};

bool takes_multiples(Dimension dimension) noexcept {
  switch (dimension) {
    case Dimension::Money:
    case Dimension::People:
    case Dimension::PersonTimes:
    case Dimension::PersonDays:
    case Dimension::Household:
    case Dimension::Count:
    case Dimension::Events:
    case Dimension::Area:
    case Dimension::Length:
    case Dimension::Volume:
    case Dimension::Mass:
    case Dimension::Other: return true;
    case Dimension::Unknown:
    case Dimension::Ratio:
    case Dimension::PercentPoint:
    case Dimension::UnitMoney:
    case Dimension::Time:
    case Dimension::Calendar:
    case Dimension::Data:
    case Dimension::Frequency:
    case Dimension::Points:
    case Dimension::Level:
    case Dimension::BareMultiple: return false;
  }
  return false;
}

/// 万 × 人次 = 万人次, for every multiple and every unit that has no such entry of its own.
void add_multiples(LexiconTables& tables) {
  const std::vector<Unit> simple = tables.units;
  for (const Unit& multiple : simple) {
    if (multiple.dimension != Dimension::BareMultiple) continue;
    for (const Unit& unit : simple) {
      if (!takes_multiples(unit.dimension)) continue;
      std::string name = multiple.name + unit.name;
      const Result<Decimal> factor = multiple.factor.times(unit.factor);
      if (!factor.ok() || tables.unit_words.find(fold(name)) != nullptr) continue;
      const std::size_t index = tables.units.size();
      // The word is new, so neither call can fail.
      (void)tables.unit_words.add(name, index, "");
      (void)tables.unit_words.add_form(fold(name), index, "");
      tables.unit_prefixes.add(name, index);
      tables.units.push_back({std::move(name), unit.dimension, *factor});
    }
  }
}

}  // namespace

Result<void> LexiconLoader::add(const TomlDocument& document) {
  const TomlTable root = document.root();
  for (const auto& [kind, add_entry] : kTermEntries) {
    JX_TRY(const std::vector<TomlTable> entries, root.tables(kind));
    for (const TomlTable& entry : entries) JX_TRY_VOID(add_entry(tables_, entry));
  }
  for (const auto& [kind, add_entry] : kNamedEntries) {
    JX_TRY(const std::vector<TomlTable> entries, root.tables(kind));
    for (const TomlTable& entry : entries) {
      JX_TRY(const std::string name, entry.text("name"));
      JX_TRY_VOID(claim_name(places_, entry, name));
      JX_TRY_VOID(add_entry(tables_, entry));
    }
  }
  return document.finish();
}

LexiconTables LexiconLoader::finish() && {
  add_multiples(tables_);
  return std::move(tables_);
}

}  // namespace jx
