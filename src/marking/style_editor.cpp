// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/style_editor.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

namespace jx {
namespace {

constexpr std::size_t kMostLooks = 64'000;
/// Excel takes the first two fills for its own, whatever they are.
constexpr std::size_t kOwnFills = 2;

/// A workbook without looks of its own shows its cells so.
constexpr std::string_view kPlainStyles =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
    "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    "</cellStyleXfs><cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
    "borderId=\"0\" xfId=\"0\"/></cellXfs></styleSheet>";

}  // namespace

std::string_view colour_of(MarkTone tone) noexcept {
  switch (tone) {
    case MarkTone::Doubt: return "E4DFEC";
    case MarkTone::Info: return "DDEBF7";
    case MarkTone::Warning: return "FFEB9C";
    case MarkTone::Error: return "FFC7CE";
  }
  return "FFFFFF";
}

class StyleEditor::Visitor : public TagVisitor {
 public:
  explicit Visitor(StyleEditor& editor) : editor_(editor) {}

  Result<void> open(std::string_view name, const XmlAttributes& /*attributes*/, const TagPlace& tag,
                    std::size_t depth) override {
    if (depth == 1) {
      editor_.prefix_ = prefix_of(std::string_view(editor_.xml_).substr(tag.begin));
      root_is_hollow_ = tag.empty;
    } else if (depth == 2) {
      open_section(name, tag);
    } else if (depth == 3 && section_ != nullptr) {
      ++section_->count;
      if (section_ == &editor_.looks_) editor_.places_.emplace_back(tag.begin, 0);
    }
    return {};
  }

  Result<void> close(std::string_view /*name*/, const TagPlace& tag, std::size_t depth) override {
    if (depth == 1) {
      pass(std::size(kOrder), tag.begin);
      if (root_is_hollow_) return make_hollow_error();
    }
    if (section_ == nullptr) return {};
    if (depth == 3 && section_ == &editor_.looks_) editor_.places_.back().second = tag.end;
    if (depth == 2) {
      section_->close = tag.begin;
      section_ = nullptr;
    }
    return {};
  }

 private:
  static constexpr std::string_view kOrder[] = {"numFmts",      "fonts",   "fills",      "borders",
                                                "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
                                                "tableStyles",  "colors",  "extLst"};
  static constexpr std::size_t kFills = 2;
  static constexpr std::size_t kLooks = 5;

  static Error make_hollow_error() {
    return {ErrorCode::Unsupported,
            "工作簿的样式不完整，不能原样标注。请用 Excel 或 WPS 打开、另存一份再试。"};
  }

  void open_section(std::string_view name, const TagPlace& tag) {
    const auto* const found = std::find(std::begin(kOrder), std::end(kOrder), name);
    const auto rank = static_cast<std::size_t>(found - std::begin(kOrder));
    pass(rank, tag.begin);
    section_ = rank == kFills ? &editor_.fills_ : rank == kLooks ? &editor_.looks_ : nullptr;
    if (section_ == nullptr) return;
    *section_ = {.tag_begin = tag.begin, .tag_end = tag.end, .missing = false, .hollow = tag.empty};
  }

  /// What should have stood before this place and did not has its place here.
  void pass(std::size_t rank, std::size_t begin) {
    if (rank > kFills && editor_.fills_.missing && editor_.fills_.close == 0) {
      editor_.fills_.close = begin;
    }
    if (rank > kLooks && editor_.looks_.missing && editor_.looks_.close == 0) {
      editor_.looks_.close = begin;
    }
  }

  StyleEditor& editor_;
  Section* section_ = nullptr;
  bool root_is_hollow_ = false;
};

Result<StyleEditor> StyleEditor::open(std::string xml) {
  StyleEditor editor;
  editor.xml_ = xml.empty() ? std::string(kPlainStyles) : std::move(xml);
  Visitor visitor(editor);
  JX_TRY_VOID(walk_xml(editor.xml_, visitor));
  return editor;
}

std::uint32_t StyleEditor::fill_of(MarkTone tone) {
  auto found = std::find(filled_.begin(), filled_.end(), tone);
  if (found == filled_.end()) found = filled_.insert(found, tone);
  return static_cast<std::uint32_t>(std::max(fills_.count, kOwnFills)) +
         static_cast<std::uint32_t>(found - filled_.begin());
}

std::uint32_t StyleEditor::marked(std::uint32_t base, MarkTone tone) {
  if (base >= places_.size()) base = 0;
  // Where there is no look at all, ours follow a plain one.
  const auto next =
      static_cast<std::uint32_t>(std::max<std::size_t>(places_.size(), 1) + added_.size());
  const auto [number, is_new] = numbers_.try_emplace({base, tone}, next);
  if (!is_new) return number->second;
  const std::string plain = plain_look();
  std::string_view look = plain;
  if (!places_.empty()) {
    look = std::string_view(xml_).substr(places_[base].first,
                                         places_[base].second - places_[base].first);
  }
  const std::size_t tag_end = look.find('>') + 1;  // No value of these attributes holds one.
  std::string tag =
      with_attribute(look.substr(0, tag_end), "fillId", std::to_string(fill_of(tone)));
  tag = with_attribute(tag, "applyFill", "1");
  added_.push_back(tag.append(look.substr(tag_end)));
  return next;
}

Result<std::string> StyleEditor::finish() const {
  if (places_.size() + added_.size() > kMostLooks) {
    return Error{ErrorCode::LimitExceeded,
                 "工作簿里的单元格样式太多，加不进标注用的颜色。请用 Excel 清理样式后再试。"};
  }
  std::string fills;
  for (std::size_t i = fills_.count; i < kOwnFills; ++i) {
    fills += fmt::format("<{0}fill><{0}patternFill patternType=\"{1}\"/></{0}fill>", prefix_,
                         i == 0 ? "none" : "gray125");
  }
  for (const MarkTone tone : filled_) {
    fills += fmt::format(
        "<{0}fill><{0}patternFill patternType=\"solid\"><{0}fgColor rgb=\"FF{1}\"/>"
        "<{0}bgColor indexed=\"64\"/></{0}patternFill></{0}fill>",
        prefix_, colour_of(tone));
  }
  std::string looks = places_.empty() ? plain_look() : std::string();
  for (const std::string& look : added_) looks += look;
  XmlEdits edits;
  put(edits, fills_, "fills", std::max(fills_.count, kOwnFills) + filled_.size(), fills);
  put(edits, looks_, "cellXfs", std::max<std::size_t>(places_.size(), 1) + added_.size(), looks);
  return edits.apply(xml_);
}

std::string StyleEditor::plain_look() const {
  return fmt::format("<{}xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>",
                     prefix_);
}

void StyleEditor::put(XmlEdits& edits, const Section& section, std::string_view name,
                      std::size_t count, const std::string& text) const {
  const std::string whole =
      fmt::format("<{0}{1} count=\"{2}\">{3}</{0}{1}>", prefix_, name, count, text);
  if (section.missing) return edits.insert(section.close, whole);
  if (section.hollow) return edits.replace(section.tag_begin, section.tag_end, whole);
  const std::string_view tag =
      std::string_view(xml_).substr(section.tag_begin, section.tag_end - section.tag_begin);
  if (find_attribute(tag, "count")) {
    edits.replace(section.tag_begin, section.tag_end,
                  with_attribute(tag, "count", std::to_string(count)));
  }
  edits.insert(section.close, text);
}

}  // namespace jx
