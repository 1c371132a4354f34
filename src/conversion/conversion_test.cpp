// SPDX-License-Identifier: AGPL-3.0-or-later
#include "conversion/conversion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "conversion/office_program.h"
#include "conversion/private_folder.h"

namespace jx {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::HasSubstr;

/// Sets a variable of the environment for the life of this object.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* const old = std::getenv(name)) old_ = old;
    setenv(name, value.c_str(), 1);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() {
    if (old_) {
      setenv(name_, old_->c_str(), 1);
    } else {
      unsetenv(name_);
    }
  }

 private:
  const char* name_;
  std::optional<std::string> old_;
};

void make_program(const fs::path& path) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << "#!/bin/sh\n";
  fs::permissions(path, fs::perms::owner_all);
}

class InFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    Result<PrivateFolder> made = PrivateFolder::make();
    ASSERT_TRUE(made.ok()) << made.error().message;
    folder_.emplace(*std::move(made));
  }
  fs::path path() const { return folder_->path(); }

 private:
  std::optional<PrivateFolder> folder_;
};

using OfficeProgramTest = InFolder;
using ReadResultTest = InFolder;
using PrivateFolderTest = InFolder;

TEST(Conversion, TurnsTextsIntoDocxAndSheetsIntoXlsx) {
  for (const Format format : {Format::Doc, Format::Rtf, Format::Odt}) {
    ASSERT_TRUE(find_conversion(format)) << to_string(format);
    EXPECT_EQ(find_conversion(format)->target, Format::Docx);
  }
  for (const Format format : {Format::Ods, Format::Xlsb, Format::OldXls}) {
    ASSERT_TRUE(find_conversion(format)) << to_string(format);
    EXPECT_EQ(find_conversion(format)->target, Format::Xlsx);
  }
  EXPECT_FALSE(find_conversion(Format::Docx));
  EXPECT_FALSE(find_conversion(Format::Pdf));
}

TEST(Conversion, KeepsNameAndHashOfTheOriginal) {
  const Document original{.name = "报表.doc", .sha256 = "ab", .format = Format::Doc, .bytes = "x"};
  const auto taken =
      take_converted(original, *find_conversion(Format::Doc), "PK\x03\x04 word/document.xml");
  ASSERT_TRUE(taken.ok()) << taken.error().message;
  EXPECT_EQ(taken->name, "报表.doc");
  EXPECT_EQ(taken->sha256, "ab");
  EXPECT_EQ(taken->format, Format::Docx);
}

TEST(Conversion, RefusesAnythingButWhatWasAskedFor) {
  const Document original{.name = "报表.doc", .sha256 = "ab", .format = Format::Doc, .bytes = "x"};
  for (const char* const bytes : {"", "words", "PK\x03\x04 xl/workbook.xml"}) {
    const auto taken = take_converted(original, *find_conversion(Format::Doc), bytes);
    ASSERT_FALSE(taken.ok()) << bytes;
    EXPECT_EQ(taken.error().code, ErrorCode::Malformed);
    EXPECT_THAT(taken.error().message, HasSubstr("报表.doc"));
  }
}

TEST_F(OfficeProgramTest, IsTheBinaryBehindTheScript) {
  make_program(path() / "office/program/soffice");
  make_program(path() / "office/program/soffice.bin");
  std::ofstream(path() / "office/program/bootstraprc") << "[Bootstrap]\nProductKey=Office 1.2\n";
  fs::create_directory(path() / "bin");
  fs::create_symlink(path() / "office/program/soffice", path() / "bin/soffice");
  const Variable none("JIXIAO_SOFFICE", "");
  const Variable folders("PATH", "bin::" + (path() / "bin").string());
  const auto found = find_office_program();
  ASSERT_TRUE(found.ok()) << found.error().message;
  EXPECT_EQ(found->program, path() / "office/program/soffice.bin");
  EXPECT_EQ(found->version, "Office 1.2");
}

TEST_F(OfficeProgramTest, IsTheOneThatTheEnvironmentNames) {
  make_program(path() / "mine");
  const Variable named("JIXIAO_SOFFICE", (path() / "mine").string());
  const auto found = find_office_program();
  ASSERT_TRUE(found.ok()) << found.error().message;
  EXPECT_EQ(found->program, path() / "mine");
  EXPECT_EQ(found->version, "LibreOffice");
}

