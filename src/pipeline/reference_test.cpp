// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "pipeline/pipeline.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

/// A copy of the shipped data that a test may change.
class RuleSet : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::copy(fs::path(JX_SOURCE_DIR) / "data", folder_, fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string name() const { return load_reference(folder_).value().rule_set; }
  void append(std::string_view file) const {
    std::ofstream(folder_ / file, std::ios::app) << "# 一句话\n";
  }

  fs::path folder_ = fs::path(testing::TempDir()) / ("jx_rule_set_" + std::to_string(getpid()));
};

TEST_F(RuleSet, IsTheSameForTheSameData) {
  EXPECT_EQ(name(), load_reference(fs::path(JX_SOURCE_DIR) / "data").value().rule_set);
  EXPECT_EQ(name().size() - name().find('+') - 1, 12U) << name();
}

TEST_F(RuleSet, ChangesWithAnyPartOfTheData) {
  std::string before = name();
  for (const char* const file :
       {"lexicon/units.toml", "rules/weights.toml", "lexicon/columns.toml"}) {
    append(file);
    EXPECT_NE(name(), before) << file;
    before = name();
  }
  for (const auto& entry : fs::recursive_directory_iterator(folder_ / "profiles")) {
    if (entry.path().extension() != ".toml") continue;
    append(entry.path().lexically_relative(folder_).string());
    EXPECT_NE(name(), before) << entry.path();
    break;
  }
}

TEST_F(RuleSet, OfAnotherVersionIsRefused) {
  fs::remove(folder_ / "lexicon/words/budgets.toml");
  const Result<Reference> reference = load_reference(folder_);
  ASSERT_FALSE(reference.ok());
  EXPECT_EQ(reference.error().code, ErrorCode::Unsupported);
  EXPECT_NE(reference.error().message.find("budget-table"), std::string::npos);
  EXPECT_NE(reference.error().message.find(folder_.string()), std::string::npos);
}

}  // namespace
}  // namespace jx
