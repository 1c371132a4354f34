// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/text.h"
#include "codecs/charset.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const jx::Result<jx::DecodedText> decoded = jx::decode_text(bytes);
  const jx::Result<jx::DecodedText> owned = jx::decode_owned_text(std::string(bytes));
  JX_CHECK(decoded.ok() == owned.ok(), "both forms agree");
  if (!decoded.ok()) return 0;
  JX_CHECK(jx::is_valid_utf8(decoded->text), "decoded text is UTF-8");
  JX_CHECK(decoded->text == owned->text, "both forms agree");
  JX_CHECK((decoded->replaced == 0) == (decoded->first_replaced_line == 0), "damage has a line");
  for (const std::size_t offset : decoded->replaced_offsets) {
    JX_CHECK(offset < size, "damage is inside the input");
  }
  return 0;
}
