// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/line_look.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "pages/page_number.h"

namespace jx {
namespace {

constexpr std::size_t kMostCaptionCharacters = 80;
constexpr std::size_t kMostTitleCharacters = 60;
constexpr std::size_t kMostHeadingCharacters = 40;

template <std::size_t Size>
bool is_one_of(std::string_view text, const std::string_view (&words)[Size]) {
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

template <std::size_t Size>
bool contains_any(std::string_view text, const std::string_view (&words)[Size]) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return contains(text, word); });
}

template <std::size_t Size>
bool starts_with_any(std::string_view text, const std::string_view (&words)[Size]) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return text.starts_with(word); });
}

template <std::size_t Size>
bool ends_with_any(std::string_view text, const std::string_view (&words)[Size]) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return text.ends_with(word); });
}

/// All of these work on folded text: no spaces, half-width punctuation.
constexpr std::string_view kSentenceMarks[] = {"。", ";", "!", "?"};
constexpr std::string_view kClauseMarks[] = {"。", ";", "!", "?", ","};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

constexpr std::string_view kChineseNumerals[] = {"〇", "零", "一", "二", "三", "四", "五",
                                                 "六", "七", "八", "九", "十", "百"};

std::size_t chinese_number_length(std::string_view text) {
  std::size_t length = 0;
  while (length + 3 <= text.size() && is_one_of(text.substr(length, 3), kChineseNumerals)) {
    length += 3;
  }
  return length;
}

/// Digits or Chinese numerals at the beginning.
std::size_t number_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  return length > 0 ? length : chinese_number_length(text);
}

/// The bytes of `text` whose folded form is the first `folded_bytes` bytes of fold(text).
std::size_t unfolded_length(std::string_view text, std::size_t folded_bytes) {
  std::size_t position = 0;
  std::size_t folded = 0;
  while (position < text.size() && folded < folded_bytes) {
    const std::size_t start = position;
    next_character(text, position);
    folded += fold(text.substr(start, position - start)).size();
  }
  return position;
}

/// "表15", "表3-2", "附表1", "附件2", "续表", "公开08表": length of the label at the beginning of a
/// folded line, or 0.
std::size_t label_length(std::string_view folded) {
  constexpr std::string_view kFormSeries[] = {"公开",     "预算公开", "决算公开", "部门预算",
                                              "部门决算", "财决",     "财预",     "预算"};
  for (const std::string_view series : kFormSeries) {
    if (!folded.starts_with(series)) continue;
    const std::size_t digits = number_length(folded.substr(series.size()));
    if (digits == 0) continue;
    if (folded.substr(series.size() + digits).starts_with("表")) {
      return series.size() + digits + std::string_view("表").size();
    }
  }
  constexpr std::string_view kLabelWords[] = {"预算公开表", "公开表", "附件表", "附表",
                                              "附件",       "续表",   "表格",   "表"};
  const auto* const word =
      std::find_if(std::begin(kLabelWords), std::end(kLabelWords),
                   [&](std::string_view candidate) { return folded.starts_with(candidate); });
  if (word == std::end(kLabelWords)) return 0;
  std::size_t length = word->size();
  std::size_t digits = number_length(folded.substr(length));
  const bool stands_alone = folded.substr(length).empty() || folded.substr(length).starts_with(":");
  if (digits == 0) return (*word == "附件" || *word == "附表") && stands_alone ? length : 0;
  length += digits;
  while (length < folded.size() && (folded[length] == '-' || folded[length] == '.')) {
    digits = number_length(folded.substr(length + 1));
    // "表1-2021年部门预算" is 表1 and a title.
    if (digits == 0 || folded.substr(length + 1 + digits).starts_with("年")) break;
    length += 1 + digits;
  }
  for (const std::string_view tail : {"(续表)", "(续)", "续表", "续"}) {
    if (folded.substr(length).starts_with(tail)) return length + tail.size();
  }
  return length;
}

/// Without the brackets at the end: "绩效目标表（2021年度）（续）" → "绩效目标表".
std::string_view without_bracketed_tail(std::string_view folded) {
  while (folded.ends_with(")")) {
    const std::size_t open = folded.rfind('(');
    if (open == std::string_view::npos || open == 0) break;
    folded = folded.substr(0, open);
  }
  return folded;
}

bool ends_like_title(std::string_view folded) {
  constexpr std::string_view kTitleEnds[] = {"表", "清单", "明细", "情况", "一览"};
  constexpr std::string_view kNoTitleEnds[] = {"下表", "上表", "本表", "该表", "此表", "代表",
                                               "发表", "见表", "列表", "填表", "附表", "仪表"};
  const std::string_view words = without_bracketed_tail(folded);
  return ends_with_any(words, kTitleEnds) && !ends_with_any(words, kNoTitleEnds);
}

