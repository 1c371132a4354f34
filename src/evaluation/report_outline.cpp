// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/report_outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "codecs/toml.h"

namespace jx {
namespace {

constexpr std::array<std::pair<std::string_view, OutlineSource>, 7> kSources = {
    {{"project", OutlineSource::Project},
     {"funds", OutlineSource::Funds},
     {"method", OutlineSource::Method},
     {"conclusion", OutlineSource::Conclusion},
     {"analysis", OutlineSource::Analysis},
     {"problems", OutlineSource::Problems},
     {"advice", OutlineSource::Advice}}};

Result<OutlineSource> read_source(const TomlTable& table) {
  JX_TRY(const std::optional<std::string> name, table.find_text("from"));
  if (!name) return OutlineSource::Nothing;
  for (const auto& [known, source] : kSources) {
    if (known == *name) return source;
  }
  return table.fault("from", fmt::format("不认识的来源“{}”", *name));
}

Result<OutlineSection> read_section(const TomlTable& table, const ReportOutline& outline) {
  OutlineSection section;
  JX_TRY(section.id, table.text("id"));
  if (outline.find(section.id) != nullptr) {
    return table.fault("id", fmt::format("{} 出现了两次", section.id));
  }
  JX_TRY(const std::int64_t level, table.whole("level"));
  if (level < 1 || level > 3) return table.fault("level", "标题只有 1 到 3 级");
  section.level = static_cast<int>(level);
  JX_TRY(section.title, table.text("title"));
  JX_TRY(section.from, read_source(table));
  if (section.from == OutlineSource::Analysis) {
    JX_TRY(section.level1, table.text("level1"));
  }
  JX_TRY(const std::optional<std::string> wanted, table.find_text("wanted"));
  section.wanted = wanted.value_or("");
  return section;
}

}  // namespace

const OutlineSection* ReportOutline::find(std::string_view id) const noexcept {
  const auto found = std::find_if(sections.begin(), sections.end(),
                                  [&](const auto& each) { return each.id == id; });
  return found == sections.end() ? nullptr : &*found;
}

Result<ReportOutline> load_report_outline(const std::filesystem::path& file) {
  JX_TRY(const TomlDocument document, TomlDocument::load(file));
  const TomlTable root = document.root();
  ReportOutline outline;
  JX_TRY(outline.title, root.text("title"));
  JX_TRY(outline.basis, root.text("basis"));
  JX_TRY(const bool verified, root.flag("verified"));
  if (!verified) outline.basis += "（依据未核实）";
  JX_TRY(const std::vector<TomlTable> tables, root.tables("section"));
  if (tables.empty()) return root.fault("section", "提纲里没有一节");
  for (const TomlTable& table : tables) {
    JX_TRY(OutlineSection section, read_section(table, outline));
    outline.sections.push_back(std::move(section));
  }
  JX_TRY_VOID(document.finish());
  return outline;
}

}  // namespace jx
