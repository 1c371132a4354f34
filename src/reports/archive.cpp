// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/archive.h"

#include <fmt/format.h>

#include <algorithm>
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
  Paper paper{.name = "归档文件目录",
              .title = fmt::format("归档文件目录（{}）", manifest.id()),
              .wide = true,
              .parts = {}};
  PaperTable table{.title = "归档文件目录",
                   .widths = {6, 34, 18, 40, 12, 10, 10, 8},
                   .rows = {{"序号", "档号", "责任者", "题名", "日期", "保管期限", "材料", "卷"}}};
  for (const ArchiveItem& item : manifest.items) {
    table.rows.push_back({std::to_string(table.rows.size()), item.reference, item.author,
                          item.title, item.date, item.retention, item.document, item.volume});
  }
  paper.parts.emplace_back(std::move(table));
  return paper;
}

}  // namespace jx
