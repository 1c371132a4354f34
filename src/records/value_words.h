// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "lexicon/lexicon.h"

namespace jx::values {

/// The word lists that the grammar of values consults (data/lexicon/words/levels.toml), looked up
/// once for a text. Lives no longer than the lexicon.
struct ValueWords {
  explicit ValueWords(const Lexicon& words);

  const Lexicon& lexicon;
  const WordList& not_applicable;      ///< 不适用, /
  const WordList& approximate_before;  ///< 约 5
  const WordList& approximate_after;   ///< 5 左右
  const WordList& not_later_after;     ///< 11 月之前
  const WordList& not_later_before;    ///< 不晚于 11 月
  const WordList& currency;            ///< 人民币 5 万元
  const WordList& measure_words;       ///< 盏, 栋
  const WordList& counted_nouns;       ///< 盟市: a noun that follows its number without a 个
  const WordList& latin_units;         ///< kV
  const WordList& unit_look_alikes;    ///< 天然, 分类: begin like a unit
  const WordList& labels;              ///< 目标1
  const WordList& names_behind;        ///< 12345 热线
  const WordList& idioms;              ///< 一体化: numerals that do not count
  const WordList& levels;              ///< 合格
  const WordList& changes;             ///< 提高
  const WordList& outcomes;            ///< 控制: a level only behind a degree
  const WordList& standards;           ///< 标准: ends 符合国家标准
  const WordList& degrees;             ///< 明显
  const WordList& scales;              ///< 优良中低差
  const WordList& verbs;               ///< 维护…: a sentence that tells what to do
};

}  // namespace jx::values