bool is_title(std::string_view folded) {
  return folded.size() >= 6 && ends_like_title(folded) && may_be_title(folded);
}

/// "3、", "（二）", "一、", "1.2", "第一章", "①" at the beginning.
bool has_heading_number(std::string_view folded) {
  if (folded.starts_with("(")) {
    const std::size_t digits = number_length(folded.substr(1));
    return digits > 0 && folded.substr(1 + digits).starts_with(")");
  }
  if (folded.starts_with("第")) {
    constexpr std::string_view kParts[] = {"章", "节", "条", "部分", "篇", "编"};
    const std::string_view rest = folded.substr(std::string_view("第").size());
    const std::size_t digits = number_length(rest);
    return digits > 0 && starts_with_any(rest.substr(digits), kParts);
  }
  // ① to ⑳ are U+2460 to U+2473.
  if (folded.size() >= 3 && folded.starts_with("\xe2\x91") && folded[2] <= '\xb3') return true;
  std::size_t digits = number_length(folded);
  if (digits == 0) return false;
  std::string_view rest = folded.substr(digits);
  if (rest.starts_with("、") || rest.starts_with(")")) return true;
  // "1.2 项目概况" is numbered, "1.2 万元" and "12.5%" are amounts.
  if (!rest.starts_with(".") || !is_digit(folded.front())) return false;
  rest.remove_prefix(1);
  const bool deeper = !rest.empty() && is_digit(rest.front());
  if (!deeper) return !rest.empty();
  while (!rest.empty() && (is_digit(rest.front()) || rest.front() == '.')) rest.remove_prefix(1);
  constexpr std::string_view kMeasures[] = {"万", "亿", "元", "%", "倍", "个"};
  return !rest.empty() && !starts_with_any(rest, kMeasures);
}

bool is_heading(std::string_view folded, bool numbered) {
  const std::size_t characters = character_count(folded);
  if (numbered) {
    return characters <= kMostHeadingCharacters && !contains_any(folded, kSentenceMarks);
  }
  return characters <= kMostHeadingCharacters / 2 + 10 && !contains_any(folded, kClauseMarks) &&
         !contains(folded, ":");
}

bool is_context(std::string_view folded) {
  constexpr std::string_view kContextWords[] = {
      "编制单位", "填报单位", "填表单位", "申报单位", "实施单位", "预算单位", "公开单位",
      "编制部门", "填报部门", "填表部门", "申报部门", "实施部门", "预算部门", "公开部门",
      "单位名称", "主管部门", "部门名称", "部门:",    "单位:",    "填报日期", "填表日期",
      "编制日期", "制表日期", "填报人",   "制表人",   "联系人",   "联系电话", "日期:",
      "年度:",    "预算年度", "项目名称:"};
  if (character_count(folded) > kMostTitleCharacters || contains_any(folded, kSentenceMarks)) {
    return false;
  }
  if (starts_with_any(folded, kContextWords) && contains(folded, ":")) return true;
  // "（2021年度）", "2021年度", "2021年12月31日"
  std::string_view words = folded;
  if (words.starts_with("(") && words.ends_with(")")) words = words.substr(1, words.size() - 2);
  const std::size_t digits = number_length(words);
  if (digits != 4) return false;
  words.remove_prefix(digits);
  return words == "年" || words == "年度" || (words.starts_with("年") && words.ends_with("日"));
}

/// The part of a line behind "单位：", up to a closing bracket or a space.
std::string_view unit_behind_colon(std::string_view rest) {
  rest = trimmed(rest);
  for (const std::string_view colon : {":", "：", "∶"}) {
    if (!rest.starts_with(colon)) continue;
    rest = trimmed(rest.substr(colon.size()));
    std::size_t end = 0;
    while (end < rest.size()) {
      std::size_t next = end;
      const char32_t c = next_character(rest, next);
      const bool closes = c == U')' || c == U'）' || c == U']' || c == U'】' || c == U'，' ||
                          c == U',' || c == U'、' || c == U'；' || is_space(c);
      if (closes) break;
      end = next;
    }
    return rest.substr(0, end);
  }
  return {};
}

