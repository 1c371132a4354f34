// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/plain_rows.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace jx {
namespace {

/// What stands before the rows is short; rows are, too.
constexpr std::size_t kMostHeadBytes = 1 << 20;
constexpr std::size_t kMostRowBytes = 4 << 20;
constexpr std::size_t kMostAttributes = 16;
constexpr std::string_view kRowsBegin = "<sheetData>";

enum class Mark : std::uint8_t {
  Text,      ///< Stands for itself, in text and in attributes.
  TextOnly,  ///< In text only.
  Doubtful,  ///< In text, but what stands beside it has to be looked at.
  End,       ///< "<" and the quotation mark.
  Foreign,
};

constexpr std::array<Mark, 256> make_marks() {
  std::array<Mark, 256> marks{};
  for (std::size_t c = 0; c < marks.size(); ++c) {
    marks[c] = c < 0x20 ? Mark::Foreign : c < 0x80 ? Mark::Text : Mark::Doubtful;
  }
  marks['\t'] = marks['\n'] = Mark::TextOnly;
  marks[']'] = Mark::Doubtful;  // "]]>" is not allowed in text.
  marks['<'] = marks['"'] = Mark::End;
  marks['&'] = Mark::Foreign;
  return marks;
}

constexpr std::array<Mark, 256> kMarks = make_marks();

constexpr bool is_space(char c) noexcept { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

constexpr bool is_name(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' ||
         c == '_' || c == '.' || c == '-';
}

/// Text in which every character may stand where it stands.
bool is_sound(std::string_view text) {
  // U+FFFE and U+FFFF are no characters of XML.
  return text.find("]]>") == std::string_view::npos &&
         text.find("\xef\xbf") == std::string_view::npos && is_valid_utf8(text);
}

/// The references that need no declaration.
bool has_known_references(std::string_view text) {
  constexpr std::string_view kKnown[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::string_view rest = text.substr(at);
    if (std::none_of(std::begin(kKnown), std::end(kKnown),
                     [rest](std::string_view known) { return rest.starts_with(known); })) {
      return false;
    }
  }
  return true;
}

class RowScanner {
 public:
  RowScanner(std::string_view bytes, PlainRow& row)
      : begin_(bytes.data()), at_(begin_), end_(begin_ + bytes.size()), row_(row) {}

  PlainForm read() {
    row_.number = row_.hidden = {};
    row_.cells.clear();
    if (!read_row()) return cut_off_ ? PlainForm::CutOff : PlainForm::Foreign;
    row_.bytes = static_cast<std::size_t>(at_ - begin_);
    return PlainForm::Plain;
  }

 private:
  enum class Tag : std::uint8_t { Foreign, Open, Empty };

  bool read_row() {
    if (!take("<row")) return false;
    const Tag tag = read_attributes([this](std::string_view name, std::string_view value) {
      return take_row_attribute(name, value);
    });
    if (tag != Tag::Open) return tag == Tag::Empty;
    while (true) {
      skip_space();
      if (!starts_with("<c")) break;
      if (!read_cell()) return false;
    }
    return take("</row>");
  }

  /// A name comes only once in a tag.
  bool is_first(std::string_view name) {
    auto* const end = seen_.data() + names_;
    if (names_ == seen_.size() || std::find(seen_.data(), end, name) != end) return false;
    seen_[names_++] = name;
    return true;
  }

  /// Whatever a row says of its looks. A prefix might stand before the names that matter.
  bool take_row_attribute(std::string_view name, std::string_view value) {
    if (!is_first(name)) return false;
    const std::size_t colon = name.find(':');
    if (colon != std::string_view::npos) return name.find_first_of("rh", colon) != colon + 1;
    if (name == "r") row_.number = value;
    if (name == "hidden") row_.hidden = value;
    return true;
  }

  bool read_cell() {
    at_ += 2;
    PlainCell& cell = row_.cells.emplace_back();
    unsigned taken = 0;
    const Tag tag = read_attributes([&](std::string_view name, std::string_view value) {
      return take_cell_attribute(cell, name, value, taken);
    });
    if (tag != Tag::Open) return tag == Tag::Empty;
    skip_space();
    if (starts_with("<f")) {
      if (!read_formula()) return false;
      cell.has_formula = true;
      skip_space();
    }
    if (starts_with("<v")) {
      if (!read_value(cell.value)) return false;
    } else if (starts_with("<i")) {
      if (!read_inline_words(cell.words)) return false;
    }
    skip_space();
    return take("</c>");
  }

  static bool take_cell_attribute(PlainCell& cell, std::string_view name, std::string_view value,
                                  unsigned& taken) {
    constexpr std::array<std::string_view, 6> kNames = {"r", "s", "t", "cm", "vm", "ph"};
    const auto* const found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return false;
    const unsigned bit = 1U << static_cast<unsigned>(found - kNames.begin());
    if ((taken & bit) != 0) return false;
    taken |= bit;
    if (bit == 1) cell.place = value;
    if (bit == 2) cell.style = value;
    if (bit == 4) cell.type = value;
    return true;
  }

  bool read_formula() {
    at_ += 2;
    names_ = 0;
    const Tag tag =
        read_attributes([this](std::string_view name, std::string_view) { return is_first(name); });
    if (tag != Tag::Open) return tag == Tag::Empty;
    const char* const begin = at_;
    bool doubtful = false;
    while (at_ != end_ && *at_ != '<') {
      const Mark mark = kMarks[static_cast<unsigned char>(*at_)];
      if (mark == Mark::Foreign && *at_ != '&') return false;
      doubtful = doubtful || mark == Mark::Doubtful || mark == Mark::Foreign;
      ++at_;
    }
    const std::string_view formula(begin, static_cast<std::size_t>(at_ - begin));
    if (at_ != end_ && doubtful && (!is_sound(formula) || !has_known_references(formula))) {
      return false;
    }
    return take("</f>");
  }

  bool read_value(std::string_view& value) {
    if (starts_with("<v/>")) {
      at_ += 4;
      return true;
    }
    return take("<v>") && read_text(value) && take("</v>");
  }

  bool read_inline_words(std::string_view& words) {
    if (!take("<is><t")) return false;
    if (starts_with(" xml:space=\"preserve\"")) at_ += 21;
    return take(">") && read_text(words) && take("</t></is>");
  }

  bool read_text(std::string_view& text) {
    const char* const begin = at_;
    bool doubtful = false;
    while (at_ != end_) {
      const Mark mark = kMarks[static_cast<unsigned char>(*at_)];
      if (mark == Mark::Foreign) return false;
      if (*at_ == '<') break;
      doubtful = doubtful || mark == Mark::Doubtful;
      ++at_;
    }
    text = {begin, static_cast<std::size_t>(at_ - begin)};
    return at_ == end_ || !doubtful || is_sound(text);
  }

  /// Up to the end of the tag; `visit(name, value)` says whether it knows what to do with one.
  template <typename Visit>
  Tag read_attributes(const Visit& visit) {
    while (at_ != end_) {
      if (*at_ == '>') {
        ++at_;
        return Tag::Open;
      }
      if (*at_ == '/') return take("/>") ? Tag::Empty : Tag::Foreign;
      if (!is_space(*at_)) return Tag::Foreign;
      skip_space();
      if (at_ == end_ || *at_ == '>' || *at_ == '/') continue;
      std::string_view name;
      std::string_view value;
      if (!read_attribute(name, value) || !visit(name, value)) return Tag::Foreign;
    }
    cut_off_ = true;
    return Tag::Foreign;
  }

  bool read_attribute(std::string_view& name, std::string_view& value) {
    const char* const begin = at_;
    while (at_ != end_ && is_name(*at_)) ++at_;
    name = {begin, static_cast<std::size_t>(at_ - begin)};
    const bool begins_a_name = !name.empty() && name[0] != '-' && name[0] != '.' &&
                               name[0] != ':' && (name[0] < '0' || name[0] > '9');
    if (at_ != end_ && !begins_a_name) return false;
    if (!take("=\"")) return false;
    const char* const quoted = at_;
    while (at_ != end_ && kMarks[static_cast<unsigned char>(*at_)] == Mark::Text) ++at_;
    value = {quoted, static_cast<std::size_t>(at_ - quoted)};
    return take("\"");
  }

  void skip_space() noexcept {
    while (at_ != end_ && is_space(*at_)) ++at_;
  }

  bool starts_with(std::string_view words) const noexcept {
    return std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(words);
  }

  bool take(std::string_view words) noexcept {
    if (!starts_with(words)) {
      cut_off_ = static_cast<std::size_t>(end_ - at_) < words.size();
      return false;
    }
    at_ += words.size();
    return true;
  }

  const char* begin_;
  const char* at_;
  const char* end_;
  PlainRow& row_;
  std::array<std::string_view, kMostAttributes> seen_;
  std::size_t names_ = 0;
  bool cut_off_ = false;
};

/// Nothing before the rows may say that bytes mean anything else than in plain UTF-8.
bool is_plain_head(std::string_view head) {
  if (head.find("<!") != std::string_view::npos) return false;
  if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
  const std::string_view declaration = head.substr(0, head.find("?>"));
  const std::size_t encoding = declaration.find("encoding");
  if (encoding == std::string_view::npos) return head.starts_with('<');
  const std::string folded = fold(declaration.substr(encoding));
  return head.starts_with("<?xml") && contains(folded, "utf-8");
}

}  // namespace

PlainForm read_plain_row(std::string_view bytes, PlainRow& row) {
  return RowScanner(bytes, row).read();
}

Result<void> PlainRowFeed::feed(XmlReader& parser, std::string_view piece, bool last) {
  if (state_ == State::ByParser) return parser.feed(piece);
  waiting_.erase(0, at_);
  at_ = 0;
  waiting_ += piece;
  if (state_ == State::BeforeRows) JX_TRY_VOID(enter_rows(parser));
  if (state_ == State::InRows) JX_TRY_VOID(read_rows(parser));
  return last && state_ != State::ByParser ? leave_to_parser(parser) : Result<void>();
}

Result<void> PlainRowFeed::enter_rows(XmlReader& parser) {
  const std::size_t found = waiting_.find(kRowsBegin);
  if (found == std::string::npos) {
    return waiting_.size() > kMostHeadBytes ? leave_to_parser(parser) : Result<void>();
  }
  const std::string_view head(waiting_.data(), found + kRowsBegin.size());
  if (!is_plain_head(head.substr(0, found))) return leave_to_parser(parser);
  JX_TRY_VOID(parser.feed(head));
  at_ = head.size();
  if (!between_rows_()) return leave_to_parser(parser);
  state_ = State::InRows;
  return {};
}

Result<void> PlainRowFeed::read_rows(XmlReader& parser) {
  while (true) {
    const std::string_view rest = std::string_view(waiting_).substr(at_);
    switch (read_plain_row(rest, row_)) {
      case PlainForm::Plain:
        JX_TRY_VOID(add_row_(row_));
        parser.skip(rest.substr(0, row_.bytes));
        at_ += row_.bytes;
        break;
      case PlainForm::CutOff:
        return rest.size() > kMostRowBytes ? leave_to_parser(parser) : Result<void>();
      case PlainForm::Foreign: {
        JX_TRY(const bool goes_on, hand_row_over(parser));
        if (!goes_on) return {};
        break;
      }
    }
  }
}

/// The parser reads up to the end of the row. If it does not stand between rows then, the end was
/// none. False when there is nothing to go on with.
Result<bool> PlainRowFeed::hand_row_over(XmlReader& parser) {
  constexpr std::string_view kRowEnd = "</row>";
  const std::string_view rest = std::string_view(waiting_).substr(at_);
  const std::size_t begin = std::min(rest.find_first_not_of(" \t\r\n"), rest.size());
  const std::size_t end = rest.find(kRowEnd);
  const bool is_row = rest.substr(begin).starts_with("<row");
  const bool may_become_row = begin == rest.size() || (is_row && end == std::string_view::npos);
  if (may_become_row && rest.size() <= kMostRowBytes) return false;
  if (!is_row || may_become_row) {
    JX_TRY_VOID(leave_to_parser(parser));
    return false;
  }
  // Blanks between rows are for the parser, the row behind them may be plain.
  const std::size_t length = begin > 0 ? begin : end + kRowEnd.size();
  JX_TRY_VOID(parser.feed(rest.substr(0, length)));
  at_ += length;
  if (between_rows_()) return true;
  JX_TRY_VOID(leave_to_parser(parser));
  return false;
}

Result<void> PlainRowFeed::leave_to_parser(XmlReader& parser) {
  state_ = State::ByParser;
  const std::string rest = std::exchange(waiting_, {});
  return parser.feed(std::string_view(rest).substr(std::exchange(at_, 0)));
}

}  // namespace jx
