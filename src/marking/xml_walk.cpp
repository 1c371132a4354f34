// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/xml_walk.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/text.h"
#include "codecs/html_writer.h"

namespace jx {
namespace {

constexpr std::size_t kDeclarationWithin = 200;

constexpr std::size_t kShortestTag = 3;  // <a>

Error make_structure_error() {
  return {ErrorCode::Malformed,
          "文件内部的结构不合规范，不能原样标注。请用 Excel、Word 或 WPS 打开、另存一份再试。"};
}

/// UTF-8 or plain ASCII, by what the part says of itself.
bool is_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) return false;
  const std::string_view head = bytes.substr(0, kDeclarationWithin);
  const std::size_t end = head.find("?>");
  const std::size_t at = head.find("encoding");
  if (end == std::string_view::npos || at == std::string_view::npos || at > end) return true;
  const std::string said = fold(head.substr(at, end - at));
  return contains(said, "utf-8") || contains(said, "ascii");
}

class Walker : public XmlHandler {
 public:
  Walker(std::string_view bytes, TagVisitor& visitor) : bytes_(bytes), visitor_(visitor) {}

  Result<void> walk() {
    JX_TRY_VOID(reader_.feed(bytes_));
    return reader_.finish();
  }

  Result<void> start(std::string_view name, const XmlAttributes& attributes) override {
    const XmlPlace place = reader_.place();
    last_ = {.begin = place.begin, .end = place.begin + place.size};
    if (last_.end > bytes_.size() || place.size < kShortestTag) return make_structure_error();
    last_.empty = bytes_[last_.end - 2] == '/';
    return visitor_.open(name, attributes, last_, ++depth_);
  }

  Result<void> end(std::string_view name) override {
    const XmlPlace place = reader_.place();
    // The end of an element in one tag is told right after its start.
    TagPlace tag{.begin = place.begin, .end = place.begin + place.size};
    if (place.size == 0) tag.begin = tag.end = last_.end;
    return visitor_.close(name, tag, depth_--);
  }

  Result<void> text(std::string_view text) override { return visitor_.words(text); }

 private:
  std::string_view bytes_;
  TagVisitor& visitor_;
  XmlReader reader_{*this};
  TagPlace last_;
  std::size_t depth_ = 0;
};

bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

Result<void> walk_xml(std::string_view bytes, TagVisitor& visitor) {
  if (!is_utf8(bytes)) {
    return Error{ErrorCode::Unsupported,
                 "文件里的内容不是 UTF-8 编码，不能原样标注。请用 Excel、Word 或 WPS 打开、另存一份"
                 "再试。"};
  }
  return Walker(bytes, visitor).walk();
}

std::size_t end_of_name(std::string_view tag) noexcept {
  std::size_t at = 1;
  while (at < tag.size() && !is_blank(tag[at]) && tag[at] != '/' && tag[at] != '>') ++at;
  return at;
}

std::string_view prefix_of(std::string_view tag) noexcept {
  const std::string_view name = tag.substr(1, end_of_name(tag) - 1);
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon + 1);
}

std::optional<AttributePlace> find_attribute(std::string_view tag, std::string_view name) {
  std::size_t at = end_of_name(tag);
  while (at < tag.size()) {
    AttributePlace place{.whole_begin = at};
    while (at < tag.size() && is_blank(tag[at])) ++at;
    const std::size_t name_begin = at;
    while (at < tag.size() && !is_blank(tag[at]) && tag[at] != '=' && tag[at] != '>') ++at;
    const std::string_view found = tag.substr(name_begin, at - name_begin);
    const std::size_t quote = tag.find_first_of("\"'", at);
    if (found.empty() || quote == std::string_view::npos) return std::nullopt;
    place.begin = quote + 1;
    place.end = tag.find(tag[quote], place.begin);
    if (place.end == std::string_view::npos) return std::nullopt;
    at = place.whole_end = place.end + 1;
    if (found == name) return place;
  }
  return std::nullopt;
}

std::string with_attribute(std::string_view tag, std::string_view name, std::string_view value) {
  std::string changed(tag);
  if (const auto place = find_attribute(tag, name)) {
    return changed.replace(place->begin, place->end - place->begin, value);
  }
  std::string attribute = " ";
  attribute.append(name).append("=\"").append(value).append("\"");
  return changed.insert(end_of_name(tag), attribute);
}

void XmlEdits::replace(std::size_t begin, std::size_t end, std::string text) {
  edits_.push_back({.begin = begin, .end = end, .text = std::move(text)});
}

Result<std::string> XmlEdits::apply(std::string_view bytes) const {
  std::vector<const Edit*> sorted;
  sorted.reserve(edits_.size());
  for (const Edit& edit : edits_) sorted.push_back(&edit);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Edit* a, const Edit* b) {
    return std::pair(a->begin, a->end) < std::pair(b->begin, b->end);
  });
  std::string out;
  out.reserve(
      std::accumulate(edits_.begin(), edits_.end(), bytes.size(),
                      [](std::size_t sum, const Edit& edit) { return sum + edit.text.size(); }));
  std::size_t at = 0;
  for (const Edit* edit : sorted) {
    if (edit->begin < at || edit->end > bytes.size()) return make_structure_error();
    out += bytes.substr(at, edit->begin - at);
    out += edit->text;
    at = edit->end;
  }
  out += bytes.substr(at);
  return out;
}

std::string xml_escaped(std::string_view words) {
  std::string allowed(words);
  // Two characters that no XML may hold, though UTF-8 can write them.
  for (const std::string_view forbidden : {"\xef\xbf\xbe", "\xef\xbf\xbf"}) {
    allowed = replaced(allowed, forbidden, "\xef\xbf\xbd");
  }
  return html_escaped(allowed);
}

std::string excel_escaped(std::string_view words) {
  constexpr std::size_t kDigits = 4;
  std::string spelt;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view rest = words.substr(i);
    const bool is_code = rest.starts_with("_x") && rest.size() > kDigits + 2 &&
                         rest[kDigits + 2] == '_' &&
                         rest.substr(2, kDigits).find_first_not_of("0123456789abcdefABCDEF") ==
                             std::string_view::npos;
    spelt += is_code ? std::string_view("_x005F_") : rest.substr(0, 1);
  }
  return xml_escaped(spelt);
}

}  // namespace jx
