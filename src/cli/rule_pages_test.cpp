// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "pipeline/pipeline.h"
#include "reports/rule_markdown.h"

/// docs/rules says what data/rules says.
namespace jx {
namespace {

namespace fs = std::filesystem;

constexpr const char* kRemedy = "run tools/rule_pages and commit docs/rules";

const Reference& reference() {
  static const Reference kReference = load_reference(fs::path(JX_SOURCE_DIR) / "data").value();
  return kReference;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void expect_fresh(Language language, const fs::path& folder) {
  std::set<std::string> wanted;
  for (const MarkdownPage& page : make_rule_pages(reference().cards, language)) {
    wanted.insert(page.file);
    EXPECT_TRUE(read(folder / page.file) == page.text)
        << (folder / page.file) << " is stale: " << kRemedy;
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    EXPECT_TRUE(wanted.contains(entry.path().filename().string()))
        << entry.path() << " belongs to no rule: " << kRemedy;
  }
}

TEST(RulePages, AreFreshInChinese) {
  expect_fresh(Language::Chinese, fs::path(JX_SOURCE_DIR) / "docs/rules");
}

TEST(RulePages, AreFreshInEnglish) {
  expect_fresh(Language::English, fs::path(JX_SOURCE_DIR) / "docs/rules/en");
}

TEST(RulePages, EveryCardSpeaksEnglish) {
  for (const RuleCard& card : reference().cards.cards()) {
    EXPECT_FALSE(card.why_en.empty()) << card.id << ": write why_en in data/rules";
    EXPECT_FALSE(card.fix_en.empty()) << card.id << ": write fix_en in data/rules";
    EXPECT_EQ(card.applies.empty(), card.applies_en.empty()) << card.id << ": applies, applies_en";
  }
}

}  // namespace
}  // namespace jx
