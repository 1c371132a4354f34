// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/notes.h"

#include <fmt/format.h>

#include "scores/derivation.h"

namespace jx {

void add_notes(const ScoredDocument& document, const FormLayout& layout, const FormInput& input,
               const FilledForm& form, FormNotes& notes) {
  const auto add = [&](std::string name, std::string words) {
    notes.lines.emplace_back(std::move(name), std::move(words));
  };
  const std::string_view name = input.project.name();
  add("项目", std::string(name.empty() ? "（无名项目）" : name));
  add("来源", fmt::format("{}，sha256 {}", document.file, document.sha256));
  add("表式", fmt::format("{}：{}", layout.id, layout.basis.to_string()));
  add("规则集", fmt::format("{}，计分规则版本 {}", document.profile, version_of(input.rules)));
  add("目标来源", std::string(chinese_name(input.scored.set.source)));
  const std::vector<Indicator>& indicators = input.scored.set.indicators;
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    add(fmt::format("得分：{}", indicators[i].name.text),
        derivation_of(input.scored.score.indicators[i], input.rules));
  }
  if (input.scored.score.execution) {
    add("得分：预算执行率", derivation_of(*input.scored.score.execution, input.rules));
  }
  add("总分", derivation_of(input.scored.score, input.rules));
  for (const std::string& remark : form.remarks) add("说明", remark);
  for (const FormBlank& blank : form.blanks) add("空白：" + blank.what, blank.why);
}

}  // namespace jx
