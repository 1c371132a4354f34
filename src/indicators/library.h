// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "lexicon/lexicon.h"
#include "lexicon/terms.h"
#include "profiles/profile.h"

/// Common indicators by trade (共性指标库), for people who look for one: searching by words, and
/// choosing some for a text that says what a project does.
///
/// In: data/indicators/*.toml, a trade a file. Out: an immutable IndicatorLibrary. Every entry has
/// a formula, a unit, a direction, the usual basis of its value and the evidence of its result.
/// Wording is our own. An entry is a beginning: whoever takes one names the project's own object in
/// it.
///
/// Ranking knows no meaning. It compares pairs of neighbouring characters, rare ones counting more,
/// and the words that trades and entries list for themselves.
namespace jx {

/// 指标值设定依据, as the field names it (财预〔2021〕101号).
enum class ValueBasis : std::uint8_t { Plan, Industry, History, SpendingStandard };
/// 佐证资料 by kind.
enum class EvidenceKind : std::uint8_t { Formal, Working, Original, Statement };

std::string_view chinese_name(ValueBasis basis) noexcept;   ///< 计划标准 …
std::string_view chinese_name(EvidenceKind kind) noexcept;  ///< 正式资料 …

/// What a part of the projects does: training, roads, …
struct Trade {
  std::string key;  ///< "training"
  std::string title;
  std::string title_en;
  std::vector<std::string> words;  ///< Show a project to be of this trade.
  Basis basis;                     ///< Of its entries.
};

struct LibraryIndicator {
  std::string id;  ///< "training/pass", permanent.
  std::string name;
  Level2 level2 = Level2::Unknown;  ///< Costs as under 成本指标: EconomicCost …
  Comparator comparator = Comparator::AtLeast;
  Direction direction = Direction::Positive;
  Unit unit;
  std::string formula;  ///< Numerator ÷ denominator, or what is counted.
  ValueBasis value_basis = ValueBasis::Plan;
  EvidenceKind evidence = EvidenceKind::Working;
  std::string documents;           ///< "签到表、培训通知"
  std::vector<std::string> words;  ///< Further words to find it by.
  std::size_t trade = 0;           ///< Index into trades().
};

/// An entry with how well it fits; larger is better, meaningful only within one answer.
struct RankedIndicator {
  const LibraryIndicator* indicator = nullptr;
  double score = 0;
};

/// A trade that a text speaks of, with the words that say so.
struct TradeMatch {
  std::size_t trade = 0;
  double score = 0;
  std::vector<std::string_view> words;  ///< Of the trade's list, in the order of the texts.
};

/// A text about a project. Names weigh more than goals, goals more than tasks.
struct WeightedText {
  std::string_view text;
  double weight = 1;
};

/// Where an entry belongs in a profile: costs stand under 产出指标 in the older ones.
struct LevelPair {
  Level1 level1 = Level1::Unknown;
  Level2 level2 = Level2::Unknown;
};
LevelPair levels_in(const Profile& profile, Level2 level2) noexcept;

class IndicatorLibrary {
 public:
  /// Malformed with file, line and column: unknown keys, terms and units, an id given twice.
  static Result<IndicatorLibrary> load(const std::filesystem::path& folder, const Lexicon& lexicon);
  /// Loads texts instead of a folder, each with the name that stands for its file in messages.
  static Result<IndicatorLibrary> load_texts(
      std::span<const std::pair<std::string, std::string>> named_texts, const Lexicon& lexicon);

  std::span<const Trade> trades() const noexcept { return trades_; }
  std::span<const LibraryIndicator> indicators() const noexcept { return indicators_; }
  const LibraryIndicator* find(std::string_view id) const noexcept;

  /// The entries that fit the words best, at most `most`; none that shares nothing with them.
  std::vector<RankedIndicator> search(std::string_view words, std::size_t most) const;
  /// The trades that the texts speak of, best first, at most five; none when no word is found. The
  /// heaviest texts stand first.
  std::vector<TradeMatch> trades_of(std::span<const WeightedText> texts) const;
  /// Entries of those trades at one of the level-2s, best first.
  std::vector<RankedIndicator> choose(std::span<const TradeMatch> trades,
                                      std::span<const WeightedText> texts,
                                      std::span<const Level2> level2s, std::size_t most) const;
  /// The entry whose name the words are, or end with (手工培训合格率 ends with 培训合格率); null
  /// when there is none.
  const LibraryIndicator* find_named(std::string_view name) const noexcept;

 private:
  using Pair = std::uint64_t;

  struct Features {
    /// How much each pair of characters counts in an entry, by where it stands.
    std::unordered_map<Pair, double> pairs;
    std::vector<Pair> own;  ///< Of its name and words alone; sorted, distinct.
  };

  Result<void> add(std::string_view toml, const std::string& name, const Lexicon& lexicon);
  void index();
  void index_trades();
  void add_pairs(std::string_view text, double weight, Features& features) const;
  double rarity(Pair pair) const;
  double overlap(const LibraryIndicator& indicator, const std::vector<Pair>& pairs) const;

  std::vector<Trade> trades_;
  std::vector<LibraryIndicator> indicators_;
  std::vector<Features> features_;       ///< By indicator.
  std::optional<WordList> trade_words_;  ///< Of all trades.
  /// Which trades list a word; the words are those of `trade_words_`.
  std::unordered_map<std::string_view, std::vector<std::size_t>> trades_by_word_;
  std::unordered_map<Pair, std::size_t> seen_;  ///< In how many entries.
};

}  // namespace jx
