// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/test_seed.h"
#include "pages/wire_test_support.h"

namespace jx {
namespace {

using ::testing::HasSubstr;

/// Makes pages of every kind, small ones, with all the unusual parts now and then.
class RandomPages {
 public:
  explicit RandomPages(std::uint32_t seed) : random_(seed) {}

  Pages make() {
    Pages pages;
    const unsigned count = below(4);
    for (unsigned i = 0; i < count; ++i) pages.pages.push_back(page());
    const unsigned entries = below(3);
    for (unsigned i = 0; i < entries; ++i) pages.diagnostics.warn("code-a", text(), origin());
    if (chance()) pages.diagnostics.note("code-b", text());
    if (below(10) == 0) {
      for (int i = 0; i < 130; ++i) pages.diagnostics.warn("code-c", "often");
    }
    return pages;
  }

 private:
  unsigned below(unsigned end) { return static_cast<unsigned>(random_() % end); }
  bool chance() { return below(2) == 0; }
  std::uint32_t number() { return static_cast<std::uint32_t>(random_()) >> below(32); }
  float real() { return static_cast<float>(static_cast<std::int32_t>(random_())) / 4096; }
  Box box() {
    const float left = real();
    const float top = real();
    return {.left = left, .top = top, .right = real(), .bottom = real()};
  }
  std::string text() {
    static const std::string kWords[] = {"", "培训合格率", "≥95%", "a\tb\nc", std::string(1, '\0')};
    return below(50) == 0 ? std::string(300'000, 'x') : kWords[below(std::size(kWords))];
  }
  Origin origin() {
    Origin origin;
    for (std::uint32_t* const part : {&origin.page, &origin.table, &origin.row, &origin.column,
                                      &origin.line, &origin.first_column, &origin.last_column}) {
      if (chance()) *part = number();
    }
    if (chance()) origin.box = box();
    return origin;
  }
  NativeGrid grid() {
    NativeGrid grid{
        .rows = below(6), .columns = below(6), .title = text(), .cells = {}, .row_widths = {}};
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
      for (std::uint32_t column = 0; column < grid.columns; ++column) {
        if (chance()) continue;
        GridCell cell;
        cell.row = row;
        cell.column = column;
        if (chance()) cell.rowspan = static_cast<std::uint16_t>(1 + below(0xffff));
        if (chance()) cell.colspan = static_cast<std::uint16_t>(1 + below(0xffff));
        if (chance()) cell.confidence = static_cast<float>(below(100)) / 100;
        cell.text = text();
        cell.origin = origin();
        grid.cells.push_back(std::move(cell));
      }
    }
    if (chance()) grid.row_widths.assign(grid.rows, below(70'000) % 60'000);
    return grid;
  }
  Drawing drawing() {
    Drawing drawing{.width = real(), .height = real(), .glyphs = {}, .rulings = {}, .pictures = {}};
    const unsigned glyphs = below(20);
    for (unsigned i = 0; i < glyphs; ++i) {
      drawing.glyphs.push_back({.code = chance() ? U'瑰' : char32_t{0x10ffff - below(1000)},
                                .box = box(),
                                .size = real(),
                                .turn = static_cast<std::uint8_t>(below(4)),
                                .bold = chance()});
    }
    const unsigned rulings = below(5);
    for (unsigned i = 0; i < rulings; ++i) {
      const auto [from, to] = std::minmax({real(), real()});
      drawing.rulings.push_back(
          {.horizontal = chance(), .at = real(), .from = from, .to = to, .thickness = real()});
    }
    if (chance()) drawing.pictures.assign(below(3), box());
    return drawing;
  }
  Page page() {
    Page page{.number = number(), .blocks = {}, .drawing = {}};
    if (below(3) == 0) {
      page.drawing = drawing();
      return page;
    }
    const unsigned blocks = below(4);
    for (unsigned i = 0; i < blocks; ++i) {
      if (chance()) {
        page.blocks.emplace_back(
            TextLine{.text = text(), .origin = origin(), .is_footer = chance()});
      } else {
        page.blocks.emplace_back(grid());
      }
    }
    if (chance()) page.changes.assign(below(3), {.row = number(), .column = 1, .rowspan = 0});
    page.continues = chance();
    if (page.continues) page.expected_cells = number();
    return page;
  }

  std::mt19937 random_;
};

TEST(Wire, GivesTheSamePages) {
  const std::uint32_t seed = test_seed();
  for (std::uint32_t i = 0; i < 300; ++i) {
    const Pages pages = RandomPages(seed + i).make();
    const Result<Pages> read = from_wire(to_wire(pages), {});
    ASSERT_TRUE(read.ok()) << read.error().message << ", seed " << seed + i;
    ASSERT_TRUE(same(pages, *read)) << "seed " << seed + i;
  }
}

TEST(Wire, GivesTheSamePagesInSmallPieces) {
  const Pages pages = RandomPages(test_seed()).make();
  const Result<Pages> read = from_wire(to_wire(pages), {}, 1);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_TRUE(same(pages, *read));
}

TEST(Wire, GivesTheErrorThatTheReaderEndedWith) {
  std::string bytes;
  PageEncoder encoder = encoder_into(bytes);
  ASSERT_TRUE(encoder.add({.number = 1, .blocks = {}, .drawing = {}}).ok());
  ASSERT_TRUE(encoder.end(Error{ErrorCode::Unsupported, "要\x1b[31m密码", Origin{.line = 7}}).ok());
  const Result<Pages> read = from_wire(bytes, {});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::Unsupported);
  // Nothing that a terminal would act on.
  EXPECT_EQ(read.error().message, "要 [31m密码");
  EXPECT_EQ(read.error().origin, (Origin{.line = 7}));
}

TEST(Wire, HandsAPageOnBeforeTheNextOneIsWritten) {
  std::string bytes;
  PageEncoder encoder = encoder_into(bytes);
  const Page page{.number = 3, .blocks = {TextLine{.text = "第三页", .origin = {}}}, .drawing = {}};
  ASSERT_TRUE(encoder.add(page).ok());
  PageDecoder decoder(source_of(bytes), {});
  const auto read = decoder.next();
  ASSERT_TRUE(read.ok() && read->has_value());
  EXPECT_EQ((*read)->number, 3U);
}

TEST(Wire, RefusesWhatIsCutShort) {
  const std::string bytes = to_wire(RandomPages(test_seed()).make());
  const std::size_t step = std::max<std::size_t>(bytes.size() / 3000, 1);
  for (std::size_t size = 0; size < bytes.size(); size += step) {
    EXPECT_FALSE(from_wire(bytes.substr(0, size), {}).ok()) << size;
  }
}

/// What comes out of damaged bytes keeps the promises of a page: it can be written and read again.
TEST(Wire, TakesAnyDamage) {
  const std::uint32_t seed = test_seed();
  std::mt19937 random(seed);
  std::size_t accepted = 0;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    std::string bytes = to_wire(RandomPages(seed + i % 50).make());
    const unsigned faults = 1 + static_cast<unsigned>(random() % 4);
    for (unsigned fault = 0; fault < faults; ++fault) {
      bytes[random() % std::min<std::size_t>(bytes.size(), 2000)] = static_cast<char>(random());
    }
    const Result<Pages> read = from_wire(bytes, {.bytes = 1 << 20, .cells = 10'000});
    if (!read.ok()) continue;
    ++accepted;
    const Result<Pages> again = from_wire(to_wire(*read), {});
    ASSERT_TRUE(again.ok()) << again.error().message << ", seed " << seed << " turn " << i;
    ASSERT_TRUE(same(*read, *again)) << "seed " << seed << " turn " << i;
  }
  EXPECT_GT(accepted, 0U);
}

/// A page that no reader may give, and the words with which it is refused.
struct BadPage {
  const char* why;
  Page page;
};

Page page_of(Block block) { return {.number = 1, .blocks = {std::move(block)}, .drawing = {}}; }

Page page_of(Drawing drawing) { return {.number = 1, .blocks = {}, .drawing = std::move(drawing)}; }

GridCell cell_at(std::uint32_t row, std::uint32_t column, std::uint16_t rowspan = 1) {
  GridCell cell;
  cell.row = row;
  cell.column = column;
  cell.rowspan = rowspan;
  return cell;
}

NativeGrid grid_of(std::vector<GridCell> cells) {
  return {.rows = 2, .columns = 2, .title = {}, .cells = std::move(cells), .row_widths = {}};
}

Drawing glyph_of(char32_t code) {
  Drawing drawing;
  drawing.glyphs.push_back({.code = code, .box = {}});
  return drawing;
}

std::vector<BadPage> bad_pages() {
  constexpr float kNoNumber = std::numeric_limits<float>::quiet_NaN();
  NativeGrid odd_widths = grid_of({});
  odd_widths.row_widths = {1};
  NativeGrid wide = grid_of({});
  wide.columns = 1'000'000;
  Drawing backwards;
  backwards.rulings.push_back({.from = 2, .to = 1});
  Page both = page_of(Drawing{});
  both.blocks.emplace_back(TextLine{});
  return {
      {"no UTF-8", page_of(TextLine{.text = "\xff", .origin = {}})},
      {"beyond any page", page_of(TextLine{.text = {}, .origin = {.box = {.left = kNoNumber}}})},
      {"beyond any page", page_of(TextLine{.text = {}, .origin = {.box = {.left = -2e6F}}})},
      {"below its grid", page_of(grid_of({cell_at(2, 0)}))},
      {"beside its grid", page_of(grid_of({cell_at(0, 2)}))},
      {"order", page_of(grid_of({cell_at(0, 1), cell_at(0, 0)}))},
      {"order", page_of(grid_of({cell_at(0, 1), cell_at(0, 1)}))},
      {"below its grid", page_of(grid_of({cell_at(1, 0), cell_at(0, 0)}))},
      {"without extent", page_of(grid_of({cell_at(0, 0, 0)}))},
      {"widths of other rows", page_of(odd_widths)},
      {"beyond its limit", page_of(wide)},
      {"half a character", page_of(glyph_of(0xd800))},
      {"beyond its limit", page_of(glyph_of(0x110000))},
      {"before it begins", page_of(backwards)},
      {"both drawn", both},
  };
}

TEST(Wire, RefusesPagesThatBreakTheirPromises) {
  for (const BadPage& bad : bad_pages()) {
    Pages pages;
    pages.pages.push_back(bad.page);
    const Result<Pages> read = from_wire(to_wire(pages), {});
    ASSERT_FALSE(read.ok()) << bad.why;
    EXPECT_THAT(read.error().message, HasSubstr(bad.why));
  }
}

TEST(Wire, KeepsTheLimitsOfADocument) {
  Pages pages;
  pages.pages.push_back(page_of(TextLine{.text = "十二个字节", .origin = {}}));
  pages.pages.push_back(page_of(grid_of({cell_at(0, 0), cell_at(0, 1)})));
  const std::string bytes = to_wire(pages);
  EXPECT_TRUE(from_wire(bytes, {.bytes = 15, .cells = 6}).ok());
  EXPECT_FALSE(from_wire(bytes, {.bytes = 14, .cells = 6}).ok());
  EXPECT_FALSE(from_wire(bytes, {.bytes = 15, .cells = 5}).ok());
}

/// A length of a gigabyte in ten bytes costs no gigabyte: what is claimed is not believed.
TEST(Wire, BelievesNoCountBeforeItHasSeenTheItems) {
  std::string bytes = to_wire({});
  bytes.resize(5);                  // Mark and version.
  bytes += "\x01\x01\x01";          // A page, its number, one block:
  bytes += std::string("\x00", 1);  // a line
  bytes += "\xff\xff\xff\xff\x03";  // of 1,073,741,823 bytes.
  const Result<Pages> read = from_wire(bytes, {});
  ASSERT_FALSE(read.ok());
  EXPECT_THAT(read.error().message, HasSubstr("end in the middle"));
}

TEST(Wire, PassesOnTheErrorOfItsSource) {
  PageDecoder decoder(
      [](std::span<char>) -> Result<std::size_t> {
        return Error{ErrorCode::LimitExceeded, "太久"};
      },
      {});
  const auto read = decoder.next();
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::LimitExceeded);
}

}  // namespace
}  // namespace jx
