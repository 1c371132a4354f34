// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/replace_words.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "marking/cell_cursor.h"
#include "marking/package_editor.h"
#include "marking/xml_walk.h"
#include "pages/xlsx/workbook.h"

namespace jx {
namespace {

using Place = std::pair<std::uint32_t, std::uint32_t>;
/// By row and column: which of the words.
using WantedWords = std::map<Place, std::size_t>;

/// The numbers of shared strings that have runs of different looks.
class RunFinder : public TagVisitor {
 public:
  std::set<std::uint32_t> in_runs;

  Result<void> open(std::string_view name, const XmlAttributes& /*attributes*/,
                    const TagPlace& /*tag*/, std::size_t depth) override {
    if (depth == 2 && name == "si") ++count_;
    if (depth == 3 && name == "r" && count_ > 0) in_runs.insert(count_ - 1);
    return {};
  }
  Result<void> close(std::string_view, const TagPlace&, std::size_t) override { return {}; }

 private:
  std::uint32_t count_ = 0;
};

class WordReplacer : public TagVisitor {
 public:
  WordReplacer(std::string_view xml, const WantedWords& wanted, const std::vector<FileMark>& words,
               const std::set<std::uint32_t>& in_runs)
      : xml_(xml), wanted_(wanted), words_(words), in_runs_(in_runs) {}

  XmlEdits edits;
  std::vector<std::size_t> done;

  Result<void> open(std::string_view name, const XmlAttributes& attributes, const TagPlace& tag,
                    std::size_t depth) override {
    if (depth == 2) in_rows_ = name == "sheetData";
    if (!in_rows_) return {};
    if (depth == 3 && name == "row") cursor_.open_row(attributes);
    if (depth == 4 && name == "c") open_cell(attributes, tag);
    if (!cell_) return {};
    if (depth == 5 && name == "f") cell_->plain = false;
    if (depth == 6 && name == "r") cell_->plain = false;
    in_value_ = depth == 5 && name == "v";
    return {};
  }

  Result<void> close(std::string_view name, const TagPlace& tag, std::size_t depth) override {
    in_value_ = false;
    if (depth != 4 || name != "c" || !cell_) return {};
    replace_cell(*std::exchange(cell_, std::nullopt), tag);
    return {};
  }

  Result<void> words(std::string_view text) override {
    if (in_value_ && cell_) cell_->value += text;
    return {};
  }

 private:
  struct OpenCell {
    TagPlace tag;
    std::size_t index = 0;
    bool shared = false;
    bool plain = true;
    std::string value;
  };

  void open_cell(const XmlAttributes& attributes, const TagPlace& tag) {
    cursor_.open_cell(attributes);
    const auto found = wanted_.find({cursor_.row(), cursor_.column()});
    const std::string_view type = attributes.find("t").value_or("n");
    if (found == wanted_.end() || (type != "s" && type != "inlineStr")) return;
    cell_ = OpenCell{.tag = tag,
                     .index = found->second,
                     .shared = type == "s",
                     .plain = !tag.empty,
                     .value = {}};
  }

  void replace_cell(const OpenCell& cell, const TagPlace& end) {
    const auto number = read_index(cell.value);
    const bool plain = cell.plain && (!cell.shared || (number && !in_runs_.contains(*number)));
    if (!plain) return;
    const std::string_view tag = xml_.substr(cell.tag.begin, cell.tag.end - cell.tag.begin);
    const std::string_view prefix = prefix_of(tag);
    edits.replace(cell.tag.begin, end.end,
                  fmt::format("{0}<{1}is><{1}t xml:space=\"preserve\">{2}</{1}t></{1}is></{1}c>",
                              with_attribute(tag, "t", "inlineStr"), prefix,
                              excel_escaped(words_[cell.index].note)));
    done.push_back(cell.index);
  }

  std::string_view xml_;
  const WantedWords& wanted_;
  const std::vector<FileMark>& words_;
  const std::set<std::uint32_t>& in_runs_;
  CellCursor cursor_;
  std::optional<OpenCell> cell_;
  bool in_rows_ = false;
  bool in_value_ = false;
};

Result<std::set<std::uint32_t>> find_runs(PackageEditor& package, const std::string& part) {
  if (!package.has(part)) return std::set<std::uint32_t>();
  JX_TRY(const std::string xml, package.text_of(part));
  RunFinder finder;
  JX_TRY_VOID(walk_xml(xml, finder));
  return std::move(finder.in_runs);
}

}  // namespace

Result<MarkedDocument> replace_words(const Document& document, const std::vector<FileMark>& words) {
  if (document.format != Format::Xlsx) {
    return Error{ErrorCode::Unsupported,
                 fmt::format("“{}”是 {} 格式，不能自动改；能自动改的是 .xlsx、文本、CSV、TSV 和 "
                             "Markdown。请用 --format html 看意见，再自己改。",
                             document.name, to_string(document.format))};
  }
  JX_TRY(PackageEditor package, PackageEditor::open(document.bytes, "xl/workbook.xml"));
  JX_TRY(const Workbook workbook, read_workbook(package.package()));
  JX_TRY(const std::set<std::uint32_t> in_runs, find_runs(package, workbook.strings_part));
  std::map<std::uint32_t, WantedWords> by_sheet;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Origin& origin = words[i].origin;
    if (origin.line > 0) by_sheet[origin.page].emplace(Place{origin.line - 1, origin.column}, i);
  }
  std::vector<bool> done(words.size(), false);
  for (const auto& [sheet, wanted] : by_sheet) {
    if (sheet == 0 || sheet > workbook.sheets.size()) continue;
    const std::string& part = workbook.sheets[sheet - 1].part;
    if (!package.has(part)) continue;
    JX_TRY(const std::string xml, package.text_of(part));
    WordReplacer replacer(xml, wanted, words, in_runs);
    JX_TRY_VOID(walk_xml(xml, replacer));
    if (replacer.edits.empty()) continue;
    JX_TRY(std::string changed, replacer.edits.apply(xml));
    package.put(part, std::move(changed));
    for (const std::size_t index : replacer.done) done[index] = true;
  }
  MarkedDocument out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (done[i]) {
      ++out.places;
    } else {
      out.unplaced.push_back(i);
    }
  }
  JX_TRY(out.bytes, package.finish());
  return out;
}

}  // namespace jx
