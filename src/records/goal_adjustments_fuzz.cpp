// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "records/goal_adjustments.h"

/// The input is a record of adjustments, applied to a project with one indicator.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jx;
  static const Lexicon lexicon =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto adjustments = parse_goal_adjustments(input, "fuzz.toml");
  if (!adjustments.ok()) return 0;
  Submission submission;
  Project& project = submission.projects.emplace_back();
  project.key.text = "甲";
  project.goal_sets.emplace_back().indicators.emplace_back().name.text = "培训人次";
  (void)apply_goal_adjustments(*adjustments, lexicon, submission);
  return 0;
}
