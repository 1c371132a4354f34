// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as XML: whole or in small pieces, the same is seen.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/text.h"
#include "codecs/xml.h"

namespace {

class Recorder : public jx::XmlHandler {
 public:
  std::string seen;
  int depth = 0;

  jx::Result<void> start(std::string_view name, const jx::XmlAttributes& attributes) override {
    ++depth;
    seen.append("<").append(name);
    attributes.for_each([this](std::string_view key, std::string_view value) {
      seen.append(" ").append(key).append("=").append(value);
    });
    return {};
  }
  jx::Result<void> end(std::string_view name) override {
    --depth;
    seen.append(">").append(name);
    return {};
  }
  jx::Result<void> text(std::string_view text) override {
    JX_CHECK(jx::is_valid_utf8(text), "text is UTF-8");
    seen += text;
    return {};
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  constexpr jx::XmlLimits kLimits{.depth = 30, .attributes = 20, .tag_bytes = 1 << 20};
  Recorder whole;
  jx::XmlReader reader(whole, kLimits);
  jx::Result<void> read = reader.feed(bytes);
  if (read.ok()) read = reader.finish();
  JX_CHECK(!read.ok() || whole.depth == 0, "elements that began end");

  Recorder pieces;
  jx::XmlReader slow(pieces, kLimits);
  jx::Result<void> again;
  for (std::size_t at = 0; at < size && again.ok(); at += 7) again = slow.feed(bytes.substr(at, 7));
  if (again.ok()) again = slow.finish();
  JX_CHECK(read.ok() == again.ok(), "pieces make no difference");
  JX_CHECK(!read.ok() || whole.seen == pieces.seen, "pieces make no difference");

  Recorder decoded;
  (void)jx::read_xml(bytes, decoded, kLimits);
  return 0;
}
