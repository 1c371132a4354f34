// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/archive.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "codecs/test_zip.h"

namespace jx {
namespace {

constexpr std::string_view kTable = "三级指标\t指标值\n培训人次\t50\n";

struct Walked {
  std::vector<std::string> names;  ///< With the reason behind a member that failed.
  std::vector<std::string> companions;
  std::vector<std::string> complaints;
  Result<void> result;
};

Walked walk(const std::vector<TestZipEntry>& entries) {
  const Document archive = make_document("包.zip", make_zip(entries)).value();
  EXPECT_EQ(archive.format, Format::Zip);
  Walked walked;
  const ArchiveOptions options{
      .limits = {},
      .companion_ending = ".corrections.toml",
      .complain = [&](std::string_view words) { walked.complaints.emplace_back(words); }};
  walked.result = for_each_member(archive, options, [&](ArchiveMember&& member) {
    const bool ok = member.document.ok();
    walked.names.push_back(ok ? member.name
                              : member.name + " " +
                                    std::string(to_string(member.document.error().code)));
    if (ok) {
      EXPECT_EQ(member.document->name, member.name);
    }
    if (member.companion) walked.companions.push_back(*member.companion);
  });
  return walked;
}

using Names = std::vector<std::string>;

TEST(Archive, NamesItsMembersBehindItself) {
  const Walked walked = walk({{"a.txt", std::string(kTable)}, {"单位甲/b.csv", "甲,乙\n1,2\n"}});
  ASSERT_TRUE(walked.result.ok()) << walked.result.error().message;
  EXPECT_EQ(walked.names, (Names{"包.zip!/a.txt", "包.zip!/单位甲/b.csv"}));
}

TEST(Archive, GoesOnAfterAMemberThatCannotBeRead) {
  const Walked walked = walk({{"图.rar", "Rar!\x1a\x07"},
                              {"空.txt", ""},
                              {"密.txt", std::string(kTable), true},
                              {"a.txt", std::string(kTable)}});
  EXPECT_EQ(walked.names, (Names{"包.zip!/图.rar unsupported", "包.zip!/空.txt malformed",
                                 "包.zip!/密.txt unsupported", "包.zip!/a.txt"}));
}

TEST(Archive, GoesThroughArchivesInsideToTheThirdLevel) {
  std::string inner = make_zip({{"底.txt", std::string(kTable)}});
  for (int i = 0; i < 3; ++i) inner = make_zip({{"内.zip", inner}});
  const Walked deep = walk({{"内.zip", inner}});
  EXPECT_EQ(deep.names, Names{"包.zip!/内.zip!/内.zip!/内.zip limit-exceeded"});
  const Walked third =
      walk({{"内.zip", make_zip({{"内.zip", make_zip({{"底.txt", "甲\t乙\n"}})}})}});
  EXPECT_EQ(third.names, Names{"包.zip!/内.zip!/内.zip!/底.txt"});
}

TEST(Archive, PassesOverWhatSystemsAddForThemselves) {
  const Walked walked = walk({{"__MACOSX/._a.txt", "x"},
                              {"甲/.DS_Store", "x"},
                              {"Thumbs.db", "x"},
                              {"甲/~$表.xlsx", "x"},
                              {"甲/a.txt", std::string(kTable)}});
  EXPECT_EQ(walked.names, Names{"包.zip!/甲/a.txt"});
}

TEST(Archive, HandsCorrectionsAlongWithTheirDocument) {
  const Walked walked = walk({{"a.txt.corrections.toml", "更正"}, {"a.txt", std::string(kTable)}});
  EXPECT_EQ(walked.names, Names{"包.zip!/a.txt"});
  EXPECT_EQ(walked.companions, Names{"更正"});
}

TEST(Archive, FailsWithoutFiles) {
  const Walked walked = walk({{"__MACOSX/a", "x"}});
  ASSERT_FALSE(walked.result.ok());
  EXPECT_EQ(walked.result.error().code, ErrorCode::Malformed);
}

TEST(Archive, FailsWhenCutOff) {
  std::string bytes = make_zip({{"a.txt", std::string(kTable)}});
  bytes.resize(bytes.size() / 2);
  const Document archive = make_document("包.zip", bytes).value();
  const auto result = for_each_member(archive, {}, [](ArchiveMember&&) { FAIL(); });
  ASSERT_FALSE(result.ok());
  EXPECT_FALSE(result.error().message.empty());
}

}  // namespace
}  // namespace jx
