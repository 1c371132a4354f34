// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/task_lists.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "records/rows.h"
#include "records/values.h"

namespace jx {
namespace {

Field<int> read_task_number(const Cell* cell) {
  Field<int> number;
  if (cell == nullptr) return number;
  number.raw = cell->text;
  number.origin = cell->origin;
  const Result<Decimal> value = parse_number(trimmed(cell->text));
  constexpr std::int64_t kMost = 1'000'000;
  if (value.ok() && value->scale() == 0 && *value >= Decimal(0) && *value <= Decimal(kMost)) {
    number.value = static_cast<int>(value->mantissa());
  } else {
    number.absence = Absence::Unread;
  }
  return number;
}

/// Parts of a name that tell it from others: what stands in quotation marks, else the name without
/// the words that any project may bear.
std::vector<std::string> distinctive_words(std::string_view name, const Lexicon& lexicon) {
  std::vector<std::string> words;
  constexpr std::string_view kOpen = "“";
  constexpr std::string_view kClose = "”";
  for (std::size_t begin = name.find(kOpen); begin != std::string_view::npos;
       begin = name.find(kOpen, begin + 1)) {
    const std::size_t end = name.find(kClose, begin);
    if (end == std::string_view::npos) break;
    words.emplace_back(name.substr(begin + kOpen.size(), end - begin - kOpen.size()));
  }
  if (words.empty()) {
    std::size_t begin = 0;
    const auto keep = [&](std::size_t end) {
      const std::string part = letters_only(name.substr(begin, end - begin));
      if (!part.empty()) words.push_back(part);
    };
    for (const WordMatch& match : lexicon.words("project-generic-word").find_all_in(name)) {
      keep(match.begin);
      begin = match.end;
    }
    keep(name.size());
  }
  constexpr std::size_t kFewestCharacters = 2;
  std::erase_if(words,
                [](const std::string& word) { return character_count(word) < kFewestCharacters; });
  return words;
}

struct Link {
  const Project* project = nullptr;
  std::string word;
  std::string where;
  double confidence = 0;
};

/// The best hint that `list` belongs to `project`; confidence 0 without any.
Link link_between(const TaskList& list, const Project& project, const Lexicon& lexicon) {
  constexpr double kInTitle = 0.9;
  constexpr double kInTasks = 0.6;
  Link best{.project = &project, .word = {}, .where = {}, .confidence = 0};
  for (const NameVariant& name : project.names) {
    for (const std::string& word : distinctive_words(name.text, lexicon)) {
      if (contains(list.title.text, word)) return {&project, word, "标题", kInTitle};
      const bool in_tasks =
          std::any_of(list.tasks.begin(), list.tasks.end(), [&](const Task& task) {
            return contains(task.name.text, word) || contains(task.target.text, word);
          });
      if (in_tasks) best = {&project, word, "任务", kInTasks};
    }
  }
  return best;
}

}  // namespace

void read_task_table(const Table& table, const ColumnMap& columns, const Lexicon& lexicon,
                     Submission& submission) {
  if (!table.continues || submission.task_lists.empty()) {
    submission.task_lists.push_back({});
  }
  TaskList& list = submission.task_lists.back();
  if (list.title.empty()) list.title = {table.title.text, table.title.origin};
  if (!table.title.text.empty()) list.title_prints.push_back(table.title.origin);

  const auto words_at = [&](const RowCursor& row, ColumnRole role) {
    const auto column = columns.find(role);
    const Cell* cell = column ? row.at(*column) : nullptr;
    return cell == nullptr ? Words{} : Words{cell->text, cell->origin};
  };
  RowCursor row(table, columns.header_rows());
  while (row.next()) {
    Task task;
    const auto number = columns.find(ColumnRole::SequenceNumber);
    task.number = read_task_number(number ? row.at(*number) : nullptr);
    task.name = words_at(row, ColumnRole::TaskName);
    task.target = words_at(row, ColumnRole::TaskTarget);
    if (task.name.empty() && task.target.empty()) {
      const Cell& cell = row.first_own_cell();
      submission.unread.push_back(
          {.words = {cell.text, cell.origin}, .reason = "任务清单的这一行没有任务也没有目标"});
      continue;
    }
    task.quantities = extract_quantities(task.target.text, lexicon);
    for (Quantity& quantity : task.quantities) quantity.origin = task.target.origin;
    task.origin = row.first_own_cell().origin;
    list.tasks.push_back(std::move(task));
  }
}

void link_task_lists(const Lexicon& lexicon, Submission& submission) {
  for (TaskList& list : submission.task_lists) {
    Link best;
    bool tie = false;
    for (const Project& project : submission.projects) {
      Link link = link_between(list, project, lexicon);
      if (link.confidence == 0) continue;
      if (link.confidence > best.confidence) {
        best = std::move(link);
        tie = false;
      } else if (link.confidence == best.confidence) {
        tie = true;
      }
    }
    if (best.project == nullptr || best.confidence == 0) {
      list.link_reason = "清单中没有出现任何项目名称里的专有词";
    } else if (tie) {
      list.link_reason = "不止一个项目的名称与清单同样接近，请人工指定";
    } else {
      list.project = best.project->key;
      list.link_confidence = best.confidence;
      list.link_reason = fmt::format("清单{}中出现项目名称里的专有词“{}”", best.where, best.word);
    }
  }
}

}  // namespace jx
