// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archiving/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "codecs/toml.h"

namespace jx {
namespace {

/// A text without what separates the parts and lines of a manifest.
Result<std::string> line_of(const TomlTable& table, std::string_view key) {
  JX_TRY(std::string text, table.text(key));
  const bool control = std::any_of(text.begin(), text.end(), [](char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
  });
  if (control) return table.fault(key, "不能有换行、制表符等控制字符");
  return text;
}

/// Parts of a 档号, which "-" and "·" separate.
Result<std::string> part_of(const TomlTable& table, std::string_view key) {
  JX_TRY(std::string text, line_of(table, key));
  if (text.find('-') != std::string::npos || text.find("·") != std::string::npos ||
      text.find('/') != std::string::npos) {
    return table.fault(key, "是档号的一段，不能有“-”“·”“/”");
  }
  return text;
}

Result<ArchiveManifest> read_head(const TomlTable& root, const ArchiveScope& scope) {
  ArchiveManifest head;
  head.scope = scope.id;
  JX_TRY(head.fonds, part_of(root, "fonds"));
  JX_TRY(head.category, part_of(root, "category"));
  JX_TRY(head.organisation, part_of(root, "organisation"));
  JX_TRY(const std::int64_t year, root.whole("year"));
  if (year < 1949 || year > 9999) return root.fault("year", "年度要是四位数");
  head.year = std::to_string(year);
  JX_TRY(head.project, line_of(root, "project"));
  JX_TRY(head.name, line_of(root, "name"));
  JX_TRY(head.unit, line_of(root, "unit"));
  JX_TRY(const std::optional<std::string> hash, root.find_text("hash"));
  const Result<HashProfile> profile = parse_hash_profile(hash.value_or("intl"));
  if (!profile.ok()) return root.fault("hash", profile.error().message);
  head.hash = *profile;
  return head;
}

Result<PlannedItem> read_item(const TomlTable& table, const ArchiveScope& scope) {
  PlannedItem planned;
  ArchiveItem& item = planned.item;
  JX_TRY(item.document, table.text("document"));
  const ScopeDocument* const document = scope.find(item.document);
  if (document == nullptr) {
    return table.fault("document",
                       fmt::format("归档范围里没有 {}；用 archive scope 看有哪些", item.document));
  }
  JX_TRY(item.title, line_of(table, "title"));
  JX_TRY(item.author, line_of(table, "author"));
  JX_TRY(const Date date, table.date("date"));
  item.date = date.to_string();
  JX_TRY(const std::optional<std::string> retention, table.find_text("retention"));
  item.retention = retention.value_or(document->retention);
  if (!is_retention(item.retention)) {
    return table.fault("retention", "保管期限只能是 Y（永久）、D30 或 D10");
  }
  if (table.has("volume")) {
    JX_TRY(item.volume, part_of(table, "volume"));
  }
  JX_TRY(planned.files, table.texts("files"));
  if (planned.files.empty()) return table.fault("files", "一件至少有一个文件");
  return planned;
}

Result<void> read_absent(const TomlTable& root, const ArchiveScope& scope, ArchivePlan& plan) {
  JX_TRY(const std::vector<TomlTable> tables, root.tables("absent"));
  for (const TomlTable& table : tables) {
    AbsentDocument absent;
    JX_TRY(absent.document, table.text("document"));
    JX_TRY(absent.reason, line_of(table, "reason"));
    if (scope.find(absent.document) == nullptr) {
      return table.fault("document", fmt::format("归档范围里没有 {}", absent.document));
    }
    const bool filed = std::any_of(plan.items.begin(), plan.items.end(), [&](const auto& each) {
      return each.item.document == absent.document;
    });
    if (filed) {
      return table.fault("document", fmt::format("{} 已归档，不能又写成没有", absent.document));
    }
    plan.head.absent.push_back(std::move(absent));
  }
  return {};
}

}  // namespace

Result<ArchivePlan> read_archive_plan(std::string_view text, const std::string& name,
                                      const ArchiveScope& scope) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, name));
  const TomlTable root = document.root();
  ArchivePlan plan;
  JX_TRY(plan.head, read_head(root, scope));
  JX_TRY(const std::vector<TomlTable> tables, root.tables("item"));
  if (tables.empty()) return root.fault("item", "计划里没有一件");
  std::size_t in_volumes = 0;
  for (const TomlTable& table : tables) {
    JX_TRY(PlannedItem planned, read_item(table, scope));
    in_volumes += planned.item.volume.empty() ? 0 : 1;
    plan.items.push_back(std::move(planned));
  }
  if (in_volumes != 0 && in_volumes != plan.items.size()) {
    return root.fault("item", "要么每件都写 volume（按卷），要么都不写（按件）");
  }
  JX_TRY_VOID(read_absent(root, scope, plan));
  JX_TRY_VOID(document.finish());
  return plan;
}

}  // namespace jx
