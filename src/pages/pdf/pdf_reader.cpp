// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/pdf/pdf_reader.h"

#include <fmt/core.h>
#include <mupdf/pdf.h>

#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "pages/mupdf/library.h"
#include "pages/pdf/document_stream.h"
#include "pages/pdf/mupdf_device.h"
#include "pages/pdf/page_recorder.h"
#include "pages/pdf/page_window.h"
#include "pages/pdf/scan_plan.h"
#include "pages/radicals.h"

namespace jx {
namespace {

/// Fonts and other parts that the library keeps between pages.
constexpr std::size_t kStoreBytes = 64u << 20;
/// Pages beyond this size (some 70 m) are nonsense; coordinates would lose their precision.
constexpr float kMostPageSide = 200'000;
/// A page with this share of unknown characters says nothing that could be trusted.
constexpr double kMostUnknown = 0.2;

struct DropDocument {
  fz_context* context = nullptr;
  void operator()(pdf_document* document) const noexcept { pdf_drop_document(context, document); }
};
using PdfDocument = std::unique_ptr<pdf_document, DropDocument>;

pdf_document* open_document(fz_context* context, const Document& file) noexcept {
  fz_stream* stream = nullptr;
  pdf_document* document = nullptr;
  fz_var(stream);
  fz_var(document);
  fz_try(context) {
    stream = open_stream(context, file);
    document = pdf_open_document_with_stream(context, stream);
  }
  fz_always(context) { fz_drop_stream(context, stream); }
  fz_catch(context) { document = nullptr; }
  return document;
}

/// Whether the document can be read, with the password if it wants one.
bool unlock(fz_context* context, pdf_document* document, const std::string& password) noexcept {
  volatile bool open = false;
  fz_try(context) {
    open = pdf_needs_password(context, document) == 0 ||
           pdf_authenticate_password(context, document, password.c_str()) != 0;
  }
  fz_catch(context) { open = false; }
  return open;
}

/// -1 when the page tree cannot be read.
int count_pages(fz_context* context, pdf_document* document) noexcept {
  volatile int count = -1;
  fz_try(context) { count = pdf_count_pages(context, document); }
  fz_catch(context) { count = -1; }
  return count;
}

/// Loads and drops one page around `work(page)`; false when the library failed.
template <typename Work>
bool with_page(fz_context* context, PageWindow& pages, int index, Work work) noexcept {
  pdf_page* page = nullptr;
  volatile bool good = true;
  fz_var(page);
  fz_try(context) {
    page = pages.load(index);
    work(page);
  }
  fz_always(context) { fz_drop_page(context, reinterpret_cast<fz_page*>(page)); }
  fz_catch(context) { good = false; }
  return good;
}

bool is_sound(fz_rect bounds) noexcept {
  const float width = bounds.x1 - bounds.x0;
  const float height = bounds.y1 - bounds.y0;
  return std::isfinite(width) && std::isfinite(height) && width > 0 && height > 0 &&
         width <= kMostPageSide && height <= kMostPageSide;
}

/// Loads a page only once, for its size and for what it draws. `bounds` stay as they are when the
/// page cannot be loaded; a page of no sound size is not drawn.
bool draw_page(fz_context* context, PageWindow& pages, int index, PageRecorder& recorder,
               fz_rect& bounds) noexcept {
  return with_page(context, pages, index, [context, &recorder, &bounds](pdf_page* page) {
    bounds = pdf_bound_page(context, page);
    if (!is_sound(bounds)) return;
    recorder.set_size(bounds.x1 - bounds.x0, bounds.y1 - bounds.y0);
    fz_device* const device = new_recording_device(context, recorder);
    fz_try(context) {
      pdf_run_page(context, page, device, fz_identity, nullptr);
      fz_close_device(context, device);
    }
    fz_always(context) { fz_drop_device(context, device); }
    fz_catch(context) { fz_rethrow(context); }
  });
}

/// The page as a person sees it, on paper; null when the library failed.
Pixmap draw_scan(fz_context* context, PageWindow& pages, int index, const ScanPlan& plan) noexcept {
  Pixmap paper;
  const float scale = plan.dots_per_inch / kPointsPerInch;
  with_page(context, pages, index, [&](pdf_page* page) {
    paper = draw_on_paper(context, plan.width, plan.height, [&](fz_device* device) {
      pdf_run_page(context, page, device, fz_scale(scale, scale), nullptr);
    });
  });
  return paper;
}

/// Characters without a meaning outside their font: lost, or from a private range.
bool is_unknown(char32_t code) noexcept {
  return code == kReplacementCharacter || (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000;
}

class PdfReader {
 public:
  PdfReader(const Document& document, const ReadLimits& limits, const PageSink& sink)
      : document_(document), limits_(limits), sink_(sink) {}

  Result<Diagnostics> read() {
    JX_TRY(context_, make_context(document_.name, kStoreBytes, complaints_));
    JX_TRY(const PdfDocument pdf, open());
    JX_TRY(const int count, count_all(pdf.get()));
    PageWindow pages(context_.get(), pdf.get(), count);
    for (int index = 0; index < count; ++index) JX_TRY_VOID(read_page(pages, index));
    JX_TRY_VOID(check_characters());
    report_complaints(pdf.get());
    return std::move(diagnostics_);
  }

 private:
  Error make_error(ErrorCode code, std::string_view what) const {
    return {code, fmt::format("“{}”{}。", document_.name, what)};
  }

  Result<PdfDocument> open() {
    PdfDocument pdf(open_document(context_.get(), document_), {context_.get()});
    if (pdf == nullptr) {
      return make_error(ErrorCode::Malformed,
                        "不是完整的 PDF，打不开；请确认文件下载或复制完整，或用阅读器另存一份再试");
    }
    if (unlock(context_.get(), pdf.get(), document_.password)) return pdf;
    return make_error(ErrorCode::Unsupported,
                      document_.password.empty()
                          ? "设有打开密码；请用 --password 给出密码，或另存为不加密的文件"
                          : "的打开密码不对；请核对 --password 给出的密码");
  }

  Result<int> count_all(pdf_document* pdf) {
    const int pages = count_pages(context_.get(), pdf);
    if (pages <= 0) {
      return make_error(ErrorCode::Malformed, "里没有一页能找到；请用阅读器打开核对，另存一份再试");
    }
    if (static_cast<std::uint32_t>(pages) > limits_.pages) {
      return make_error(ErrorCode::LimitExceeded,
                        fmt::format("自称有 {} 页，超过 {} 页的上限，没有读入；请拆分成几个文件",
                                    pages, limits_.pages));
    }
    return pages;
  }

  Result<void> read_page(PageWindow& pages, int index) {
    Page page{.number = static_cast<std::uint32_t>(index) + 1, .blocks = {}, .drawing = {}};
    const Origin origin{.page = page.number};
    fz_rect bounds = fz_empty_rect;
    PageRecorder recorder;
    const bool whole = draw_page(context_.get(), pages, index, recorder, bounds);
    if (!is_sound(bounds)) {
      diagnostics_.warn(
          "page-unreadable",
          fmt::format("第 {} 页的大小读不出来或不合理，整页没有读入；请用阅读器核对。",
                      page.number),
          origin);
      return sink_(std::move(page));
    }
    if (!whole) {
      diagnostics_.warn(
          "page-damaged",
          fmt::format("第 {} 页的内容有损，只读到损坏处为止；请与原件核对。", page.number), origin);
    }
    PageRecord record = std::move(recorder).finish();
    if (is_picture(record)) page.scan = take_scan(pages, index, record, origin);
    describe(record, origin);
    if (!page.scan) warn_of_picture(record, origin);
    weigh_characters(record.drawing, origin);
    page.drawing = std::move(record.drawing);
    return sink_(std::move(page));
  }

  std::optional<Scan> take_scan(PageWindow& pages, int index, const PageRecord& record,
                                const Origin& origin) {
    const std::optional<ScanPlan> plan = plan_scan(record, limits_.pixels);
    if (!plan) return std::nullopt;
    const Pixmap paper = draw_scan(context_.get(), pages, index, *plan);
    if (paper == nullptr) return std::nullopt;
    GreyPicture picture = to_grey(context_.get(), *paper);
    note_red_ink(picture, origin, diagnostics_);
    return Scan{.width = static_cast<std::uint32_t>(plan->width),
                .height = static_cast<std::uint32_t>(plan->height),
                .dots_per_inch = plan->dots_per_inch,
                .pixels = std::move(picture.pixels)};
  }

  void warn_of_picture(const PageRecord& record, const Origin& origin) {
    if (!record.drawing.glyphs.empty() || record.drawing.pictures.empty()) return;
    const bool large = is_picture(record) && !plan_scan(record, limits_.pixels);
    diagnostics_.warn("page-is-picture",
                      large ? fmt::format("第 {} 页是图片，超过 {} 万像素的上限，没有读入；"
                                          "请用 300 dpi 重新扫描，或换用带文字的文件。",
                                          origin.page, limits_.pixels / 10'000)
                            : fmt::format("第 {} 页只有图片，没有文字可读；请换用带文字的文件，"
                                          "或把图片另存为单独的文件再读。",
                                          origin.page),
                      origin);
  }

  /// What of the page is read and what is not, in words. The layer under a scan is taken for its
  /// text when nothing else is printed.
  void describe(PageRecord& record, const Origin& origin) {
    Drawing& drawing = record.drawing;
    if (drawing.glyphs.empty() && !record.hidden.empty()) {
      drawing.glyphs = std::exchange(record.hidden, {});
      diagnostics_.note("hidden-text",
                        fmt::format("第 {} 页是图片，下面有隐藏文字；没有认出图片上的字时，读的是"
                                    "隐藏文字，可能有错，请与图片核对。",
                                    origin.page),
                        origin);
    }
    if (!record.hidden.empty()) {
      diagnostics_.note("hidden-text-left-out",
                        fmt::format("第 {} 页另有 {} 个隐藏的字，没有读入；如需要，请在原件里显示后"
                                    "重新导出。",
                                    origin.page, record.hidden.size()),
                        origin);
    }
    if (record.outside > 0) {
      diagnostics_.note(
          "text-outside",
          fmt::format("第 {} 页有 {} 个字在页面之外或被裁掉，没有读入；请与原件核对。", origin.page,
                      record.outside),
          origin);
    }
    if (!record.slanted.empty()) {
      const std::string others = record.slanted_glyphs > PageRecord::kMostSlantedShown
                                     ? fmt::format("……等 {} 个字", record.slanted_glyphs)
                                     : std::string();
      diagnostics_.note("slanted-text",
                        fmt::format("第 {} 页有斜排文字“{}”{}，按水印处理，没有当作正文。",
                                    origin.page, record.slanted, others),
                        origin);
    }
    if (record.truncated) {
      diagnostics_.warn(
          "page-too-full",
          fmt::format("第 {} 页的内容超过上限，超出部分没有读入；请拆分该页。", origin.page),
          origin);
    }
  }

  /// A page of junk is refused rather than guessed.
  void weigh_characters(Drawing& drawing, const Origin& origin) {
    std::size_t unknown = 0;
    std::size_t printed = 0;
    for (Glyph& glyph : drawing.glyphs) {
      glyph.code = unified_ideograph(glyph.code);
      if (is_space(glyph.code)) continue;
      ++printed;
      if (is_unknown(glyph.code)) ++unknown;
    }
    printed_ += printed;
    unknown_ += unknown;
    if (printed < 20 ||
        static_cast<double>(unknown) <= kMostUnknown * static_cast<double>(printed)) {
      return;
    }
    diagnostics_.warn("page-unreadable",
                      fmt::format("第 {} 页的 {} 个字里有 {} 个认不出（字体缺失或没有字符对照表），"
                                  "整页没有读入；请换用带字体的文件，或先做文字识别。",
                                  origin.page, printed, unknown),
                      origin);
    drawing.glyphs.clear();
  }

  Result<void> check_characters() const {
    if (printed_ < 20 ||
        static_cast<double>(unknown_) <= kMostUnknown * static_cast<double>(printed_)) {
      return {};
    }
    return make_error(ErrorCode::Malformed,
                      fmt::format("的 {} 个字里有 {} 个认不出：文件不完整，或者字体没有字符对照表；"
                                  "没有读入，以免把乱码当成内容。请重新下载或导出，或先做文字识别",
                                  printed_, unknown_));
  }

  void report_complaints(pdf_document* pdf) {
    if (pdf_was_repaired(context_.get(), pdf) != 0) {
      diagnostics_.warn("pdf-repaired", "文件的结构有损，修复后读入；请与原件核对页数和内容。");
    }
    if (complaints_.count > 0) {
      diagnostics_.note("pdf-complaints", fmt::format("文件有 {} 处不合 PDF 规范，第一处：{}。",
                                                      complaints_.count, complaints_.first));
    }
  }

  const Document& document_;
  const ReadLimits& limits_;
  const PageSink& sink_;
  Complaints complaints_;
  Context context_;
  Diagnostics diagnostics_;
  std::size_t printed_ = 0;
  std::size_t unknown_ = 0;
};

}  // namespace

Result<Diagnostics> read_pdf_pages(const Document& document, const ReadLimits& limits,
                                   const PageSink& sink) {
  return PdfReader(document, limits, sink).read();
}

}  // namespace jx
