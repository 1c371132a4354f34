// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/rules/book_prose.h"
#include "findings/rules/budget_sums.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

struct ChangeWord {
  std::string_view word;
  int direction;
};
constexpr std::array<ChangeWord, 10> kChangeWords = {{{"增加", 1},
                                                      {"增长", 1},
                                                      {"上升", 1},
                                                      {"提高", 1},
                                                      {"增支", 1},
                                                      {"减少", -1},
                                                      {"下降", -1},
                                                      {"降低", -1},
                                                      {"压减", -1},
                                                      {"减支", -1}}};

/// What a sentence says of a change: this year's amount, last year's, by how much and what share.
struct Change {
  const TextAmount* current = nullptr;
  const TextAmount* previous = nullptr;
  const TextAmount* amount = nullptr;
  const TextAmount* rate = nullptr;
  int direction = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// 由 80 万元 增加到 100 万元: the words in front of the amount end so.
int direction_towards(std::string_view text, std::size_t place) noexcept {
  std::string_view before = trimmed(text.substr(0, place));
  for (const std::string_view to : {"到", "至", "为"}) {
    if (!before.ends_with(to)) continue;
    before.remove_suffix(to.size());
    for (const ChangeWord& word : kChangeWords) {
      if (before.ends_with(word.word)) return word.direction;
    }
  }
  return 0;
}

/// Reads the amounts of a passage from left to right; a change is complete where the next amount
/// of a year begins, or the sentence ends.
class ChangeReader {
 public:
  ChangeReader(const BookPassage& passage, std::optional<int> year)
      : passage_(passage), year_(year) {}

  std::vector<Change> read() && {
    std::size_t last_end = 0;
    for (const TextAmount& amount : passage_.amounts) {
      const std::string_view between =
          std::string_view(passage_.text).substr(last_end, amount.begin - last_end);
      if (contains(between, "。") || contains(between, "；")) close();
      take(amount, between);
      last_end = amount.end;
    }
    close();
    return std::move(changes_);
  }

 private:
  void take(const TextAmount& amount, std::string_view between) {
    const std::string_view text = passage_.text;
    const int direction = change_before(passage_, amount);
    if (amount.is_rate()) {
      if (direction != 0 && change_.current != nullptr && change_.rate == nullptr) {
        change_.rate = &amount;
        set_direction(direction, amount);
      }
      return;
    }
    if (direction != 0) {
      if (change_.current != nullptr && change_.amount == nullptr) {
        change_.amount = &amount;
        set_direction(direction, amount);
      }
      return;
    }
    if (const int towards = direction_towards(text, amount.begin); towards != 0) {
      // 由 a 增加到 b: what came before is last year's.
      if (change_.current != nullptr && stands_behind_from(*change_.current)) {
        change_.previous = change_.current;
        change_.current = &amount;
        set_direction(towards, amount);
      }
      return;
    }
    const bool last_year = is_last_year(amount, between);
    if (last_year && change_.current == nullptr) change_.current = named_before(amount);
    if (last_year && change_.current != nullptr && change_.previous == nullptr &&
        change_.amount == nullptr) {
      change_.previous = &amount;
      if (change_.end == 0) change_.begin = amount.begin;
      change_.end = amount.end;
      return;
    }
    close();
    if (!last_year) {
      change_.current = &amount;
      change_.begin = amount.begin;
      change_.end = amount.end;
    }
  }

  /// 支出预算比 2024 年预算 80 万元: this year's stands where the text named the same thing before.
  const TextAmount* named_before(const TextAmount& amount) const {
    const std::string_view words = words_before(passage_, amount);
    const std::size_t compared = std::min(words.find("比"), words.find("较"));
    if (compared == std::string_view::npos) return nullptr;
    const std::string_view name = trimmed(words.substr(0, compared));
    if (name.empty()) return nullptr;
    for (const TextAmount& each : passage_.amounts) {
      if (each.begin >= amount.begin) break;
      if (!each.is_rate() && words_before(passage_, each).ends_with(name)) return &each;
    }
    return nullptr;
  }

  /// The clause in front of the amount begins with 由 or 从.
  bool stands_behind_from(const TextAmount& amount) const noexcept {
    const std::string_view words = words_before(passage_, amount);
    return contains(words, "由") || contains(words, "从");
  }

  /// The words between the amount before and this one name last year: 比上年预算80万元.
  bool is_last_year(const TextAmount& amount, std::string_view between) const {
    if (contains(between, "上年") || contains(between, "去年")) return true;
    const auto year = year_at(passage_.text, amount.begin, year_);
    return year && year_ && *year == *year_ - 1 && contains(between, "年");
  }

  void set_direction(int direction, const TextAmount& amount) {
    if (change_.direction == 0) change_.direction = direction;
    change_.end = amount.end;
  }

  void close() {
    const bool comparable =
        change_.current != nullptr && change_.direction != 0 &&
        (change_.previous != nullptr || (change_.amount != nullptr && change_.rate != nullptr));
    if (comparable) changes_.push_back(change_);
    change_ = {};
  }

