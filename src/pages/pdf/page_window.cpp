// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/pdf/page_window.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace jx {
namespace {

pdf_obj* find_tree(fz_context* context, pdf_document* document) {
  return pdf_dict_getl(context, pdf_trailer(context, document), PDF_NAME(Root), PDF_NAME(Pages),
                       nullptr);
}

/// As the library tells nodes of the tree from pages, also where they do not say what they are.
bool is_node(fz_context* context, pdf_obj* kid) {
  pdf_obj* const type = pdf_dict_get(context, kid, PDF_NAME(Type));
  if (type != nullptr) return pdf_name_eq(context, type, PDF_NAME(Pages)) != 0;
  return pdf_dict_get(context, kid, PDF_NAME(Kids)) != nullptr &&
         pdf_dict_get(context, kid, PDF_NAME(MediaBox)) == nullptr;
}

}  // namespace

/// Goes through the tree once and notes where each page is, as long as everything is in order.
class PageWindow::Walk {
 public:
  Walk(fz_context* context, pdf_document* document, std::vector<Reference>& pages) noexcept
      : context_(context),
        document_(document),
        pages_(pages),
        steps_left_(4 * pages.size() + kMostDepth) {}

  /// What the library throws passes through.
  bool go() {
    if (!enter(find_tree(context_, document_))) return false;
    while (depth_ > 0) {
      if (steps_left_-- == 0 || !step()) return false;
    }
    return found_ == pages_.size();
  }

  void drop() noexcept {
    while (depth_ > 0) pdf_drop_obj(context_, levels_[--depth_].kids);
  }

 private:
  static constexpr std::size_t kMostDepth = 64;
  struct Level {
    pdf_obj* kids = nullptr;
    int next = 0;
    std::size_t found_before = 0;
    int claimed = 0;  ///< Pages below, as the node says: the library skips by it.
  };

  bool enter(pdf_obj* node) {
    pdf_obj* const kids = pdf_dict_get(context_, node, PDF_NAME(Kids));
    if (depth_ == kMostDepth || pdf_is_array(context_, kids) == 0) return false;
    levels_[depth_++] = {.kids = pdf_keep_obj(context_, kids),
                         .next = 0,
                         .found_before = found_,
                         .claimed = pdf_dict_get_int(context_, node, PDF_NAME(Count))};
    return true;
  }

  bool leave() {
    const Level& level = levels_[--depth_];
    pdf_drop_obj(context_, level.kids);
    return level.claimed >= 0 &&
           found_ - level.found_before == static_cast<std::size_t>(level.claimed);
  }

  bool step() {
    Level& level = levels_[depth_ - 1];
    if (level.next == pdf_array_len(context_, level.kids)) return leave();
    pdf_obj* const kid = pdf_array_get(context_, level.kids, level.next++);
    if (pdf_is_indirect(context_, kid) == 0) return false;
    if (is_node(context_, kid)) return enter(kid);
    if (found_ == pages_.size()) return false;
    pages_[found_++] = {pdf_to_num(context_, kid), pdf_to_gen(context_, kid)};
    if (found_ % PageWindow::kPages == 0) pdf_clear_xref(context_, document_);
    return true;
  }

  fz_context* context_;
  pdf_document* document_;
  std::vector<Reference>& pages_;
  std::size_t steps_left_;
  std::size_t found_ = 0;
  std::size_t depth_ = 0;
  std::array<Level, kMostDepth> levels_{};
};

PageWindow::PageWindow(fz_context* context, pdf_document* document, int pages)
    : context_(context), document_(document) {
  if (pages <= kPages || pdf_was_repaired(context, document) != 0) return;
  pages_.resize(static_cast<std::size_t>(pages));
  if (!collect()) pages_.clear();
}

bool PageWindow::collect() noexcept {
  volatile bool whole = false;
  Walk walk(context_, document_, pages_);
  fz_try(context_) { whole = walk.go(); }
  fz_always(context_) { walk.drop(); }
  fz_catch(context_) { whole = false; }
  return whole;
}

/// Replaces the top of the tree. What the pages inherit comes to them by their own parents.
void PageWindow::show(int first, int count) {
  if (first == first_ && count == shown_) return;
  shown_ = 0;
  pdf_clear_xref(context_, document_);
  pdf_obj* const kids = pdf_new_array(context_, document_, count);
  fz_try(context_) {
    for (int i = first; i < first + count; ++i) {
      const Reference& page = pages_[static_cast<std::size_t>(i)];
      pdf_array_push_drop(context_, kids,
                          pdf_new_indirect(context_, document_, page.number, page.generation));
    }
    pdf_dict_put(context_, find_tree(context_, document_), PDF_NAME(Kids), kids);
  }
  fz_always(context_) { pdf_drop_obj(context_, kids); }
  fz_catch(context_) { fz_rethrow(context_); }
  first_ = first;
  shown_ = count;
}

pdf_page* PageWindow::load(int index) {
  if (pages_.empty()) return pdf_load_page(context_, document_, index);
  const int all = static_cast<int>(pages_.size());
  // The library repairs a damaged file when it comes upon the damage, and reads the tree anew.
  const bool repaired = pdf_was_repaired(context_, document_) != 0;
  const int first = repaired ? 0 : index - index % kPages;
  show(first, repaired ? all : std::min(kPages, all - first));
  pdf_page* const page = pdf_load_page(context_, document_, index - first_);
  if (pdf_obj_parent_num(context_, page->obj) != pages_[static_cast<std::size_t>(index)].number) {
    fz_drop_page(context_, &page->super);
    if (!repaired && pdf_was_repaired(context_, document_) != 0) return load(index);
    fz_throw(context_, FZ_ERROR_GENERIC, "the tree of pages changed");
  }
  return page;
}

}  // namespace jx
