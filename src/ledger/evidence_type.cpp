// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/evidence_type.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <string_view>

#include "documents/document.h"

namespace jx {
namespace {

/// What a file is for a person who looks at its name.
enum class Family : std::uint8_t { Text, Sheet, Words, Pdf, Ofd, Picture, Archive, Recording };

std::string_view name_of(Family family) {
  switch (family) {
    case Family::Text: return "文本或网页";
    case Family::Sheet: return "电子表格";
    case Family::Words: return "文字处理文档";
    case Family::Pdf: return "PDF";
    case Family::Ofd: return "OFD";
    case Family::Picture: return "图片";
    case Family::Archive: return "压缩包";
    case Family::Recording: return "录音或录像";
  }
  return "";
}

Family family_of(Format format) {
  switch (format) {
    case Format::Pdf: return Family::Pdf;
    case Format::Ofd: return Family::Ofd;
    case Format::Xlsx:
    case Format::Xls:
    case Format::SpreadsheetXml:
    case Format::Ods:
    case Format::Xlsb:
    case Format::OldXls: return Family::Sheet;
    case Format::Docx:
    case Format::Doc:
    case Format::Rtf:
    case Format::Odt: return Family::Words;
    case Format::Zip: return Family::Archive;
    case Format::Image: return Family::Picture;
    case Format::Text:
    case Format::Delimited:
    case Format::Markdown:
    case Format::Json:
    case Format::Html: return Family::Text;
  }
  return Family::Text;
}

/// Photographs and recordings that no reader of ours opens.
std::optional<Family> family_of_mark(std::string_view start) {
  const std::string_view kind = start.size() >= 12 ? start.substr(4, 8) : std::string_view();
  if (kind.starts_with("ftyp")) {
    const std::string_view brand = kind.substr(4);
    const bool still = brand == "heic" || brand == "heix" || brand == "mif1" || brand == "avif";
    return still ? Family::Picture : Family::Recording;
  }
  if (start.starts_with("RIFF") && start.size() >= 12) {
    return start.substr(8, 4) == "WEBP" ? Family::Picture : Family::Recording;
  }
  if (start.starts_with("ID3") || start.starts_with("\xff\xfb") || start.starts_with("OggS") ||
      start.starts_with("fLaC") || start.starts_with("#!AMR")) {
    return Family::Recording;
  }
  if (start.starts_with("Rar!") || start.starts_with("7z\xbc\xaf")) return Family::Archive;
  return std::nullopt;
}

/// Scripts are text for a reader, and programs for everyone else.
bool is_program(std::string_view start) {
  return start.starts_with("MZ") ||
         start.starts_with(
             "\x7f"
             "ELF") ||
         (start.starts_with("#!") && !start.starts_with("#!AMR"));
}

struct Ending {
  std::string_view ending;
  std::string_view families;  ///< A letter each, the first the usual one; family_of_letter().
};
/// Offices and platforms export web pages and text under .xls and .doc.
constexpr std::array<Ending, 40> kEndings = {
    {{".txt", "t"},  {".csv", "t"},  {".tsv", "t"},  {".md", "t"},   {".log", "t"},  {".json", "t"},
     {".html", "t"}, {".htm", "t"},  {".xml", "ts"}, {".xls", "st"}, {".et", "st"},  {".xlsx", "s"},
     {".xlsm", "s"}, {".xlsb", "s"}, {".ods", "s"},  {".doc", "wt"}, {".wps", "wt"}, {".docx", "w"},
     {".docm", "w"}, {".rtf", "w"},  {".odt", "w"},  {".pdf", "p"},  {".ofd", "o"},  {".png", "i"},
     {".jpg", "i"},  {".jpeg", "i"}, {".tif", "i"},  {".tiff", "i"}, {".bmp", "i"},  {".gif", "i"},
     {".webp", "i"}, {".heic", "i"}, {".zip", "z"},  {".rar", "z"},  {".7z", "z"},   {".mp4", "r"},
     {".mov", "r"},  {".mp3", "r"},  {".wav", "r"},  {".avi", "r"}}};

Family family_of_letter(char letter) {
  switch (letter) {
    case 's': return Family::Sheet;
    case 'w': return Family::Words;
    case 'p': return Family::Pdf;
    case 'o': return Family::Ofd;
    case 'i': return Family::Picture;
    case 'z': return Family::Archive;
    case 'r': return Family::Recording;
    default: return Family::Text;
  }
}

Result<void> check_ending(const std::filesystem::path& file, Family family) {
  std::string ending = file.extension().string();
  for (char& each : ending) each = static_cast<char>(each >= 'A' && each <= 'Z' ? each + 32 : each);
  const auto known = std::find_if(kEndings.begin(), kEndings.end(),
                                  [&](const Ending& each) { return each.ending == ending; });
  if (known == kEndings.end()) return {};
  for (const char letter : known->families) {
    if (family_of_letter(letter) == family) return {};
  }
  return Error{
      .code = ErrorCode::Conflict,
      .message = fmt::format("{} 的内容是{}，不是{}：扩展名与内容不符。请核对是不是这份文件，"
                             "或改正扩展名再收。",
                             file.string(), name_of(family),
                             name_of(family_of_letter(known->families.front())))};
}

}  // namespace

Result<void> check_evidence_type(const std::filesystem::path& file) {
  std::error_code fault;
  if (!std::filesystem::exists(file, fault)) {
    return Error{.code = ErrorCode::NotFound,
                 .message = fmt::format("没有文件 {}。", file.string())};
  }
  if (!std::filesystem::is_regular_file(file, fault)) {
    return Error{.code = ErrorCode::Malformed,
                 .message = fmt::format("{} 不是普通文件，不能作佐证。", file.string())};
  }
  std::ifstream opened(file, std::ios::binary);
  if (!opened) {
    return Error{.code = ErrorCode::Io,
                 .message = fmt::format("{} 打不开。请检查文件权限。", file.string())};
  }
  std::string start(64, '\0');
  opened.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(opened.gcount()));
  if (start.empty()) {
    return Error{.code = ErrorCode::Malformed,
                 .message = fmt::format("{} 是空文件，不能作佐证。", file.string())};
  }
  if (const auto family = family_of_mark(start)) return check_ending(file, *family);
  const Result<Document> document =
      is_program(start) ? malformed("") : read_document(file, ReadLimits{});
  if (document.ok()) return check_ending(file, family_of(document->format));
  return Error{
      .code = ErrorCode::Unsupported,
      .message = fmt::format("{} 不是文档、图片、录音录像或压缩包，认不出内容，不能作佐证。"
                             "请换成原始的文件。",
                             file.string())};
}

}  // namespace jx
