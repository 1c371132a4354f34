// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/xml.h"

#include <expat.h>
#include <fmt/core.h>

#include <algorithm>
#include <exception>
#include <new>
#include <string>
#include <utility>

#include "base/check.h"
#include "base/text.h"
#include "codecs/charset.h"

namespace jx {
namespace {

/// The parser takes lengths as int, and reads an unfinished tag again with each piece.
constexpr std::size_t kFeedBytes = 256 << 10;

constexpr std::size_t kDeclarationWithin = 200;

std::string_view chinese_reason(XML_Error code) noexcept {
  switch (code) {
    case XML_ERROR_NO_ELEMENTS:
    case XML_ERROR_UNCLOSED_TOKEN:
    case XML_ERROR_PARTIAL_CHAR:
    case XML_ERROR_UNCLOSED_CDATA_SECTION: return "内容不完整，中途就断了";
    case XML_ERROR_TAG_MISMATCH: return "标签没有成对";
    case XML_ERROR_DUPLICATE_ATTRIBUTE: return "同一个标签里有两个同名属性";
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: return "结尾后面还有多余内容";
    case XML_ERROR_UNDEFINED_ENTITY: return "用了没有定义的实体";
    case XML_ERROR_INCORRECT_ENCODING:
    case XML_ERROR_INVALID_TOKEN: return "有不符合 XML 写法的字符";
    default: return "不符合 XML 的写法";
  }
}

/// The encoding that an XML declaration names, or nothing.
std::string_view find_declared_encoding(std::string_view bytes) noexcept {
  bytes = bytes.substr(0, kDeclarationWithin);
  const std::size_t end = bytes.find("?>");
  if (!bytes.starts_with("<?xml") || end == std::string_view::npos) return {};
  bytes = bytes.substr(0, end);
  std::size_t at = bytes.find("encoding");
  if (at == std::string_view::npos) return {};
  at = bytes.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const std::string_view name = bytes.substr(at + 1);
  return name.substr(0, name.find(bytes[at]));
}

bool is_chinese_encoding(std::string_view name) {
  const std::string folded = fold(name);
  return folded == "gb2312" || folded == "gbk" || folded == "gb18030" || folded == "cp936";
}

}  // namespace

std::string_view XmlAttributes::local_name(const char* name) noexcept {
  // Names are short: looking for both ends at once is quicker than asking the C library twice.
  const char* end = name;
  for (; *end != '\0'; ++end) {
    if (*end != ':') continue;
    name = end + 1;
    while (*end != '\0') ++end;
    break;
  }
  return {name, static_cast<std::size_t>(end - name)};
}

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const noexcept {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (local_name(pair[0]) == name) return pair[1];
  }
  return std::nullopt;
}

struct XmlReader::State {
  XmlHandler& handler;
  XmlLimits limits;
  XML_Parser parser;
  std::uint32_t depth = 0;
  std::uint64_t fed = 0;
  std::uint64_t reached = 0;   // Where the last complete thing ended.
  std::uint64_t line_fed = 1;  // Of the last byte that the parser got.
  std::uint64_t column = 0;    // Bytes behind the line end before it.
  // What was skipped moves everything behind it: by lines, and in its own line by columns.
  std::uint64_t skipped_lines = 0;
  std::uint64_t skipped_columns = 0;
  std::uint64_t columns_of_line = 0;  // Of the parser's count.
  std::optional<Error> error;
  std::exception_ptr thrown;

