// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <string>

#include "cli/command.h"

namespace jx {
namespace {

std::string years_of(const Profile& profile) {
  const auto shown = [](const std::optional<int>& year) {
    return year ? std::to_string(*year) : std::string();
  };
  return fmt::format("{}–{}", shown(profile.first_fiscal_year), shown(profile.last_fiscal_year));
}

void run(Program& program) {
  const Result<Reference> reference = program.load();
  if (!reference.ok()) return program.fail("", reference.error());
  std::string out;
  constexpr std::size_t kIdWidth = 22;
  constexpr std::size_t kYearsWidth = 10;
  for (const Profile& profile : reference->profiles.profiles()) {
    out += fmt::format("{}{}{}\n", padded(profile.id, kIdWidth),
                       padded(years_of(profile), kYearsWidth), profile.title);
    if (!profile.parent.empty()) out += fmt::format("    继承 {}\n", profile.parent);
    std::string bases;
    for (const Decimal& base : profile.weight_bases) bases += " " + base.to_string();
    out += fmt::format("    权重合计{}（{}）\n", bases, profile.weight_basis.to_string());
  }
  print(out);
}

}  // namespace

void add_profiles_command(Program& program) {
  CLI::App* command = program.app.add_subcommand("profiles", "列出规则集：地区、年度、权重");
  command->callback([&program] { run(program); });
}

}  // namespace jx
