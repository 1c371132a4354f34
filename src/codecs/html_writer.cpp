// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/html_writer.h"

namespace jx {
namespace {

constexpr unsigned char kFirstPrintable = 0x20;

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      case '\t':
      case '\n':
      case '\r': escaped += c; break;
      default:
        if (static_cast<unsigned char>(c) < kFirstPrintable) {
          escaped += "\xef\xbf\xbd";
        } else {
          escaped += c;
        }
    }
  }
  return escaped;
}

Html& Html::open(std::string_view tag, Attributes attributes) {
  out_ += '<';
  out_ += tag;
  for (const auto& [name, value] : attributes) {
    if (value.empty() && name != "value") continue;
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    out_ += html_escaped(value);
    out_ += '"';
  }
  out_ += '>';
  return *this;
}

Html& Html::close(std::string_view tag) {
  out_ += "</";
  out_ += tag;
  out_ += '>';
  return *this;
}

Html& Html::text(std::string_view words) {
  out_ += html_escaped(words);
  return *this;
}

Html& Html::element(std::string_view tag, std::string_view words, Attributes attributes) {
  return open(tag, attributes).text(words).close(tag);
}

Html& Html::link(std::string_view href, std::string_view words, std::string_view css_class) {
  return element("a", words, {{"href", href}, {"class", css_class}});
}

Html& Html::append(const Html& other) {
  out_ += other.out_;
  return *this;
}

}  // namespace jx
