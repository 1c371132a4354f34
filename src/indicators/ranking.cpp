// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "codecs/toml.h"
#include "indicators/library.h"

namespace jx {
namespace {

// How much a pair of characters counts, by where in an entry it stands.
constexpr double kInName = 3;
constexpr double kInWords = 2;
constexpr double kInTrade = 1.5;
constexpr double kInFormula = 1;
/// What a whole word of a query is worth when it stands in the name, for each of its characters.
constexpr double kWholeWord = 1.5;
/// More text than any honest cell holds; the rest says nothing new about the trade.
constexpr std::size_t kMostCharacters = 20'000;
constexpr std::size_t kMostBytes = 3 * kMostCharacters;

std::uint64_t pair_of(char32_t a, char32_t b) noexcept {
  return (static_cast<std::uint64_t>(a) << 32) | b;
}

/// Neighbouring letters and digits of the folded text. A character alone between signs makes a pair
/// with nothing.
std::vector<std::uint64_t> pairs_of(std::string_view text) {
  std::vector<std::uint64_t> pairs;
  char32_t before = 0;
  std::size_t run = 0;
  const std::string folded = fold_keeping_spaces(text);
  std::size_t read = 0;
  for (std::size_t at = 0; at < folded.size() && read < kMostCharacters; ++read) {
    const char32_t character = next_character(folded, at);
    const bool letter = is_han(character) || (character >= U'0' && character <= U'9') ||
                        (character >= U'a' && character <= U'z') ||
                        (character >= U'A' && character <= U'Z');
    if (!letter) {
      if (run == 1) pairs.push_back(pair_of(before, 0));
      run = 0;
      continue;
    }
    if (run > 0) pairs.push_back(pair_of(before, character));
    before = character;
    ++run;
  }
  if (run == 1) pairs.push_back(pair_of(before, 0));
  return pairs;
}

void make_distinct(std::vector<std::uint64_t>& pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

void sort_by_score(std::vector<RankedIndicator>& ranked, std::size_t most) {
  std::stable_sort(
      ranked.begin(), ranked.end(),
      [](const RankedIndicator& a, const RankedIndicator& b) { return a.score > b.score; });
  if (ranked.size() > most) ranked.resize(most);
}

}  // namespace

Result<IndicatorLibrary> IndicatorLibrary::load(const std::filesystem::path& folder,
                                                const Lexicon& lexicon) {
  JX_TRY(const std::vector<std::filesystem::path> files, find_toml_files(folder));
  std::vector<std::pair<std::string, std::string>> texts;
  for (const std::filesystem::path& file : files) {
    JX_TRY(std::string text, read_toml_text(file));
    texts.emplace_back(file.string(), std::move(text));
  }
  return load_texts(texts, lexicon);
}

void IndicatorLibrary::add_pairs(std::string_view text, double weight, Features& features) const {
  for (const Pair pair : pairs_of(text)) {
    double& known = features.pairs[pair];
    known = std::max(known, weight);
  }
}

void IndicatorLibrary::index() {
  features_.resize(indicators_.size());
  for (std::size_t i = 0; i < indicators_.size(); ++i) {
    const LibraryIndicator& indicator = indicators_[i];
    const Trade& trade = trades_[indicator.trade];
    Features& features = features_[i];
    add_pairs(indicator.name, kInName, features);
    for (const std::string& word : indicator.words) add_pairs(word, kInWords, features);
    add_pairs(trade.title, kInTrade, features);
    for (const std::string& word : trade.words) add_pairs(word, kInTrade, features);
    add_pairs(indicator.formula, kInFormula, features);
    add_pairs(indicator.documents, kInFormula, features);
    add_pairs(chinese_name(indicator.level2), kInTrade, features);
    for (const auto& [pair, weight] : features.pairs) ++seen_[pair];
    features.own = pairs_of(indicator.name);
    for (const std::string& word : indicator.words) {
      for (const Pair pair : pairs_of(word)) features.own.push_back(pair);
    }
    make_distinct(features.own);
  }
  index_trades();
}

void IndicatorLibrary::index_trades() {
  std::vector<std::string> words;
  for (const Trade& trade : trades_) {
    words.insert(words.end(), trade.words.begin(), trade.words.end());
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  trade_words_.emplace("trade", "data/indicators", false, std::move(words));
  for (const std::string& word : trade_words_->words()) {
    std::vector<std::size_t>& trades = trades_by_word_[word];
    for (std::size_t i = 0; i < trades_.size(); ++i) {
      const std::vector<std::string>& own = trades_[i].words;
      if (std::find(own.begin(), own.end(), word) != own.end()) trades.push_back(i);
    }
  }
}

double IndicatorLibrary::rarity(Pair pair) const {
  const auto found = seen_.find(pair);
  const double in = found == seen_.end() ? 0 : static_cast<double>(found->second);
  const auto all = static_cast<double>(indicators_.size());
  return std::log(1 + (all - in + 0.5) / (in + 0.5));
}

double IndicatorLibrary::overlap(const LibraryIndicator& indicator,
                                 const std::vector<Pair>& pairs) const {
  const Features& features = features_[static_cast<std::size_t>(&indicator - indicators_.data())];
  double score = 0;
  for (const Pair pair : pairs) {
    const auto found = features.pairs.find(pair);
    if (found != features.pairs.end()) score += found->second * rarity(pair);
  }
  return score;
}

std::vector<RankedIndicator> IndicatorLibrary::search(std::string_view words,
                                                      std::size_t most) const {
  std::vector<Pair> pairs = pairs_of(words);
  make_distinct(pairs);
  std::vector<std::string> terms;
  const std::string folded = fold_keeping_spaces(words);
  for (const std::string_view part : split(folded, " ")) {
    if (!trimmed(part).empty()) terms.emplace_back(trimmed(part));
  }
  std::vector<RankedIndicator> ranked;
  for (const LibraryIndicator& indicator : indicators_) {
    double score = overlap(indicator, pairs);
    const std::string name = fold(indicator.name);
    for (const std::string& term : terms) {
      if (contains(name, term)) score += kWholeWord * static_cast<double>(character_count(term));
    }
    if (score <= 0) continue;
    // Of two entries with the same words the one that says less besides is nearer.
    score -= 0.01 * static_cast<double>(character_count(name));
    ranked.push_back({&indicator, score});
  }
  sort_by_score(ranked, most);
  return ranked;
}

std::vector<TradeMatch> IndicatorLibrary::trades_of(std::span<const WeightedText> texts) const {
  constexpr std::size_t kMostTrades = 5;
  constexpr double kNearBest = 0.35;
  if (!trade_words_) return {};
  std::vector<TradeMatch> matches(trades_.size());
  for (std::size_t i = 0; i < matches.size(); ++i) matches[i].trade = i;
  // A word counts once, where it weighs most: the heaviest texts stand first.
  std::vector<std::string_view> counted;
  for (const WeightedText& text : texts) {
    for (const WordMatch& found : trade_words_->find_all_in(text.text.substr(0, kMostBytes))) {
      if (std::find(counted.begin(), counted.end(), found.word) != counted.end()) continue;
      counted.push_back(found.word);
      for (const std::size_t trade : trades_by_word_.at(found.word)) {
        // Longer words are less often there by chance.
        matches[trade].score += text.weight * static_cast<double>(character_count(found.word) - 1);
        matches[trade].words.push_back(found.word);
      }
    }
  }
  std::erase_if(matches, [](const TradeMatch& match) { return match.score <= 0; });
  std::stable_sort(matches.begin(), matches.end(),
                   [](const TradeMatch& a, const TradeMatch& b) { return a.score > b.score; });
  if (matches.size() > kMostTrades) matches.resize(kMostTrades);
  while (!matches.empty() && matches.back().score < kNearBest * matches.front().score) {
    matches.pop_back();
  }
  return matches;
}

std::vector<RankedIndicator> IndicatorLibrary::choose(std::span<const TradeMatch> trades,
                                                      std::span<const WeightedText> texts,
                                                      std::span<const Level2> level2s,
                                                      std::size_t most) const {
  // Files put what is used most first; that decides where the texts do not.
  constexpr double kPlace = 0.2;
  constexpr double kTradeShare = 8;
  std::vector<Pair> pairs;
  for (const WeightedText& text : texts) {
    for (const Pair pair : pairs_of(text.text)) pairs.push_back(pair);
  }
  make_distinct(pairs);
  std::vector<RankedIndicator> ranked;
  for (const TradeMatch& match : trades) {
    double place = 0;
    for (const LibraryIndicator& indicator : indicators_) {
      if (indicator.trade != match.trade) continue;
      if (std::find(level2s.begin(), level2s.end(), indicator.level2) == level2s.end()) continue;
      const Features& features =
          features_[static_cast<std::size_t>(&indicator - indicators_.data())];
      std::vector<Pair> shared;
      std::set_intersection(features.own.begin(), features.own.end(), pairs.begin(), pairs.end(),
                            std::back_inserter(shared));
      const double share = match.score / trades.front().score;
      ranked.push_back({&indicator, kTradeShare * share + overlap(indicator, shared) - place});
      place += kPlace;
    }
  }
  sort_by_score(ranked, most);
  return ranked;
}

}  // namespace jx
