// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "findings/house/house_rules.h"
#include "findings/submission_builder.h"

/// The input is a file of house rules; those that load are run over a small submission.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jx;
  static const Lexicon lexicon =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  static const Profile profile = jx::testing::test_profile();
  static const Submission made =
      jx::testing::submission()
          .project("15000021T000000000001", "妇女培训经费")
          .budget("44.00")
          .goal("开展培训，提升技能。")
          .add(jx::testing::indicator("培训人次")
                   .output(Level2::Quantity)
                   .at_least("50", "人次")
                   .weight("10"))
          .add(jx::testing::indicator("学员满意度").satisfaction().at_least("80", "%").weight("5"))
          .build();
  static const Facts facts = gather_facts(made, profile);

  HouseRules rules;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!rules.add(text, "fuzz.toml", lexicon).ok()) return 0;
  const Prepared prepared(lexicon, profile);
  const RuleInput input{.submission = made,
                        .facts = facts,
                        .profile = profile,
                        .lexicon = lexicon,
                        .prepared = prepared};
  for (const HouseRule& rule : rules.rules()) {
    jx::testing::Answers answers;
    jx::testing::CollectingSink sink(answers);
    const RuleUse use = added_rule(rule).check(input, sink);
    if (use.selected == 0) (void)idle_reason(rule, use);
  }
  return 0;
}
