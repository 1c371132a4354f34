// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lexicon/lexicon.h"
#include "tables/line_look.h"
#include "tables/line_memory.h"
#include "tables/table.h"

namespace jx {

/// What the lines just above a table say about it.
struct Captions {
  Caption title;
  Caption label;
  Caption unit;
  std::string unit_words;
  bool continuation = false;  ///< "续表"
};

/// Lines that wait for the table they may belong to. Those that turn out to be captions of the
/// next table are taken off; all others come out as OutsideLine, in order.
class CaptionQueue {
 public:
  /// Puts lines into `lines`, before the table whose index `next_table` is at that moment.
  CaptionQueue(const Lexicon& lexicon, std::vector<OutsideLine>& lines,
               const std::uint32_t& next_table)
      : lexicon_(lexicon), out_(lines), next_table_(next_table) {}

  /// A line of running text, or of words that stood in a grid above its header.
  enum class From : std::uint8_t { Text, Grid };
  void add(Caption line, From from);
  /// A title the format itself names as such.
  void add_title(Caption line);
  /// A page number; `number` as printed.
  void add_page_number(Caption line, std::string number);

  /// Takes the captions of a table that begins here and gives out the lines before it.
  Captions take_captions();
  /// Gives out all lines: no table follows.
  void flush();

  /// True when words that are no caption have come out since `close_table`: what follows is
  /// then no continuation.
  bool interrupted() const noexcept { return interrupted_; }
  /// True when nothing but page numbers waits or has come out since `close_table`.
  bool only_page_numbers() const;
  void close_table() { interrupted_ = false; }

  const LineMemory& titles() const noexcept { return titles_; }

 private:
  struct Waiting {
    Caption line = {};
    LineLook look = {};
    From from = From::Text;
    bool taken = false;
  };

  void push(Waiting waiting);
  bool take(Waiting& waiting, Captions& captions) const;
  bool take_title(Waiting& waiting, Captions& captions) const;
  void give_out(Waiting waiting);

  const Lexicon& lexicon_;
  std::vector<OutsideLine>& out_;
  const std::uint32_t& next_table_;
  std::vector<Waiting> waiting_;
  LineMemory titles_;
  LineMemory lines_;
  bool interrupted_ = false;
};

}  // namespace jx
