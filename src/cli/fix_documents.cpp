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

Result<FixedText> fix(const LoadedDocument& loaded, const PipelineOptions& pipeline,
                      const Reference& reference) {
  if (loaded.overlay) {
    return Error{ErrorCode::Unsupported,
                 fmt::format("“{}”有更正文件，读到的字和原文不同，不能自动改。请先把更正写进原文。",
                             loaded.document.name)};
  }
  JX_TRY(const ReadOutcome read, run_read(loaded.document, nullptr, pipeline, reference));
  JX_TRY(FixedText fixed,
         fix_text(loaded.document, find_safe_fixes(read.submission, reference.lexicon)));
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
    text +=
        fmt::format("  没有改：第 {} 行的“{}”，在原文里对不上位置\n", one.origin.line, one.before);
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
