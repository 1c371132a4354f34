// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "findings/review.h"
#include "findings/rule.h"
#include "model/submission.h"
#include "tables/table.h"

/// What a person reads on a terminal: tables, submissions, findings and rule cards as text, aligned
/// by the width that characters have on the screen.
namespace jx {

enum class Language { Chinese, English };
enum class Colour { Off, On };

struct TextStyle {
  Language language = Language::Chinese;
  Colour colour = Colour::Off;
  std::size_t width = 100;  ///< Columns of the terminal.
};

std::string render_tables_text(std::string_view file, const Tables& tables, const TextStyle& style);
/// The same in pieces: begin, each table, end. The tables in `rest` are not looked at.
std::string render_tables_begin(std::string_view file, const TextStyle& style);
std::string render_table_text(const Table& table, const TextStyle& style);
std::string render_tables_end(const Tables& rest, const TextStyle& style);
std::string render_submission_text(const Submission& submission, const TextStyle& style);
/// Findings like a good compiler's: place, severity, one sentence, the cell with the offending part
/// underlined, the expectation, the fix; then what was found earlier and is gone, and a summary by
/// project. A finding that is waived says so, with reason and person.
std::string render_check_text(const Submission& submission, const CheckResult& result,
                              const RuleCards& cards, const TextStyle& style,
                              const Review& review = {});
/// Waivers that applied to nothing, and why; empty when there is none.
std::string render_idle_waivers(const std::vector<WaiverBook::Idle>& idle, const TextStyle& style);
/// The added rules that selected nothing.
std::string render_idle_rules(const std::vector<RuleUseNote>& rules, const TextStyle& style);
std::string render_card_text(const RuleCard& card, const TextStyle& style);

/// `text` followed by spaces to fill `width` terminal columns.
std::string padded(std::string_view text, std::size_t width);
/// `text` behind as many.
std::string right_aligned(std::string_view text, std::size_t width);
/// The longest beginning of `text` that fits into `width` columns, with … when something is cut.
std::string shortened(std::string_view text, std::size_t width);

}  // namespace jx
