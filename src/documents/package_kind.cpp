// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/package_kind.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "codecs/compound_file.h"
#include "codecs/zip.h"

namespace jx {
namespace {

constexpr BinaryKind kXlsx{"XLSX 工作簿", Format::Xlsx};
constexpr BinaryKind kDocx{"DOCX 文档", Format::Docx};
constexpr BinaryKind kXlsb{"XLSB 二进制工作簿"};
constexpr BinaryKind kOfd{"OFD 文档", Format::Ofd};
constexpr BinaryKind kZip{"ZIP 压缩包", Format::Zip};
constexpr BinaryKind kOldOffice{"旧版 Office 文件（XLS、DOC、WPS）"};

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
    {"Book", {"Excel 95 或更早的 XLS 工作簿"}},
    {"WordDocument", {"旧版 Word 文档（DOC）"}},
    {"PowerPoint Document", {"旧版 PPT 演示文稿"}},
};

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
    if (file->find(sign.words) != nullptr) return sign.kind;
  }
  return kOldOffice;
}

}  // namespace jx
