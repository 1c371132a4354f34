// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archiving/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <set>
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

/// Without what separates the parts of a manifest; empty when the key is missing.
Result<std::string> optional_line_of(const TomlTable& table, std::string_view key) {
  if (!table.has(key)) return std::string();
  return line_of(table, key);
}

/// 文号、密级、页数、备注: what the catalogue of DA/T 22 has a column for.
Result<void> read_catalogue_words(const TomlTable& table, ArchiveItem& item) {
  JX_TRY(item.document_number, optional_line_of(table, "number"));
  JX_TRY(item.secrecy, optional_line_of(table, "secrecy"));
  JX_TRY(item.remark, optional_line_of(table, "remark"));
  JX_TRY(const std::optional<std::int64_t> pages, table.find_whole("pages"));
  constexpr std::int64_t kMostPages = 100'000;
  if (pages && (*pages < 1 || *pages > kMostPages)) {
    return table.fault("pages", "页数要在 1 到 100000 之间；没有数过的不写");
  }
  if (pages) item.pages = std::to_string(*pages);
  return {};
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
  JX_TRY_VOID(read_catalogue_words(table, item));
  JX_TRY(planned.files, table.texts("files"));
  if (planned.files.empty()) return table.fault("files", "一件至少有一个文件");
  for (std::size_t i = 1; i < planned.files.size(); ++i) {
    const auto end = planned.files.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(planned.files.begin(), end, planned.files[i]) == end) continue;
    return table.fault("files", i, fmt::format("“{}”写了两次", planned.files[i]));
  }
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
    const auto& known = plan.head.absent;
    const bool twice = std::any_of(known.begin(), known.end(), [&](const auto& each) {
      return each.document == absent.document;
    });
    if (twice) {
      return table.fault("document",
                         fmt::format("{} 写了两次没有；原因请写在一处", absent.document));
    }
    plan.head.absent.push_back(std::move(absent));
  }
  return {};
}

/// Titles of volumes; every volume that an item names has one, or none has.
Result<void> read_volumes(const TomlTable& root, ArchivePlan& plan) {
  JX_TRY(const std::vector<TomlTable> tables, root.tables("volume"));
  std::set<std::string> titled;
  for (const TomlTable& table : tables) {
    ArchiveVolume volume;
    JX_TRY(volume.number, part_of(table, "number"));
    JX_TRY(volume.title, line_of(table, "title"));
    const bool used = std::any_of(plan.items.begin(), plan.items.end(), [&](const auto& each) {
      return each.item.volume == volume.number;
    });
    if (!used) return table.fault("number", fmt::format("没有一件在第 {} 卷", volume.number));
    if (!titled.insert(volume.number).second) {
      return table.fault("number", fmt::format("第 {} 卷写了两次", volume.number));
    }
    plan.head.volumes.push_back(std::move(volume));
  }
  for (const PlannedItem& planned : plan.items) {
    if (tables.empty() || titled.contains(planned.item.volume)) continue;
    return root.fault("volume",
                      fmt::format("第 {} 卷没有题名；请在 [[volume]] 里补上", planned.item.volume));
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
  JX_TRY_VOID(read_volumes(root, plan));
  JX_TRY_VOID(read_absent(root, scope, plan));
  JX_TRY_VOID(document.finish());
  return plan;
}

}  // namespace jx
