// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/survey_standard.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "base/text.h"
#include "codecs/toml.h"

namespace jx {
namespace {

Result<std::vector<std::string>> folded(const TomlTable& table, std::string_view key) {
  JX_TRY(std::vector<std::string> words, table.texts(key));
  for (std::string& each : words) each = fold(each);
  return words;
}

Result<Decimal> percentage(const TomlTable& table, std::string_view key) {
  JX_TRY(const Decimal value, table.decimal(key));
  if (value.is_negative() || value > Decimal(100)) {
    return table.fault(key, "是百分比，要在 0 到 100 之间");
  }
  return value;
}

Result<void> read_levels(const TomlTable& root, SurveyStandard& standard) {
  JX_TRY(const std::vector<TomlTable> tables, root.tables("level"));
  std::set<std::string> taken;
  for (const TomlTable& table : tables) {
    JX_TRY(std::vector<std::string> words, folded(table, "words"));
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (taken.insert(words[i]).second) continue;
      return table.fault("words", i, fmt::format("“{}”出现了两次", words[i]));
    }
    standard.levels.push_back(std::move(words));
  }
  return {};
}

Result<SurveyStandard> read_standard(const TomlDocument& document) {
  const TomlTable root = document.root();
  SurveyStandard standard;
  JX_TRY(standard.id, root.text("id"));
  JX_TRY(standard.title, root.text("title"));
  JX_TRY(standard.basis, root.text("basis"));
  JX_TRY(const bool verified, root.flag("verified"));
  if (!verified) standard.basis += "（依据未核实）";
  JX_TRY(standard.bookkeeping, folded(root, "bookkeeping"));
  JX_TRY(standard.moment, folded(root, "moment"));
  JX_TRY(standard.identity, folded(root, "identity"));
  JX_TRY(standard.blank, folded(root, "blank"));
  JX_TRY(standard.unreachable, folded(root, "unreachable"));
  JX_TRY(standard.most_duplicates, percentage(root, "most_duplicates"));
  JX_TRY(standard.most_unreachable, percentage(root, "most_unreachable"));
  JX_TRY(standard.least_visits, percentage(root, "least_visits"));
  JX_TRY_VOID(read_levels(root, standard));
  JX_TRY_VOID(document.finish());
  return standard;
}

}  // namespace

Result<SurveyStandard> parse_survey_standard(std::string_view text, const std::string& name) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, name));
  return read_standard(document);
}

Result<SurveyStandard> load_survey_standard(const std::filesystem::path& file) {
  JX_TRY(const TomlDocument document, TomlDocument::load(file));
  return read_standard(document);
}

}  // namespace jx
