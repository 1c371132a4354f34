// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/cut_rows.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"

namespace jx {
namespace {

/// Columns with words, which may be long enough to be cut. The others hold numbers, units or keys:
/// a row with one of them is a row of its own.
bool holds_words(ColumnRole role) noexcept {
  switch (role) {
    case ColumnRole::Level1:
    case ColumnRole::Level2:
    case ColumnRole::Level3:
    case ColumnRole::TargetValue:
    case ColumnRole::ActualValue:
    case ColumnRole::Explanation:
    case ColumnRole::ValueBasis:
    case ColumnRole::ScoringRule:
    case ColumnRole::DeviationReason:
    case ColumnRole::Remark:
    case ColumnRole::TaskName:
    case ColumnRole::TaskTarget: return true;
    default: return false;
  }
}

bool ends_sentence(std::string_view text) {
  return text.ends_with("。") || text.ends_with("；") || text.ends_with(";");
}

class CutRow {
 public:
  CutRow(const Table& upper, const Table& lower, const ColumnMap& map, const Lexicon& lexicon)
      : upper_(upper),
        map_(map),
        lexicon_(lexicon),
        rest_(lower.rows > map.header_rows() ? lower.row(map.header_rows())
                                             : std::span<const Cell>()) {}

  /// True when the first row of the lower part is the rest of the last one of the upper part.
  bool is_rest() const {
    const std::span<const Cell> last = upper_.row(upper_.rows - 1);
    if (rest_.empty() || rest_.size() >= last.size()) return false;
    if (!std::all_of(rest_.begin(), rest_.end(), [&](const Cell& cell) { return goes_on(cell); })) {
      return false;
    }
    // What a row of its own would have: a number, or the value beside a name.
    return std::any_of(last.begin(), last.end(), [&](const Cell& cell) {
      const ColumnRole role = map_.role_of(cell.column);
      const bool own = role == ColumnRole::Weight || role == ColumnRole::Score ||
                       role == ColumnRole::SequenceNumber || role == ColumnRole::TargetValue ||
                       role == ColumnRole::Unit;
      return own && !trimmed(cell.text).empty() && rest_at(cell.column) == nullptr;
    });
  }

 private:
  /// Whether a cell can be the end of the words above it.
  bool goes_on(const Cell& cell) const {
    const ColumnRole role = map_.role_of(cell.column);
    const Cell* const above = upper_.find(upper_.rows - 1, cell.column);
    if (!holds_words(role) || above == nullptr || trimmed(above->text).empty()) return false;
    if (ends_sentence(trimmed(above->text))) return false;
    if (role == ColumnRole::Level1) return !lexicon_.find_level1(cell.text);
    if (role == ColumnRole::Level2) return !lexicon_.find_level2(cell.text, Level1::Unknown);
    // A value with a number of its own is no end of another one.
    const bool value = role == ColumnRole::TargetValue || role == ColumnRole::ActualValue;
    return !value || fold(cell.text).find_first_of("0123456789") == std::string::npos;
  }

  const Cell* rest_at(std::uint32_t column) const {
    const auto found = std::find_if(rest_.begin(), rest_.end(), [&](const Cell& cell) {
      return cell.column == column && !trimmed(cell.text).empty();
    });
    return found == rest_.end() ? nullptr : &*found;
  }

  const Table& upper_;
  const ColumnMap& map_;
  const Lexicon& lexicon_;
  std::span<const Cell> rest_;
};

bool is_cut(const Tables& tables, std::size_t index, std::span<const ColumnMap> maps,
            const Lexicon& lexicon) {
  const Table& lower = tables.tables[index];
  const ColumnMap& map = maps[index];
  if (!lower.continues || *lower.continues >= index) return false;
  const Table& upper = tables.tables[*lower.continues];
  const bool known = map.holds_indicators() || map.holds_tasks();
  return known && upper.rows > maps[*lower.continues].header_rows() &&
         CutRow(upper, lower, map, lexicon).is_rest();
}

void join(Table& upper, Table& lower, std::uint32_t row) {
  for (const Cell& rest : lower.row(row)) {
    for (Cell& cell : upper.cells) {
      if (cell.row != upper.rows - 1 || cell.column != rest.column) continue;
      cell.text += rest.text;
      cell.confidence = std::min(cell.confidence, rest.confidence);
    }
  }
  std::erase_if(lower.cells, [&](const Cell& cell) { return cell.row == row; });
}

}  // namespace

std::optional<Tables> join_cut_rows(const Tables& tables, std::span<const ColumnMap> maps,
                                    const Lexicon& lexicon, Diagnostics& diagnostics) {
  std::optional<Tables> joined;
  for (std::size_t i = 0; i < tables.tables.size(); ++i) {
    const Tables& now = joined ? *joined : tables;
    if (!is_cut(now, i, maps, lexicon)) continue;
    if (!joined) joined = tables;
    Table& lower = joined->tables[i];
    const std::uint32_t row = maps[i].header_rows();
    diagnostics.note("row-cut-by-page", "这一行是上一页最后一行没有印完的部分，已接在一起",
                     lower.row(row).front().origin);
    join(joined->tables[*lower.continues], lower, row);
  }
  return joined;
}

}  // namespace jx
