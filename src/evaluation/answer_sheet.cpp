// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/answer_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

bool listed(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string_view words_at(const Table& table, std::uint32_t row, std::uint32_t column) {
  const Cell* const cell = table.find(row, column);
  return cell == nullptr ? std::string_view() : trimmed(cell->text);
}

/// "12" of "12、您对培训是否满意"; empty for other headings.
std::string number_before(const std::string& heading) {
  std::size_t end = 0;
  while (end < heading.size() && heading[end] >= '0' && heading[end] <= '9') ++end;
  const std::string_view rest = std::string_view(heading).substr(end);
  const bool parted = rest.starts_with("、") || rest.starts_with(".") || rest.starts_with("．");
  return parted ? heading.substr(0, end) : std::string();
}

/// "3" or "c" → 2.
std::optional<std::size_t> code_in(std::string_view folded) {
  constexpr std::size_t kMostCodes = 10;
  if (folded.size() == 1 && folded[0] >= 'a' && folded[0] < 'a' + static_cast<int>(kMostCodes)) {
    return static_cast<std::size_t>(folded[0] - 'a');
  }
  if (folded == "10") return kMostCodes - 1;
  if (folded.size() == 1 && folded[0] >= '1' && folded[0] <= '9') {
    return static_cast<std::size_t>(folded[0] - '1');
  }
  return std::nullopt;
}

/// "很满意" of "a.很满意"; the words themselves where no mark stands before them.
std::string_view without_mark(std::string_view folded) {
  constexpr std::string_view kMarks[] = {".", "、", ":", ")", "．"};
  std::size_t end = 0;
  while (
      end < folded.size() && end < 2 &&
      ((folded[end] >= '0' && folded[end] <= '9') || (folded[end] >= 'a' && folded[end] <= 'z'))) {
    ++end;
  }
  if (end == 0) return folded;
  for (const std::string_view mark : kMarks) {
    const std::string_view rest = folded.substr(end);
    if (rest.starts_with(mark) && rest.size() > mark.size()) return rest.substr(mark.size());
  }
  return folded;
}

/// The first line, as an example.
std::string first_words(std::string_view words) {
  constexpr std::size_t kMost = 20;
  const std::string_view line = split(words, "\n").front();
  const std::size_t end = byte_offset(line, kMost);
  return std::string(line.substr(0, end)) + (end < line.size() ? "…" : "");
}

/// What one cell says.
struct CellReadingOfAnswer {
  std::optional<std::size_t> level = {};
  bool by_code = false;
  bool blank = false;
  std::string spelling = {};  ///< Folded, without a mark; of words only.
  std::string reason = {};    ///< Why it is no level.
};

class LevelReader {
 public:
  LevelReader(const SurveyStandard& standard, const AnswerSheetOptions& options)
      : standard_(standard), options_(options) {
    for (std::size_t level = 0; level < options.levels.size(); ++level) {
      const std::string name = fold(options.levels[level].name);
      exact_.emplace(name, level);
      if (const auto spellings = spellings_of(name)) by_spellings_[*spellings].push_back(level);
    }
  }

  CellReadingOfAnswer read(std::string_view words) const {
    const std::string folded = fold(words);
    if (folded.empty() || listed(standard_.blank, folded)) return {.blank = true};
    CellReadingOfAnswer reading;
    reading.spelling = std::string(without_mark(folded));
    if (const auto found = exact_.find(reading.spelling); found != exact_.end()) {
      reading.level = found->second;
      return reading;
    }
    if (const auto spellings = spellings_of(reading.spelling)) {
      const auto found = by_spellings_.find(*spellings);
      if (found != by_spellings_.end() && found->second.size() == 1) {
        reading.level = found->second.front();
        return reading;
      }
    }
    return read_code(folded);
  }

 private:
  CellReadingOfAnswer read_code(const std::string& folded) const {
    CellReadingOfAnswer reading;
    const std::optional<std::size_t> code = code_in(folded);
    const std::size_t levels = options_.levels.size();
    reading.by_code = code.has_value();
    if (!code) {
      reading.reason = "不是满意度的档次";
    } else if (options_.codes == AnswerCodes::None) {
      reading.reason = "是代码，没有说明它是哪一档";
    } else if (*code >= levels) {
      reading.reason = fmt::format("是代码，而档次只有 {} 个", levels);
    } else {
      reading.level = options_.codes == AnswerCodes::BestFirst ? *code : levels - 1 - *code;
    }
    return reading;
  }

  std::optional<std::size_t> spellings_of(const std::string& folded) const {
    for (std::size_t i = 0; i < standard_.levels.size(); ++i) {
      if (listed(standard_.levels[i], folded)) return i;
    }
    return std::nullopt;
  }

  const SurveyStandard& standard_;
  const AnswerSheetOptions& options_;
  std::map<std::string, std::size_t, std::less<>> exact_;
  std::map<std::size_t, std::vector<std::size_t>> by_spellings_;
};

class SheetReader {
 public:
  SheetReader(const Table& table, const SurveyStandard& standard, const AnswerSheetOptions& options)
      : table_(table), standard_(standard), options_(options), levels_(standard, options) {}

  Result<AnswerSheet> read() && {
    if (table_.rows < 2) {
      return malformed("答卷至少要有两行：第一行是题目，以下一行一份。");
    }
    JX_TRY_VOID(read_headings());
    JX_TRY(identity_, special(options_.identity, standard_.identity));
    JX_TRY(group_, special(options_.group, {}));
    JX_TRY(visits_, special(options_.visits, {}));
    JX_TRY_VOID(options_.questions.empty() ? find_questions() : take_questions());
    for (const std::uint32_t column : columns_) JX_TRY_VOID(check_spellings(column));
    for (std::uint32_t row = 1; row < table_.rows; ++row) add_row(row);
    if (sheet_.rows.empty()) return malformed("没有一份答卷：题目下面的行都是空的。");
    sheet_.identity = identity_ ? headings_[*identity_] : std::string();
    find_repeats();
    return std::move(sheet_);
  }

 private:
  Result<void> read_headings() {
    std::set<std::string> taken;
    for (std::uint32_t column = 0; column < table_.columns; ++column) {
      std::string heading(words_at(table_, 0, column));
      if (heading.empty() && !answers_in(column).empty()) {
        return malformed(fmt::format("第 {} 列有答案而没有题目。请补上题目。", column + 1));
      }
      if (!heading.empty() && !taken.insert(fold(heading)).second) {
        return malformed(fmt::format("题目“{}”出现了两次。请改成不同的名称。", heading));
      }
      headings_.push_back(std::move(heading));
    }
    return {};
  }

  /// Rows of the column with words.
  std::vector<std::uint32_t> answers_in(std::uint32_t column) const {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 1; row < table_.rows; ++row) {
      if (!words_at(table_, row, column).empty()) rows.push_back(row);
    }
    return rows;
  }

  Result<std::uint32_t> column_of(const std::string& name) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t column = 0; column < headings_.size(); ++column) {
      if (fold(headings_[column]) == fold(name)) return column;
      if (number_before(headings_[column]) == name) found.push_back(column);
    }
    if (found.size() == 1) return found.front();
    std::string known;
    for (const std::string& each : headings_) known += (known.empty() ? "" : "、") + each;
    return Error{
        ErrorCode::NotFound,
        fmt::format("{}叫“{}”的列；有的是：{}", found.empty() ? "没有" : "不止一个", name, known)};
  }

  /// The column that was named, or else the first one with such a heading.
  Result<std::optional<std::uint32_t>> special(const std::string& name,
                                               const std::vector<std::string>& usual) const {
    if (!name.empty()) {
      JX_TRY(const std::uint32_t column, column_of(name));
      return std::optional(column);
    }
    for (std::uint32_t column = 0; column < headings_.size(); ++column) {
      if (listed(usual, fold(headings_[column]))) return std::optional(column);
    }
    return std::optional<std::uint32_t>();
  }

  bool is_special(std::uint32_t column) const {
    const std::string heading = fold(headings_[column]);
    return column == identity_ || column == group_ || column == visits_ || heading.empty() ||
           listed(standard_.bookkeeping, heading) || listed(standard_.identity, heading);
  }

  /// Why a column is no question; empty for one that is.
  std::string reason_against(std::uint32_t column) const {
    std::size_t answered = 0;
    std::size_t levels = 0;
    std::size_t codes = 0;
    std::string other;
    for (const std::uint32_t row : answers_in(column)) {
      const std::string_view words = words_at(table_, row, column);
      const CellReadingOfAnswer reading = levels_.read(words);
      if (reading.blank) continue;
      ++answered;
      levels += reading.level ? 1 : 0;
      codes += reading.by_code ? 1 : 0;
      if (!reading.level && other.empty()) other = first_words(words);
    }
    if (answered == 0) return "没有一份作答";
    if (2 * levels >= answered) return {};
    if (2 * codes >= answered) {
      return fmt::format("答案是代码（如“{}”）；是满意度的题，请用 --questions 和 --codes 说明",
                         other);
    }
    return fmt::format("多数答案不是满意度的档次（如“{}”）", other);
  }

  Result<void> find_questions() {
    for (std::uint32_t column = 0; column < headings_.size(); ++column) {
      if (is_special(column)) continue;
      std::string reason = reason_against(column);
      if (reason.empty()) {
        add_question(column);
      } else {
        sheet_.left_out.push_back({headings_[column], std::move(reason)});
      }
    }
    if (!columns_.empty()) return {};
    std::string seen;
    for (const ColumnLeftOut& each : sheet_.left_out) {
      seen += fmt::format("\n  “{}”：{}", each.name, each.reason);
    }
    return malformed(fmt::format(
        "没有一列是满意度的题。档次的写法不同的，请用 --levels 写明，如 满意=100+,一般=60。{}",
        seen));
  }

  Result<void> take_questions() {
    for (const std::string& name : options_.questions) {
      JX_TRY(const std::uint32_t column, column_of(name));
      if (std::find(columns_.begin(), columns_.end(), column) != columns_.end()) {
        return malformed(fmt::format("--questions 里的“{}”出现了两次。", name));
      }
      add_question(column);
    }
    for (std::uint32_t column = 0; column < headings_.size(); ++column) {
      const bool taken = std::find(columns_.begin(), columns_.end(), column) != columns_.end();
      if (!taken && !is_special(column)) {
        sheet_.left_out.push_back({headings_[column], "--questions 里没有"});
      }
    }
    return {};
  }

  void add_question(std::uint32_t column) {
    columns_.push_back(column);
    sheet_.questions.push_back(headings_[column]);
  }

  /// "满意" beside "较满意" in one column are two levels of another scale, not one.
  Result<void> check_spellings(std::uint32_t column) const {
    std::map<std::size_t, std::string> spellings;
    for (const std::uint32_t row : answers_in(column)) {
      const CellReadingOfAnswer reading = levels_.read(words_at(table_, row, column));
      if (!reading.level || reading.spelling.empty()) continue;
      const auto [place, is_new] = spellings.emplace(*reading.level, reading.spelling);
      if (is_new || place->second == reading.spelling) continue;
      return malformed(fmt::format(
          "“{}”里“{}”和“{}”都有，分不清是一档还是两档。请统一写法，或用 --levels 写明各档。",
          headings_[column], place->second, reading.spelling));
    }
    return {};
  }

  void add_row(std::uint32_t row) {
    AnswerRow answer{.row = row};
    bool any = false;
    for (std::uint32_t column = 0; column < headings_.size() && !any; ++column) {
      any = !words_at(table_, row, column).empty();
    }
    if (!any) return;
    const auto words_in = [&](const std::optional<std::uint32_t>& column) {
      return column ? std::string(words_at(table_, row, *column)) : std::string();
    };
    answer.identity = words_in(identity_);
    answer.group = words_in(group_);
    answer.visit = words_in(visits_);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const Cell* const cell = table_.find(row, columns_[i]);
      CellReadingOfAnswer reading = levels_.read(words_at(table_, row, columns_[i]));
      answer.answers.push_back(reading.level);
      if (reading.level || reading.blank) continue;
      sheet_.unread.push_back({row, i, std::string(words_at(table_, row, columns_[i])),
                               std::move(reading.reason), cell->origin});
    }
    sheet_.rows.push_back(std::move(answer));
  }

  /// All but the running number, which differs in every row; empty without a moment.
  std::string whole_row(std::uint32_t row) const {
    std::string key;
    bool moment = false;
    for (std::uint32_t column = 0; column < headings_.size(); ++column) {
      const std::string heading = fold(headings_[column]);
      const std::string words = fold(words_at(table_, row, column));
      const bool is_moment = listed(standard_.moment, heading);
      moment = moment || (is_moment && !words.empty());
      const bool counted = is_moment || !listed(standard_.bookkeeping, heading);
      if (counted) key += words + "\n";
    }
    return moment ? key : std::string();
  }

  void find_repeats() {
    for (const std::string& heading : headings_) {
      sheet_.has_moment = sheet_.has_moment || listed(standard_.moment, fold(heading));
    }
    std::map<std::string, std::uint32_t> people;
    std::map<std::string, std::uint32_t> rows;
    for (AnswerRow& answer : sheet_.rows) {
      const auto look = [&](std::map<std::string, std::uint32_t>& seen, const std::string& key) {
        if (key.empty() || listed(standard_.blank, key)) return;
        const auto [place, is_new] = seen.emplace(key, answer.row);
        if (!is_new && !answer.repeats) answer.repeats = place->second;
      };
      look(people, fold(answer.identity));
      look(rows, whole_row(answer.row));
    }
  }

  const Table& table_;
  const SurveyStandard& standard_;
  const AnswerSheetOptions& options_;
  LevelReader levels_;
  std::vector<std::string> headings_;
  std::optional<std::uint32_t> identity_;
  std::optional<std::uint32_t> group_;
  std::optional<std::uint32_t> visits_;
  std::vector<std::uint32_t> columns_;  ///< Of the questions.
  AnswerSheet sheet_;
};

}  // namespace

Result<AnswerSheet> read_answer_sheet(const Table& table, const SurveyStandard& standard,
                                      const AnswerSheetOptions& options) {
  return SheetReader(table, standard, options).read();
}

}  // namespace jx
