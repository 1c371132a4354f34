// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "reports/evaluation.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

TextInk ink_of(ArchiveVerdict verdict) {
  switch (verdict) {
    case ArchiveVerdict::Holds: return TextInk::Green;
    case ArchiveVerdict::Noted: return TextInk::Blue;
    case ArchiveVerdict::NotChecked: return TextInk::Yellow;
    case ArchiveVerdict::Fails: return TextInk::Red;
  }
  return TextInk::Plain;
}

void write_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

std::string class_in_words(const ClassCompleteness& each) {
  return fmt::format(
      "  {} {}：应归 {}，已归 {}{}{}\n", each.code, each.name, each.required, each.filed,
      each.explained.empty() ? "" : fmt::format("，说明了没有的 {}", each.explained.size()),
      each.missing.empty() ? "" : "，缺 " + joined(each.missing));
}

std::string shown(const std::string& words) { return words.empty() ? std::string("—") : words; }

/// The pieces of a volume; all of them for none.
PaperTable item_table(const ArchiveManifest& manifest, const ArchiveVolume* volume) {
  PaperTable table{.title = volume == nullptr ? std::string("归档文件目录")
                                              : fmt::format("第 {} 卷", volume->number),
                   .widths = {8, 36, 19, 16, 30, 17, 9, 8, 8, 8, 12},
                   .rows = {{"序号", "档号", "文号", "责任者", "题名", "日期", "保管期限", "密级",
                             "页数", "材料", "备注"}}};
  for (const ArchiveItem& item : manifest.items) {
    if (volume != nullptr && item.volume != volume->number) continue;
    table.rows.push_back({std::to_string(table.rows.size()), item.reference,
                          shown(item.document_number), item.author, item.title, item.date,
                          item.retention, shown(item.secrecy), shown(item.pages), item.document,
                          item.remark});
  }
  return table;
}

/// What a volume comes to.
struct VolumeSummary {
  std::size_t items = 0;
  std::int64_t pages = 0;
  std::size_t without_pages = 0;  ///< Pieces whose pages nobody counted.
  std::string first;              ///< Dates.
  std::string last;
  std::string retention;  ///< The longest one: a volume is kept as long as its longest piece.
};

VolumeSummary summary_of(const ArchiveManifest& manifest, const ArchiveVolume& volume) {
  VolumeSummary summary;
  const auto place = [](const std::string& retention) {
    return retention == "Y" ? 3 : retention == "D30" ? 2 : retention == "D10" ? 1 : 0;
  };
  for (const ArchiveItem& item : manifest.items) {
    if (item.volume != volume.number) continue;
    ++summary.items;
    if (item.pages.empty()) ++summary.without_pages;
    std::int64_t pages = 0;
    std::from_chars(item.pages.data(), item.pages.data() + item.pages.size(), pages);
    summary.pages += pages;
    if (summary.first.empty() || item.date < summary.first) summary.first = item.date;
    if (item.date > summary.last) summary.last = item.date;
    if (place(item.retention) > place(summary.retention)) summary.retention = item.retention;
  }
  return summary;
}

std::string pages_in_words(const VolumeSummary& summary) {
  if (summary.without_pages == summary.items) return "—";
  return summary.without_pages == 0
             ? std::to_string(summary.pages)
             : fmt::format("{}（{} 件没有数）", summary.pages, summary.without_pages);
}

PaperTable volume_table(const ArchiveManifest& manifest) {
  PaperTable table{.title = "案卷目录",
                   .widths = {8, 50, 28, 10, 16, 12},
                   .rows = {{"卷号", "案卷题名", "起止日期", "件数", "页数", "保管期限"}}};
  for (const ArchiveVolume& volume : manifest.volumes) {
    const VolumeSummary summary = summary_of(manifest, volume);
    table.rows.push_back(
        {volume.number, volume.title, fmt::format("{} 至 {}", summary.first, summary.last),
         std::to_string(summary.items), pages_in_words(summary), summary.retention});
  }
  return table;
}

/// 卷内备考表 in one line, for the two who stand for it.
std::string volume_note(const ArchiveManifest& manifest, const ArchiveVolume& volume) {
  const VolumeSummary summary = summary_of(manifest, volume);
  return fmt::format("卷内备考：本卷 {} 件，页数 {}。立卷人：{}　检查人：____________　日期：{}",
                     summary.items, pages_in_words(summary), manifest.archivist,
                     manifest.filed_at.substr(0, 10));
}

}  // namespace

