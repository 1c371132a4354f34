// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ofd/ofd_reader.h"

#include <fmt/core.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "pages/ofd/geometry.h"
#include "pages/ofd/package.h"
#include "pages/ofd/painter.h"
#include "pages/ofd/resources.h"

namespace jx {
namespace {

using ofd::Omissions;
using ofd::Package;
using ofd::Painter;
using ofd::Part;
using ofd::Rectangle;
using ofd::Resources;
using ofd::XmlNode;

constexpr Rectangle kA4{0, 0, 210, 297};
/// Pages beyond this (some 70 m) are nonsense; coordinates would lose their precision.
constexpr double kMostPageSide = 70'000;

/// The box of a PageArea that a person sees as the page; nothing when it states none.
std::optional<Rectangle> read_area(XmlNode area) {
  for (const std::string_view name : {"PhysicalBox", "ApplicationBox", "CropBox", "ContentBox"}) {
    const auto box = ofd::parse_rectangle(area.child(name).text());
    const bool sound = box && box->width > 0 && box->height > 0 && box->width <= kMostPageSide &&
                       box->height <= kMostPageSide;
    if (sound) return box;
  }
  return std::nullopt;
}

/// One document of the package (a DocBody).
class OfdDocument {
 public:
  OfdDocument(Package& package, const ReadLimits& limits, const PageSink& sink,
              Diagnostics& diagnostics)
      : package_(package), limits_(limits), sink_(sink), diagnostics_(diagnostics) {}

  /// Gives the number of the page behind the last.
  Result<std::uint32_t> read(XmlNode body, std::uint32_t first_page) {
    JX_TRY(const Part root, package_.read("", body.child("DocRoot").text()));
    root_ = root.path;
    const XmlNode document = root.tree.root();
    const XmlNode common = document.child("CommonData");
    area_ = read_area(common.child("PageArea")).value_or(kA4);
    read_common_parts(common);
    read_annotations(document.child("Annotations"));
    report_extras(body, document);
    std::uint32_t number = first_page;
    for (XmlNode page = document.child("Pages").first_child(); page; page = page.next()) {
      if (page.name() == "Page") JX_TRY_VOID(read_page(page, number++));
    }
    if (number > first_page && !any_page_) return first_error_;
    return number;
  }

 private:
  struct Template {
    Part part;
    bool in_front = false;
  };

  void read_common_parts(XmlNode common) {
    for (XmlNode item = common.first_child(); item; item = item.next()) {
      if (item.name() == "PublicRes" || item.name() == "DocumentRes") {
        read_resources(root_, item.text());
      } else if (item.name() == "TemplatePage") {
        auto part = package_.read(root_, item.value("BaseLoc"));
        if (!part.ok()) {
          report_part(part.error());
          continue;
        }
        const bool in_front = item.value("ZOrder") == "Foreground";
        templates_.insert_or_assign(std::string(item.value("ID")),
                                    Template{*std::move(part), in_front});
      }
    }
  }

  void read_resources(std::string_view from, std::string_view location) {
    if (auto part = package_.read(from, location); part.ok()) {
      resources_.add(*std::move(part));
    } else {
      report_part(part.error());
    }
  }

  /// Files of annotations by the page they are on.
  void read_annotations(XmlNode location) {
    if (!location) return;
    auto part = package_.read(root_, location.text());
    if (!part.ok()) return report_part(part.error());
    for (XmlNode page = part->tree.root().first_child(); page; page = page.next()) {
      for (XmlNode file = page.first_child(); file; file = file.next()) {
        if (file.name() != "FileLoc") continue;
        auto annotations = package_.read(part->path, file.text());
        if (!annotations.ok()) {
          report_part(annotations.error());
          continue;
        }
        annotations_.emplace(std::string(page.value("PageID")), *std::move(annotations));
      }
    }
  }

  Result<void> read_page(XmlNode entry, std::uint32_t number) {
    auto part = package_.read(root_, entry.value("BaseLoc"));
    if (!part.ok()) {
      if (part.error().code == ErrorCode::LimitExceeded) return part.error();
      if (!any_page_) first_error_ = part.error();
      diagnostics_.warn("page-unreadable",
                        fmt::format("第 {} 页没有读入。{}", number, part.error().message),
                        Origin{.page = number});
      return {};
    }
    any_page_ = true;
    const XmlNode page = part->tree.root();
    for (XmlNode item = page.first_child(); item; item = item.next()) {
      if (item.name() == "PageRes") read_resources(part->path, item.text());
    }
    Painter painter(resources_, read_area(page.child("Area")).value_or(area_));
    draw_templates(page, painter, false);
    painter.draw(page.child("Content"));
    draw_templates(page, painter, true);
    draw_annotations(entry.value("ID"), painter);
    report_omissions(painter.omissions(), number);
    Drawing drawing = std::move(painter).take();
    glyphs_ += drawing.glyphs.size();
    if (glyphs_ > limits_.cells) return make_size_error(number);
    return sink_({.number = number, .blocks = {}, .drawing = std::move(drawing)});
  }

  void draw_templates(XmlNode page, Painter& painter, bool in_front) const {
    for (XmlNode item = page.first_child(); item; item = item.next()) {
      if (item.name() != "Template") continue;
      const auto found = templates_.find(std::string(item.value("TemplateID")));
      if (found == templates_.end()) continue;
      const auto order = item.attribute("ZOrder");
      const bool front = order ? *order == "Foreground" : found->second.in_front;
      if (front == in_front) painter.draw(found->second.part.tree.root().child("Content"));
    }
  }

