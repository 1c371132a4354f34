// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archiving/scope.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "codecs/toml.h"

namespace jx {
namespace {

Result<ScopeDocument> read_document(const TomlTable& table, const ScopeClass& above,
                                    const ArchiveScope& scope) {
  ScopeDocument document;
  JX_TRY(document.code, table.text("code"));
  const bool here = std::any_of(above.documents.begin(), above.documents.end(),
                                [&](const auto& each) { return each.code == document.code; });
  if (here || scope.find(document.code) != nullptr) {
    return table.fault("code", fmt::format("编码 {} 出现了两次", document.code));
  }
  JX_TRY(document.name, table.text("name"));
  JX_TRY(document.required, table.flag("required"));
  JX_TRY(document.retention, table.text("retention"));
  if (!is_retention(document.retention)) {
    return table.fault("retention", "保管期限只能是 Y（永久）、D30 或 D10");
  }
  return document;
}

Result<ScopeClass> read_class(const TomlTable& table, const ArchiveScope& scope) {
  ScopeClass read;
  JX_TRY(read.code, table.text("code"));
  JX_TRY(read.name, table.text("name"));
  JX_TRY(const std::vector<TomlTable> documents, table.tables("document"));
  for (const TomlTable& each : documents) {
    JX_TRY(ScopeDocument document, read_document(each, read, scope));
    read.documents.push_back(std::move(document));
  }
  return read;
}

}  // namespace

const ScopeDocument* ArchiveScope::find(std::string_view code) const noexcept {
  for (const ScopeClass& each : classes) {
    for (const ScopeDocument& document : each.documents) {
      if (document.code == code) return &document;
    }
  }
  return nullptr;
}

const ScopeClass* ArchiveScope::class_of(std::string_view code) const noexcept {
  for (const ScopeClass& each : classes) {
    for (const ScopeDocument& document : each.documents) {
      if (document.code == code) return &each;
    }
  }
  return nullptr;
}

Result<ArchiveScope> load_archive_scope(const std::filesystem::path& file) {
  JX_TRY(const TomlDocument document, TomlDocument::load(file));
  const TomlTable root = document.root();
  ArchiveScope scope;
  JX_TRY(scope.id, root.text("id"));
  JX_TRY(scope.title, root.text("title"));
  JX_TRY(scope.basis, root.text("basis"));
  JX_TRY(const bool verified, root.flag("verified"));
  if (!verified) scope.basis += "（依据未核实）";
  JX_TRY(scope.long_term, root.texts("long_term"));
  JX_TRY(scope.endings, root.texts("endings"));
  JX_TRY(const std::vector<TomlTable> classes, root.tables("class"));
  for (const TomlTable& each : classes) {
    JX_TRY(ScopeClass read, read_class(each, scope));
    scope.classes.push_back(std::move(read));
  }
  JX_TRY_VOID(document.finish());
  return scope;
}

}  // namespace jx
