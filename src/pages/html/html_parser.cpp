// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/html/html_parser.h"

#include <fmt/core.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>

#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <utility>

#include "pages/html/markup_filter.h"

namespace jx {
namespace {

std::string_view to_view(const xmlChar* text) noexcept {
  return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

/// The parser looks through all open elements for the one that an end tag closes. Deeper than this
/// each step is counted, so that no file can make that take minutes.
constexpr std::uint64_t kFreeDepth = 256;
constexpr std::uint64_t kMostSteps = 2'000'000'000;

struct FreeContext {
  void operator()(htmlParserCtxt* context) const noexcept { htmlFreeParserCtxt(context); }
};

/// Between libxml2's callbacks, through which nothing may be thrown, and the handler.
class Session {
 public:
  Session(std::string_view text, HtmlHandler& handler) : filter_(text), handler_(handler) {}

  Result<void> run() {
    context_.reset(htmlNewParserCtxt());
    if (!context_) return out_of_memory();
    htmlSAXHandler sax{};
    sax.startElement = [](void* self, const xmlChar* name, const xmlChar** attributes) {
      static_cast<Session*>(self)->start(name, attributes);
    };
    sax.endElement = [](void* self, const xmlChar* name) {
      static_cast<Session*>(self)->end(name);
    };
    sax.characters = [](void* self, const xmlChar* text, int size) {
      static_cast<Session*>(self)->text(text, size);
    };
    sax.cdataBlock = sax.characters;
    sax.ignorableWhitespace = sax.characters;
    *context_->sax = sax;
    context_->userData = this;
    const auto read = [](void* self, char* to, int size) {
      return static_cast<Session*>(self)->read(to, size);
    };
    // The words come as UTF-8 already, whatever the file says about itself.
    htmlDocPtr document = htmlCtxtReadIO(context_.get(), read, nullptr, this, nullptr, "UTF-8",
                                         HTML_PARSE_IGNORE_ENC | HTML_PARSE_NONET);
    if (document != nullptr) xmlFreeDoc(document);
    if (error_) return *std::move(error_);
    return {};
  }

  const MarkupFilter& filter() const noexcept { return filter_; }

 private:
  static Error out_of_memory() {
    return {ErrorCode::LimitExceeded, "内存不足，没有读入。请关闭其他程序，或把文件拆小。"};
  }

  std::uint32_t line() const noexcept {
    return static_cast<std::uint32_t>(std::max(xmlSAX2GetLineNumber(context_.get()), 1));
  }

  /// After an error nothing is handed on, and the next read says that the file has ended: stopping
  /// libxml2 itself would free the buffer that it is about to fill.
  template <typename Call>
  void guarded(Call call) noexcept {
    if (error_) return;
    try {
      if (Result<void> done = call(); !done.ok()) error_ = std::move(done).error();
    } catch (const std::exception&) {
      error_ = out_of_memory();
    }
  }

  void start(const xmlChar* name, const xmlChar** attributes) noexcept {
    ++depth_;
    guarded([&] { return handler_.start(to_view(name), HtmlAttributes(attributes), line()); });
  }

  void end(const xmlChar* name) noexcept {
    if (depth_ > 0) --depth_;
    guarded([&] { return handler_.end(to_view(name)); });
  }

  void text(const xmlChar* text, int size) noexcept {
    const std::string_view words(reinterpret_cast<const char*>(text),
                                 static_cast<std::size_t>(std::max(size, 0)));
    guarded([&] { return handler_.text(words, line()); });
  }

  int read(char* to, int size) noexcept {
    if (error_ || size <= 0) return 0;
    std::size_t count = 0;
    guarded([&]() -> Result<void> {
      const std::uint64_t before = filter_.end_tags();
      count = filter_.read(to, static_cast<std::size_t>(size));
      if (filter_.crowded_line()) return crowded();
      if (depth_ <= kFreeDepth) return {};
      steps_ += depth_ * (filter_.end_tags() - before);
      return steps_ <= kMostSteps ? Result<void>() : Result<void>(too_deep());
    });
    return error_ ? 0 : static_cast<int>(count);
  }

  Error crowded() const {
    const std::uint32_t at = *filter_.crowded_line();
    return {
        ErrorCode::LimitExceeded,
        fmt::format("第 {} 行有一个标签超过 {} 个属性，不像网页，没有读入。请检查文件是否完整。",
                    at, MarkupFilter::kMostAttributes),
        Origin{.line = at}};
  }

  Error too_deep() const {
    return {ErrorCode::LimitExceeded,
            fmt::format("到第 {} 行，标签嵌套已达 {} 层，没有读入。"
                        "请检查网页是否损坏，或在浏览器中打开后另存为新的网页。",
                        line(), depth_),
            Origin{.line = line()}};
  }

  MarkupFilter filter_;
  HtmlHandler& handler_;
  std::unique_ptr<htmlParserCtxt, FreeContext> context_;
  std::optional<Error> error_;
  std::uint64_t depth_ = 0;
  std::uint64_t steps_ = 0;
};

}  // namespace

std::optional<std::string_view> HtmlAttributes::find(std::string_view name) const noexcept {
  if (pairs_ == nullptr) return std::nullopt;
  for (const unsigned char* const* pair = pairs_; pair[0] != nullptr; pair += 2) {
    if (to_view(pair[0]) == name) return to_view(pair[1]);
  }
  return std::nullopt;
}

Result<void> parse_html(std::string_view text, HtmlHandler& handler, Diagnostics& diagnostics) {
  Session session(text, handler);
  JX_TRY_VOID(session.run());
  if (const auto line = session.filter().unclosed_line()) {
    diagnostics.warn("unclosed-markup",
                     fmt::format("第 {} 行起有注释、脚本或引号没有结束，已尽量读出后面的文字。"
                                 "请与浏览器中显示的内容核对。",
                                 *line),
                     Origin{.line = *line});
  }
  return {};
}

}  // namespace jx
