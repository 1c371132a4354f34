// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/zip.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "codecs/test_zip.h"

namespace jx {
namespace {

Result<ZipArchive> open(std::string_view bytes, const ZipLimits& limits = {}) {
  Diagnostics ignored;
  return ZipArchive::open(bytes, limits, ignored);
}

TEST(ZipArchive, ReadsEntriesByName) {
  const std::string bytes = make_zip({{"xl/workbook.xml", "<a/>"}, {"表/说明.txt", "绩效"}});
  auto archive = open(bytes);
  ASSERT_TRUE(archive.ok()) << archive.error().message;
  ASSERT_EQ(archive->entries().size(), 2U);
  EXPECT_EQ(archive->entries()[1].name, "表/说明.txt");
  ASSERT_NE(archive->find("XL/Workbook.xml"), nullptr);
  EXPECT_EQ(archive->read(*archive->find("XL/Workbook.xml")).value(), "<a/>");
  EXPECT_EQ(archive->read(archive->entries()[1]).value(), "绩效");
  EXPECT_EQ(archive->find("xl/other.xml"), nullptr);
}

TEST(ZipArchive, GivesLongEntriesInPieces) {
  std::string content;
  for (int i = 0; i < 100'000; ++i) content += std::to_string(i);
  const std::string bytes = make_zip({{"a", content}});
  auto archive = open(bytes);
  ASSERT_TRUE(archive.ok());
  std::string seen;
  int pieces = 0;
  const auto done = archive->read(archive->entries()[0], [&](std::string_view chunk) {
    seen += chunk;
    ++pieces;
    return Result<void>();
  });
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(seen, content);
  EXPECT_GT(pieces, 2);
}

TEST(ZipArchive, HandsOnTheErrorOfWhoReads) {
  const std::string bytes = make_zip({{"a", "1"}});
  auto archive = open(bytes);
  const auto done = archive->read(archive->entries()[0], [](std::string_view) -> Result<void> {
    return Error{ErrorCode::Conflict, "停"};
  });
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, ErrorCode::Conflict);
}

TEST(ZipArchive, RefusesWhatIsNoWholeArchive) {
  const std::string bytes = make_zip({{"a", "1"}, {"b", "2"}});
  for (const std::string& broken : {std::string(), std::string("PK\x03\x04"), bytes.substr(0, 30),
                                    bytes.substr(0, bytes.size() - 30)}) {
    const auto archive = open(broken);
    ASSERT_FALSE(archive.ok()) << broken.size();
    EXPECT_EQ(archive.error().code, ErrorCode::Malformed);
  }
}

TEST(ZipArchive, RefusesDamagedContent) {
  std::string bytes = make_zip({{"a", std::string(1000, 'x') + "尾"}});
  bytes[36] = static_cast<char>(~bytes[36]);
  auto archive = open(bytes);
  ASSERT_TRUE(archive.ok());
  const auto content = archive->read(archive->entries()[0]);
  ASSERT_FALSE(content.ok());
  EXPECT_EQ(content.error().code, ErrorCode::Malformed);
}

TEST(ZipArchive, SaysThatAnEntryHasAPassword) {
  const std::string bytes = make_zip({{"秘密.txt", "1", true}});
  auto archive = open(bytes);
  ASSERT_TRUE(archive.ok());
  EXPECT_TRUE(archive->entries()[0].encrypted);
  const auto content = archive->read(archive->entries()[0]);
  ASSERT_FALSE(content.ok());
  EXPECT_EQ(content.error().code, ErrorCode::Unsupported);
  EXPECT_TRUE(contains(content.error().message, "密码")) << content.error().message;
}

TEST(ZipArchive, LeavesOutNamesThatCouldMeanTwoThings) {
  std::string bytes = make_zip({{"a.txt", "first"},
                                {"b.txt", "second"},
                                {"../c", "3"},
                                {"/etc/d", "4"},
                                {"C:/e", "5"},
                                {"f/../../g", "6"}});
  bytes = replaced(bytes, "b.txt", "a.txt");
  Diagnostics diagnostics;
  auto archive = ZipArchive::open(bytes, {}, diagnostics);
  ASSERT_TRUE(archive.ok()) << archive.error().message;
  ASSERT_EQ(archive->entries().size(), 1U);
  EXPECT_EQ(archive->read(archive->entries()[0]).value(), "first");
  EXPECT_EQ(diagnostics.count("zip-entry"), 5U);
}

TEST(ZipArchive, TakesBackslashesForSlashes) {
  const std::string bytes = replaced(make_zip({{"xl|book.xml", "1"}}), "xl|book", "xl\\book");
  const auto archive = open(bytes);
  ASSERT_TRUE(archive.ok());
  EXPECT_NE(archive->find("xl/book.xml"), nullptr);
}

TEST(ZipArchive, ReadsNamesInGb18030) {
  const std::string bytes =
      replaced(make_zip({{"abcdefgh.txt", "1"}}), "abcdefgh", "\xBC\xA8\xD0\xA7\xC4\xBF\xB1\xEA");
  const auto archive = open(bytes);
  ASSERT_TRUE(archive.ok());
  EXPECT_NE(archive->find("绩效目标.txt"), nullptr);
}

TEST(ZipArchive, RefusesTooManyEntries) {
  std::vector<TestZipEntry> entries;
  for (int i = 0; i < 60; ++i) entries.push_back({std::to_string(i), "x"});
  const std::string bytes = make_zip(entries);
  EXPECT_TRUE(open(bytes, {.entries = 60}).ok());
  for (const std::uint32_t most : {59U, 10U}) {  // Counted before and after the library reads.
    const auto archive = open(bytes, {.entries = most});
    ASSERT_FALSE(archive.ok());
    EXPECT_EQ(archive.error().code, ErrorCode::LimitExceeded);
  }
}

TEST(ZipArchive, StopsUnpackingAtTheLimits) {
  const std::string bytes = make_zip({{"a", std::string(1 << 20, 'x')}});
  for (const ZipLimits& limits :
       {ZipLimits{.entry_bytes = (1 << 20) - 1}, ZipLimits{.total_bytes = (1 << 20) - 1},
        ZipLimits{.ratio = 200, .ratio_free_bytes = 1 << 19}}) {
    auto archive = open(bytes, limits);
    ASSERT_TRUE(archive.ok());
    const auto content = archive->read(archive->entries()[0]);
    ASSERT_FALSE(content.ok());
    EXPECT_EQ(content.error().code, ErrorCode::LimitExceeded);
  }
  auto archive = open(bytes, {.total_bytes = 3 << 19});
  EXPECT_TRUE(archive->read(archive->entries()[0]).ok());
  EXPECT_FALSE(archive->read(archive->entries()[0]).ok()) << "the total is of all reading together";
}

TEST(ZipArchive, DoesNotBelieveTheStatedSize) {
  std::string bytes = make_zip({{"a", std::string(5000, 'x')}});
  // The unpacked size in both headers: 5000 becomes 1.
  bytes = replaced(bytes, std::string_view("\x88\x13\0\0", 4), std::string_view("\1\0\0\0", 4));
  auto archive = open(bytes, {.entry_bytes = 100});
  ASSERT_TRUE(archive.ok()) << archive.error().message;
  EXPECT_FALSE(archive->read(archive->entries()[0]).ok());
}

TEST(ChangeZip, ReplacesAndAddsPartsAndKeepsTheRest) {
  const std::string bytes =
      make_zip({{"a.xml", "<old/>"}, {"folder/b.bin", std::string(5000, 'b')}, {"C.xml", "c"}});
  const std::string before = bytes;
  const auto changed = change_zip(bytes, {{"new.xml", "<new/>"}, {"c.xml", "<changed/>"}});
  ASSERT_TRUE(changed.ok()) << changed.error().message;
  EXPECT_EQ(bytes, before);
  auto archive = open(*changed);
  ASSERT_TRUE(archive.ok());
  ASSERT_EQ(archive->entries().size(), 4U);
  EXPECT_EQ(archive->entries()[0].name, "a.xml");
  EXPECT_EQ(archive->entries()[2].name, "C.xml");
  EXPECT_EQ(archive->entries()[3].name, "new.xml");
  EXPECT_EQ(archive->read(archive->entries()[0]).value(), "<old/>");
  EXPECT_EQ(archive->read(archive->entries()[1]).value(), std::string(5000, 'b'));
  EXPECT_EQ(archive->read(archive->entries()[2]).value(), "<changed/>");
  EXPECT_EQ(archive->read(archive->entries()[3]).value(), "<new/>");
  EXPECT_EQ(change_zip(bytes, {{"new.xml", "<new/>"}, {"c.xml", "<changed/>"}}).value(), *changed);
}

/// A stored entry that would pack well stays stored: nothing is packed anew.
TEST(ChangeZip, CopiesEntriesPackedAsTheyAre) {
  const std::string words(20, 'w');  // Too short to be worth packing: libzip stores it.
  const std::string bytes = make_zip({{"stored", words}, {"packed", std::string(9000, 'p')}});
  const auto changed = change_zip(bytes, {{"other", "o"}});
  ASSERT_TRUE(changed.ok());
  const auto before = open(bytes);
  const auto after = open(*changed);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(after->entries()[i].packed, before->entries()[i].packed);
    EXPECT_EQ(after->entries()[i].unpacked, before->entries()[i].unpacked);
  }
}

TEST(ChangeZip, RefusesWhatIsNoArchiveAndNamesThatComeTwice) {
  EXPECT_EQ(change_zip("no archive", {}).error().code, ErrorCode::Malformed);
  std::string twice = make_zip({{"a1", "x"}, {"a2", "y"}});
  for (std::size_t at = twice.find("a2"); at != std::string::npos; at = twice.find("a2", at)) {
    twice.replace(at, 2, "a1");
  }
  EXPECT_EQ(change_zip(twice, {}).error().code, ErrorCode::Io);
}

}  // namespace
}  // namespace jx
