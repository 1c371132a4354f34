// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "archiving/check.h"
#include "archiving/manifest.h"
#include "archiving/scope.h"
#include "codecs/json_writer.h"
#include "reports/papers.h"
#include "reports/text.h"

/// What `jixiao archive` shows; docs/formats/archive.schema.json.
namespace jx {

/// Check by check, then how complete each class is.
std::string render_archive_check_text(const ArchiveCheck& check, const TextStyle& style);
/// An object.
void write_archive_check(JsonWriter& json, const ArchiveCheck& check);
std::string render_scope_text(const ArchiveScope& scope, const TextStyle& style);
/// 归档文件目录
Paper archive_catalogue(const ArchiveManifest& manifest);

}  // namespace jx
