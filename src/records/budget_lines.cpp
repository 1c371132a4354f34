// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/budget_lines.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "records/values.h"

namespace jx {
namespace {

constexpr std::string_view kOfWhich = "其中";

bool is_digit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }

bool is_chinese_digit(char32_t c) noexcept {
  return std::u32string_view(U"一二三四五六七八九十").find(c) != std::u32string_view::npos;
}

/// Digits of a code cell; empty for a cell that holds anything else: "201 03" → "20103".
std::string code_digits(std::string_view text) {
  std::string digits;
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = fold_character(next_character(text, position));
    if (is_digit(c)) {
      digits += static_cast<char>(c);
    } else if (!is_space(c) && c != U'-' && c != U'.') {
      return {};
    }
  }
  return digits;
}

/// Codes of 功能分类 and 经济分类 have 3, 5 or 7 digits; 类 alone may be printed as two or so in
/// tables of other kinds, whose codes say nothing here.
std::uint32_t depth_of_code(std::string_view code) noexcept {
  switch (code.size()) {
    case 3: return 1;
    case 5: return 2;
    case 7: return 3;
    default: return 0;
  }
}

/// "-", "—", "/" for nothing.
bool says_nothing(std::string_view text) noexcept {
  const std::string folded = fold(text);
  return folded.empty() || folded == "-" || folded == "--" || folded == "/" || folded == "无";
}

Field<Decimal> read_amount(const Cell* cell, AmountKind kind) {
  Field<Decimal> field;
  if (cell == nullptr) return field;
  field.raw = cell->text;
  field.origin = cell->origin;
  if (says_nothing(cell->text)) {
    field.absence = Absence::NotApplicable;
    return field;
  }
  std::string words = fold(cell->text);
  if (kind == AmountKind::ChangeRate && words.ends_with('%')) words.pop_back();
  // (1,200.00) is a negative number in the manner of accountants.
  const bool negative = words.size() > 2 && words.front() == '(' && words.back() == ')';
  if (negative) words = words.substr(1, words.size() - 2);
  Result<Decimal> value = parse_number(words);
  if (value.ok() && negative) value = value->negated();
  if (value.ok()) {
    field.value = *value;
  } else {
    field.absence = Absence::Unread;
  }
  return field;
}

}  // namespace

bool is_budget_note(std::string_view text) {
  const std::string folded = fold(text);
  return folded.starts_with("注:") || folded.starts_with("备注:") || folded.starts_with("说明:") ||
         folded.starts_with("注1");
}

std::uint32_t numbered_depth(std::string_view name) noexcept {
  std::string_view text = trimmed(name);
  if (text.starts_with(kOfWhich)) {
    const std::size_t colon = text.find("：");
    text = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 3);
  }
  std::size_t position = 0;
  if (text.empty()) return 0;
  char32_t c = fold_character(next_character(text, position));
  const bool bracket = c == U'(';
  if (bracket && position < text.size()) c = fold_character(next_character(text, position));
  const bool chinese = is_chinese_digit(c);
  if (!chinese && !is_digit(c)) return 0;
  while (position < text.size() && (chinese ? is_chinese_digit(c) : is_digit(c))) {
    c = fold_character(next_character(text, position));
  }
  if (bracket) return c == U')' ? (chinese ? 2 : 4) : 0;
  if (chinese) return c == U'、' ? 1 : 0;
  return c == U'.' || c == U'、' ? 3 : 0;
}

std::string BudgetLineReader::code_of(const RowCursor& row, std::size_t index) {
  const BudgetBlock& block = layout_.blocks[index];
  std::string code;
  std::string& above = above_[index];
  for (std::size_t part = 0; part < block.codes.size(); ++part) {
    const Cell* cell = row.at(block.codes[part]);
    std::string digits = cell == nullptr ? std::string{} : code_digits(cell->text);
    if (digits.empty()) {
      // Blank in front of a filled part: the same as above. Blank behind: the code ends here.
      const bool more = std::any_of(block.codes.begin() + static_cast<std::ptrdiff_t>(part) + 1,
                                    block.codes.end(), [&](std::uint32_t column) {
                                      return row.at(column) != nullptr &&
                                             !code_digits(row.at(column)->text).empty();
                                    });
      if (!more) break;
      const std::size_t begin = part == 0 ? 0 : 1 + 2 * part;
      const std::size_t length = part == 0 ? 3 : 2;
      if (above.size() < begin + length) return {};
      digits = above.substr(begin, length);
    }
    code += digits;
  }
  if (depth_of_code(code) == 0) return {};
  above = code;
  return code;
}

