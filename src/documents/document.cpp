// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/document.h"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "base/sha256.h"
#include "base/text.h"
#include "documents/binary_kind.h"
#include "documents/text_format.h"

namespace jx {
namespace {

constexpr std::string_view kWhatWeRead =
    "PDF、OFD、XLSX、XLS、DOCX、HTML、图片（PNG、JPEG、TIFF）、制表符分隔的文本、CSV、Markdown "
    "表格或 JSON";
constexpr std::size_t kChunkBytes = 1 << 20;

Error make_foreign_error(std::string_view name, std::string_view format) {
  return {ErrorCode::Unsupported, fmt::format("暂不支持 {}：“{}”。请先导出或另存为 {}，再试一次。",
                                              format, name, kWhatWeRead)};
}

Error make_binary_error(std::string_view name, std::string_view bytes, std::size_t position) {
  const auto line =
      1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(position), '\n');
  return {
      ErrorCode::Unsupported,
      fmt::format("“{}”不是文本文件：第 {} 个字节（第 {} 行）是二进制内容。请换成 {}，再试一次。",
                  name, position + 1, line, kWhatWeRead)};
}

Error make_empty_error(std::string_view name) {
  return {ErrorCode::Malformed,
          fmt::format("“{}”是空文件，没有可读的内容。请确认文件保存完整、选对了文件。", name)};
}

/// The format that the bytes carry a mark of; nothing for plain text. Fails for what we would not
/// read in any case.
Result<std::optional<Format>> find_marked_format(std::string_view name, std::string_view bytes) {
  const std::optional<BinaryKind> kind = find_binary_kind(bytes);
  if (kind && !kind->format) return make_foreign_error(name, kind->name);
  std::optional<Format> format;
  if (kind) format = *kind->format;
  if (format && !is_text(*format)) return format;
  if (const auto position = find_binary_byte(bytes)) {
    return make_binary_error(name, bytes, *position);
  }
  return format;
}

bool is_blank(std::string_view bytes) noexcept {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  if (has_utf16_mark(bytes)) return bytes.size() <= 3;
  return trimmed(bytes).empty();
}

/// Watches the bytes go by and stops a file that we would not read in any case, before all of it
/// is in memory.
class Intake {
 public:
  Intake(std::string_view name, const ReadLimits& limits) : name_(name), limits_(limits) {}

  Result<void> add(std::string_view chunk) {
    if (bytes_.size() + chunk.size() > limits_.bytes) return make_size_error();
    const bool first = bytes_.empty();
    bytes_ += chunk;
    if (first) JX_TRY_VOID(look_at_beginning());
    if (binary_) return {};  // No lines, and NUL is a byte like any other.
    if (first) {
      // One line is the usual shape of JSON and of web pages, however long.
      const std::size_t start = bytes_.find_first_not_of(" \t\r\n\xef\xbb\xbf");
      may_be_one_line_ = start != std::string::npos &&
                         std::string_view("{[<").find(bytes_[start]) != std::string_view::npos;
    } else if (!has_utf16_mark(bytes_) && chunk.find('\0') != std::string_view::npos) {
      return make_binary_error(name_, bytes_, bytes_.find('\0'));
    }
    return may_be_one_line_ ? Result<void>() : watch_lines(chunk);
  }

  Error make_size_error() const {
    return {ErrorCode::LimitExceeded,
            fmt::format("“{}”超过 {} MB 的上限，没有读入。请按项目或按单位拆分成几个文件。", name_,
                        std::max<std::uint64_t>(limits_.bytes >> 20, 1))};
  }

  void reserve(std::uint64_t bytes) { bytes_.reserve(bytes); }
  std::string take() && { return std::move(bytes_); }

 private:
  Result<void> look_at_beginning() {
    binary_ = is_package(bytes_);
    if (binary_) return {};
    JX_TRY(const std::optional<Format> format, find_marked_format(name_, bytes_));
    binary_ = format && !is_text(*format);
    return {};
  }

  Result<void> watch_lines(std::string_view chunk) {
    while (!chunk.empty()) {
      const auto* const line_end =
          std::find_if(chunk.begin(), chunk.end(), [](char c) { return c == '\n' || c == '\r'; });
      const auto end = static_cast<std::size_t>(line_end - chunk.begin());
      line_bytes_ += end;
      if (line_bytes_ > limits_.line_bytes) return make_line_error();
      if (end == chunk.size()) break;
      if (chunk[end] == '\n' || !chunk.substr(end + 1).starts_with('\n')) ++line_;
      line_bytes_ = 0;
      chunk.remove_prefix(end + 1);
    }
    return {};
  }

  Error make_line_error() const {
    return {ErrorCode::LimitExceeded,
            fmt::format("“{}”第 {} 行超过 {} MB，不像表格也不像文字，没有读入。"
                        "请检查文件是否缺少换行，或者不是文本文件。",
                        name_, line_, std::max<std::uint64_t>(limits_.line_bytes >> 20, 1)),
            Origin{.line = line_}};
  }

