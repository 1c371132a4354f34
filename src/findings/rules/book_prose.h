// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "findings/rule.h"
#include "model/submission.h"

/// The text of a budget book as its sentences, not as its printed lines: lines that a page broke
/// are joined again, and every amount in them knows what it is said of.
namespace jx {

/// An amount of money or a percentage in a text.
struct TextAmount {
  Decimal value;          ///< As written.
  Decimal factor;         ///< To 元; 0 for a percentage.
  std::size_t begin = 0;  ///< Byte range of number and unit in the text.
  std::size_t end = 0;
  std::string unit;  ///< "万元", "元", "%", "万"

  bool is_rate() const noexcept { return factor.is_zero(); }
};

/// A passage that goes over one or more printed lines.
struct BookPassage {
  std::string text;
  /// The printed lines it was joined from, and where each begins in `text`.
  std::vector<std::pair<std::size_t, const Paragraph*>> lines;
  std::string heading;               ///< The last heading above it.
  const Paragraph* title = nullptr;  ///< The last heading that begins a part of the book, or null.
  std::vector<TextAmount> amounts = {};
};

/// The statements of the submission, joined, with the headings above them.
std::vector<BookPassage> book_passages(const Submission& submission);

/// Amounts of a text from left to right: "1,720.00万元", "3136.40 万", "25.5%", "0元". Years,
/// counts and codes are none.
std::vector<TextAmount> find_amounts(std::string_view text);

/// The words between the last mark (，；。：、) and the amount, spaces and 为, 共, 约 taken off.
std::string_view words_before(const BookPassage& passage, const TextAmount& amount) noexcept;
/// 1 for an amount behind 增加 or 增长, -1 for one behind 减少 or 下降, 0 for any other. The clause
/// must begin with the word or compare (比上年增加): 支持稳增长 is the name of something.
int change_before(const BookPassage& passage, const TextAmount& amount) noexcept;
/// The year that the text speaks of at that place: the last one named in its sentence before it.
/// 上年 and 去年 are the year before `fiscal_year`.
std::optional<int> year_at(std::string_view text, std::size_t place,
                           std::optional<int> fiscal_year);

/// The printed lines of that byte range.
std::vector<EvidenceLine> evidence_of(const BookPassage& passage, std::size_t begin,
                                      std::size_t end);

/// In 元, exactly; absent when it overflows.
std::optional<Decimal> in_yuan(const Decimal& value, const Decimal& factor);
/// True when the two amounts are the same number, the coarser of the two rounded or cut off: they
/// differ by less than a unit of its last printed place.
bool same_amount(const Decimal& a, const Decimal& a_factor, const Decimal& b,
                 const Decimal& b_factor);

/// True for a published book: it has budget tables, or a heading that says 部门预算 or 单位预算.
bool is_budget_book(const Submission& submission) noexcept;
/// True when the passage says why its numbers need not agree with others.
bool explains_difference(const BookPassage& passage, const Lexicon& lexicon);

/// The fiscal year of the book: of its profile, else that of its tables.
std::optional<int> book_year(const Submission& submission) noexcept;

}  // namespace jx