std::string render_archive_check_text(const ArchiveCheck& check, const TextStyle& style) {
  constexpr std::size_t kVerdictWidth = 8;
  std::string out;
  if (check.manifest) {
    out += inked(check.manifest->id(), TextInk::Strong, style) + "\n" +
           fmt::format("{} {}；{} 件，{} 个文件；{} 于 {} 归档\n", check.manifest->project,
                       check.manifest->name, check.manifest->items.size(),
                       check.manifest->files.size(), check.manifest->archivist,
                       check.manifest->filed_at);
  }
  for (const ArchiveQuality quality : {ArchiveQuality::Authenticity, ArchiveQuality::Completeness,
                                       ArchiveQuality::Usability, ArchiveQuality::Safety}) {
    out += inked(chinese_name(quality), TextInk::Strong, style) + "\n";
    for (const ArchiveCheckItem& item : check.items) {
      if (item.quality != quality) continue;
      out += fmt::format(
          "  {}{}\n",
          inked(padded(chinese_name(item.verdict), kVerdictWidth), ink_of(item.verdict), style),
          item.what);
      for (const std::string& detail : item.details) out += "          " + detail + "\n";
    }
  }
  if (check.classes.empty()) return out;
  const std::optional<Decimal> rate = check.rate();
  out += inked(fmt::format("归档率 {} ÷ {} = {}%", check.filed, check.required,
                           rate ? rate->to_string() : "—"),
               TextInk::Strong, style) +
         "\n";
  for (const ClassCompleteness& each : check.classes) out += class_in_words(each);
  return out;
}

void write_archive_check(JsonWriter& json, const ArchiveCheck& check) {
  json.begin_object(Layout::Lines);
  if (check.manifest) {
    json.member("id", check.manifest->id()).member("hash", to_string(check.manifest->hash));
    json.member("project", check.manifest->project).member("items", check.manifest->items.size());
    json.member("files", check.manifest->files.size());
  }
  json.member("holds", check.holds());
  json.key("checks").begin_array(Layout::Lines);
  for (const ArchiveCheckItem& item : check.items) {
    json.begin_object().member("quality", to_string(item.quality)).member("what", item.what);
    json.member("verdict", to_string(item.verdict));
    write_texts(json, "details", item.details);
    json.end_object();
  }
  json.end_array();
  json.member("required", check.required).member("filed", check.filed);
  const std::optional<Decimal> rate = check.rate();
  json.key("rate");
  if (rate) {
    json.value(rate->to_string());
  } else {
    json.null();
  }
  json.key("classes").begin_array(Layout::Lines);
  for (const ClassCompleteness& each : check.classes) {
    json.begin_object().member("code", each.code).member("name", each.name);
    json.member("required", each.required).member("filed", each.filed);
    write_texts(json, "explained", each.explained);
    write_texts(json, "missing", each.missing);
    json.end_object();
  }
  json.end_array().end_object();
}

std::string render_scope_text(const ArchiveScope& scope, const TextStyle& style) {
  std::string out = inked(scope.title, TextInk::Strong, style) + "\n依据：" + scope.basis + "\n";
  for (const ScopeClass& each : scope.classes) {
    out += inked(fmt::format("{} {}", each.code, each.name), TextInk::Strong, style) + "\n";
    for (const ScopeDocument& document : each.documents) {
      out += fmt::format("  {} {}  {}  {}\n", document.code, document.retention,
                         document.required ? "应归" : "有则归", document.name);
    }
  }
  return out;
}

Paper archive_catalogue(const ArchiveManifest& manifest) {
  Paper paper{.name = "归档文件目录", .title = "归档文件目录", .wide = true, .parts = {}};
  paper.parts.emplace_back(PaperText{fmt::format(
      "全宗号：{}　年度：{}　机构（问题）：{}　单位：{}　项目：{}（{}）", manifest.fonds,
      manifest.year, manifest.organisation, manifest.unit, manifest.name, manifest.project)});
  if (manifest.volumes.empty()) {
    paper.parts.emplace_back(item_table(manifest, nullptr));
    return paper;
  }
  paper.parts.emplace_back(PaperHeading{2, "案卷目录"});
  paper.parts.emplace_back(volume_table(manifest));
  for (const ArchiveVolume& volume : manifest.volumes) {
    paper.parts.emplace_back(
        PaperHeading{2, fmt::format("卷内文件目录：第 {} 卷 {}", volume.number, volume.title)});
    paper.parts.emplace_back(item_table(manifest, &volume));
    paper.parts.emplace_back(PaperText{volume_note(manifest, volume)});
  }
  return paper;
}

}  // namespace jx
