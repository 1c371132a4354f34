// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/package_kind.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "codecs/compound_file.h"
#include "codecs/zip.h"

namespace jx {
namespace {

constexpr BinaryKind kXlsx{"XLSX 工作簿", Format::Xlsx};
constexpr BinaryKind kDocx{"DOCX 文档", Format::Docx};
constexpr BinaryKind kXlsb{"XLSB 二进制工作簿", Format::Xlsb};
constexpr BinaryKind kDoc{"旧版 Word 文档（DOC）", Format::Doc};
constexpr BinaryKind kOfd{"OFD 文档", Format::Ofd};
constexpr BinaryKind kZip{"ZIP 压缩包", Format::Zip};
constexpr BinaryKind kOldOffice{"已损坏或太旧的 Office 文件（XLS、DOC、WPS）"};

struct Sign {
  std::string_view words;
  BinaryKind kind;
};

/// What [Content_Types].xml calls the main part. All of Office goes by it, not by file names.
constexpr Sign kMainParts[] = {
    {"spreadsheetml.sheet.main+xml", kXlsx},
    {"spreadsheetml.template.main+xml", kXlsx},
    {"ms-excel.sheet.macroEnabled.main+xml", kXlsx},
    {"ms-excel.template.macroEnabled.main+xml", kXlsx},
    {"ms-excel.addin.macroEnabled.main+xml", kXlsx},
    {"ms-excel.sheet.binary.macroEnabled.main", kXlsb},
    {"wordprocessingml.document.main+xml", kDocx},
    {"wordprocessingml.template.main+xml", kDocx},
    {"ms-word.document.macroEnabled.main+xml", kDocx},
    {"ms-word.template.macroEnabledTemplate.main+xml", kDocx},
};

/// Where parts stand by custom, for packages that say nothing of themselves.
constexpr Sign kPartNames[] = {
    {"xl/workbook.bin", kXlsb}, {"xl/workbook", kXlsx},
    {"word/document", kDocx},   {"ppt/presentation", {"PPTX 演示文稿"}},
    {"OFD.xml", kOfd},          {"content.xml", {"OpenDocument 文档"}},
};

/// Streams of compound files. An encrypted file has nothing but itself in one.
constexpr Sign kStreams[] = {
    {"EncryptedPackage", {"有密码的 Office 文件（请先去掉密码）"}},
    {"Workbook", {"XLS 工作簿", Format::Xls}},
    {"Book", {"XLS 工作簿", Format::Xls}},
    {"WordDocument", kDoc},
    {"PowerPoint Document", {"旧版 PPT 演示文稿"}},
};

/// What an OpenDocument package says it is.
constexpr Sign kOpenDocuments[] = {
    {"application/vnd.oasis.opendocument.text", {"ODT 文档", Format::Odt}},
    {"application/vnd.oasis.opendocument.spreadsheet", {"ODS 电子表格", Format::Ods}},
};
constexpr BinaryKind kLockedOpenDocument{"有密码的 OpenDocument 文档（请先去掉密码）"};
constexpr BinaryKind kLockedDoc{"有密码的旧版 Word 文档（请先去掉密码）"};

/// Names stand at both ends of an archive, with the parts' headers and in the directory.
constexpr std::size_t kNamesWithin = 64 << 10;

/// The list of types is short; a longer one is no reason to unpack gigabytes.
constexpr std::uint64_t kMostTypesBytes = 4 << 20;

BinaryKind find_by_names(std::string_view bytes) noexcept {
  const std::string_view head = bytes.substr(0, kNamesWithin);
  const std::string_view tail = bytes.substr(bytes.size() - std::min(bytes.size(), kNamesWithin));
  for (const Sign& sign : kPartNames) {
    if (contains(head, sign.words) || contains(tail, sign.words)) return sign.kind;
  }
  return kZip;
}

/// Nothing unless the archive is an OpenDocument text or spreadsheet.
std::optional<BinaryKind> find_open_document(ZipArchive& archive) {
  const ZipEntry* const type = archive.find("mimetype");
  if (type == nullptr) return std::nullopt;
  const std::string words = archive.read(*type).value_or({});
  for (const Sign& sign : kOpenDocuments) {
    // Templates are called the same with an ending; a master document is something else.
    if (words != sign.words && words != std::string(sign.words) + "-template") continue;
    const ZipEntry* const list = archive.find("META-INF/manifest.xml");
    const bool locked =
        list != nullptr && contains(archive.read(*list).value_or({}), "manifest:encryption-data");
    return locked ? kLockedOpenDocument : sign.kind;
  }
  return std::nullopt;
}

/// [MS-DOC] 2.5.2: a flag of the head tells, which itself is never encrypted.
bool is_locked(const CompoundFile& file, const CompoundFile::Stream& document) {
  constexpr std::size_t kFlags = 0x0b;
  constexpr unsigned kEncrypted = 0x01;
  const std::string head = file.read(document).value_or({});
  return head.size() > kFlags && (static_cast<unsigned char>(head[kFlags]) & kEncrypted) != 0;
}

}  // namespace

BinaryKind find_package_kind(std::string_view bytes) {
  Diagnostics ignored;  // The reader opens the archive again, and says what is wrong with it.
  auto archive = ZipArchive::open(bytes, {.entry_bytes = kMostTypesBytes}, ignored);
  if (!archive.ok()) return find_by_names(bytes);
  if (const ZipEntry* const types = archive->find("[Content_Types].xml")) {
    const std::string words = archive->read(*types).value_or({});
    for (const Sign& sign : kMainParts) {
      if (contains(words, sign.words)) return sign.kind;
    }
  }
  if (const auto kind = find_open_document(*archive)) return *kind;
  for (const Sign& sign : kPartNames) {
    const auto named = [&](const ZipEntry& entry) { return entry.name.starts_with(sign.words); };
    if (std::any_of(archive->entries().begin(), archive->entries().end(), named)) return sign.kind;
  }
  return kZip;
}

BinaryKind find_compound_kind(std::string_view bytes) {
  const auto file = CompoundFile::open(bytes);
  if (!file.ok()) return kOldOffice;
  for (const Sign& sign : kStreams) {
    const CompoundFile::Stream* const stream = file->find(sign.words);
    if (stream == nullptr) continue;
    return sign.kind.format == Format::Doc && is_locked(*file, *stream) ? kLockedDoc : sign.kind;
  }
  return kOldOffice;
}

}  // namespace jx
