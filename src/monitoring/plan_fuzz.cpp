// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/check.h"
#include "monitoring/monitor.h"
#include "monitoring/roll_up.h"

namespace {

std::filesystem::path data() { return std::filesystem::path(JX_SOURCE_DIR) / "data"; }

jx::LedgerFigure figure(int month, std::int64_t value) {
  jx::LedgerFigure made;
  made.number = static_cast<std::uint64_t>(month);
  made.project = "P";
  made.indicator = "培训人次";
  made.period = jx::month_of(2021, month);
  made.value = jx::Decimal(value);
  return made;
}

}  // namespace

/// The input is a monitoring plan (and, as well, light rules and a list of units): one that can be
/// read follows a project with one indicator through the year.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data_bytes, std::size_t size) {
  using namespace jx;
  static const Lexicon lexicon = Lexicon::load(data() / "lexicon").value();
  static const ProfileSet profiles = ProfileSet::load(data() / "profiles").value();
  static const std::vector<LightRules> lights =
      load_light_rules(data() / "monitoring" / "lights").value();
  const std::string_view input(reinterpret_cast<const char*>(data_bytes), size);
  (void)read_light_rules(input, "fuzz.toml");
  (void)read_units(input, "fuzz.toml");
  const Result<MonitoringPlan> plan = read_plan(input, "fuzz.toml", lexicon);
  if (!plan.ok()) return 0;
  Submission submission;
  Project& project = submission.projects.emplace_back();
  project.key.text = "P";
  Indicator& indicator = project.goal_sets.emplace_back().indicators.emplace_back();
  indicator.name.text = "培训人次";
  indicator.level2.value = Level2::Quantity;
  Target& target = indicator.target.value.emplace();
  target.kind = TargetKind::Number;
  target.comparator = Comparator::AtLeast;
  target.value = Decimal(100);
  (void)check_plan(*plan, submission);
  const std::vector<LedgerFigure> figures = {figure(3, 20), figure(6, 10), figure(7, 60)};
  for (int month = 1; month <= 12; ++month) {
    const Monitoring seen = monitor({.submission = submission,
                                     .figures = figures,
                                     .statements = {},
                                     .plan = *plan,
                                     .rules = lights.front(),
                                     .profile = *profiles.find("cn/2021-101"),
                                     .year = 2021,
                                     .month = month});
    JX_CHECK(!seen.projects.empty() && !seen.projects.front().rows.empty(), "the one indicator");
  }
  return 0;
}
