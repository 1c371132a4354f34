// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/aggregation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "codecs/toml.h"
#include "monitoring/absence_words.h"

namespace jx {
namespace {

constexpr std::array<std::string_view, kAggregations> kKeys = {
    "cumulative", "non-cumulative", "latest", "ratio", "non-summing", "distinct"};
/// Rates are printed with two places, as forms do.
constexpr int kRatePlaces = 2;
constexpr int kRatioPlaces = 4;

using Series = std::vector<const LedgerFigure*>;

/// By the end of their periods, the shorter period first, then as they were entered.
bool is_before(const LedgerFigure* a, const LedgerFigure* b) {
  if (a->period.last != b->period.last) return a->period.last < b->period.last;
  if (a->period.first != b->period.first) return b->period.first < a->period.first;
  return a->number < b->number;
}

Exclusion excluded(const LedgerFigure& figure, std::string reason) {
  return {.number = figure.number,
          .reporter = figure.reporter,
          .period = figure.period.text,
          .reason = std::move(reason)};
}

/// Puts the figures of one indicator together.
class Aggregator {
 public:
  explicit Aggregator(const AggregationRule& rule) : rule_(rule) {}

  Total run(std::span<const LedgerFigure> figures, const Date& through) && {
    for (const LedgerFigure& figure : figures) {
      if (figure.period.last > through) continue;
      ++total_.figures;
      total_.evidence += figure.evidence;
      by_reporter_[figure.reporter].push_back(&figure);
    }
    if (total_.figures == 0) {
      total_.gap = "还没有填报";
      return std::move(total_);
    }
    for (auto& [reporter, series] : by_reporter_) {
      std::sort(series.begin(), series.end(), is_before);
      find_falls(series);
      take(series);
    }
    add_up();
    return std::move(total_);
  }

 private:
  bool sums_periods() const {
    return rule_.kind == Aggregation::NonCumulative ||
           (rule_.kind == Aggregation::Ratio && !rule_.cumulative_parts);
  }

  void find_falls(const Series& series) {
    const bool may_fall = rule_.kind == Aggregation::NonCumulative ||
                          rule_.kind == Aggregation::Latest || rule_.kind == Aggregation::Ratio;
    if (may_fall) return;
    const LedgerFigure* last = nullptr;
    for (const LedgerFigure* const figure : series) {
      if (!figure->value) continue;
      if (last != nullptr && *figure->value < *last->value) {
        total_.falls.push_back({.earlier = last->number,
                                .later = figure->number,
                                .reporter = figure->reporter,
                                .earlier_period = last->period.text,
                                .later_period = figure->period.text,
                                .before = *last->value,
                                .after = *figure->value});
      }
      last = figure;
    }
  }

  /// Chooses what counts of one reporter.
  void take(const Series& series) {
    if (sums_periods()) return take_all(series);
    const LedgerFigure* last = nullptr;
    for (const LedgerFigure* const figure : series) {
      if (figure->value || !figure->level.empty()) last = figure;
    }
    if (last == nullptr) return leave_out(series);
    for (const LedgerFigure* const figure : series) {
      const bool same_moment = figure != last && figure->period.last == last->period.last;
      if (same_moment && figure->value && figure->value != last->value) {
        total_.exclusions.push_back(excluded(
            *figure, fmt::format("同一时点以第 {} 条（{}）为准", last->number, last->period.text)));
      }
    }
    taken_.push_back(last);
  }

  /// Periods that lie in a longer one, which was reported too, are in its figure already.
  void take_all(const Series& series) {
    bool any = false;
    for (const LedgerFigure* const figure : series) {
      if (!figure->value) {
        total_.exclusions.push_back(excluded(*figure, reason_of(*figure)));
        continue;
      }
      const auto whole = std::find_if(series.begin(), series.end(), [&](const LedgerFigure* other) {
        return other != figure && other->value && other->period.holds(figure->period) &&
               other->period.text != figure->period.text;
      });
      if (whole != series.end()) {
        total_.exclusions.push_back(
            excluded(*figure, fmt::format("已含在 {} 的数里", (*whole)->period.text)));
        continue;
      }
      taken_.push_back(figure);
      any = true;
    }
    if (!any) absent_.push_back(series.back());
  }

  void leave_out(const Series& series) {
    for (const LedgerFigure* const figure : series) {
      total_.exclusions.push_back(excluded(*figure, reason_of(*figure)));
    }
    absent_.push_back(series.back());
  }

  static std::string reason_of(const LedgerFigure& figure) {
    if (figure.absence) return std::string(words_of(*figure.absence));
    return fmt::format("填的是“{}”，不是数", figure.level);
  }

  void add_up() {
    if (taken_.empty()) {
      total_.absence = absent_.back()->absence;
      const LedgerFigure& last = *absent_.back();
      total_.gap =
          last.absence ? fmt::format("填报的是“{}”", words_of(*last.absence)) : reason_of(last);
      return;
    }
    const bool words = std::any_of(taken_.begin(), taken_.end(), [](const LedgerFigure* each) {
      return !each->value.has_value();
    });
    if (words) return add_levels();
    if (rule_.kind == Aggregation::Ratio) return add_ratios();
    const bool never_added =
        rule_.kind == Aggregation::NonSumming || rule_.kind == Aggregation::Distinct;
    if (never_added && taken_.size() > 1) {
      for (const LedgerFigure* const figure : taken_) {
        total_.exclusions.push_back(
            excluded(*figure, "几个填报单位的数可能有重复，不能相加；请按名册去重后报一个数"));
      }
      total_.gap = "几个填报单位的数不能相加";
      return;
    }
    add_numbers();
  }

