// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/caption_queue.h"

#include <algorithm>
#include <utility>

namespace jx {
namespace {

/// Captions stand close to their table; what waits longer is text.
constexpr std::size_t kMostCaptionLines = 10;
constexpr std::size_t kMostWaiting = 64;

LineKind kind_of(const LineLook& look) noexcept {
  switch (look.role) {
    case LineRole::PageNumber: return LineKind::PageNumber;
    case LineRole::Label:
    case LineRole::Title:
    case LineRole::Continuation:
    case LineRole::FormNumber:
    case LineRole::Heading: return LineKind::Heading;
    case LineRole::Unit:
    case LineRole::Context:
    case LineRole::Statement: break;
  }
  return LineKind::Statement;
}

/// A part of a line, as sure as the whole.
Caption with_words(const Caption& line, const std::string& words) {
  Caption part = line;
  part.text = words;
  return part;
}

/// Lines that may stand between the parts of a table.
bool joins_parts(LineRole role) noexcept {
  return role == LineRole::PageNumber || role == LineRole::Continuation;
}

}  // namespace

void CaptionQueue::add(Caption line, From from) {
  LineLook look = look_at(line.text, lexicon_);
  push({.line = std::move(line), .look = std::move(look), .from = from});
}

void CaptionQueue::add_title(Caption line) {
  LineLook look = look_at(line.text, lexicon_);
  const bool more =
      (look.role == LineRole::Unit || look.role == LineRole::Label) && !look.title.empty();
  if (!more && look.role != LineRole::Context) look = {.role = LineRole::Title, .title = line.text};
  push({.line = std::move(line), .look = std::move(look), .from = From::Grid});
}

void CaptionQueue::add_page_number(Caption line, std::string number) {
  LineLook look{.role = LineRole::PageNumber, .number = std::move(number)};
  push({.line = std::move(line), .look = std::move(look)});
}

void CaptionQueue::push(Waiting waiting) {
  waiting_.push_back(std::move(waiting));
  if (waiting_.size() < kMostWaiting) return;
  const auto kept = waiting_.end() - static_cast<std::ptrdiff_t>(kMostCaptionLines);
  for (auto line = waiting_.begin(); line != kept; ++line) give_out(std::move(*line));
  waiting_.erase(waiting_.begin(), kept);
}

Captions CaptionQueue::take_captions() {
  Captions captions;
  std::size_t looked_at = 0;
  for (auto line = waiting_.rbegin(); line != waiting_.rend(); ++line) {
    if (++looked_at > kMostCaptionLines || !take(*line, captions)) break;
  }
  if (!captions.title.text.empty()) titles_.add(captions.title.text);
  std::erase_if(waiting_, [](const Waiting& line) { return line.taken; });
  flush();
  return captions;
}

void CaptionQueue::flush() {
  for (Waiting& line : waiting_) give_out(std::move(line));
  waiting_.clear();
}

bool CaptionQueue::only_page_numbers() const {
  return !interrupted_ && std::all_of(waiting_.begin(), waiting_.end(), [](const Waiting& line) {
    return line.look.role == LineRole::PageNumber || line.look.role == LineRole::Continuation;
  });
}

/// Takes one line for the captions if it can be one; false where the captions end.
bool CaptionQueue::take(Waiting& waiting, Captions& captions) const {
  const LineLook& look = waiting.look;
  const bool title_taken = !captions.title.text.empty();
  switch (look.role) {
    case LineRole::PageNumber: return false;
    case LineRole::Unit:
      if (!captions.unit.text.empty() || (title_taken && !look.title.empty())) return false;
      captions.unit = waiting.line;
      captions.unit_words = look.unit_words;
      if (!look.title.empty()) captions.title = with_words(waiting.line, look.title);
      if (!look.label.empty()) captions.label = with_words(waiting.line, look.label);
      waiting.taken = true;
      return true;
    case LineRole::Label:
      if (!captions.label.text.empty() || (title_taken && !look.title.empty())) return false;
      captions.label = with_words(waiting.line, look.label);
      if (!look.title.empty()) captions.title = with_words(waiting.line, look.title);
      waiting.taken = true;
      return true;
    case LineRole::Continuation:
      captions.continuation = true;
      if (!captions.label.text.empty()) return true;
      captions.label = waiting.line;
      waiting.taken = true;
      return true;
    case LineRole::FormNumber:
    case LineRole::Context:
      // These stand between captions, and stay lines of their own; a title may still be one.
      if (titles_.contains(waiting.line.text)) return take_title(waiting, captions);
      return true;
    case LineRole::Title: return take_title(waiting, captions);
    case LineRole::Heading:
    case LineRole::Statement: break;
  }
  const bool known = titles_.contains(waiting.line.text);
  const bool above_header =
      waiting.from == From::Grid && !look.numbered && may_be_title(waiting.line.text);
  return (known || above_header) && take_title(waiting, captions);
}

bool CaptionQueue::take_title(Waiting& waiting, Captions& captions) const {
  if (!captions.title.text.empty()) return false;
  captions.title = waiting.line;
  waiting.taken = true;
  return true;
}

void CaptionQueue::give_out(Waiting waiting) {
  // A line that has been there before is a running head, not new words between two tables; so is
  // the title of a table printed once more.
  const bool is_title = titles_.contains(waiting.line.text);
  const bool seen = is_title || lines_.contains(waiting.line.text);
  if (!seen) lines_.add(waiting.line.text);
  interrupted_ = interrupted_ || (!seen && !joins_parts(waiting.look.role));
  out_.push_back({.kind = is_title ? LineKind::Heading : kind_of(waiting.look),
                  .text = std::move(waiting.line.text),
                  .origin = waiting.line.origin,
                  .number = std::move(waiting.look.number),
                  .before_table = next_table_,
                  .confidence = waiting.line.confidence,
                  .other_readings = std::move(waiting.line.other_readings)});
}

}  // namespace jx
