// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/image/image_reader.h"

#include <fmt/core.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "pages/image/gif_frames.h"
#include "pages/image/page_plan.h"
#include "pages/image/tiff_pages.h"
#include "pages/mupdf/library.h"

namespace jx {
namespace {

/// Nothing is asked for twice.
constexpr std::size_t kStoreBytes = 1u << 20;
/// Pixels. No page is so long, and coordinates would lose their precision.
constexpr std::uint64_t kLongestSide = 100'000;
constexpr std::string_view kBroken =
    "打不开：文件不完整或已损坏；请确认下载、复制完整，或重新扫描后再试";

struct DropImage {
  fz_context* context = nullptr;
  void operator()(fz_image* image) const noexcept { fz_drop_image(context, image); }
};
using Image = std::unique_ptr<fz_image, DropImage>;

const unsigned char* data_of(const std::string& bytes) noexcept {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// The picture, its header read but nothing decoded; null when it cannot be.
Image open_image(fz_context* context, const std::string& bytes) noexcept {
  fz_buffer* buffer = nullptr;
  fz_image* image = nullptr;
  fz_var(buffer);
  fz_var(image);
  fz_try(context) {
    buffer = fz_new_buffer_from_shared_data(context, data_of(bytes), bytes.size());
    image = fz_new_image_from_buffer(context, buffer);
  }
  fz_always(context) { fz_drop_buffer(context, buffer); }
  fz_catch(context) { image = nullptr; }
  return Image(image, {context});
}

/// One of the pictures of a TIFF file, decoded.
Image decode_tiff_page(fz_context* context, const std::string& bytes, std::size_t index) noexcept {
  fz_pixmap* pixmap = nullptr;
  fz_image* image = nullptr;
  fz_var(pixmap);
  fz_var(image);
  fz_try(context) {
    pixmap = fz_load_tiff_subimage(context, data_of(bytes), bytes.size(), static_cast<int>(index));
    image = fz_new_image_from_pixmap(context, pixmap, nullptr);
  }
  fz_always(context) { fz_drop_pixmap(context, pixmap); }
  fz_catch(context) { image = nullptr; }
  return Image(image, {context});
}

/// As a person sees it: cameras write pictures lying on their side and say so.
PictureSize size_of(fz_context* context, fz_image* image) noexcept {
  PictureSize size{.width = static_cast<std::uint32_t>(image->w),
                   .height = static_cast<std::uint32_t>(image->h),
                   .x_dots = image->xres,
                   .y_dots = image->yres};
  const unsigned orientation = fz_image_orientation(context, image);
  if (orientation != 0 && orientation % 2 == 0) {
    std::swap(size.width, size.height);
    std::swap(size.x_dots, size.y_dots);
  }
  return size;
}

class ImageReader {
 public:
  ImageReader(const Document& document, const ReadLimits& limits, const PageSink& sink)
      : document_(document), limits_(limits), sink_(sink) {}

  Result<Diagnostics> read() {
    JX_TRY(context_, make_context(document_.name, kStoreBytes, complaints_));
    if (is_tiff(document_.bytes)) {
      JX_TRY_VOID(read_tiff());
    } else {
      JX_TRY_VOID(check_frames());
      JX_TRY(Page page, read_page(open_image(context_.get(), document_.bytes), 1));
      JX_TRY_VOID(sink_(std::move(page)));
    }
    return std::move(diagnostics_);
  }

 private:
  Error make_error(ErrorCode code, std::string_view what) const {
    return {code, fmt::format("“{}”{}。", document_.name, what)};
  }

  Result<void> check_size(std::uint64_t width, std::uint64_t height) const {
    if (width == 0 || height == 0) return make_error(ErrorCode::Malformed, kBroken);
    // The second question is only asked of numbers that cannot overflow.
    if (width <= kLongestSide && height <= kLongestSide && width * height <= limits_.pixels) {
      return {};
    }
    return make_error(ErrorCode::LimitExceeded,
                      fmt::format("的图片有 {} × {} 像素，超过 {} 万像素或一边 {} 像素的上限，"
                                  "没有读入；请用 300 dpi 重新扫描，或缩小、裁开后再试",
                                  width, height, limits_.pixels / 10'000, kLongestSide));
  }

  /// Each frame is decoded, whatever the size of the picture.
  Result<void> check_frames() const {
    const std::uint64_t pixels = count_gif_pixels(document_.bytes);
    if (pixels <= limits_.pixels) return {};
    return make_error(
        ErrorCode::LimitExceeded,
        fmt::format("的图片各帧共 {} 像素，超过 {} 万像素的上限，没有读入；请另存为 PNG 后再试",
                    pixels, limits_.pixels / 10'000));
  }

  Result<void> read_tiff() {
    const auto pages = find_tiff_pages(document_.bytes, limits_.pages);
    if (!pages || pages->empty()) return make_error(ErrorCode::Malformed, kBroken);
    if (pages->size() > limits_.pages) {
      return make_error(ErrorCode::LimitExceeded,
                        fmt::format("超过 {} 页的上限，没有读入；请拆分成几个文件", limits_.pages));
    }
    std::optional<Error> first;
    std::size_t good = 0;
    for (std::size_t i = 0; i < pages->size(); ++i) {
      const auto number = static_cast<std::uint32_t>(i + 1);
      Result<Page> page = read_tiff_page((*pages)[i], number);
      if (page.ok()) ++good;
      if (!page.ok() && !first) first = page.error();
      if (!page.ok() && pages->size() > 1) {
        diagnostics_.warn("page-unreadable",
                          fmt::format("第 {} 页没有读入：{}", number, page.error().message),
                          {.page = number});
      }
      JX_TRY_VOID(sink_(page.ok() ? *std::move(page)
                                  : Page{.number = number, .blocks = {}, .drawing = {}}));
    }
    return good > 0 ? Result<void>() : *std::move(first);
  }

  Result<Page> read_tiff_page(const TiffPage& size, std::uint32_t number) {
    JX_TRY_VOID(check_size(size.width, size.height));
    complaints_ = {};
    return read_page(decode_tiff_page(context_.get(), document_.bytes, number - 1), number);
  }

  Result<Page> read_page(const Image& image, std::uint32_t number) {
    if (image == nullptr) return make_error(ErrorCode::Malformed, kBroken);
    const PictureSize size = size_of(context_.get(), image.get());
    JX_TRY_VOID(check_size(size.width, size.height));
    const PagePlan plan = plan_page(size);
    JX_TRY_VOID(check_size(plan.width, plan.height));
    std::optional<GreyPicture> picture = draw(image, plan);
    if (!picture) return make_error(ErrorCode::Malformed, kBroken);
    const Origin origin{.page = number};
    report_complaints(origin);
    note_red_ink(*picture, origin, diagnostics_);
    Page page{.number = number, .blocks = {}, .drawing = Drawing{}};
    page.drawing->width = plan.page_width;
    page.drawing->height = plan.page_height;
    page.drawing->pictures = {{.right = plan.page_width, .bottom = plan.page_height}};
    page.scan = Scan{.width = plan.width,
                     .height = plan.height,
                     .dots_per_inch = plan.dots_per_inch,
                     .pixels = std::move(picture->pixels)};
    return page;
  }

  std::optional<GreyPicture> draw(const Image& image, const PagePlan& plan) {
    fz_context* const context = context_.get();
    fz_image* const drawn = image.get();
    const auto width = static_cast<int>(plan.width);
    const auto height = static_cast<int>(plan.height);
    const fz_matrix place = fz_post_scale(fz_image_orientation_matrix(context, drawn),
                                          static_cast<float>(width), static_cast<float>(height));
    const Pixmap paper =
        draw_on_paper(context, width, height, [context, drawn, place](fz_device* device) {
          fz_fill_image(context, device, drawn, place, 1, fz_default_color_params);
        });
    if (paper == nullptr) return std::nullopt;
    return to_grey(context, *paper);
  }

  void report_complaints(const Origin& origin) {
    if (complaints_.count == 0) return;
    diagnostics_.warn("picture-damaged",
                      fmt::format("第 {} 页的图片有 {} 处不合规范，可能有损，第一处：{}。"
                                  "请与原图核对；缺了内容的，请重新扫描或复制。",
                                  origin.page, complaints_.count, complaints_.first),
                      origin);
    complaints_ = {};
  }

  const Document& document_;
  const ReadLimits& limits_;
  const PageSink& sink_;
  Complaints complaints_;
  Context context_;
  Diagnostics diagnostics_;
};

}  // namespace

Result<Diagnostics> read_image_pages(const Document& document, const ReadLimits& limits,
                                     const PageSink& sink) {
  return ImageReader(document, limits, sink).read();
}

}  // namespace jx
