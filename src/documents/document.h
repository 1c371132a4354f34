// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "documents/document_file.h"

/// bytes → Document: what the file is by its content, and its hash. Names and endings are only
/// hints for text formats that look alike.
namespace jx {

enum class Format : std::uint8_t {
  Text,       ///< Running text; its tables have tabs
  Delimited,  ///< CSV, TSV, any delimiter
  Markdown,
  Json,
  Pdf,
  Ofd,             ///< Fixed pages, GB/T 33190
  Html,            ///< Web pages, also those named .xls or .doc
  Xlsx,            ///< Excel workbooks in XML: XLSX, XLSM and their templates
  Xls,             ///< Excel workbooks of 1997 to 2003
  SpreadsheetXml,  ///< Excel workbooks of 2003 in one XML file
  Zip,             ///< An archive of documents: see archive.h
  Docx,            ///< Word documents in XML: DOCX, DOCM and their templates
  Image,           ///< Scans and photographs: PNG, JPEG, TIFF, BMP, GIF
  // Formats that another program has to convert first.
  Doc,     ///< Word documents of 1997 to 2003 and before, and what WPS saves like them
  Rtf,     ///< Rich Text Format
  Odt,     ///< OpenDocument text
  Ods,     ///< OpenDocument spreadsheets
  Xlsb,    ///< Excel workbooks in binary parts
  OldXls,  ///< Excel workbooks before 1997
};

/// The stable name of a format, as printed and as found in machine output ("xlsx").
std::string_view to_string(Format format) noexcept;
/// True when the bytes are characters of some encoding, so that lines and NUL bytes mean something.
bool is_text(Format format) noexcept;
/// True when its reader wants here and there a piece of the file, from the disk if it is there.
bool read_in_pieces(Format format) noexcept;

struct Document {
  std::string name;    ///< As given; "archive.zip!/path" for a file inside an archive.
  std::string sha256;  ///< Of the bytes, lower-case hexadecimal.
  Format format = Format::Text;
  std::string bytes;
  /// Instead of `bytes`, of formats that are read in pieces (read_in_pieces()): a large file need
  /// not be in memory as a whole.
  std::shared_ptr<const DocumentFile> file = {};
  /// For encrypted files, as the user gave it; never printed or stored.
  std::string password = {};
};

/// What we are willing to read. Every limit has a case that exceeds it.
struct ReadLimits {
  std::uint64_t bytes = std::uint64_t{1} << 30;
  std::uint32_t columns = 4096;          ///< Of one grid; wider rows are refused with a reason.
  std::uint64_t cells = 50'000'000;      ///< Of one document; each takes some 100 bytes.
  std::uint64_t line_bytes = 16u << 20;  ///< Longer lines are not tables nor sentences.
  std::uint32_t pages = 20'000;          ///< Of one document.
  std::uint64_t pixels = 80'000'000;     ///< Of one picture; larger ones are told and left out.
};

/// Takes bytes that are already in memory. Unsupported for formats we do not read (the message
/// names the format when it is known), Malformed for an empty file.
Result<Document> make_document(std::string name, std::string bytes);
/// Reads the file at `path`; NotFound, Io, LimitExceeded.
Result<Document> read_document(const std::filesystem::path& path, const ReadLimits& limits);

}  // namespace jx
