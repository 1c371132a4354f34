// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reviews/form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace jx {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

void no_check(const RuleInput& /*input*/, FindingSink& /*sink*/) {}

const Rule kRules[] = {{"AA01", no_check}, {"AA02", no_check}};

/// A folder with one form.
class ReviewForms : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  Result<std::vector<ReviewForm>> load(const std::string& text) {
    std::ofstream(folder_ / "form.toml") << text;
    return load_review_forms(folder_, kRules);
  }

  static std::string form(const std::string& items, const std::string& head = "") {
    return "id = \"a\"\ntitle = \"甲表\"\nbasis = \"某号文\"\nverified = false\n" + head +
           "[deduction]\nerror = 0.4\nwarning = 0.2\ninfo = 0.05\n" + items;
  }
  static std::string item(const std::string& rules, const std::string& points = "10") {
    return "[[item]]\ngroup = \"组\"\nname = \"项\"\nquestion = \"问\"\npoints = " + points +
           "\nrules = [" + rules + "]\n";
  }

  fs::path folder_ = fs::path(::testing::TempDir()) / "jx_review_forms";
};

TEST_F(ReviewForms, AreReadWithTheirBasisMarked) {
  const auto forms = load(form(item(R"("AA01")") + item(R"("AA02")", "2.5"),
                               "grades = [[\"优\", \"90\"], [\"差\", \"0\"]]\n"));
  ASSERT_TRUE(forms.ok()) << forms.error().message;
  const ReviewForm& form = forms->at(0);
  EXPECT_EQ(form.basis, "某号文（依据未核实）");
  ASSERT_EQ(form.items.size(), 2U);
  EXPECT_EQ(form.items[1].points.to_string(), "2.5");
  EXPECT_EQ(form.deduction[2].to_string(), "0.4");
  EXPECT_EQ(form.grades[0].first, "优");
}

TEST_F(ReviewForms, AreRefusedWithThePlaceOfTheFault) {
  const std::pair<std::string, const char*> kCases[] = {
      {form(item(R"("ZZ99")")), "ZZ99"},
      {form(item(R"("AA01", "AA01")")), "两次"},
      {form(item(R"("AA01")") + item(R"("AA01")")), "两次"},
      {form(item(R"("AA01")", "0")), "大于 0"},
      {form(""), "没有一项"},
      {form(item(R"("AA01")"), "grades = [[\"差\", \"0\"], [\"优\", \"90\"]]\n"), "从高到低"},
      {form(item(R"("AA01")"), "tittle = \"x\"\n"), "tittle"},
  };
  for (const auto& [text, words] : kCases) {
    const auto forms = load(text);
    ASSERT_FALSE(forms.ok()) << words;
    EXPECT_THAT(forms.error().message, HasSubstr(words));
    EXPECT_THAT(forms.error().message, HasSubstr("form.toml"));
  }
}

}  // namespace
}  // namespace jx
