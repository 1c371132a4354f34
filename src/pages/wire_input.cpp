// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/wire_input.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <utility>

#include "base/text.h"
#include "pages/reach.h"
#include "pages/wire_format.h"

namespace jx {
namespace {

constexpr std::size_t kBufferBytes = 64 << 10;
/// Texts of one document, as a multiple of what a file may have: compressed ones grow.
constexpr std::uint64_t kMostGrowth = 4;

}  // namespace

WireInput::WireInput(ByteSource source, const ReadLimits& limits)
    : source_(std::move(source)),
      most_text_(limits.bytes),
      text_left_(limits.bytes * kMostGrowth),
      blocks_left_(limits.cells),
      rows_left_(limits.cells),
      buffer_(kBufferBytes, '\0') {}

void WireInput::fail(std::string_view what) {
  if (fault_) return;
  fault_ = Error{ErrorCode::Malformed, std::string(what)};
  position_ = end_ = 0;
}

unsigned WireInput::byte(unsigned most) {
  const unsigned value = byte();
  require(value <= most, "an unknown kind");
  return ok() ? value : 0;
}

std::uint64_t WireInput::number(std::uint64_t most) {
  std::uint64_t value = 0;
  unsigned part = 0x80;
  for (int shift = 0; shift < 64 && (part & 0x80U) != 0; shift += 7) {
    part = byte();
    value |= std::uint64_t{part & 0x7fU} << shift;
  }
  require((part & 0x80U) == 0 && value <= most, "a number beyond its limit");
  return ok() ? value : 0;
}

std::uint32_t WireInput::number32() {
  return static_cast<std::uint32_t>(number(std::numeric_limits<std::uint32_t>::max()));
}

float WireInput::real() {
  std::uint32_t bits = 0;
  for (int shift = 0; shift < 32; shift += 8) bits |= byte() << shift;
  const auto value = std::bit_cast<float>(bits);
  require(is_within_reach(value), "a coordinate beyond any page");
  return ok() ? value : 0;
}

Box WireInput::box() {
  Box box;
  for (float* const side : {&box.left, &box.top, &box.right, &box.bottom}) *side = real();
  return box;
}

float WireInput::confidence() {
  const float value = real();
  require(value >= 0 && value <= 1, "a confidence beyond certainty");
  return ok() ? value : 0;
}

std::string WireInput::bytes(std::uint64_t count) {
  std::string bytes;
  while (count > 0 && (position_ < end_ || fill())) {
    const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(count, end_ - position_));
    bytes.append(buffer_, position_, part);
    position_ += part;
    count -= part;
  }
  return ok() ? std::move(bytes) : std::string();
}

std::string WireInput::text(std::uint64_t most) {
  const std::uint64_t length = number(std::min(most, text_left_));
  text_left_ -= length;
  std::string text = bytes(length);
  require(is_valid_utf8(text), "a text that is no UTF-8");
  return ok() ? std::move(text) : std::string();
}

Origin WireInput::origin(std::uint32_t page) {
  Origin origin{.page = page};
  const std::array<std::uint32_t*, wire::kOriginNumbers> numbers = {
      &origin.page, &origin.table,        &origin.row,        &origin.column,
      &origin.line, &origin.first_column, &origin.last_column};
  const unsigned unusual = byte();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if ((unusual >> i & 1U) != 0) *numbers[i] = number32();
  }
  if ((unusual & wire::kOriginBox) != 0) origin.box = box();
  return origin;
}

void WireInput::count_page() {
  require(blocks_left_ > 0, "more pages than a document may have");
  if (blocks_left_ > 0) --blocks_left_;
}

std::uint64_t WireInput::take(std::uint64_t& left) {
  const std::uint64_t count = number(left);
  left -= count;
  return count;
}

bool WireInput::fill() {
  if (fault_) return false;
  Result<std::size_t> got = source_(buffer_);
  if (!got.ok()) {
    fault_ = std::move(got).error();
  } else if (*got == 0 || *got > buffer_.size()) {
    fail("an end in the middle");
  } else {
    position_ = 0;
    end_ = *got;
  }
  return ok();
}

}  // namespace jx
