// SPDX-License-Identifier: AGPL-3.0-or-later
// This program unpacks in a process of its own too: see main() in confined_reading_test.cpp, whose
// child does what the bytes of the archive say.
#include "pipeline/unpacking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "codecs/test_zip.h"
#include "pipeline/member_wire.h"

namespace jx {
namespace {

using ::testing::HasSubstr;

struct Walked {
  std::vector<ArchiveMember> members;
  std::vector<std::string> complaints;
  Result<void> ending;
};

ReaderOptions confined() {
  ReaderOptions options;
  options.policy.memory_bytes = std::uint64_t{1} << 30;
  options.patience = {.silence = std::chrono::seconds{60}, .total = std::chrono::seconds{60}};
  return options;
}

Walked walk(const std::string& bytes, const ReaderOptions& reader, const ReadLimits& limits = {}) {
  Walked walked;
  const Document archive{
      .name = "全部材料.zip", .sha256 = {}, .format = Format::Zip, .bytes = bytes};
  const ArchiveOptions options{
      .limits = limits, .companion_ending = ".toml", .complain = [&](std::string_view complaint) {
        walked.complaints.emplace_back(complaint);
      }};
  walked.ending = for_each_member_apart(archive, options, reader, [&](ArchiveMember&& member) {
    walked.members.push_back(std::move(member));
  });
  return walked;
}

std::string some_archive() {
  const std::string inner = make_zip({{"乙.txt", "项目\t预算数\n乙\t2\n"}, {"空.txt", ""}});
  return make_zip({{"甲.txt", "项目\t预算数\n甲\t1\n"},
                   {"甲.txt.toml", "[[correction]]\n"},
                   {"里层.zip", inner},
                   {"锁.txt", "秘密", true},
                   {"程序.exe", std::string("MZ\0\0", 4)},
                   {"网页.html", "<table><tr><td>一</td></tr></table>"}});
}

void expect_same(const ArchiveMember& apart, const ArchiveMember& here) {
  EXPECT_EQ(apart.name, here.name);
  EXPECT_EQ(apart.companion, here.companion);
  ASSERT_EQ(apart.document.ok(), here.document.ok()) << here.name;
  if (!here.document.ok()) {
    EXPECT_EQ(apart.document.error().code, here.document.error().code);
    EXPECT_EQ(apart.document.error().message, here.document.error().message);
    return;
  }
  EXPECT_EQ(apart.document->name, here.document->name);
  EXPECT_EQ(apart.document->format, here.document->format);
  EXPECT_EQ(apart.document->sha256, here.document->sha256);
  EXPECT_EQ(apart.document->bytes, here.document->bytes);
}

TEST(UnpackApart, GivesWhatThisProcessWouldGive) {
  for (const std::string& bytes :
       {some_archive(), make_zip({}), some_archive().substr(0, 300), std::string("PK\x03\x04")}) {
    const Walked apart = walk(bytes, confined());
    const Walked here = walk(bytes, {.isolation = Isolation::InProcess});
    ASSERT_EQ(apart.members.size(), here.members.size());
    for (std::size_t i = 0; i < here.members.size(); ++i) {
      expect_same(apart.members[i], here.members[i]);
    }
    ASSERT_EQ(apart.ending.ok(), here.ending.ok());
    if (!here.ending.ok()) {
      EXPECT_EQ(apart.ending.error().code, here.ending.error().code);
      EXPECT_EQ(apart.ending.error().message, here.ending.error().message);
    }
    for (const std::string& complaint : here.complaints) {
      EXPECT_THAT(apart.complaints, ::testing::Contains(complaint));
    }
  }
  EXPECT_EQ(walk(some_archive(), confined()).members.size(), 6U);
}

TEST(UnpackApart, OpensNoFile) {
  const Walked walked = walk("read /etc/passwd", confined());
  ASSERT_EQ(walked.members.size(), 1U);
  EXPECT_THAT(walked.members[0].document.value().bytes, HasSubstr("denied"));
}

TEST(UnpackApart, ReportsHowTheUnpackingEnded) {
  struct Case {
    const char* act;
    const char* words;
  };
  for (const Case& each : {Case{"junk", "没有按约定回答"}, Case{"leave", "没有按约定回答"},
                           Case{"crash", "意外终止"}, Case{"throw", "意外终止"}}) {
    const Walked walked = walk(each.act, confined());
    ASSERT_FALSE(walked.ending.ok()) << each.act;
    EXPECT_EQ(walked.ending.error().code, ErrorCode::Malformed) << each.act;
    EXPECT_THAT(walked.ending.error().message, HasSubstr(each.words)) << each.act;
    EXPECT_THAT(walked.ending.error().message, HasSubstr("全部材料.zip")) << each.act;
  }
}

TEST(UnpackApart, ReportsTooMuchTime) {
  ReaderOptions options = confined();
  options.patience.silence = std::chrono::milliseconds{200};
  const Walked walked = walk("spin", options);
  ASSERT_FALSE(walked.ending.ok());
  EXPECT_EQ(walked.ending.error().code, ErrorCode::LimitExceeded);
  EXPECT_THAT(walked.ending.error().message, HasSubstr("时间太长"));
}

// ---------------------------------------------------------------- what the child may answer

constexpr std::string_view kArchive = "a.zip";

std::string encoded(const std::vector<ArchiveMember>& members, const Result<void>& ending = {}) {
  std::string bytes;
  MemberEncoder encoder([&bytes](std::string_view piece) -> Result<void> {
    bytes += piece;
    return {};
  });
  for (const ArchiveMember& member : members) encoder.add(member);
  EXPECT_TRUE(encoder.end(ending).ok());
  return bytes;
}

ArchiveMember member_of(std::string name, std::string bytes, Format format = Format::Text) {
  Document document{.name = name, .sha256 = {}, .format = format, .bytes = std::move(bytes)};
  return {std::move(name), std::move(document), std::nullopt};
}

/// How many members came before the end or the fault.
Result<std::size_t> decode(std::string_view bytes, const ReadLimits& limits = {}) {
  const ArchiveOptions options{.limits = limits, .companion_ending = {}, .complain = {}};
  MemberDecoder decoder(
      [bytes](std::span<char> into) mutable -> Result<std::size_t> {
        const std::size_t count = bytes.copy(into.data(), into.size());
        bytes.remove_prefix(count);
        return count;
      },
      kArchive, options);
  for (std::size_t count = 0;; ++count) {
    JX_TRY(const std::optional<ArchiveMember> member, decoder.next());
    if (!member) return count;
    EXPECT_TRUE(member->name.starts_with("a.zip!/"));
    if (!member->document.ok()) continue;
    EXPECT_EQ(member->document->sha256, sha256_hex(member->document->bytes));
    EXPECT_NE(member->document->format, Format::Zip);
    EXPECT_LE(member->document->bytes.size(), limits.bytes);
  }
}

TEST(MemberWire, BelievesNothingOfAMember) {
  EXPECT_EQ(decode(encoded({member_of("a.zip!/b.txt", "words")})).value(), 1U);
  EXPECT_FALSE(decode(encoded({member_of("b.zip!/b.txt", "words")})).ok()) << "another archive";
  EXPECT_FALSE(decode(encoded({member_of("a.zip!/b.txt", std::string("a\0b", 3))})).ok());
  EXPECT_TRUE(decode(encoded({member_of("a.zip!/b", std::string("a\0b", 3), Format::Xls)})).ok());
  EXPECT_FALSE(decode(encoded({member_of("a.zip!/b.zip", "PK", Format::Zip)})).ok());
  EXPECT_FALSE(decode(encoded({member_of("a.zip!/b.txt", "")})).ok());
  EXPECT_FALSE(decode(encoded({member_of("a.zip!/\xff", "words")})).ok()) << "no UTF-8";
  EXPECT_FALSE(decode(encoded({member_of("a.zip!/b.txt", "words")}), {.bytes = 4}).ok());
  const std::vector<ArchiveMember> many(kMostArchiveMembers + 1, member_of("a.zip!/b", "w"));
  EXPECT_FALSE(decode(encoded(many)).ok());
}

/// Whatever bytes come, they are refused or make sound members (decode() looks at each).
TEST(MemberWire, TakesNoDamage) {
  ArchiveMember failed = member_of("a.zip!/c", "");
  failed.document = Error{ErrorCode::Unsupported, "不支持"};
  ArchiveMember accompanied = member_of("a.zip!/d.txt", "words");
  accompanied.companion = "x = 1";
  const std::string bytes = encoded({member_of("a.zip!/b.txt", "words"), failed, accompanied},
                                    Error{ErrorCode::LimitExceeded, "太多"});
  ASSERT_EQ(decode(bytes).value(), 3U);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    EXPECT_FALSE(decode(std::string_view(bytes).substr(0, at)).ok()) << at;
    for (int value = 0; value < 256; ++value) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(value);
      (void)decode(damaged).ok();
    }
  }
}

}  // namespace
}  // namespace jx
