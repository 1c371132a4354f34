// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

/// "2 期/8 天，每班 60 人，共 960 人次": does the stated total come out of the numbers beside it,
/// and in the unit it is stated in? Persons times sessions are 人次, times days 人天; only products
/// whose unit is the total's may prove it.
namespace jx {
namespace {

constexpr std::size_t kMostFactors = 5;

struct Product {
  std::vector<const Quantity*> factors;  ///< The rate first.
  Decimal value;                         ///< In the base unit: 元 for 万元.
  Dimension dimension = Dimension::Unknown;
};

struct Stated {
  const Quantity* total = nullptr;
  const Quantity* rate = nullptr;  ///< 每个班级 60 人
  std::vector<const Quantity*> factors;
};

/// The dimension of a rate taken so many times; Unknown when that makes no sense.
Dimension multiplied(Dimension rate, Dimension by) {
  using enum Dimension;
  if (by == Events) return rate == People ? PersonTimes : rate == Time ? Unknown : rate;
  if (by == Time) return rate == People || rate == PersonTimes ? PersonDays : Unknown;
  if (by == Count || by == Household) return rate;
  const bool paid_out = rate == Money || rate == Count || rate == Household;
  return paid_out && (by == People || by == PersonTimes) ? rate : Unknown;
}

bool is_countable(Dimension dimension) {
  using enum Dimension;
  return dimension == People || dimension == PersonTimes || dimension == PersonDays ||
         dimension == Household || dimension == Count || dimension == Events || dimension == Money;
}

bool is_about_people(Dimension dimension) {
  using enum Dimension;
  return dimension == People || dimension == PersonTimes || dimension == PersonDays;
}

bool could_be_total(Dimension total, Dimension rate) {
  return total == rate || (is_about_people(total) && is_about_people(rate));
}

/// The unit of an average in front of the number: 场 in "场均观众 80 人", 户 in "户均 3000 元".
std::string_view averaged_over(std::string_view text, const Quantity& quantity) {
  constexpr std::string_view kAverage = "均";
  constexpr std::size_t kHan = 3;
  constexpr std::size_t kLongestThing = 12;  ///< Bytes between 均 and the number.
  const std::size_t from = clause_at(text, quantity.begin).begin;
  const std::string_view before = trimmed(text.substr(from, quantity.begin - from));
  const std::size_t at = before.rfind(kAverage);
  if (at == std::string_view::npos || at < kHan) return {};
  if (before.size() - at - kAverage.size() > kLongestThing) return {};
  const std::string_view unit = before.substr(at - kHan, kHan);
  constexpr std::string_view kUnits[] = {"人", "户", "场", "期", "班", "村", "校", "站",
                                         "镇", "乡", "县", "家", "次", "组", "队", "点"};
  return std::find(std::begin(kUnits), std::end(kUnits), unit) == std::end(kUnits)
             ? std::string_view()
             : unit;
}

bool is_rate(std::string_view text, const Quantity& quantity) {
  return quantity.per_each || !averaged_over(text, quantity).empty();
}

/// "每人每月 100 元": how many months there are is not written, so there is no product to compare.
bool is_per_period(const Quantity& rate) {
  const std::size_t digits = rate.raw.find_first_of("0123456789");
  const std::string_view before = std::string_view(rate.raw).substr(0, digits);
  for (const std::string_view period :
       {"每月", "每季", "每周", "每年", "每天", "每日", "每半年", "每学期", "月均", "年均"}) {
    if (contains(before, period)) return true;
  }
  return contains(rate.unit.name, "/月") || contains(rate.unit.name, "/年") ||
         contains(rate.unit.name, "/天");
}

/// 小时 and 月 are no whole days.
bool is_usable_factor(const Quantity& quantity) {
  return quantity.unit.dimension != Dimension::Time || quantity.unit.factor == Decimal(1);
}

std::vector<Product> products_of(const Stated& stated) {
  std::vector<Product> products;
  const std::optional<Decimal> rate = in_base_unit(*stated.rate);
  if (!rate) return products;
  const std::size_t count = std::min(stated.factors.size(), kMostFactors);
  for (std::size_t chosen = 1; chosen < (std::size_t{1} << count); ++chosen) {
    Product product{
        .factors = {stated.rate}, .value = *rate, .dimension = stated.rate->unit.dimension};
    bool sensible = true;
    for (std::size_t index = 0; index < count && sensible; ++index) {
      if ((chosen >> index & 1U) == 0) continue;
      const Quantity& factor = *stated.factors[index];
      const Result<Decimal> value = product.value.times(in_base_unit(factor).value_or(Decimal(0)));
      product.dimension = multiplied(product.dimension, factor.unit.dimension);
      sensible = value.ok() && product.dimension != Dimension::Unknown;
      if (sensible) product.value = *value;
      product.factors.push_back(&factor);
    }
    if (sensible) products.push_back(std::move(product));
  }
  return products;
}

/// Factors stand in the total's sentence, before it, and are exact.
std::optional<Stated> find_stated(const Passage& passage, const Quantity& total,
                                  const Lexicon& lexicon) {
  const std::string_view text = passage.text();
  if (!is_exact(total) || is_rate(text, total) || !is_countable(total.unit.dimension)) {
    return std::nullopt;
  }
  if (is_quoted_at(text, total.begin)) return std::nullopt;
  const TextRange sentence = sentence_at(text, total.begin);
  Stated stated{.total = &total, .rate = nullptr, .factors = {}};
  for (const Quantity& quantity : passage.quantities) {
    if (quantity.begin < sentence.begin || quantity.begin >= total.begin) continue;
    if (!is_exact(quantity) || !is_usable_factor(quantity)) continue;
    if (is_rate(text, quantity) && could_be_total(total.unit.dimension, quantity.unit.dimension)) {
      stated.rate = &quantity;
    } else {
      stated.factors.push_back(&quantity);
    }
  }
  if (stated.rate == nullptr || stated.factors.empty()) return std::nullopt;
  if (is_per_period(*stated.rate)) return std::nullopt;
  const std::string_view clause = clause_at(text, total.begin).of(text);
  const WordList& cues = total.unit.dimension == Dimension::Money ? lexicon.words("total-cue")
                                                                  : lexicon.words("result-cue");
  if (!cues.find_in(clause)) return std::nullopt;
  return stated;
}

bool matches_unit(const Product& product, const Quantity& total) {
  const Dimension stated = total.unit.dimension;
  if (product.dimension == stated) return true;
  // Every session with new people, or one session: both units may be meant.
  using enum Dimension;
  return (product.dimension == People && stated == PersonTimes) ||
         (product.dimension == PersonTimes && stated == People);
}

std::string unit_name_of(const Product& product, const Quantity& rate) {
  if (product.dimension == Dimension::PersonTimes) return "人次";
  if (product.dimension == Dimension::PersonDays) return "人天";
  if (product.dimension == Dimension::People) return "人";
  return rate.unit.dimension == Dimension::Money ? "元" : rate.unit.name;
}

/// "2 期×8 天×60 人=960 人天"
std::string shown(const Product& product, const Quantity& rate) {
  std::string formula;
  for (std::size_t index = 1; index < product.factors.size(); ++index) {
    const Quantity& factor = *product.factors[index];
    formula += fmt::format("{} {}×", factor.value->to_string(), factor.unit.name);
  }
  return fmt::format("{}{} {}={} {}", formula, rate.value->to_string(), rate.unit.name,
                     product.value.trimmed().to_string(), unit_name_of(product, rate));
}

/// What the rate is per: 班级 in "每个班级 60 人".
std::string each_of(std::string_view text, const Quantity& rate) {
  const std::string_view clause =
      text.substr(clause_at(text, rate.begin).begin, rate.end - clause_at(text, rate.begin).begin);
  const std::size_t each = clause.rfind("每");
  if (each == std::string_view::npos) return {};
  std::string words;
  std::size_t place = each + std::string_view("每").size();
  constexpr std::size_t kLongest = 6;
  while (place < clause.size() && character_count(words) < kLongest) {
    const char32_t character = next_character(clause, place);
    if (!is_han(character)) break;
    append_character(words, character);
  }
  return words.starts_with("个") ? words.substr(std::string_view("个").size()) : words;
}

/// "…；或 16 个班级×60 人", when that comes out even.
std::string other_reading(const Stated& stated, std::string_view text) {
  const std::optional<Decimal> total = in_base_unit(*stated.total);
  const std::optional<Decimal> rate = in_base_unit(*stated.rate);
  if (!total || !rate) return {};
  const Result<Decimal> times = total->divided_by(*rate, 4);
  if (!times.ok() || !times->is_whole()) return {};
  const std::string each = each_of(text, *stated.rate);
  const bool counted =
      std::any_of(stated.factors.begin(), stated.factors.end(), [&](const Quantity* factor) {
        return !factor->unit.name.empty() && each.starts_with(factor->unit.name);
      });
  if (each.empty() || counted) return {};
  return fmt::format("；如果是 {} 个{}×{} {}，则没有写明{}数", times->trimmed().to_string(), each,
                     stated.rate->value->to_string(), stated.rate->unit.name, each);
}

/// "，只有所写总数的 1/8"
std::string gap(const Decimal& total, const Decimal& product) {
  if (product.is_zero()) return {};
  const Result<Decimal> times = total.divided_by(product, 2);
  if (!times.ok() || *times <= Decimal(1)) return {};
  return fmt::format("，只有所写总数的 1/{}", times->trimmed().to_string());
}

std::vector<EvidenceLine> evidence_for(const Passage& passage, const Stated& stated) {
  std::size_t begin = stated.rate->begin;
  for (const Quantity* factor : stated.factors) begin = std::min(begin, factor->begin);
  return {evidence_of(*passage.words, begin, stated.total->end)};
}

void judge(const Passage& passage, const Stated& stated, PassageFailures& failures,
           FindingSink& sink) {
  const Quantity& total = *stated.total;
  const std::optional<Decimal> stated_value = in_base_unit(total);
  if (!stated_value) return;
  const std::vector<Product> products = products_of(stated);
  const Product* wrong_unit = nullptr;
  const Product* consistent = nullptr;
  Answer answer = answer_about(passage);
  answer.evidence = evidence_for(passage, stated);
  for (const Product& product : products) {
    const bool same_unit = matches_unit(product, total);
    if (product.value == *stated_value && same_unit) {
      answer.message = fmt::format("{}的{}与 {} 相符。", shown_place(passage), in_quotes(total.raw),
                                   shown(product, *stated.rate));
      sink.pass(std::move(answer));
      return;
    }
    if (product.value == *stated_value && wrong_unit == nullptr) wrong_unit = &product;
    if (same_unit && (consistent == nullptr || product.value > consistent->value)) {
      consistent = &product;
    }
  }
  if (wrong_unit != nullptr) {
    answer.message =
        fmt::format("{}的{}只能由 {} 得到，单位不是{}", shown_place(passage), in_quotes(total.raw),
                    shown(*wrong_unit, *stated.rate), total.unit.name);
    if (consistent != nullptr) {
      answer.message +=
          fmt::format("；按{}计是 {}{}", total.unit.name, shown(*consistent, *stated.rate),
                      gap(*stated_value, consistent->value));
    }
    answer.message += other_reading(stated, passage.text()) + "。";
    answer.confidence = 0.95;
  } else if (consistent != nullptr && consistent->dimension == total.unit.dimension) {
    answer.message =
        fmt::format("{}的{}与所列数字对不上：{}{}。", shown_place(passage), in_quotes(total.raw),
                    shown(*consistent, *stated.rate), other_reading(stated, passage.text()));
    answer.confidence = 0.7;
  } else {
    return;
  }
  answer.expected = consistent != nullptr ? shown(*consistent, *stated.rate) : "写明计算式";
  answer.actual = total.raw;
  failures.add(passage, std::move(answer));
}

}  // namespace

void check_product_mismatch(const RuleInput& input, FindingSink& sink) {
  PassageFailures failures(sink);
  for_each_passage(input, [&](const Passage& passage) {
    constexpr std::size_t kLeast = 3;  // a rate, a factor, a total
    if (passage.quantities.size() < kLeast) return;
    for (const Quantity& total : passage.quantities) {
      const std::optional<Stated> stated = find_stated(passage, total, input.lexicon);
      if (stated) judge(passage, *stated, failures, sink);
    }
  });
}

}  // namespace jx