TEST_F(OfficeProgramTest, IsNotLookedForElsewhereWhenTheNamedOneIsMissing) {
  const Variable named("JIXIAO_SOFFICE", (path() / "mine").string());
  const auto found = find_office_program();
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, ErrorCode::NotFound);
  EXPECT_THAT(found.error().message, HasSubstr("JIXIAO_SOFFICE"));
  std::ofstream(path() / "mine") << "no program";
  EXPECT_FALSE(find_office_program().ok());
}

TEST_F(OfficeProgramTest, WritesInItsFolderAndReadsNoHome) {
  make_program(path() / "office/program/soffice.bin");
  const auto office = find_office_program(path() / "office/program/soffice.bin");
  ASSERT_TRUE(office.ok());
  const OfficeCall call = make_office_call(*office, *find_conversion(Format::Doc), "/tmp/a b");
  EXPECT_EQ(call.policy.folder, "/tmp/a b");
  EXPECT_THAT(call.policy.readable, Contains(path() / "office"));
  EXPECT_THAT(call.policy.readable, ::testing::Not(Contains("/etc")));
  EXPECT_THAT(call.start.arguments, Contains("-env:UserInstallation=file:///tmp/a%20b/profile"));
  EXPECT_THAT(call.start.arguments, Contains("docx:MS Word 2007 XML"));
  EXPECT_EQ(call.start.arguments.back(), "/tmp/a b/document.doc");
  EXPECT_THAT(call.start.environment, Contains("HOME=/tmp/a b"));
  EXPECT_EQ(call.result, "/tmp/a b/out/document.docx");
}

TEST_F(OfficeProgramTest, GetsADocumentAndAProfileWithoutMacros) {
  const auto furnished = furnish_folder(path(), *find_conversion(Format::Ods), "bytes");
  ASSERT_TRUE(furnished.ok()) << furnished.error().message;
  const auto document = read_result(path() / "document.ods", 100);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(*document, "bytes");
  const auto settings = read_result(path() / "profile/user/registrymodifications.xcu", 1 << 20);
  ASSERT_TRUE(settings.ok());
  EXPECT_THAT(*settings, HasSubstr("DisableMacrosExecution"));
  EXPECT_FALSE(furnish_folder("/dev/null/folder", *find_conversion(Format::Ods), "bytes").ok());
}

TEST_F(ReadResultTest, TakesNothingButAFileWithinTheLimit) {
  std::ofstream(path() / "file") << "12345";
  EXPECT_EQ(read_result(path() / "file", 5).value(), "12345");
  EXPECT_EQ(read_result(path() / "file", 4).error().code, ErrorCode::LimitExceeded);
  fs::create_symlink(path() / "file", path() / "link");
  ASSERT_EQ(mkfifo((path() / "pipe").c_str(), 0600), 0);
  for (const char* const name : {"link", "pipe", "missing", "."}) {
    const auto read = read_result(path() / name, 100);
    ASSERT_FALSE(read.ok()) << name;
    EXPECT_EQ(read.error().code, ErrorCode::NotFound) << name;
  }
}

TEST(PrivateFolder, IsRemovedWithWhateverIsInIt) {
  fs::path path;
  {
    const auto folder = PrivateFolder::make();
    ASSERT_TRUE(folder.ok()) << folder.error().message;
    path = folder->path();
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
    fs::create_directories(path / "a/b/c");
    std::ofstream(path / "a/b/c/file") << "x";
    fs::permissions(path / "a/b", fs::perms::none);
    fs::permissions(path / "a", fs::perms::none);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(PrivateFolderTest, ThatWasLeftBehindIsRemovedLater) {
  const Variable temporary("TMPDIR", path().string());
  const fs::path left = path() / "jixiao-office-left";
  const fs::path young = path() / "jixiao-office-young";
  const fs::path strange = path() / "something-else";
  for (const fs::path& each : {left, young, strange}) fs::create_directory(each);
  const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours(2);
  const auto in_use = PrivateFolder::make();
  ASSERT_TRUE(in_use.ok()) << in_use.error().message;
  for (const fs::path& each : {left, strange, in_use->path()}) fs::last_write_time(each, long_ago);
  ASSERT_TRUE(PrivateFolder::make().ok());
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(young));
  EXPECT_TRUE(fs::exists(strange));
  EXPECT_TRUE(fs::exists(in_use->path()));
}

TEST(PrivateFolder, SaysWhyItCannotBeMade) {
  const Variable temporary("TMPDIR", "/nowhere");
  const auto folder = PrivateFolder::make();
  ASSERT_FALSE(folder.ok());
  EXPECT_EQ(folder.error().code, ErrorCode::Io);
}

}  // namespace
}  // namespace jx