  std::string_view name_;
  const ReadLimits& limits_;
  std::string bytes_;
  bool binary_ = false;
  bool may_be_one_line_ = false;
  std::uint32_t line_ = 1;
  std::uint64_t line_bytes_ = 0;
};

Error make_open_error(std::string_view name, int reason) {
  if (reason == ENOENT || reason == ENOTDIR) {
    return {ErrorCode::NotFound, fmt::format("找不到文件“{}”。请检查路径和文件名。", name)};
  }
  return {ErrorCode::Io, fmt::format("打不开“{}”：{}。请检查文件权限后再试。", name,
                                     std::generic_category().message(reason))};
}

Error make_read_error(std::string_view name, int reason) {
  return {ErrorCode::Io, fmt::format("读“{}”时出错：{}。请检查磁盘或网络后再试。", name,
                                     std::generic_category().message(reason))};
}

struct FormatTraits {
  std::string_view name;
  bool text = true;
};

FormatTraits traits_of(Format format) noexcept {
  switch (format) {
    case Format::Text: return {"text"};
    case Format::Delimited: return {"delimited"};
    case Format::Markdown: return {"markdown"};
    case Format::Json: return {"json"};
    case Format::Pdf: return {"pdf", false};
    case Format::Html: return {"html"};
    case Format::Ofd: return {"ofd", false};
    case Format::Xlsx: return {"xlsx", false};
    case Format::SpreadsheetXml: return {"spreadsheet-xml"};
    case Format::Xls: return {"xls", false};
    case Format::Zip: return {"zip", false};
    case Format::Docx: return {"docx", false};
    case Format::Image: return {"image", false};
    case Format::Doc: return {"doc", false};
    case Format::Rtf: return {"rtf", false};
    case Format::Odt: return {"odt", false};
    case Format::Ods: return {"ods", false};
    case Format::Xlsb: return {"xlsb", false};
    case Format::OldXls: return {"old-xls", false};
  }
  return {};
}

struct CloseFile {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

}  // namespace

std::string_view to_string(Format format) noexcept { return traits_of(format).name; }

bool is_text(Format format) noexcept { return traits_of(format).text; }

bool read_in_pieces(Format format) noexcept { return format == Format::Pdf; }

Result<Document> make_document(std::string name, std::string bytes) {
  if (is_blank(bytes)) return make_empty_error(name);
  JX_TRY(const std::optional<Format> format, find_marked_format(name, bytes));
  Document document;
  document.sha256 = sha256_hex(bytes);
  document.format = format ? *format : find_text_format(name, bytes);
  document.name = std::move(name);
  document.bytes = std::move(bytes);
  return document;
}

namespace {

/// The format of a file that need not be in memory as a whole, by its beginning.
std::optional<Format> find_piecewise_format(std::string_view beginning) {
  const std::optional<BinaryKind> kind = find_binary_kind(beginning);
  if (!kind || !kind->format || !read_in_pieces(*kind->format)) return std::nullopt;
  return kind->format;
}

/// A document that stays where it is.
Result<Document> read_in_place(const std::filesystem::path& path, Format format,
                               const Intake& intake, const ReadLimits& limits) {
  Document document{.name = path.string(), .sha256 = {}, .format = format, .bytes = {}};
  JX_TRY(document.file, DocumentFile::open(path));
  if (document.file->bytes() > limits.bytes) return intake.make_size_error();
  Sha256 hash;
  std::string chunk(kChunkBytes, '\0');
  for (std::uint64_t read = 0; read < document.file->bytes();) {
    const std::ptrdiff_t got = document.file->read(read, chunk);
    if (got <= 0) return make_read_error(document.name, got < 0 ? errno : EIO);
    hash.add(std::string_view(chunk).substr(0, static_cast<std::size_t>(got)));
    read += static_cast<std::uint64_t>(got);
  }
  document.sha256 = hash.finish();
  return document;
}

}  // namespace

Result<Document> read_document(const std::filesystem::path& path, const ReadLimits& limits) {
  const std::string name = path.string();
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown)) {
    return Error{ErrorCode::Io, fmt::format("“{}”是文件夹，不是文件。请指定其中的文件。", name)};
  }
  Intake intake(name, limits);
  const std::uintmax_t size = std::filesystem::file_size(path, unknown);
  if (!unknown && size > limits.bytes) return intake.make_size_error();

  errno = 0;
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (!file) return make_open_error(name, errno);
  std::string chunk(kChunkBytes, '\0');
  bool first = true;
  while (const std::size_t read = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
    const std::string_view bytes = std::string_view(chunk).substr(0, read);
    const auto format = first && !unknown ? find_piecewise_format(bytes) : std::nullopt;
    if (format) return read_in_place(path, *format, intake, limits);
    JX_TRY_VOID(intake.add(bytes));
    // The size is believed only once the beginning has turned out to be something we read.
    if (first && !unknown) intake.reserve(size);
    first = false;
  }
  if (std::ferror(file.get()) != 0) return make_read_error(name, errno);
  return make_document(name, std::move(intake).take());
}

}  // namespace jx
