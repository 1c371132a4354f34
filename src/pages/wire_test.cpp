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
    for (const GridCell& cell : grid.cells) {
      if (below(4) == 0) grid.other_readings.push_back({cell.row, cell.column, text()});
      if (below(9) == 0) grid.other_readings.push_back({cell.row, cell.column, "瑰"});
    }
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
      if (chance()) drawing.glyphs.back().certainty = static_cast<std::uint8_t>(below(101));
    }
    const unsigned rulings = below(5);
    for (unsigned i = 0; i < rulings; ++i) {
      const auto [from, to] = std::minmax({real(), real()});
      drawing.rulings.push_back(
          {.horizontal = chance(), .at = real(), .from = from, .to = to, .thickness = real()});
    }
    if (chance()) drawing.pictures.assign(below(3), box());
    if (chance()) drawing.other_readings.assign(below(3), {.box = box(), .text = text()});
    return drawing;
  }
  Scan scan() {
    Scan scan{
        .width = 1 + below(1000), .height = 1 + below(1000), .dots_per_inch = 150, .pixels = {}};
    scan.pixels.resize(std::size_t{scan.width} * scan.height);
    for (char& pixel : scan.pixels) pixel = static_cast<char>(random_());
    return scan;
  }
  Page page() {
    Page page{.number = number(), .blocks = {}, .drawing = {}};
    if (below(3) == 0) {
      page.drawing = drawing();
      if (chance()) page.scan = scan();
      return page;
    }
    const unsigned blocks = below(4);
    for (unsigned i = 0; i < blocks; ++i) {
      if (chance()) {
        page.blocks.emplace_back(
            TextLine{.text = text(), .origin = origin(), .is_footer = chance()});
        auto& line = std::get<TextLine>(page.blocks.back());
        if (chance()) line.confidence = 0.25F;
        if (below(4) == 0) line.other_readings = {text(), "瑰"};
      } else {
        page.blocks.emplace_back(grid());
      }
    }
    if (chance()) page.changes.assign(below(3), {.row = number(), .column = 1, .rowspan = 0});
    page.continues = chance();
    if (chance()) page.expected_cells = number();
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

TEST(Wire, TakesAnErrorThatQuotesBytesWhichAreNoCharacters) {
  std::string bytes;
  PageEncoder encoder = encoder_into(bytes);
  ASSERT_TRUE(encoder.end(Error{ErrorCode::Malformed, "没有“\xff”"}).ok());
  const Result<Pages> arrived = from_wire(bytes, {});
  ASSERT_FALSE(arrived.ok());
  EXPECT_EQ(arrived.error().message, "没有“\xef\xbf\xbd”");
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
  NativeGrid sure = grid_of({cell_at(0, 0)});
  sure.cells[0].confidence = 1.5F;
  NativeGrid unsorted = grid_of({});
  unsorted.other_readings = {{.row = 0, .column = 1, .text = "a"},
                             {.row = 0, .column = 0, .text = "b"}};
  NativeGrid beside = grid_of({});
  beside.other_readings = {{.row = 0, .column = 2, .text = "a"}};
  Drawing certain = glyph_of('x');
  certain.glyphs[0].certainty = 101;
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
      {"beyond certainty", page_of(TextLine{.text = {}, .origin = {}, .confidence = -0.1F})},
      {"beyond any page", page_of(TextLine{.text = {}, .origin = {}, .confidence = kNoNumber})},
      {"beyond certainty", page_of(sure)},
      {"more than certain", page_of(certain)},
      {"readings out of order", page_of(unsorted)},
      {"no cell of its grid", page_of(beside)},
  };
}

Page page_of(Scan scan) {
  Page page = page_of(Drawing{});
  page.scan = std::move(scan);
  return page;
}

std::vector<BadPage> bad_scans() {
  constexpr float kEndless = std::numeric_limits<float>::infinity();
  Page undrawn = page_of(Scan{.width = 1, .height = 1, .dots_per_inch = 200, .pixels = "x"});
  undrawn.drawing.reset();
  return {
      {"without a drawing", undrawn},
      {"no size", page_of(Scan{.width = 0, .height = 4, .dots_per_inch = 200, .pixels = {}})},
      {"too large",
       page_of(Scan{.width = 1 << 20, .height = 1 << 20, .dots_per_inch = 200, .pixels = "x"})},
      {"other pixels",
       page_of(Scan{.width = 2, .height = 2, .dots_per_inch = 200, .pixels = "xxx"})},
      {"too coarse", page_of(Scan{.width = 1, .height = 1, .dots_per_inch = 9, .pixels = "x"})},
      {"too fine", page_of(Scan{.width = 1, .height = 1, .dots_per_inch = 2401, .pixels = "x"})},
      {"beyond any page",
       page_of(Scan{.width = 1, .height = 1, .dots_per_inch = kEndless, .pixels = "x"})},
  };
}

TEST(Wire, RefusesPagesThatBreakTheirPromises) {
  std::vector<BadPage> all = bad_pages();
  for (BadPage& bad : bad_scans()) all.push_back(std::move(bad));
  for (const BadPage& bad : all) {
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

TEST(Wire, TakesAPictureOfAsManyPixelsAsTheLimitsSay) {
  Pages pages;
  pages.pages.push_back(
      page_of(Scan{.width = 3, .height = 2, .dots_per_inch = 200, .pixels = "\xff 2 4\x80"}));
  EXPECT_TRUE(from_wire(to_wire(pages), {.pixels = 6}).ok());
  EXPECT_FALSE(from_wire(to_wire(pages), {.pixels = 5}).ok());
}

TEST(Wire, HandsALargePictureOnInPieces) {
  Scan scan{.width = 3000, .height = 2000, .dots_per_inch = 300, .pixels = {}};
  scan.pixels.assign(6'000'000, '\x7f');
  std::size_t largest = 0;
  PageEncoder encoder([&largest](std::string_view written) -> Result<void> {
    largest = std::max(largest, written.size());
    return {};
  });
  ASSERT_TRUE(encoder.add(page_of(std::move(scan))).ok());
  EXPECT_LT(largest, 1'000'000U);
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
