// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/phrases.h"

#include "base/check.h"
#include "base/text.h"
#include "records/phrase_scanner.h"
#include "records/scan_text.h"

namespace jx::values {
namespace {

bool is_connector(char32_t folded) noexcept {
  return folded == U'-' || folded == U'~' || folded == U'到' || folded == U'至';
}

/// Bytes that can begin neither a number nor a word the scanner looks at.
bool is_plain_ascii(char byte) noexcept {
  const auto value = static_cast<unsigned char>(byte);
  return value < 0x80 && !is_digit(value) && !is_letter(value);
}

}  // namespace

std::vector<Phrase> scan_phrases(std::string_view text, Mode mode, const ValueWords& words) {
  return PhraseScanner(text, mode, words).scan();
}

std::vector<Phrase> PhraseScanner::scan() {
  while (position_ < text_.size()) {
    if (is_plain_ascii(text_[position_])) {
      ++position_;
    } else {
      const std::size_t start = position_;
      step();
      JX_CHECK(position_ > start, "a step moves on");
    }
  }
  return std::move(phrases_);
}

void PhraseScanner::step() {
  const char32_t character = folded_at(text_, position_);
  if (is_digit(character)) return read_arabic();
  if (is_letter(character)) return read_latin();
  switch (character) {
    case U'第': return read_ordinal();
    case U'百':
    case U'千':
    case U'万': return read_fraction();
    case U'半': return read_half();
    case U'年':
    case U'岁':
    case U'上':
    case U'下': return read_date_words();
    default: break;
  }
  if (begins_chinese_numeral(character)) return read_chinese();
  position_ = after(text_, position_);
}

/// 第三期, 第一、二周: every number up to the unit is part of the name.
void PhraseScanner::read_ordinal() {
  if (read_date()) return;
  const std::size_t begin = position_;
  std::size_t end = after(text_, begin);
  std::optional<Decimal> value;
  constexpr int kMostMembers = 12;
  for (int i = 0; i < kMostMembers; ++i) {
    const std::size_t start = skip_spaces(text_, end);
    Numeral numeral = scan_digits(text_.substr(start));
    if (!numeral.read()) numeral = scan_chinese(text_.substr(start));
    if (!numeral.read()) break;
    if (!value) value = numeral.value;
    position_ = start + numeral.length;
    const char32_t joint = folded_at(text_, position_);
    if (joint != U'、' && joint != U'和' && !is_connector(joint)) break;
    end = after(text_, position_);
    end = skip_word(text_, end, "第");
  }
  if (!value) {
    position_ = after(text_, begin);
    return;
  }
  if (const auto unit = match_unit(text_, position_, words_)) position_ = unit->end;
  add_ordinal(begin, position_, value);
}

/// A4, PM2.5, COVID-19, T+1 are names; in LED500盏 the letters only stand before the number.
void PhraseScanner::read_latin() {
  const std::size_t begin = position_;
  std::size_t letters_end = begin;
  while (is_letter(folded_at(text_, letters_end))) letters_end = after(text_, letters_end);
  std::size_t end = letters_end;
  if (folded_at(text_, end) == U'-' || folded_at(text_, end) == U'+') end = after(text_, end);
  if (!is_digit(folded_at(text_, end))) {
    position_ = letters_end;
    return;
  }
  if (end == letters_end) {
    const Numeral numeral = scan_digits(text_.substr(end));
    const NumberPlace number{numeral.value, end, end + numeral.length};
    const Measure measure = read_measure(text_, number, words_);
    if (numeral.read() && measure.has_unit) {
      position_ = letters_end;
      return read_arabic();
    }
  }
  const auto goes_on = [this](std::size_t position) {
    const char32_t character = folded_at(text_, position);
    return is_digit(character) || is_letter(character);
  };
  while (goes_on(end) || (folded_at(text_, end) == U'.' && goes_on(after(text_, end)))) {
    end = after(text_, end);
  }
  add_ordinal(begin, end);
}

void PhraseScanner::add_ordinal(std::size_t begin, std::size_t end, std::optional<Decimal> value,
                                Fault fault) {
  add({.kind = QuantityKind::Ordinal, .fault = fault, .value = value, .begin = begin, .end = end});
}

void PhraseScanner::add(Phrase phrase) {
  position_ = std::max(phrase.end, position_);
  floor_ = phrase.end;
  pending_.reset();
  phrases_.push_back(std::move(phrase));
}

}  // namespace jx::values
