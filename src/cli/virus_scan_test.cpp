// SPDX-License-Identifier: AGPL-3.0-or-later
// With programs that stand in for clamscan.
#include "cli/virus_scan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <string>

namespace jx {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class VirusScans : public ::testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  /// A scanner that answers like this.
  fs::path scanner(const std::string& script) const {
    const fs::path program = folder_ / "clamscan";
    std::ofstream(program)
        << "#!/bin/sh\n"
        << "if [ \"$1\" = --version ]; then echo 'ClamAV 1.0/27000'; exit 0; fi\n"
        << script;
    fs::permissions(program, fs::perms::owner_all);
    return program;
  }

 private:
  fs::path folder_ =
      fs::temp_directory_path() / ("jixiao-scan-" + std::to_string(std::random_device{}()));
};

TEST_F(VirusScans, NameWhatWasFound) {
  const VirusScan scan =
      scan_for_viruses(scanner("echo \"$5/C/a.pdf: Eicar FOUND\"\nexit 1\n"), "/tmp/包");
  EXPECT_EQ(scan.failure, "");
  EXPECT_EQ(scan.scanner, "ClamAV 1.0/27000");
  EXPECT_THAT(scan.found, ElementsAre("C/a.pdf: Eicar"));
}

TEST_F(VirusScans, SayThatNothingWasFound) {
  const VirusScan scan = scan_for_viruses(scanner("exit 0\n"), "/tmp/包");
  EXPECT_EQ(scan.failure, "");
  EXPECT_THAT(scan.found, IsEmpty());
}

TEST_F(VirusScans, AreNoneWhenTheScannerFails) {
  const VirusScan failed =
      scan_for_viruses(scanner("echo 'No supported database files' >&2\nexit 2\n"), "/tmp/包");
  EXPECT_THAT(failed.failure, HasSubstr("No supported database files"));
  EXPECT_THAT(scan_for_viruses(scanner("exit 1\n"), "/tmp/包").failure, HasSubstr("没有说在哪里"));
  EXPECT_THAT(scan_for_viruses({}, "/tmp/包").failure, HasSubstr("没有 clamscan"));
  EXPECT_THAT(scan_for_viruses(fs::path("/nowhere/clamscan"), "/tmp/包").failure,
              HasSubstr("没有做成"));
}

}  // namespace
}  // namespace jx
