// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "codecs/toml.h"
#include "findings/rule.h"

namespace jx {
namespace {

std::optional<Severity> find_severity(std::string_view words) noexcept {
  for (const Severity severity : {Severity::Info, Severity::Warning, Severity::Error}) {
    if (to_string(severity) == words) return severity;
  }
  return std::nullopt;
}

Result<RuleCard> read_card(std::string id, const TomlTable& table) {
  RuleCard card;
  card.id = std::move(id);
  JX_TRY(card.name, table.text("name"));
  JX_TRY(const std::string severity, table.text("severity"));
  const std::optional<Severity> known = find_severity(severity);
  if (!known.has_value()) {
    return table.fault("severity",
                       fmt::format("没有“{}”这一级别；可用 info、warning、error", severity));
  }
  card.severity = *known;
  JX_TRY(card.title, table.text("title"));
  JX_TRY(card.title_en, table.text("title_en"));
  JX_TRY(card.why, table.text("why"));
  JX_TRY(const std::optional<std::string> why_en, table.find_text("why_en"));
  card.why_en = why_en.value_or("");
  JX_TRY(card.basis.clause, table.text("clause"));
  JX_TRY(card.basis.verified, table.flag("verified"));
  JX_TRY(card.bad, table.text("bad"));
  JX_TRY(card.good, table.text("good"));
  JX_TRY(card.fix, table.text("fix"));
  JX_TRY(const std::optional<std::string> fix_en, table.find_text("fix_en"));
  card.fix_en = fix_en.value_or("");
  JX_TRY(const std::optional<std::string> applies, table.find_text("applies"));
  card.applies = applies.value_or("");
  JX_TRY(const std::optional<std::string> applies_en, table.find_text("applies_en"));
  card.applies_en = applies_en.value_or("");
  JX_TRY(const std::optional<bool> structural, table.find_flag("structural"));
  card.structural = structural.value_or(false);
  return card;
}

bool is_rule(std::string_view id, std::span<const Rule> rules) noexcept {
  return std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.id == id; });
}

Result<void> read_file(const std::filesystem::path& file, std::span<const Rule> rules,
                       std::vector<RuleCard>& cards) {
  JX_TRY(const TomlDocument document, TomlDocument::load(file));
  const TomlTable root = document.root();
  for (const std::string& id : root.keys()) {
    if (!is_rule(id, rules)) {
      return root.fault(id, fmt::format("没有编号为 {} 的规则；请核对编号，或删去这张卡片", id));
    }
    const bool twice = std::any_of(cards.begin(), cards.end(),
                                   [&](const RuleCard& card) { return card.id == id; });
    if (twice) return root.fault(id, fmt::format("规则 {} 已有一张卡片，请只留一张", id));
    JX_TRY(const TomlTable table, root.table(id));
    JX_TRY(RuleCard card, read_card(id, table));
    cards.push_back(std::move(card));
  }
  return document.finish();
}

}  // namespace

Result<RuleCards> RuleCards::load(const std::filesystem::path& folder,
                                  std::span<const Rule> rules) {
  JX_TRY(const std::vector<std::filesystem::path> files, find_toml_files(folder));
  RuleCards loaded;
  for (const std::filesystem::path& file : files) {
    JX_TRY_VOID(read_file(file, rules, loaded.cards_));
  }
  for (const Rule& rule : rules) {
    if (loaded.find(rule.id) == nullptr) {
      return Error{ErrorCode::NotFound, fmt::format("规则 {} 没有卡片；请在 {} 下的文件中补写 [{}]",
                                                    rule.id, folder.string(), rule.id)};
    }
  }
  return loaded;
}

Result<void> RuleCards::add(RuleCard card) {
  if (find(card.id) != nullptr) {
    return Error{ErrorCode::Conflict, fmt::format("规则 {} 已有一张卡片，请换一个编号", card.id)};
  }
  cards_.push_back(std::move(card));
  return {};
}

const RuleCard* RuleCards::find(std::string_view id) const noexcept {
  const auto at = std::find_if(cards_.begin(), cards_.end(),
                               [&](const RuleCard& card) { return card.id == id; });
  return at == cards_.end() ? nullptr : &*at;
}

}  // namespace jx
