// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "records/bounds.h"
#include "records/dates.h"
#include "records/measures.h"
#include "records/phrase_context.h"
#include "records/phrases.h"

namespace jx::values {

/// One pass over a text. Each read_ function begins at `position_`, adds at most a few phrases and
/// leaves `position_` behind what it read; it always moves on.
class PhraseScanner {
 public:
  PhraseScanner(std::string_view text, Mode mode, const ValueWords& words)
      : text_(text), mode_(mode), words_(words) {}

  std::vector<Phrase> scan();

 private:
  void step();
  void read_arabic();
  void read_chinese();
  void read_latin();
  void read_ordinal();
  void read_half();
  void read_fraction();
  void read_date_words();

  /// 一体化, 统一: moves behind a fixed word that begins here or one character earlier.
  bool skip_idiom();
  bool skip_vague();
  /// 一年两次, 一学期不少于 2 次: a period in front of what is counted for it.
  bool read_spoken_period();
  /// 三五次, 两三个: two or three.
  bool read_pair_at(std::size_t run_end);
  /// 八成: eighty percent.
  bool read_tenths(const NumberPlace& number);
  /// 六点半, 8 点: a time of day.
  bool read_clock(const NumberPlace& number);
  /// 三分之二 has no exact decimal and is passed over.
  bool read_parts(const NumberPlace& number);
  bool read_date();
  void add_date(Phrase phrase);
  bool read_listed_date(std::string_view near);

  void read_chinese_number(const Numeral& numeral);
  void finish_number(const NumberPlace& number);
  /// 12a, 7×24: what the digits begin is no single number.
  bool read_glued(const NumberPlace& number, const Measure& measure);
  bool read_product(const NumberPlace& number, const Measure& measure);
  bool read_counted_period(const NumberPlace& number, const Measure& measure);
  bool begins_count(std::size_t position) const;
  bool counts_for_time(const NumberPlace& number, const Measure& measure, std::size_t next) const;
  bool read_rank(const NumberPlace& number, const Measure& measure);
  std::optional<Measure> match_range_end(const NumberPlace& number, Measure& low);
  void add_number(const NumberPlace& number, Measure measure, const std::optional<Measure>& high);
  void set_bounds(const NumberPlace& number, Phrase& phrase);
  void set_bound_of_other_side(Phrase& phrase);
  void set_currency(Phrase& phrase);
  void read_tolerance(Phrase& phrase);
  void set_each(Phrase& phrase);
  /// An unknown word of up to three characters behind digits in a cell is its unit.
  void set_unknown_unit(Phrase& phrase);
  bool begins_other_words(std::size_t position) const;
  bool ends_unit(std::size_t position) const;
  bool read_unknown_sign(const NumberPlace& number);

  void add_ordinal(std::size_t begin, std::size_t end, std::optional<Decimal> value = {},
                   Fault fault = Fault::None);
  void add(Phrase phrase);
  const BoundBefore& bound_before(std::size_t begin) const;
  bool has_operator(const NumberPlace& number, const Measure& measure) const;
  bool measures_something(const NumberPlace& number, const Measure& measure) const;

  std::string_view text_;
  Mode mode_;
  const ValueWords& words_;
  std::size_t position_ = 0;
  std::size_t floor_ = 0;  ///< Where the phrase before ended.
  /// 一年 of 一年两次, 15 天 of 每 15 天一次: counts for the number directly behind it.
  struct Pending {
    std::size_t begin = 0;
    std::size_t end = 0;
    Period period = Period::None;
    std::string_view words;
  };
  std::optional<Pending> pending_;
  /// Several questions about a number need what stands in front of it; it is looked up once.
  struct CachedBound {
    std::size_t number = 0;
    std::size_t floor = 0;
    BoundBefore bound;
  };
  mutable std::optional<CachedBound> bound_;
  std::vector<Phrase> phrases_;
};

}  // namespace jx::values
