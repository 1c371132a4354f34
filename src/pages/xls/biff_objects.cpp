// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xls/biff_objects.h"

#include <algorithm>
#include <utility>

#include "codecs/little_endian.h"

namespace jx {
namespace {

/// More text of comments than any sheet has that people made.
constexpr std::size_t kMostCommentBytes = 4 << 20;

constexpr std::uint32_t kPicture = 0x08;
constexpr std::uint32_t kChart = 0x05;
constexpr std::uint32_t kNote = 0x19;
constexpr std::uint32_t kGroup = 0x00;
constexpr std::uint32_t kLine = 0x01;

bool is_control(std::uint32_t kind) noexcept {
  constexpr std::uint32_t kButton = 0x07;
  constexpr std::uint32_t kFirst = 0x0b;  // Check box, option button, edit box, label, …
  constexpr std::uint32_t kLast = 0x14;
  return kind == kButton || (kind >= kFirst && kind <= kLast);
}

/// How many records so many characters take; each begins with their width.
std::size_t count_parts(std::size_t characters, const std::vector<std::string_view>& parts) {
  std::size_t used = 0;
  while (characters > 0 && used < parts.size()) {
    const std::string_view part = parts[used++];
    const std::size_t room = part.empty() ? 0 : (part.size() - 1) / ((part[0] & 1) != 0 ? 2 : 1);
    characters -= std::min(characters, room);
  }
  return used;
}

}  // namespace

/// Finds the corner of the shape among the records of the drawing ([MS-ODRAW]), which contain one
/// another.
void BiffObjects::read_drawing(std::string_view data) {
  constexpr std::size_t kHeaderBytes = 8;
  constexpr std::uint32_t kContainer = 0x0f;
  constexpr std::uint32_t kAnchor = 0xf010;
  for (std::size_t at = 0; at + kHeaderBytes <= data.size();) {
    const std::uint32_t version = little16(data, at) & 0x0fU;
    const std::uint32_t kind = little16(data, at + 2);
    const std::size_t length = little32(data, at + 4);
    at += kHeaderBytes;
    if (kind == kAnchor) {
      column_ = little16(data, at + 2);
      row_ = little16(data, at + 6);
    }
    if (version == kContainer) continue;
    if (length > data.size() - at) return;
    at += length;
  }
}

void BiffObjects::read_object(std::string_view data) {
  constexpr std::uint32_t kOfProgram = 0x0100;  // The arrow of a filter.
  const bool old = !words_.unicode;
  const std::uint32_t kind = little16(data, 4);
  number_ = little16(data, 6);
  const bool of_program = !old && (little16(data, 8) & kOfProgram) != 0;
  kind_ = kind == kNote ? Kind::Comment : is_control(kind) ? Kind::Control : Kind::Shape;
  if (kind == kNote || kind == kGroup || of_program) return;
  if (old) return pages_.note_unread("图形、图片或文本框");
  if (kind == kPicture) pages_.note_unread("图片");
  if (kind == kChart) pages_.note_unread("图表");
  if (kind == kLine) pages_.note_unread("图形");
  if (kind_ == Kind::Control) pages_.note_unread("控件（选项是否勾选等）");
}

void BiffObjects::read_text(std::string_view data, std::vector<std::string_view> continued) {
  const std::uint32_t count = little16(data, 10);
  const bool has_looks = little16(data, 12) != 0;
  const std::size_t parts = count_parts(count, continued);
  const auto behind = static_cast<std::ptrdiff_t>(
      std::min(parts + (count > 0 && has_looks ? 1U : 0U), continued.size()));
  std::vector<std::string_view> text(continued.begin(),
                                     continued.begin() + static_cast<std::ptrdiff_t>(parts));
  if (!text.empty()) add_text(count, std::move(text));
  // Then the drawing goes on, for programs that write it in records that continue this one.
  std::for_each(continued.begin() + behind, continued.end(),
                [this](std::string_view part) { read_drawing(part); });
}

void BiffObjects::add_text(std::uint32_t count, std::vector<std::string_view> parts) {
  BiffReader reader(std::move(parts), {});
  const bool wide = (reader.read8() & 1U) != 0;
  std::string text = reader.read_characters(count, wide);
  if (kind_ != Kind::Comment) return pages_.add_text_box(row_, column_, text);
  comment_bytes_ += text.size();
  if (comment_bytes_ > kMostCommentBytes) return pages_.note_unread("其余的批注");
  comments_[number_] = std::move(text);
}

void BiffObjects::read_comment(std::string_view data) {
  if (!words_.unicode) return read_old_comment(data);
  const auto found = comments_.find(little16(data, 6));
  if (found == comments_.end()) return pages_.note_unread("批注");
  BiffReader reader(data.substr(std::min<std::size_t>(8, data.size())), {});
  const std::uint32_t length = reader.read16();
  pages_.add_comment(little16(data, 0), little16(data, 2), reader.read_string(length),
                     found->second);
}

/// The first record says how long the whole is; those that go on name no row.
void BiffObjects::read_old_comment(std::string_view data) {
  constexpr std::uint32_t kGoesOn = 0xffff;
  const bool goes_on = little16(data, 0) == kGoesOn;
  if (!goes_on) {
    finish();
    open_ = true;
    open_row_ = little16(data, 0);
    open_column_ = little16(data, 2);
  }
  if (open_ && open_bytes_.size() < kMostCommentBytes) {
    open_bytes_ += data.substr(std::min<std::size_t>(6, data.size()));
  }
}

void BiffObjects::finish() {
  const std::string bytes = std::exchange(open_bytes_, {});
  if (!std::exchange(open_, false)) return;
  BiffReader reader(bytes, words_);
  pages_.add_comment(open_row_, open_column_, "",
                     reader.read_string(static_cast<std::uint32_t>(bytes.size())));
}

}  // namespace jx