  const BookPassage& passage_;
  std::optional<int> year_;
  Change change_;
  std::vector<Change> changes_;
};

std::optional<Decimal> yuan(const TextAmount& amount) {
  return in_yuan(amount.value, amount.factor);
}

/// One unit of the last place that the amount prints, in 元.
Decimal place_of(const TextAmount& amount) {
  return in_yuan(last_place(amount.value.scale()), amount.factor).value_or(Decimal(0));
}

Decimal absolute(const Decimal& value) {
  return value.is_negative() ? value.negated().value_or(value) : value;
}

class Checker {
 public:
  Checker(const RuleInput& input, FindingSink& sink)
      : input_(input), sink_(sink), year_(book_year(input.submission)) {}

  void check(const BookPassage& passage) {
    if (passage.amounts.size() < 2) return;
    for (const Change& change : ChangeReader(passage, year_).read()) judge(passage, change);
  }

  void finish() {
    if (compared_ == 0) return sink_.not_applicable();
    if (failed_ || equal_ == 0) return;
    sink_.pass({.message = fmt::format("文字中的增减额、增减幅度与前后两个数：核对 {} 处，相符",
                                       compared_),
                .evidence = std::move(evidence_)});
  }

 private:
  void judge(const BookPassage& passage, const Change& change) {
    const auto current = yuan(*change.current);
    if (!current) return;
    std::optional<Decimal> previous =
        change.previous != nullptr ? yuan(*change.previous) : std::nullopt;
    const auto amount = change.amount != nullptr ? yuan(*change.amount) : std::nullopt;
    std::string wrong;
    ++compared_;
    if (previous) {
      wrong = check_against(change, *current, *previous, amount);
    } else if (amount) {
      // Last year's is what this year's and the change make it.
      const Result<Decimal> derived =
          change.direction > 0 ? current->minus(*amount) : current->plus(*amount);
      if (derived.ok()) previous = *derived;
    }
    if (wrong.empty() && previous && change.rate != nullptr) {
      wrong = check_rate(change, *current, *previous);
    }
    if (wrong.empty() || explains_difference(passage, input_.lexicon)) {
      ++equal_;
      if (evidence_.empty()) evidence_ = evidence_of(passage, change.begin, change.end);
      return;
    }
    failed_ = true;
    Answer answer;
    answer.message = std::move(wrong);
    answer.evidence = evidence_of(passage, change.begin, change.end);
    answer.actual = passage.text.substr(change.begin, change.end - change.begin);
    sink_.fail(std::move(answer));
  }

  std::string check_against(const Change& change, const Decimal& current, const Decimal& previous,
                            const std::optional<Decimal>& amount) const {
    const Result<Decimal> difference = current.minus(previous);
    if (!difference.ok()) return {};
    const bool up = !difference->is_negative() && !difference->is_zero();
    if (difference->is_zero() ? amount && !amount->is_zero() : up != (change.direction > 0)) {
      return fmt::format("文字说{}，但本年 {}{}，上年 {}{}", change.direction > 0 ? "增加" : "减少",
                         change.current->value.to_string(), change.current->unit,
                         change.previous->value.to_string(), change.previous->unit);
    }
    if (!amount) return {};
    const Decimal allowed =
        std::max({place_of(*change.current), place_of(*change.previous), place_of(*change.amount)});
    const Result<Decimal> off = absolute(*difference).minus(*amount);
    const Result<Decimal> twice = allowed.plus(allowed);
    if (!off.ok() || !twice.ok() || absolute(*off) <= *twice) return {};
    const Result<Decimal> shown = absolute(*difference).divided_by(change.amount->factor, 6);
    return fmt::format("本年与上年相差 {} {}，文字写 {} {}",
                       shown.ok() ? shown->trimmed().to_string() : "", change.amount->unit,
                       change.amount->value.to_string(), change.amount->unit);
  }

  /// The rate is right when some amounts that round to the printed ones give it.
  std::string check_rate(const Change& change, const Decimal& current,
                         const Decimal& previous) const {
    if (previous.is_zero() || previous.is_negative()) return {};
    const Result<Decimal> difference = current.minus(previous);
    if (!difference.ok()) return {};
    const Result<Decimal> hundred = absolute(*difference).times(Decimal(100));
    const Result<Decimal> rate = hundred.ok() ? hundred->divided_by(previous, 6) : hundred;
    // One place of each amount, as a share of last year's.
    const Result<Decimal> place = place_of(*change.current).times(Decimal(200));
    const Result<Decimal> slack = place.ok() ? place->divided_by(previous, 6) : place;
    if (!rate.ok() || !slack.ok()) return {};
    const Result<Decimal> off = rate->minus(absolute(change.rate->value));
    const Result<Decimal> allowed = slack->plus(last_place(change.rate->value.scale()));
    if (!off.ok() || !allowed.ok() || absolute(*off) <= *allowed) return {};
    return fmt::format("按前后两个数算，{}幅度是 {}%，文字写 {}%",
                       change.direction > 0 ? "增长" : "下降", rate->rounded(2).to_string(),
                       change.rate->value.to_string());
  }

  const RuleInput& input_;
  FindingSink& sink_;
  std::optional<int> year_;
  std::size_t compared_ = 0;
  std::size_t equal_ = 0;
  bool failed_ = false;
  std::vector<EvidenceLine> evidence_;
};

}  // namespace

void check_text_change(const RuleInput& input, FindingSink& sink) {
  if (!is_budget_book(input.submission)) return sink.not_applicable();
  Checker checker(input, sink);
  for (const BookPassage& passage : book_passages(input.submission)) checker.check(passage);
  checker.finish();
}

}  // namespace jx