  void draw_annotations(std::string_view page, Painter& painter) const {
    const auto [begin, end] = annotations_.equal_range(std::string(page));
    for (auto found = begin; found != end; ++found) {
      const XmlNode root = found->second.tree.root();
      for (XmlNode annotation = root.first_child(); annotation; annotation = annotation.next()) {
        if (annotation.value("Visible") == "false") continue;
        const XmlNode appearance = annotation.child("Appearance");
        const auto box = ofd::parse_rectangle(appearance.value("Boundary"));
        painter.draw(appearance, box ? ofd::shift(box->x, box->y) : ofd::Matrix{});
      }
    }
  }

  Error make_size_error(std::uint32_t page) const {
    return {
        ErrorCode::LimitExceeded,
        fmt::format("到第 {} 页为止已有超过 {} 个字，没有读入。请按项目或按单位拆分成几个文件。",
                    page, limits_.cells),
        Origin{.page = page}};
  }

  void report_part(const Error& error) { diagnostics_.warn("part-unreadable", error.message); }

  void report_omissions(const Omissions& omissions, std::uint32_t page) {
    const Origin origin{.page = page};
    if (omissions.hidden > 0) {
      diagnostics_.note(
          "hidden-content",
          fmt::format("第 {} 页有 {} 处隐藏的内容，没有读入。", page, omissions.hidden), origin);
    }
    if (omissions.clipped > 0) {
      diagnostics_.note("text-outside",
                        fmt::format("第 {} 页有 {} 个字被裁掉，没有读入；请与原件核对。", page,
                                    omissions.clipped),
                        origin);
    }
    if (omissions.missing_units > 0) {
      diagnostics_.warn(
          "part-unreadable",
          fmt::format("第 {} 页有 {} 处引用的图元不在文件里，没有读入。请核对原文件。", page,
                      omissions.missing_units),
          origin);
    }
    if (!omissions.slanted.empty()) {
      diagnostics_.note("slanted-text",
                        fmt::format("第 {} 页有斜排文字“{}”，按水印处理，没有当作正文。", page,
                                    omissions.slanted),
                        origin);
    }
    if (omissions.too_deep || omissions.too_much) {
      diagnostics_.warn(
          "page-truncated",
          fmt::format("第 {} 页的对象太多或嵌套太深，只读入了一部分。请核对原文件。", page),
          origin);
    }
  }

  /// What a document carries besides its pages.
  void report_extras(XmlNode body, XmlNode document) {
    if (const XmlNode signatures = body.child("Signatures")) {
      const auto part = package_.read("", signatures.text());
      std::size_t count = 0;
      for (XmlNode item = part.ok() ? part->tree.root().first_child() : XmlNode(); item;
           item = item.next()) {
        if (item.name() == "Signature") ++count;
      }
      if (count > 0 || !part.ok()) {
        diagnostics_.note("signatures",
                          fmt::format("文件带有 {} 个电子签名或签章；没有验证，印章图样没有读入。",
                                      std::max<std::size_t>(count, 1)));
      }
    }
    report_attachments(document.child("Attachments"));
  }

  void report_attachments(XmlNode location) {
    if (!location) return;
    const auto part = package_.read(root_, location.text());
    if (!part.ok()) return report_part(part.error());
    for (XmlNode item = part->tree.root().first_child(); item; item = item.next()) {
      if (item.name() != "Attachment") continue;
      diagnostics_.note(
          "attachment",
          fmt::format("附件“{}”没有读入。如需要，请在阅读器中另存后再读。", item.value("Name")));
    }
  }

  Package& package_;
  const ReadLimits& limits_;
  const PageSink& sink_;
  Diagnostics& diagnostics_;
  std::string root_;  ///< Path of the document's main part.
  Rectangle area_ = kA4;
  Resources resources_;
  std::map<std::string, Template> templates_;
  std::multimap<std::string, Part> annotations_;
  std::uint64_t glyphs_ = 0;
  bool any_page_ = false;
  Error first_error_;
};

Error make_encrypted_error(std::string_view name) {
  return {ErrorCode::Unsupported,
          fmt::format("“{}”是加密的 OFD 文件，读不出内容。请用有权限的阅读器打开，"
                      "另存为不加密的文件后再试。",
                      name)};
}

}  // namespace

Result<Diagnostics> read_ofd_pages(const Document& document, const ReadLimits& limits,
                                   const PageSink& sink) {
  Diagnostics diagnostics;
  JX_TRY(Package package, Package::open(document.bytes, diagnostics));
  if (package.has("Encryptions.xml")) return make_encrypted_error(document.name);
  JX_TRY(const Part main, package.read("", "OFD.xml"));
  std::uint32_t next_page = 1;
  for (XmlNode body = main.tree.root().first_child(); body; body = body.next()) {
    if (body.name() != "DocBody") continue;
    OfdDocument reader(package, limits, sink, diagnostics);
    JX_TRY(next_page, reader.read(body, next_page));
  }
  if (next_page == 1) {
    return Error{ErrorCode::Malformed,
                 fmt::format("“{}”里没有一页可读的内容。请重新导出或下载。", document.name)};
  }
  return diagnostics;
}

}  // namespace jx