  void add_numbers() {
    DecimalSum sum;
    std::string words;
    for (const LedgerFigure* const figure : taken_) {
      sum.add(*figure->value);
      const std::string shown = figure->value->to_string();
      contribute(*figure, shown);
      words += (words.empty() ? "" : " + ") + shown;
    }
    const Result<Decimal> value = sum.total();
    if (!value.ok()) return overflow();
    total_.value = *value;
    total_.words = taken_.size() == 1 ? words : words + " = " + value->to_string();
  }

  /// One reporter's words stand; several that differ do not make one.
  void add_levels() {
    const bool same = std::all_of(taken_.begin(), taken_.end(), [&](const LedgerFigure* each) {
      return each->level == taken_.front()->level && !each->value;
    });
    for (const LedgerFigure* const figure : taken_) {
      if (same) {
        contribute(*figure, "“" + figure->level + "”");
      } else {
        total_.exclusions.push_back(excluded(*figure, "几个填报单位的说法不同，合不成一个"));
      }
    }
    if (same) {
      total_.level = taken_.front()->level;
    } else {
      total_.gap = "几个填报单位的说法不同";
    }
  }

  void add_ratios() {
    const bool parts = std::all_of(taken_.begin(), taken_.end(), [](const LedgerFigure* each) {
      return each->denominator.has_value();
    });
    if (!parts) return take_bare_rates();
    DecimalSum above;
    DecimalSum below;
    std::string numerators;
    std::string denominators;
    for (const LedgerFigure* const figure : taken_) {
      above.add(*figure->numerator);
      below.add(*figure->denominator);
      const std::string n = figure->numerator->to_string();
      const std::string d = figure->denominator->to_string();
      contribute(*figure, fmt::format("{} ÷ {}", n, d));
      numerators += (numerators.empty() ? "" : " + ") + n;
      denominators += (denominators.empty() ? "" : " + ") + d;
    }
    const Result<Decimal> numerator = above.total();
    const Result<Decimal> denominator = below.total();
    if (!numerator.ok() || !denominator.ok()) return overflow();
    total_.numerator = *numerator;
    total_.denominator = *denominator;
    if (denominator->is_zero()) {
      total_.gap = "分母合计为 0，比率没有意义";
      return;
    }
    divide(taken_.size() == 1 ? numerators + " ÷ " + denominators
                              : fmt::format("({}) ÷ ({})", numerators, denominators));
  }

  void divide(const std::string& words) {
    const Result<Decimal> scaled =
        rule_.percent ? total_.numerator->times(Decimal(100)) : *total_.numerator;
    if (!scaled.ok()) return overflow();
    const Result<Decimal> rate =
        scaled->divided_by(*total_.denominator, rule_.percent ? kRatePlaces : kRatioPlaces);
    if (!rate.ok()) return overflow();
    total_.value = rate->trimmed();
    total_.words =
        fmt::format("{} = {}{}", words, rate->trimmed().to_string(), rule_.percent ? "%" : "");
  }

  /// Without numerators and denominators only the last rate of a single reporter says anything.
  void take_bare_rates() {
    const bool one_reporter = by_reporter_.size() == 1;
    const LedgerFigure* const last = *std::max_element(taken_.begin(), taken_.end(), is_before);
    for (const LedgerFigure* const figure : taken_) {
      if (one_reporter && figure == last) {
        contribute(*figure, figure->value->to_string());
        total_.value = figure->value;
        total_.words = figure->value->to_string();
      } else if (!figure->denominator) {
        total_.exclusions.push_back(excluded(*figure, "没有分子、分母，比率不能相加，也不能平均"));
      } else {
        total_.exclusions.push_back(excluded(*figure, "别的数没有分子、分母，合不到一起"));
      }
    }
    if (!one_reporter) total_.gap = "有的填报单位没有报分子、分母";
  }

  void contribute(const LedgerFigure& figure, std::string shown) {
    total_.contributions.push_back({.number = figure.number,
                                    .reporter = figure.reporter,
                                    .period = figure.period.text,
                                    .figure = std::move(shown)});
  }

  void overflow() { total_.gap = "数太大，超出了能精确计算的范围"; }

  AggregationRule rule_;
  Total total_;
  std::map<std::string, Series> by_reporter_;
  Series taken_;
  Series absent_;  ///< The last figure of each reporter who gave no value.
};

}  // namespace

std::string_view key_of(Aggregation kind) noexcept { return kKeys[static_cast<std::size_t>(kind)]; }

std::optional<Aggregation> find_aggregation(std::string_view key) noexcept {
  for (std::size_t i = 0; i < kKeys.size(); ++i) {
    if (kKeys[i] == key) return static_cast<Aggregation>(i);
  }
  return std::nullopt;
}

Result<AggregationCards> load_aggregations(const std::filesystem::path& file) {
  JX_TRY(const TomlDocument document, TomlDocument::load(file));
  const TomlTable root = document.root();
  AggregationCards cards;
  for (std::size_t i = 0; i < kKeys.size(); ++i) {
    JX_TRY(const TomlTable table, root.table(kKeys[i]));
    JX_TRY(cards[i].name, table.text("name"));
    JX_TRY(cards[i].sentence, table.text("sentence"));
    JX_TRY(cards[i].example, table.text("example"));
  }
  JX_TRY_VOID(document.finish());
  return cards;
}

Total aggregate(std::span<const LedgerFigure> figures, const AggregationRule& rule,
                const Date& through) {
  return Aggregator(rule).run(figures, through);
}

}  // namespace jx