std::optional<LineLook> match_label(std::string_view text, std::string_view folded) {
  const std::size_t length = label_length(folded);
  if (length == 0) return std::nullopt;
  std::string_view rest = folded.substr(length);
  for (const std::string_view separator : {":", "、", ".", "-"}) {
    if (rest.starts_with(separator)) rest.remove_prefix(separator.size());
  }
  LineLook look{.role = LineRole::Label};
  if (rest.empty()) {
    look.label = text;
    return look;
  }
  // "表15反映了…情况" speaks of a table; "表15 项目支出绩效表" is one's name.
  constexpr std::string_view kVerbs[] = {"反映", "显示", "列示", "中", "是",
                                         "为",   "所",   "的",   "可"};
  if (!is_title(rest) || starts_with_any(rest, kVerbs)) return std::nullopt;
  look.label = trimmed(text.substr(0, unfolded_length(text, length)));
  look.title = trimmed(text.substr(unfolded_length(text, folded.size() - rest.size())));
  return look;
}

std::optional<LineLook> match_unit(std::string_view text, const Lexicon& lexicon) {
  std::string unit = find_unit_words(text, lexicon);
  if (unit.empty()) return std::nullopt;
  LineLook look{.role = LineRole::Unit, .unit_words = std::move(unit)};
  // "项目支出绩效表（单位：万元）": the title shares the line.
  std::string_view before = text.substr(0, text.rfind("单位"));
  for (const std::string_view word : {"金额", "计量", "货币"}) {
    if (before.ends_with(word)) before.remove_suffix(word.size());
  }
  before = trimmed(before);
  for (const std::string_view bracket : {"(", "（", "[", "【"}) {
    if (before.ends_with(bracket)) before.remove_suffix(bracket.size());
  }
  before = trimmed(before);
  const std::string folded = fold(before);
  if (const auto label = match_label(before, folded)) {
    look.label = label->label;
    look.title = label->title;
  } else if (is_title(folded)) {
    look.title = before;
  }
  return look;
}

}  // namespace

std::string find_unit_words(std::string_view text, const Lexicon& lexicon) {
  constexpr std::string_view kWord = "单位";
  for (std::size_t at = text.rfind(kWord); at != std::string_view::npos;
       at = at == 0 ? std::string_view::npos : text.rfind(kWord, at - 1)) {
    const std::string_view words = unit_behind_colon(text.substr(at + kWord.size()));
    if (words.empty()) continue;
    std::string_view measure = words;
    for (const std::string_view currency : {"人民币", "RMB"}) {
      if (measure.starts_with(currency)) measure.remove_prefix(currency.size());
    }
    if (lexicon.find_unit(measure)) return std::string(measure);
    // "万元（保留两位小数）" and "万元/个" begin with a unit; "元氏县财政局" does too, but goes on
    // with a name.
    const auto match = lexicon.match_unit_prefix(measure);
    if (!match || match->length >= measure.size()) continue;
    const std::string rest = fold(measure.substr(match->length));
    if (rest.starts_with('(') || rest.starts_with('/')) {
      return std::string(measure.substr(0, match->length));
    }
  }
  return {};
}

bool may_be_title(std::string_view text) {
  const std::string folded = fold(text);
  return !folded.empty() && character_count(folded) <= kMostTitleCharacters &&
         !contains_any(folded, kClauseMarks) && !folded.ends_with(":");
}

LineLook look_at(std::string_view text, const Lexicon& lexicon) {
  text = trimmed(text);
  if (text.size() > 4 * kMostCaptionCharacters) return {};  // No caption is so long.
  if (auto number = find_page_number(text)) {
    return {.role = LineRole::PageNumber, .number = *std::move(number)};
  }
  const std::string folded = fold(text);
  const bool short_enough = character_count(folded) <= kMostCaptionCharacters;
  if (short_enough) {
    if (auto look = match_unit(text, lexicon)) return *std::move(look);
  }
  constexpr std::string_view kContinuations[] = {"续表", "(续表)", "续上表",   "接上表",
                                                 "(续)", "续",     "(接上表)", "(续上表)"};
  if (is_one_of(folded, kContinuations)) return {.role = LineRole::Continuation};
  constexpr std::string_view kFormNumbers[] = {
      "报表编号", "表号:", "表格编号", "制表机关:", "批准文号:", "备案文号:", "有效期至:"};
  if (short_enough && starts_with_any(folded, kFormNumbers)) return {.role = LineRole::FormNumber};
  if (auto look = match_label(text, folded)) return *std::move(look);

  const bool numbered = has_heading_number(folded);
  if (numbered && is_heading(folded, true) && !without_bracketed_tail(folded).ends_with("表")) {
    return {.role = LineRole::Heading, .numbered = true};
  }
  // A label that match_label refused begins a sentence.
  if (is_title(folded) && label_length(folded) == 0) {
    return {.role = LineRole::Title, .title = std::string(text)};
  }
  if (is_context(folded)) return {.role = LineRole::Context};
  if (is_heading(folded, numbered)) return {.role = LineRole::Heading, .numbered = numbered};
  return {};
}

}  // namespace jx
