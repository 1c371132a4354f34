// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/mupdf/library.h"

#include <fmt/core.h>

#include <span>

namespace jx {
namespace {

void add_complaint(void* user, const char* message) {
  auto& complaints = *static_cast<Complaints*>(user);
  if (complaints.count++ > 0) return;
  std::size_t length = 0;
  while (message[length] != '\0' && length + 1 < sizeof complaints.first) {
    complaints.first[length] = message[length];
    ++length;
  }
}

}  // namespace

Result<Context> make_context(std::string_view name, std::size_t store_bytes,
                             Complaints& complaints) {
  Context context(fz_new_context(nullptr, nullptr, store_bytes));
  if (context == nullptr) {
    return Error{ErrorCode::LimitExceeded,
                 fmt::format("内存不足，“{}”没有读入；请关闭其他程序后再试。", name)};
  }
  fz_set_warning_callback(context.get(), add_complaint, &complaints);
  fz_set_error_callback(context.get(), add_complaint, &complaints);
  return context;
}

GreyPicture to_grey(fz_context* context, const fz_pixmap& paper) {
  const auto rows = static_cast<std::size_t>(fz_pixmap_height(context, &paper));
  const auto stride = static_cast<std::size_t>(fz_pixmap_stride(context, &paper));
  return to_grey(std::span(fz_pixmap_samples(context, &paper), rows * stride));
}

void note_red_ink(const GreyPicture& picture, const Origin& page, Diagnostics& diagnostics) {
  if (picture.red_share <= kLittleRed) return;
  diagnostics.note("red-ink-left-out",
                   fmt::format("第 {} 页有红色的印章或文字，按印章处理，没有当作正文；"
                               "红色文字如有用，请与原图核对。",
                               page.page),
                   page);
}

}  // namespace jx
