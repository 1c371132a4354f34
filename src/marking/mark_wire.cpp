// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/mark_wire.h"

#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

constexpr std::size_t kMostRemarks = 10'000;
constexpr std::uint64_t kOk = 0x4b4d584a;      // "JXMK"
constexpr std::uint64_t kFailed = 0x464d584a;  // "JXMF"

void put(std::string& out, std::uint64_t number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof number);
}

void put(std::string& out, std::string_view text) {
  put(out, text.size());
  out += text;
}

/// Takes what was put; once something does not fit, all that follows is nothing.
class Taker {
 public:
  explicit Taker(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number() {
    std::uint64_t number = 0;
    if (rest_.size() < sizeof number) {
      failed_ = true;
      return 0;
    }
    std::memcpy(&number, rest_.data(), sizeof number);
    rest_.remove_prefix(sizeof number);
    return number;
  }
  std::string_view text() {
    const std::uint64_t size = number();
    if (failed_ || size > rest_.size()) {
      failed_ = true;
      return {};
    }
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
  }
  /// A count of things that take `least` bytes each.
  std::size_t count(std::size_t least) {
    const std::uint64_t count = number();
    if (failed_ || count > rest_.size() / least) {
      failed_ = true;
      return 0;
    }
    return count;
  }
  bool failed() const noexcept { return failed_; }
  bool done() const noexcept { return !failed_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

Error make_nonsense_error() {
  return {ErrorCode::Malformed,
          "标注进程没有按约定回答，它的结果没有采用。文件可能带有恶意内容，请核实来源。"};
}

}  // namespace

std::string encode_marks(const std::vector<FileMark>& marks) {
  std::string out;
  put(out, marks.size());
  for (const FileMark& mark : marks) {
    put(out, mark.origin.page);
    put(out, mark.origin.line);
    put(out, mark.origin.column);
    put(out, static_cast<std::uint64_t>(mark.tone));
    put(out, mark.note);
  }
  return out;
}

Result<std::vector<FileMark>> decode_marks(std::string_view bytes) {
  constexpr std::size_t kNumbers = 5;
  Taker taker(bytes);
  std::vector<FileMark> marks(taker.count(kNumbers * sizeof(std::uint64_t)));
  for (FileMark& mark : marks) {
    mark.origin.page = static_cast<std::uint32_t>(taker.number());
    mark.origin.line = static_cast<std::uint32_t>(taker.number());
    mark.origin.column = static_cast<std::uint32_t>(taker.number());
    const std::uint64_t tone = taker.number();
    if (tone > static_cast<std::uint64_t>(MarkTone::Error)) return make_nonsense_error();
    mark.tone = static_cast<MarkTone>(tone);
    mark.note = taker.text();
  }
  if (!taker.done()) return make_nonsense_error();
  return marks;
}

std::string encode_marked(const Result<MarkedDocument>& marked) {
  std::string out;
  put(out, marked.ok() ? kOk : kFailed);
  if (!marked.ok()) {
    put(out, static_cast<std::uint64_t>(marked.error().code));
    put(out, marked.error().message);
    return out;
  }
  put(out, marked->bytes);
  put(out, marked->places);
  put(out, marked->unplaced.size());
  for (const std::size_t index : marked->unplaced) put(out, index);
  put(out, marked->remarks.size());
  for (const std::string& remark : marked->remarks) put(out, remark);
  return out;
}

Result<MarkedDocument> decode_marked(std::string_view bytes, std::size_t marks) {
  Taker taker(bytes);
  const std::uint64_t kind = taker.number();
  if (kind == kFailed) {
    const std::uint64_t code = taker.number();
    const std::string_view message = taker.text();
    const bool known = code == static_cast<std::uint64_t>(ErrorCode::Malformed) ||
                       code == static_cast<std::uint64_t>(ErrorCode::Unsupported) ||
                       code == static_cast<std::uint64_t>(ErrorCode::LimitExceeded) ||
                       code == static_cast<std::uint64_t>(ErrorCode::Io);
    if (!taker.done() || !known || !is_valid_utf8(message)) return make_nonsense_error();
    return Error{static_cast<ErrorCode>(code), std::string(message)};
  }
  if (kind != kOk) return make_nonsense_error();
  MarkedDocument marked;
  marked.bytes = taker.text();
  marked.places = taker.number();
  marked.unplaced.resize(taker.count(sizeof(std::uint64_t)));
  std::optional<std::size_t> before;
  for (std::size_t& index : marked.unplaced) {
    index = taker.number();
    if (index >= marks || (before && index <= *before)) return make_nonsense_error();
    before = index;
  }
  marked.remarks.resize(taker.count(sizeof(std::uint64_t)));
  for (std::string& remark : marked.remarks) {
    remark = taker.text();
    if (!is_valid_utf8(remark)) return make_nonsense_error();
  }
  const bool sound =
      taker.done() && marked.places <= marks && marked.remarks.size() <= kMostRemarks;
  if (!sound) return make_nonsense_error();
  return marked;
}

}  // namespace jx
