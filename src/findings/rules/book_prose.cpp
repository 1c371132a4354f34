// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/book_prose.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"
#include "findings/evidence.h"

namespace jx {
namespace {

/// Shorter lines end where their words end; only full ones are broken by the page.
constexpr std::size_t kFullLineCharacters = 18;
/// A passage is not joined beyond this, and no longer one is looked at: hostile files have lines
/// without end.
constexpr std::size_t kMostPassageBytes = 20'000;

constexpr std::array<std::string_view, 8> kSentenceEnds = {"。", "；", "：", "！",
                                                           "？", ";",  ":",  "."};

bool ends_sentence(std::string_view text) noexcept {
  const std::string_view words = trimmed(text);
  return std::any_of(kSentenceEnds.begin(), kSentenceEnds.end(),
                     [&](std::string_view mark) { return words.ends_with(mark); });
}

bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// "1." "（一）" "二、" "注：": a line that begins anew, wherever the one before ended. "1.5万元"
/// is the rest of a sentence.
bool begins_anew(std::string_view text) {
  const std::string folded = fold(text);
  std::string_view words = folded;
  if (words.starts_with("注")) return true;
  constexpr std::string_view kNumerals = "一二三四五六七八九十";
  const bool bracket = words.starts_with("(");
  if (bracket) words.remove_prefix(1);
  std::size_t length = 0;
  while (length + 3 <= words.size() && contains(kNumerals, words.substr(length, 3))) length += 3;
  if (length > 0) {
    const std::string_view rest = words.substr(length);
    return bracket ? rest.starts_with(")") : rest.starts_with("、");
  }
  while (length < words.size() && is_ascii_digit(words[length])) ++length;
  if (length == 0 || length > 2) return false;
  const std::string_view rest = words.substr(length);
  if (bracket) return rest.starts_with(")");
  if (rest.starts_with("、")) return true;
  return rest.starts_with(".") && rest.size() > 1 && !is_ascii_digit(rest[1]);
}

bool goes_on(const Paragraph& before, const Paragraph& next) {
  if (before.kind != ParagraphKind::Statement || next.kind != ParagraphKind::Statement)
    return false;
  const Origin& a = before.words.origin;
  const Origin& b = next.words.origin;
  if (b.page != a.page && b.page != a.page + 1) return false;
  if (ends_sentence(before.words.text) || begins_anew(next.words.text)) return false;
  return character_count(before.words.text) >= kFullLineCharacters;
}

struct UnitWord {
  std::string_view word;
  std::int64_t factor;
};
constexpr std::array<UnitWord, 6> kUnits = {
    {{"亿元", 100'000'000}, {"万元", 10'000}, {"千元", 1'000}, {"元", 1}, {"%", 0}, {"％", 0}}};

/// 万 without 元 is money where the clause ends behind it: 项目总预算1720.00万，
bool ends_clause(std::string_view rest) noexcept {
  return rest.empty() || rest.starts_with("，") || rest.starts_with("。") ||
         rest.starts_with("、") || rest.starts_with("；") || rest.starts_with("）") ||
         rest.starts_with(",") || rest.starts_with(";");
}

std::optional<UnitWord> unit_at(std::string_view rest) noexcept {
  for (const UnitWord& unit : kUnits) {
    // 元 begins other words: 元旦, 元器件.
    if (!rest.starts_with(unit.word)) continue;
    if (unit.word == "元" && (rest.starts_with("元旦") || rest.starts_with("元器"))) continue;
    return unit;
  }
  constexpr std::string_view kBare = "万";
  if (rest.starts_with(kBare) && ends_clause(rest.substr(kBare.size()))) {
    return UnitWord{kBare, 10'000};
  }
  return std::nullopt;
}

/// Digits with separators and a point, without the separators.
std::string number_at(std::string_view text, std::size_t& position) {
  std::string digits;
  bool point = false;
  for (; position < text.size(); ++position) {
    const char c = text[position];
    if (is_ascii_digit(c)) {
      digits += c;
    } else if (c == '.' && !point && position + 1 < text.size() &&
               is_ascii_digit(text[position + 1])) {
      digits += c;
      point = true;
    } else if (c != ',' || point || position + 3 >= text.size() ||
               !is_ascii_digit(text[position + 1]) || !is_ascii_digit(text[position + 2]) ||
               !is_ascii_digit(text[position + 3])) {
      break;
    }
  }
  return digits;
}

/// No sentence of a book is longer: looking further back only costs time.
constexpr std::size_t kMostBytesBack = 2000;

/// The first character not further than that from the place.
std::size_t looked_back(std::string_view text, std::size_t place) noexcept {
  if (place <= kMostBytesBack) return 0;
  std::size_t begin = place - kMostBytesBack;
  while (begin < place && (static_cast<unsigned char>(text[begin]) & 0xc0U) == 0x80U) ++begin;
  return begin;
}

}  // namespace

std::vector<TextAmount> find_amounts(std::string_view text) {
  std::vector<TextAmount> amounts;
  for (std::size_t position = 0; position < text.size();) {
    if (!is_ascii_digit(text[position])) {
      ++position;
      continue;
    }
    const std::size_t begin = position;
    const Result<Decimal> value = Decimal::parse(number_at(text, position));
    std::size_t unit_begin = position;
    while (unit_begin < text.size() && text[unit_begin] == ' ') ++unit_begin;
    const auto unit = unit_at(text.substr(unit_begin));
    if (!unit || !value.ok()) continue;
    TextAmount amount;
    amount.value = *value;
    amount.factor = Decimal(unit->factor);
    amount.begin = begin;
    amount.end = unit_begin + unit->word.size();
    amount.unit = text.substr(unit_begin, unit->word.size());
    if (begin > 0 && text[begin - 1] == '-') {
      const Result<Decimal> negated = amount.value.negated();
      if (negated.ok()) amount.value = *negated;
      --amount.begin;
    }
    position = amount.end;
    amounts.push_back(amount);
  }
  return amounts;
}

std::vector<BookPassage> book_passages(const Submission& submission) {
  std::vector<BookPassage> passages;
  const Paragraph* before = nullptr;
  const Paragraph* title = nullptr;
  std::string heading;
  for (const Paragraph& paragraph : submission.paragraphs) {
    const bool joined = before != nullptr && !passages.empty() && goes_on(*before, paragraph) &&
                        passages.back().text.size() < kMostPassageBytes;
    before = &paragraph;
    if (paragraph.kind == ParagraphKind::Heading) {
      heading = trimmed(paragraph.words.text);
      if (!begins_anew(heading)) title = &paragraph;
      // Short lines with money are statements that only look like headings.
      if (find_amounts(paragraph.words.text).empty()) continue;
    }
    if (!joined) passages.push_back({.text = {}, .lines = {}, .heading = heading, .title = title});
    BookPassage& passage = passages.back();
    passage.lines.emplace_back(passage.text.size(), &paragraph);
    passage.text += joined ? trimmed(paragraph.words.text) : std::string_view(paragraph.words.text);
  }
  for (BookPassage& passage : passages) {
    if (passage.text.size() <= kMostPassageBytes) passage.amounts = find_amounts(passage.text);
  }
  return passages;
}

std::string_view words_before(const BookPassage& passage, const TextAmount& amount) noexcept {
  const std::string_view text = passage.text;
  std::size_t begin = looked_back(text, amount.begin);
  for (const std::string_view mark : {"，", "；", "。", "：", "、", ",", ";", ":"}) {
    const std::size_t at = text.substr(begin, amount.begin - begin).rfind(mark);
    if (at != std::string_view::npos) begin += at + mark.size();
  }
  std::string_view words = trimmed(text.substr(begin, amount.begin - begin));
  constexpr std::array<std::string_view, 12> kFillers = {
      "数为", "为", "共计", "总计", "合计", "约", "共", "是", "数", "安排", "人民币", "计"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view filler : kFillers) {
      if (!words.ends_with(filler) || words.size() == filler.size()) continue;
      words = trimmed(words.substr(0, words.size() - filler.size()));
      again = true;
      break;
    }
  }
  return words;
}

int change_before(const BookPassage& passage, const TextAmount& amount) noexcept {
  std::string_view clause = words_before(passage, amount);
  for (const std::string_view filler : {"了", "额", "率", "幅度"}) {
    if (clause.ends_with(filler)) clause.remove_suffix(filler.size());
  }
  constexpr std::array<std::pair<std::string_view, int>, 10> kWords = {{{"增加", 1},
                                                                        {"增长", 1},
                                                                        {"上升", 1},
                                                                        {"提高", 1},
                                                                        {"增支", 1},
                                                                        {"减少", -1},
                                                                        {"下降", -1},
                                                                        {"降低", -1},
                                                                        {"压减", -1},
                                                                        {"减支", -1}}};
  for (const auto& [word, direction] : kWords) {
    if (!clause.ends_with(word)) continue;
    const std::string_view before = clause.substr(0, clause.size() - word.size());
    // Behind an amount: 比2024年预算80万元增加20万元.
    const bool compares = before.empty() || contains(before, "比") || contains(before, "较") ||
                          contains(before, "上年") || before.ends_with("元") ||
                          before.ends_with("万");
    if (compares) return direction;
  }
  return 0;
}

std::optional<int> year_at(std::string_view text, std::size_t place,
                           std::optional<int> fiscal_year) {
  std::size_t begin = looked_back(text, place);
  for (const std::string_view mark : {"。", "；", ";"}) {
    const std::size_t at = text.substr(begin, place - begin).rfind(mark);
    if (at != std::string_view::npos) begin += at + mark.size();
  }
  const std::string_view sentence = text.substr(begin, place - begin);
  std::optional<int> year;
  std::size_t found_at = 0;
  constexpr std::string_view kYear = "年";
  for (std::size_t at = sentence.find(kYear); at != std::string_view::npos;
       at = sentence.find(kYear, at + 1)) {
    if (at < 4 || (at > 4 && is_ascii_digit(sentence[at - 5]))) continue;
    const std::string_view digits = sentence.substr(at - 4, 4);
    if (!std::all_of(digits.begin(), digits.end(), is_ascii_digit)) continue;
    year = (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 +
           (digits[3] - '0');
    found_at = at;
  }
  for (const std::string_view word : {"上年", "去年", "上一年"}) {
    const std::size_t at = sentence.rfind(word);
    if (at == std::string_view::npos || (year && at < found_at) || !fiscal_year) continue;
    year = *fiscal_year - 1;
    found_at = at;
  }
  return year;
}

std::vector<EvidenceLine> evidence_of(const BookPassage& passage, std::size_t begin,
                                      std::size_t end) {
  std::vector<EvidenceLine> evidence;
  for (std::size_t i = 0; i < passage.lines.size(); ++i) {
    const auto& [line_begin, paragraph] = passage.lines[i];
    const std::size_t line_end =
        i + 1 < passage.lines.size() ? passage.lines[i + 1].first : passage.text.size();
    if (end <= line_begin || begin >= line_end) continue;
    const std::string& text = paragraph->words.text;
    // A joined line lost the spaces in front of its first word.
    const std::size_t shift =
        i == 0 ? 0 : static_cast<std::size_t>(trimmed(text).data() - text.data());
    const std::size_t from = shift + (begin > line_begin ? begin - line_begin : 0);
    const std::size_t to = shift + std::min(end, line_end) - line_begin;
    evidence.push_back(
        evidence_of(paragraph->words, std::min(from, text.size()), std::min(to, text.size())));
  }
  return evidence;
}

std::optional<Decimal> in_yuan(const Decimal& value, const Decimal& factor) {
  const Result<Decimal> product = value.times(factor);
  return product.ok() ? std::optional(*product) : std::nullopt;
}

bool same_amount(const Decimal& a, const Decimal& a_factor, const Decimal& b,
                 const Decimal& b_factor) {
  const auto left = in_yuan(a, a_factor);
  const auto right = in_yuan(b, b_factor);
  if (!left || !right) return false;
  if (*left == *right) return true;
  const auto place = [](const Decimal& value, const Decimal& factor) {
    return in_yuan(Decimal::make(1, value.scale()).value_or(Decimal(1)), factor)
        .value_or(Decimal(0));
  };
  const Decimal coarser = std::max(place(a, a_factor), place(b, b_factor));
  const Result<Decimal> difference = *left < *right ? right->minus(*left) : left->minus(*right);
  return difference.ok() && *difference < coarser;
}

bool is_budget_book(const Submission& submission) noexcept {
  if (!submission.budget_tables.empty()) return true;
  return std::any_of(submission.paragraphs.begin(), submission.paragraphs.end(),
                     [](const Paragraph& paragraph) {
                       return paragraph.kind == ParagraphKind::Heading &&
                              (contains(paragraph.words.text, "部门预算") ||
                               contains(paragraph.words.text, "单位预算") ||
                               contains(paragraph.words.text, "预算编制说明"));
                     });
}

bool explains_difference(const BookPassage& passage, const Lexicon& lexicon) {
  return lexicon.words("difference-explained").find_in(passage.text).has_value();
}

std::optional<int> book_year(const Submission& submission) noexcept {
  for (const BudgetTable& table : submission.budget_tables) {
    if (table.fiscal_year) return table.fiscal_year;
  }
  return submission.profile.fiscal_year;
}

}  // namespace jx