  State(XmlHandler& to, const XmlLimits& most)
      : handler(to), limits(most), parser(XML_ParserCreate(nullptr)) {
    if (parser == nullptr) throw std::bad_alloc();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetEntityDeclHandler(parser, on_entity);
    XML_SetSkippedEntityHandler(parser, on_skipped_entity);
  }
  ~State() { XML_ParserFree(parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::uint32_t line() const noexcept {
    return static_cast<std::uint32_t>(XML_GetCurrentLineNumber(parser) + skipped_lines);
  }

  std::uint64_t column_number() const noexcept {
    const bool moved = XML_GetCurrentLineNumber(parser) == columns_of_line;
    return XML_GetCurrentColumnNumber(parser) + (moved ? skipped_columns : 0) + 1;
  }

  void skip(std::string_view bytes) noexcept {
    const std::size_t end = bytes.rfind('\n');
    if (end == std::string_view::npos) {
      if (columns_of_line != line_fed) skipped_columns = 0;
      skipped_columns += bytes.size();
    } else {
      skipped_lines += static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
      // The parser goes on counting columns from its own last line end.
      skipped_columns = bytes.size() - end - 1 - column;
    }
    columns_of_line = line_fed;
  }

  void stop(Error reason) {
    if (!error) error = std::move(reason);
    XML_StopParser(parser, XML_FALSE);
  }

  /// Nothing may be thrown through the parser, which is written in C.
  template <typename Call>
  void guarded(Call call) noexcept {
    if (error || thrown) return;
    try {
      if (Result<void> done = call(); !done.ok()) stop(std::move(done).error());
    } catch (...) {
      thrown = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }

  Error make_limit_error(std::string_view what, std::uint64_t most) const {
    return {ErrorCode::LimitExceeded,
            fmt::format("XML 第 {} 行{}超过 {}，没有读入。请核对文件来源，或用原软件另存后再试。",
                        line(), what, most),
            Origin{.line = line()}};
  }

  Error make_entity_error() const {
    return {ErrorCode::Unsupported,
            fmt::format("XML 第 {} 行定义或引用了自定义实体，为安全起见没有读入。"
                        "请用原软件另存后再试。",
                        line()),
            Origin{.line = line()}};
  }

  Error make_syntax_error() const {
    const XML_Error code = XML_GetErrorCode(parser);
    if (code == XML_ERROR_UNKNOWN_ENCODING) {
      return {ErrorCode::Unsupported, "XML 用了不认识的字符编码。请另存为 UTF-8 后再试。"};
    }
    return {ErrorCode::Malformed,
            fmt::format("XML 第 {} 行第 {} 列：{}。请重新下载、复制或另存这个文件。", line(),
                        column_number(), chinese_reason(code)),
            Origin{.line = line()}};
  }

  Result<void> start(std::string_view name, const char** pairs) {
    if (++depth > limits.depth) return make_limit_error("的嵌套层数", limits.depth);
    const auto count = static_cast<std::uint32_t>(XML_GetSpecifiedAttributeCount(parser)) / 2;
    if (count > limits.attributes) return make_limit_error("的属性个数", limits.attributes);
    return handler.start(name, XmlAttributes(pairs));
  }

  Result<void> parse(std::string_view chunk, bool last) {
    if (error) return *error;
    const XML_Status status =
        XML_Parse(parser, chunk.data(), static_cast<int>(chunk.size()), last ? 1 : 0);
    if (thrown) std::rethrow_exception(std::exchange(thrown, nullptr));
    if (status != XML_STATUS_OK && !error) error = make_syntax_error();
    if (error) return *error;
    fed += chunk.size();
    count_lines(chunk);
    const XML_Index at = XML_GetCurrentByteIndex(parser);
    if (at >= 0) reached = static_cast<std::uint64_t>(at);
    if (fed > reached + limits.tag_bytes) error = make_limit_error("的标签长度", limits.tag_bytes);
    return error ? Result<void>(*error) : Result<void>();
  }

  void count_lines(std::string_view chunk) noexcept {
    const std::size_t end = chunk.rfind('\n');
    column = end == std::string_view::npos ? column + chunk.size() : chunk.size() - end - 1;
    line_fed += static_cast<std::uint64_t>(std::count(chunk.begin(), chunk.end(), '\n'));
  }

  static State& of(void* self) noexcept { return *static_cast<State*>(self); }
  static void on_start(void* self, const char* name, const char** pairs) {
    of(self).guarded([&] { return of(self).start(XmlAttributes::local_name(name), pairs); });
  }
  static void on_end(void* self, const char* name) {
    --of(self).depth;
    of(self).guarded([&] { return of(self).handler.end(XmlAttributes::local_name(name)); });
  }
  static void on_text(void* self, const char* text, int size) {
    of(self).guarded([&] { return of(self).handler.text({text, static_cast<std::size_t>(size)}); });
  }
  static void on_entity(void* self, const char*, int, const char*, int, const char*, const char*,
                        const char*, const char*) {
    of(self).guarded([&]() -> Result<void> { return of(self).make_entity_error(); });
  }
  static void on_skipped_entity(void* self, const char*, int) {
    of(self).guarded([&]() -> Result<void> { return of(self).make_entity_error(); });
  }
};

XmlReader::XmlReader(XmlHandler& handler, const XmlLimits& limits)
    : state_(std::make_unique<State>(handler, limits)) {}
XmlReader::~XmlReader() = default;

Result<void> XmlReader::feed(std::string_view chunk) {
  while (!chunk.empty()) {
    JX_TRY_VOID(state_->parse(chunk.substr(0, kFeedBytes), false));
    chunk.remove_prefix(std::min(chunk.size(), kFeedBytes));
  }
  return {};
}

Result<void> XmlReader::finish() { return state_->parse({}, true); }

void XmlReader::skip(std::string_view bytes) noexcept { state_->skip(bytes); }

std::uint32_t XmlReader::line() const noexcept { return state_->line(); }

XmlPlace XmlReader::place() const noexcept {
  const XML_Index begin = XML_GetCurrentByteIndex(state_->parser);
  const int size = XML_GetCurrentByteCount(state_->parser);
  return {.begin = begin < 0 ? 0 : static_cast<std::size_t>(begin),
          .size = size < 0 ? 0 : static_cast<std::size_t>(size)};
}

Result<void> read_xml(std::string_view bytes, XmlHandler& handler, const XmlLimits& limits) {
  std::string decoded;
  if (is_chinese_encoding(find_declared_encoding(bytes))) {
    // The declaration goes with the encoding that it names.
    const std::size_t end = bytes.find("?>");
    JX_CHECK(end != std::string_view::npos, "a declared encoding stands in a declaration");
    JX_TRY(DecodedText text, decode_text(bytes.substr(end + 2)));
    decoded = std::move(text.text);
    bytes = decoded;
  }
  XmlReader reader(handler, limits);
  JX_TRY_VOID(reader.feed(bytes));
  return reader.finish();
}

}  // namespace jx
