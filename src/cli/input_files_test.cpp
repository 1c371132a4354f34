// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/input_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace jx {
namespace {

namespace fs = std::filesystem;

class InputFiles : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    for (const char* const name :
         {"乙.xlsx", "甲/1.csv", "甲/2.csv", "甲/1.csv.corrections.toml", "甲/1.csv.waivers.toml",
          "甲/~$2.csv", ".git/config", "甲/.hidden", "Thumbs.db"}) {
      fs::create_directories((folder_ / name).parent_path());
      std::ofstream(folder_ / name) << "x";
    }
    fs::create_directories(folder_ / "空");
    fs::create_directory_symlink(folder_, folder_ / "甲/back");
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string at(const char* name) const { return (folder_ / name).string(); }

  fs::path folder_ = fs::path(testing::TempDir()) / "jx_input_files";
};

TEST_F(InputFiles, AreTheDocumentsBelowAFolderByName) {
  EXPECT_EQ(files_below({folder_.string()}),
            (std::vector{at("乙.xlsx"), at("甲/1.csv"), at("甲/2.csv")}));
}

TEST_F(InputFiles, KeepTheirPlaceAmongOthers) {
  EXPECT_EQ(files_below({"z.pdf", at("甲"), "a.pdf"}),
            (std::vector<std::string>{"z.pdf", at("甲/1.csv"), at("甲/2.csv"), "a.pdf"}));
}

TEST_F(InputFiles, LeaveWhatIsNoFolderOrHasNoFilesToBeRefusedByName) {
  EXPECT_EQ(files_below({at("空"), "/no/such"}), (std::vector<std::string>{at("空"), "/no/such"}));
}

}  // namespace
}  // namespace jx
