// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/corrections.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "codecs/toml.h"

namespace jx {
namespace {

Result<std::uint32_t> index_of(const TomlTable& entry, std::string_view key) {
  JX_TRY(const std::int64_t number, entry.whole(key));
  if (number < 0 || number >= std::int64_t{Origin::kNone}) {
    return entry.fault(key, "应为不小于 0 的整数");
  }
  return static_cast<std::uint32_t>(number);
}

/// who and why are compulsory: a correction nobody answers for is not one.
Result<Correction> read_signed(const TomlTable& entry, std::string what) {
  Correction correction{
      .what = std::move(what), .origin = {}, .before = {}, .after = {}, .who = {}, .why = {}};
  JX_TRY(correction.who, entry.text("who"));
  JX_TRY(correction.why, entry.text("why"));
  return correction;
}

Result<Correction> read_replacement(const TomlTable& entry, std::string what) {
  JX_TRY(Correction correction, read_signed(entry, std::move(what)));
  JX_TRY(const std::optional<std::string> before, entry.find_text("old"));
  JX_TRY(const std::optional<std::string> after, entry.find_text("new"));
  if (!before) return entry.fault("old", "缺少 old：更正前的原文");
  if (!after) return entry.fault("new", "缺少 new：更正后的文字");
  correction.before = *before;
  correction.after = *after;
  return correction;
}

Result<Correction> read_cell(const TomlTable& entry) {
  JX_TRY(Correction correction, read_replacement(entry, "cell"));
  JX_TRY(correction.origin.table, index_of(entry, "table"));
  JX_TRY(correction.origin.row, index_of(entry, "row"));
  JX_TRY(correction.origin.column, index_of(entry, "column"));
  return correction;
}

Result<Correction> read_line(const TomlTable& entry) {
  JX_TRY(Correction correction, read_replacement(entry, "line"));
  JX_TRY(correction.origin.line, index_of(entry, "line"));
  return correction;
}

Result<void> read_column(const TomlTable& entry, CorrectionOverlay& overlay) {
  JX_TRY(Correction correction, read_signed(entry, "column"));
  JX_TRY(const std::string header, entry.text("header"));
  JX_TRY(const std::string role, entry.text("role"));
  Result<std::vector<ColumnBinding>> bindings = parse_column_bindings(role + "=" + header);
  if (!bindings.ok()) return entry.fault("role", bindings.error().message);
  correction.before = header;
  correction.after = role;
  overlay.columns.push_back(bindings->front());
  overlay.column_notes.push_back(std::move(correction));
  return {};
}

Result<Correction> read_name(const TomlTable& entry) {
  JX_TRY(Correction correction, read_signed(entry, "name"));
  JX_TRY(correction.before, entry.text("code"));
  JX_TRY(correction.after, entry.text("new"));
  return correction;
}

/// The text that a correction is about, or null when there is no such cell or line any more.
struct CorrectedText {
  std::string* text = nullptr;
  float* confidence = nullptr;
  Origin origin;
};

CorrectedText find_target(Tables& tables, const Correction& correction) {
  if (correction.what == "line") {
    for (OutsideLine& line : tables.lines) {
      if (line.origin.line == correction.origin.line)
        return {&line.text, &line.confidence, line.origin};
    }
    return {};
  }
  if (correction.origin.table >= tables.tables.size()) return {};
  Table& table = tables.tables[correction.origin.table];
  const Cell* cell = table.find(correction.origin.row, correction.origin.column);
  if (cell == nullptr) return {};
  Cell& found = table.cells[static_cast<std::size_t>(cell - table.cells.data())];
  return {&found.text, &found.confidence, found.origin};
}

}  // namespace

Result<CorrectionOverlay> parse_corrections(std::string_view toml, std::string_view file) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(toml, std::string(file)));
  const TomlTable root = document.root();
  CorrectionOverlay overlay;
  JX_TRY(overlay.document_sha256, root.text("document"));
  JX_TRY(const std::vector<TomlTable> cells, root.tables("cell"));
  for (const TomlTable& entry : cells) {
    JX_TRY(Correction correction, read_cell(entry));
    overlay.cells.push_back(std::move(correction));
  }
  JX_TRY(const std::vector<TomlTable> lines, root.tables("line"));
  for (const TomlTable& entry : lines) {
    JX_TRY(Correction correction, read_line(entry));
    overlay.cells.push_back(std::move(correction));
  }
  JX_TRY(const std::vector<TomlTable> columns, root.tables("column"));
  for (const TomlTable& entry : columns) JX_TRY_VOID(read_column(entry, overlay));
  JX_TRY(const std::vector<TomlTable> names, root.tables("name"));
  for (const TomlTable& entry : names) {
    JX_TRY(Correction correction, read_name(entry));
    overlay.names.push_back(std::move(correction));
  }
  JX_TRY_VOID(document.finish());
  return overlay;
}

std::vector<Correction> apply_corrections(const CorrectionOverlay& overlay,
                                          std::string_view document_sha256, Tables& tables) {
  std::vector<Correction> applied;
  if (overlay.document_sha256 != document_sha256) {
    tables.diagnostics.warn(
        "corrections-for-another-document",
        "更正文件是为另一份文件（哈希不同）做的，没有采用；请核对后更新 document 一项");
    return applied;
  }
  for (const Correction& wanted : overlay.cells) {
    const CorrectedText target = find_target(tables, wanted);
    if (target.text == nullptr || *target.text != wanted.before) {
      tables.diagnostics.warn(
          "correction-does-not-fit",
          fmt::format("更正“{}”→“{}”没有采用：那里的原文不是这样", wanted.before, wanted.after),
          target.origin);
      continue;
    }
    *target.text = wanted.after;
    *target.confidence = 1;
    Correction& done = applied.emplace_back(wanted);
    done.origin = target.origin;
  }
  applied.insert(applied.end(), overlay.column_notes.begin(), overlay.column_notes.end());
  return applied;
}

void apply_names(const CorrectionOverlay& overlay, Submission& submission) {
  if (overlay.document_sha256 != submission.sha256) return;
  for (const Correction& wanted : overlay.names) {
    const auto project =
        std::find_if(submission.projects.begin(), submission.projects.end(),
                     [&](const Project& candidate) { return candidate.key.text == wanted.before; });
    if (project == submission.projects.end()) {
      submission.diagnostics.warn(
          "correction-does-not-fit",
          fmt::format("更正文件给项目 {} 定名，但文件里没有这个项目", wanted.before));
      continue;
    }
    Correction done = wanted;
    done.before = std::string(project->name());
    const auto same =
        std::find_if(project->names.begin(), project->names.end(),
                     [&](const NameVariant& variant) { return variant.text == wanted.after; });
    if (same == project->names.end()) {
      project->names.insert(project->names.begin(), {.text = wanted.after, .origins = {}});
    } else {
      std::rotate(project->names.begin(), same, same + 1);
    }
    submission.corrections.push_back(std::move(done));
  }
}

}  // namespace jx
