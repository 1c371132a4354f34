// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/statements.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/text.h"

namespace jx {
namespace {

/// 项目负责人：张三 in one cell.
std::optional<FormStatement> find_behind_colon(std::string_view text) {
  for (const std::string_view colon : {"：", ":"}) {
    const std::size_t at = text.find(colon);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = trimmed(text.substr(at + colon.size()));
    if (rest.empty()) continue;
    return FormStatement{std::string(trimmed(text.substr(0, at))), std::string(rest)};
  }
  return std::nullopt;
}

bool is_same_row(const Origin& a, const Origin& b) { return a.table == b.table && a.row == b.row; }

/// The table where the next form begins.
std::uint32_t end_of(const Submission& submission, const SelfEvaluation& evaluation) {
  std::uint32_t end = Origin::kNone;
  for (const SelfEvaluation& each : submission.self_evaluations) {
    const bool is_behind = each.origin.in_table() && each.origin.table > evaluation.origin.table;
    if (is_behind) end = std::min(end, each.origin.table);
  }
  return end;
}

}  // namespace

std::vector<FormStatement> statements_of(const Submission& submission,
                                         const SelfEvaluation& evaluation) {
  std::vector<const Words*> cells;
  const std::uint32_t end = end_of(submission, evaluation);
  for (const Paragraph& paragraph : submission.paragraphs) {
    const Origin& origin = paragraph.words.origin;
    const bool is_inside = evaluation.origin.in_table() && origin.in_table() &&
                           origin.table >= evaluation.origin.table && origin.table < end;
    if (is_inside) cells.push_back(&paragraph.words);
  }
  std::vector<FormStatement> statements;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (auto named = find_behind_colon(cells[i]->text)) {
      statements.push_back(*std::move(named));
    } else if (i + 1 < cells.size() && is_same_row(cells[i]->origin, cells[i + 1]->origin)) {
      statements.push_back({cells[i]->text, cells[i + 1]->text});
      ++i;
    }
  }
  return statements;
}

}  // namespace jx
