// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/delimiter.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "base/text.h"

namespace jx {
namespace {

constexpr std::size_t kSampleBytes = 256 << 10;
constexpr std::size_t kMostRecords = 1000;

/// In the order of preference when two cut equally well. The first four are the usual ones; the
/// others must cut every row alike, because they also occur inside ordinary words.
constexpr std::string_view kCandidates[] = {"\t", ",", ";", "|",  "，", "；", "｜", "^",
                                            "~",  "¦", "&", "#",  "@",  "!",  "$",  "*",
                                            "=",  "+", "/", "\\", "_",  ":"};
constexpr std::size_t kUsualCandidates = 4;

/// The beginning of the text, cut at a line end so that the last row is whole.
std::string_view sample_of(std::string_view text) {
  if (text.size() <= kSampleBytes) return text;
  const std::string_view head = text.substr(0, kSampleBytes);
  const std::size_t end = head.rfind('\n');
  return end == std::string_view::npos ? head : head.substr(0, end + 1);
}

bool is_line_end(char c) noexcept { return c == '\n' || c == '\r'; }

/// How many fields each row with words in it has.
class FieldCounter {
 public:
  FieldCounter(std::string_view text, std::string_view delimiter, bool with_quotes)
      : text_(text), delimiter_(delimiter), with_quotes_(with_quotes) {}

  std::vector<std::uint32_t> count() {
    while (position_ < text_.size() && counts_.size() < kMostRecords) take();
    end_row();
    return std::move(counts_);
  }
  /// True when the text ended inside quotes: then the quotes are no CSV quotes.
  bool unbalanced() const noexcept { return quoted_; }

 private:
  void take() {
    const char c = text_[position_];
    if (with_quotes_ && c == '"' && (quoted_ || at_field_start_)) {
      quoted_ = !quoted_;
      at_field_start_ = !quoted_;  // A doubled quote reopens at once.
      has_words_ = true;
      ++position_;
    } else if (!quoted_ && text_.substr(position_).starts_with(delimiter_)) {
      ++fields_;
      at_field_start_ = true;
      position_ += delimiter_.size();
    } else if (!quoted_ && is_line_end(c)) {
      end_row();
      ++position_;
    } else {
      at_field_start_ = false;
      has_words_ = has_words_ || static_cast<unsigned char>(c) > 0x20;
      ++position_;
    }
  }

  void end_row() {
    if (has_words_) counts_.push_back(fields_);
    fields_ = 1;
    has_words_ = false;
    at_field_start_ = true;
  }

  std::string_view text_;
  std::string_view delimiter_;
  bool with_quotes_;
  std::size_t position_ = 0;
  std::uint32_t fields_ = 1;
  bool quoted_ = false;
  bool at_field_start_ = true;
  bool has_words_ = false;
  std::vector<std::uint32_t> counts_;
};

std::vector<std::uint32_t> count_fields(std::string_view sample, std::string_view delimiter) {
  FieldCounter with_quotes(sample, delimiter, true);
  std::vector<std::uint32_t> counts = with_quotes.count();
  if (!with_quotes.unbalanced()) return counts;
  return FieldCounter(sample, delimiter, false).count();
}

struct Regularity {
  std::size_t rows = 0;
  std::uint32_t columns = 0;  ///< The most common number of fields above one.
  double uniform = 0;         ///< Share of the rows that have just so many.
  double repeated = 0;        ///< Share of the rows that are cut like some other row.
};

Regularity measure(std::string_view sample, std::string_view delimiter) {
  const std::vector<std::uint32_t> counts = count_fields(sample, delimiter);
  std::map<std::uint32_t, std::size_t> rows_by_count;
  for (const std::uint32_t count : counts) {
    if (count > 1) ++rows_by_count[count];
  }
  Regularity result{.rows = counts.size()};
  std::size_t most = 0;
  std::size_t repeated = 0;
  for (const auto& [count, rows] : rows_by_count) {
    if (rows > 1) repeated += rows;
    if (rows < most) continue;
    most = rows;
    result.columns = count;
  }
  if (counts.empty()) return result;
  result.uniform = static_cast<double>(most) / static_cast<double>(counts.size());
  result.repeated = static_cast<double>(repeated) / static_cast<double>(counts.size());
  return result;
}

/// Sentences end their lines with a full stop; rows of a table seldom do.
bool reads_like_sentences(std::string_view sample) {
  std::size_t lines = 0;
  std::size_t sentences = 0;
  for (std::string_view line : split(sample, "\n")) {
    line = trimmed(line);
    if (line.empty()) continue;
    ++lines;
    for (const std::string_view end : {"。", "！", "？", "；", ".", "!", "?"}) {
      if (!line.ends_with(end)) continue;
      ++sentences;
      break;
    }
  }
  return sentences * 5 > lines;
}

bool is_convincing(const Regularity& regularity, bool usual, DelimiterHint hint) {
  if (regularity.columns < 2) return false;
  const bool uniform = regularity.uniform >= 1;
  if (hint == DelimiterHint::Delimited) {
    return usual || (regularity.columns >= 3 && regularity.repeated > 0.5);
  }
  if (!usual) return uniform && regularity.rows >= 3 && regularity.columns >= 3;
  if (regularity.rows < 2) return false;
  return uniform || (regularity.uniform >= 0.8 && regularity.columns >= 3);
}

/// How far a candidate must lead to overrule a more usual one.
constexpr double kLead = 0.02;
constexpr double kLeadOfUnusual = 0.2;

}  // namespace

std::optional<std::string> find_stated_delimiter(std::string_view text) {
  if (!text.starts_with("sep=")) return std::nullopt;
  const std::string_view line = text.substr(4, text.find_first_of("\r\n") - 4);
  if (line.empty() || line.size() > 4 || character_count(line) != 1) return std::nullopt;
  return std::string(line);
}

std::optional<std::string> find_delimiter(std::string_view text, DelimiterHint hint) {
  if (std::optional<std::string> stated = find_stated_delimiter(text)) return stated;
  const std::string_view sample = sample_of(text);
  std::optional<std::string> best;
  double best_repeated = -1;
  for (std::size_t i = 0; i < std::size(kCandidates); ++i) {
    const std::string_view candidate = kCandidates[i];
    if (!contains(sample, candidate)) continue;
    const Regularity regularity = measure(sample, candidate);
    if (!is_convincing(regularity, i < kUsualCandidates, hint)) continue;
    const double lead = i < kUsualCandidates ? kLead : kLeadOfUnusual;
    if (best && regularity.repeated < best_repeated + lead) continue;
    best = std::string(candidate);
    best_repeated = regularity.repeated;
  }
  if (best && hint == DelimiterHint::None && reads_like_sentences(sample) && *best != "\t") {
    return std::nullopt;
  }
  return best;
}

}  // namespace jx
