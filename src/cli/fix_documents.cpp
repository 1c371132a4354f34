// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/fix_documents.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "cli/output_file.h"
#include "cli/output_place.h"
#include "cli/text_fixes.h"
#include "pages/office/sheet_pages.h"
#include "pipeline/marking.h"

namespace jx {
namespace {

using CellPlace = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

Error make_unsafe_error(std::string_view name) {
  return {ErrorCode::Conflict,
          fmt::format("“{}”改了以后读出来的表格和预期不一样，没有采用。请自己改。", name)};
}

/// Every cell is as it was, or as a fix of its place says.
bool same_but_for(const Tables& before, const Tables& after, const std::vector<SafeFix>& fixes) {
  std::map<CellPlace, const SafeFix*> at;
  for (const SafeFix& fix : fixes) {
    if (fix.origin.in_table()) {
      at.emplace(CellPlace{fix.origin.table, fix.origin.row, fix.origin.column}, &fix);
    }
  }
  if (before.tables.size() != after.tables.size()) return false;
  for (std::size_t i = 0; i < before.tables.size(); ++i) {
    const auto& was = before.tables[i].cells;
    const auto& is = after.tables[i].cells;
    const bool same =
        std::equal(was.begin(), was.end(), is.begin(), is.end(), [&](const Cell& a, const Cell& b) {
          if (a.row != b.row || a.column != b.column) return false;
          const auto fix = at.find({before.tables[i].index, a.row, a.column});
          return fix == at.end()
                     ? a.text == b.text
                     : b.text == replaced(a.text, fix->second->before, fix->second->after);
        });
    if (!same) return false;
  }
  return true;
}

/// Whether the words are the whole cell: then it may get others.
bool fills_cell(const SafeFix& fix, const Tables& tables) {
  if (!fix.origin.in_table() || fix.origin.table >= tables.tables.size()) return false;
  const Cell* const cell = tables.tables[fix.origin.table].find(fix.origin.row, fix.origin.column);
  return cell != nullptr && cell->text == fix.before;
}

/// fix_text() for a workbook: the diff is by cells.
Result<FixedText> fix_workbook(const Document& document, const Tables& tables,
                               const std::vector<SafeFix>& fixes, const PipelineOptions& pipeline) {
  FixedText fixed;
  std::vector<FileMark> words;
  std::vector<const SafeFix*> wanted;
  words.reserve(fixes.size());
  wanted.reserve(fixes.size());
  for (const SafeFix& one : fixes) {
    if (!fills_cell(one, tables)) {
      fixed.left_out.push_back(one);
      continue;
    }
    wanted.push_back(&one);
    words.push_back({.origin = one.origin, .note = one.after});
  }
  JX_TRY(MarkedDocument replaced,
         replace_words_apart(document, words, pipeline.limits, pipeline.reader));
  fixed.bytes = std::move(replaced.bytes);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const SafeFix& one = *wanted[i];
    if (std::binary_search(replaced.unplaced.begin(), replaced.unplaced.end(), i)) {
      fixed.left_out.push_back(one);
      continue;
    }
    if (fixed.diff.empty()) fixed.diff = fmt::format("--- {0}\n+++ {0}（改后）\n", document.name);
    fixed.diff +=
        fmt::format("@@ 第{}张工作表 {} @@\n-{}\n+{}\n", one.origin.page,
                    cell_name(one.origin.line - 1, one.origin.column), one.before, one.after);
    fixed.applied.push_back(one);
  }
  return fixed;
}

Result<FixedText> fix(const LoadedDocument& loaded, const PipelineOptions& pipeline,
                      const Reference& reference) {
  if (loaded.overlay) {
    return Error{ErrorCode::Unsupported,
                 fmt::format("“{}”有更正文件，读到的字和原文不同，不能自动改。请先把更正写进原文。",
                             loaded.document.name)};
  }
  JX_TRY(const ReadOutcome read, run_read(loaded.document, nullptr, pipeline, reference));
  const std::vector<SafeFix> fixes = find_safe_fixes(read.submission, reference.lexicon);
  JX_TRY(FixedText fixed, loaded.document.format == Format::Xlsx
                              ? fix_workbook(loaded.document, read.tables, fixes, pipeline)
                              : fix_text(loaded.document, fixes));
  Document after = loaded.document;
  after.bytes = fixed.bytes;
  JX_TRY(const TablesOutcome again, run_tables(after, nullptr, pipeline, reference));
  if (!same_but_for(read.tables, again.tables, fixed.applied)) {
    return make_unsafe_error(loaded.document.name);
  }
  return fixed;
}

std::string describe(const std::string& file, const FixedText& fixed) {
  std::string text = fixed.diff;
  if (fixed.applied.empty()) return fmt::format("{}：没有能自动改的地方\n", file);
  std::map<std::string, std::size_t> counts;
  for (const SafeFix& one : fixed.applied) ++counts[one.what];
  text += fmt::format("{}：改了 {} 处（", file, fixed.applied.size());
  bool first = true;
  for (const auto& [what, count] : counts) {
    text += fmt::format("{}{} {}", std::exchange(first, false) ? "" : "，", what, count);
  }
  text += "）\n";
  for (const SafeFix& one : fixed.left_out) {
    text += fmt::format("  没有改：第 {} 行的“{}”，在原文里对不上，或者和别的内容在同一格\n",
                        one.origin.line, one.before);
  }
  return text;
}

}  // namespace

void fix_documents(Program& program, const ReadingOptions& reading, const std::string& write) {
  std::optional<OutputPlace> place;
  if (!write.empty()) {
    Result<OutputPlace> opened = OutputPlace::open(write, reading.files);
    if (!opened.ok()) return program.fail("", opened.error());
    if (!opened->is_folder() && reading.files.size() > 1) {
      return program.fail("", Error{ErrorCode::Conflict,
                                    "一个文件名只放一份文件；有几个文件时请用 --write 文件夹/"});
    }
    place = *std::move(opened);
  }
  const auto read = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                        const Reference& reference) -> Result<Delivery> {
    JX_TRY(FixedText text, fix(loaded, pipeline, reference));
    const auto fixed = std::make_shared<const FixedText>(std::move(text));
    const std::string file = loaded.document.name;
    return Delivery([&place, fixed, file](DocumentOutput& output) -> Result<void> {
      output.text += describe(file, *fixed);
      if (!place) return {};
      const std::string ending = std::filesystem::path(file).extension().string();
      const std::filesystem::path path =
          place->is_folder() ? place->next_file(file, "-改后" + ending) : place->path();
      JX_TRY_VOID(write_file(path, fixed->bytes));
      output.text += fmt::format("写入 {}\n", path.string());
      return {};
    });
  };
  run_documents(program, reading, {.read = read});
}

}  // namespace jx
