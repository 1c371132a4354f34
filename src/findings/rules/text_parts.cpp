// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/book_prose.h"
#include "findings/rules/budget_sums.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// Amounts behind these words are differences or of other years, not parts.
bool is_part(const BookPassage& passage, const TextAmount& amount) {
  if (change_before(passage, amount) != 0) return false;
  const std::string_view words = words_before(passage, amount);
  return !amount.is_rate() && !contains(words, "年预算") && !contains(words, "上年") &&
         !contains(words, "执行数") && !contains(words, "决算") && !words.ends_with("单价");
}

/// "…，合计1410.00万": the amount closes a list.
bool closes_list(std::string_view text, const TextAmount& amount) noexcept {
  const std::string_view before = trimmed(text.substr(0, amount.begin));
  return before.ends_with("，合计") || before.ends_with("，共计") || before.ends_with("，总计") ||
         before.ends_with("，合计为") || before.ends_with("、合计");
}

/// A whole with the parts behind 其中.
struct Split {
  const TextAmount* whole = nullptr;
  std::vector<const TextAmount*> parts;
  const TextAmount* closing = nullptr;
};

std::size_t sentence_end(std::string_view text, std::size_t from) noexcept {
  return std::min(text.find("。", from), text.size());
}

std::vector<Split> splits_of(const BookPassage& passage) {
  std::vector<Split> splits;
  const std::string_view text = passage.text;
  constexpr std::string_view kOfWhich = "其中";
  for (std::size_t at = text.find(kOfWhich); at != std::string_view::npos;
       at = text.find(kOfWhich, at + 1)) {
    const std::size_t end = std::min(sentence_end(text, at), text.find(kOfWhich, at + 1));
    Split split;
    for (const TextAmount& amount : passage.amounts) {
      if (amount.end <= at && is_part(passage, amount)) split.whole = &amount;
      if (amount.begin < at || amount.begin >= end) continue;
      if (closes_list(text, amount)) {
        split.closing = &amount;
        break;
      }
      if (is_part(passage, amount)) split.parts.push_back(&amount);
    }
    // The whole must stand directly in front: "38.20万元，其中：".
    if (split.whole == nullptr || split.parts.size() < 2) continue;
    const std::string_view between = trimmed(text.substr(split.whole->end, at - split.whole->end));
    if (between != "，" && between != "," && between != "（" && between != "。" &&
        !between.empty()) {
      continue;
    }
    splits.push_back(std::move(split));
  }
  return splits;
}

/// sum − whole in 元, and the rounding that so many addends allow.
struct Difference {
  Decimal sum;
  Decimal difference;
  bool rounding = false;
};

std::optional<Difference> difference_of(const Split& split, const TextAmount& whole,
                                        const RuleInput& input) {
  DecimalSum sum;
  Decimal place(0);
  const auto take_place = [&](const TextAmount& amount) {
    const auto unit = in_yuan(last_place(amount.value.scale()), amount.factor);
    if (unit) place = place.is_zero() ? *unit : std::min(place, *unit);
  };
  for (const TextAmount* part : split.parts) {
    const auto yuan = in_yuan(part->value, part->factor);
    if (!yuan) return std::nullopt;
    sum.add(*yuan);
    take_place(*part);
  }
  const auto yuan = in_yuan(whole.value, whole.factor);
  const Result<Decimal> total = sum.total();
  if (!yuan || !total.ok()) return std::nullopt;
  const Result<Decimal> difference = total->minus(*yuan);
  const Result<Decimal> most = place.times(Decimal(static_cast<std::int64_t>(split.parts.size())));
  const Result<Decimal> allowed =
      most.ok() ? most->times(rounding_of(input.profile).units_per_addend) : most;
  if (!difference.ok() || !allowed.ok()) return std::nullopt;
  const Decimal size =
      difference->is_negative() ? difference->negated().value_or(Decimal(0)) : *difference;
  return Difference{*total, *difference, size <= *allowed};
}

class Checker {
 public:
  Checker(const RuleInput& input, FindingSink& sink) : input_(input), sink_(sink) {}

  void check(const BookPassage& passage) {
    for (const Split& split : splits_of(passage)) {
      judge(passage, split, *split.whole, split.closing != nullptr);
      // A 合计 that repeats the whole is the same fault, or none.
      const bool repeats =
          split.closing != nullptr && in_yuan(split.closing->value, split.closing->factor) ==
                                          in_yuan(split.whole->value, split.whole->factor);
      if (split.closing != nullptr && !repeats) judge(passage, split, *split.closing, true);
    }
  }

  void finish() {
    if (compared_ == 0) return sink_.not_applicable();
    if (equal_ == 0) return;
    sink_.pass({.message = fmt::format("文字中的总数与其中各项：核对 {} 处，相符 {} 处", compared_,
                                       equal_),
                .evidence = std::move(evidence_)});
  }

 private:
  /// 其中 need not name every part, unless a 合计 behind them says so.
  void judge(const BookPassage& passage, const Split& split, const TextAmount& whole,
             bool exhaustive) {
    const auto difference = difference_of(split, whole, input_);
    if (!difference) return;
    ++compared_;
    if (difference->difference.is_zero() || difference->rounding ||
        explains_difference(passage, input_.lexicon)) {
      ++equal_;
      if (evidence_.empty()) evidence_ = evidence_of(passage, whole.begin, whole.end);
      return;
    }
    if (!exhaustive && difference->difference.is_negative()) {
      --compared_;
      return;
    }
    Answer answer;
    const std::string written = passage.text.substr(whole.begin, whole.end - whole.begin);
    const Result<Decimal> in_unit = difference->sum.divided_by(whole.factor, 6);
    const std::string sum = in_unit.ok() ? in_unit->trimmed().to_string() : "";
    answer.message = fmt::format("其中 {} 项加起来是 {} {}，与所写的 {} 不符", split.parts.size(),
                                 sum, whole.unit, written);
    answer.evidence = evidence_of(passage, whole.begin, whole.end);
    for (const TextAmount* part : split.parts) {
      for (EvidenceLine& line : evidence_of(passage, part->begin, part->end)) {
        answer.evidence.push_back(std::move(line));
      }
    }
    answer.expected = fmt::format("{} {}", sum, whole.unit);
    answer.actual = written;
    sink_.fail(std::move(answer));
  }

  const RuleInput& input_;
  FindingSink& sink_;
  std::size_t compared_ = 0;
  std::size_t equal_ = 0;
  std::vector<EvidenceLine> evidence_;
};

}  // namespace

void check_text_parts(const RuleInput& input, FindingSink& sink) {
  if (!is_budget_book(input.submission)) return sink.not_applicable();
  Checker checker(input, sink);
  for (const BookPassage& passage : book_passages(input.submission)) checker.check(passage);
  checker.finish();
}

}  // namespace jx