std::string BudgetLineReader::label_of(const RowCursor& row, const BudgetBlock& block,
                                       Origin& origin) const {
  const auto take = [&](std::uint32_t column) -> std::string {
    const Cell* cell = row.at(column);
    if (cell == nullptr || cell->row != row.row() || is_figure(cell->text)) return {};
    origin = cell->origin;
    return cell->text;
  };
  if (block.name) {
    if (std::string name = take(*block.name); !name.empty()) return name;
  }
  for (const std::uint32_t column : block.labels) {
    if (std::string label = take(column); !label.empty()) return label;
  }
  return {};
}

void BudgetLineReader::read_amounts(const RowCursor& row, const BudgetBlock& block,
                                    BudgetLine& line) const {
  for (const std::uint32_t column : block.amounts) {
    const Cell* cell = row.at(layout_.places[column]);
    // An amount printed over several rows belongs to the first.
    if (cell != nullptr && cell->row != row.row()) cell = nullptr;
    line.amounts.push_back({column, read_amount(cell, layout_.amounts[column].kind)});
  }
}

BudgetLineKind BudgetLineReader::kind_of(const BudgetLine& line, std::string_view label) const {
  if (!line.code.empty()) return BudgetLineKind::Entry;
  const std::string folded = fold(label);
  if (lexicon_.words("budget-total").contains(folded)) return BudgetLineKind::Total;
  if (lexicon_.words("budget-subtotal").contains(folded)) return BudgetLineKind::Subtotal;
  return BudgetLineKind::Entry;
}

void BudgetLineReader::read_block(const RowCursor& row, std::size_t index) {
  const BudgetBlock& block = layout_.blocks[index];
  BudgetLine line;
  line.side = block.side;
  line.code = code_of(row, index);
  line.name.text = label_of(row, block, line.name.origin);
  line.kind = kind_of(line, line.name.text);
  line.depth = line.code.empty() ? numbered_depth(line.name.text) : depth_of_code(line.code);
  line.of_which = trimmed(line.name.text).starts_with(kOfWhich);
  if (block.project && line.kind == BudgetLineKind::Entry) {
    if (const Cell* cell = row.at(*block.project); cell != nullptr) {
      const CodeAndName parts = split_project(cell->text);
      line.project = {std::string(parts.name), cell->origin};
      line.project_code = parts.code;
    }
    const Cell* code = block.project_code ? row.at(*block.project_code) : nullptr;
    if (code != nullptr && line.project_code.empty()) line.project_code = fold(code->text);
  }
  read_amounts(row, block, line);
  const bool has_amount =
      std::any_of(line.amounts.begin(), line.amounts.end(),
                  [](const BudgetAmount& amount) { return amount.amount.origin.known(); });
  if (line.name.empty() && line.code.empty() && !has_amount) return;
  line.origin = row.first_own_cell().origin;
  line.origin.column = Origin::kNone;
  into_.lines.push_back(std::move(line));
}

/// A row of one cell that says 注：…, or numbers the columns (栏次 1 2 3): no line.
bool BudgetLineReader::read_note(const RowCursor& row) {
  const Cell& first = row.first_own_cell();
  const std::string folded = fold(first.text);
  if (folded == "栏次" || folded == "行次" || folded == "**") return true;
  if (!is_budget_note(first.text) || row.own_cells() > 1) return false;
  into_.notes.push_back({first.text, first.origin});
  return true;
}

void BudgetLineReader::read(const Table& table, std::uint32_t first_row) {
  RowCursor row(table, first_row);
  while (row.next()) {
    if (read_note(row)) continue;
    for (std::size_t block = 0; block < layout_.blocks.size(); ++block) read_block(row, block);
  }
}

}  // namespace jx
