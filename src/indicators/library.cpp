// SPDX-License-Identifier: AGPL-3.0-or-later
#include "indicators/library.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "codecs/toml.h"

namespace jx {
namespace {

template <typename Term>
struct NamedTerm {
  Term term;
  std::string_view key;
  std::string_view chinese;
};

constexpr std::array<NamedTerm<ValueBasis>, 4> kValueBases = {{
    {ValueBasis::Plan, "plan", "计划标准"},
    {ValueBasis::Industry, "industry", "行业标准"},
    {ValueBasis::History, "history", "历史标准"},
    {ValueBasis::SpendingStandard, "spending-standard", "预算支出标准"},
}};
constexpr std::array<NamedTerm<EvidenceKind>, 4> kEvidenceKinds = {{
    {EvidenceKind::Formal, "formal", "正式资料"},
    {EvidenceKind::Working, "working", "工作资料"},
    {EvidenceKind::Original, "original", "原始凭证"},
    {EvidenceKind::Statement, "statement", "说明材料"},
}};

template <typename Terms>
auto read_named(const TomlTable& table, std::string_view key, const Terms& terms)
    -> Result<decltype(terms[0].term)> {
  JX_TRY(const std::string words, table.text(key));
  std::string known;
  for (const auto& term : terms) {
    if (term.key == words) return term.term;
    known += fmt::format("{}{}", known.empty() ? "" : "、", term.key);
  }
  return table.fault(key, fmt::format("没有“{}”；可用 {}", words, known));
}

template <typename Term>
Result<Term> read_term(const TomlTable& table, std::string_view key) {
  JX_TRY(const std::string words, table.text(key));
  const std::optional<Term> term = term_of<Term>(words);
  if (term) return *term;
  return table.fault(key,
                     fmt::format("没有“{}”；请用英文键，如 quantity、at-least、positive", words));
}

Result<LibraryIndicator> read_indicator(const TomlTable& table, const Lexicon& lexicon) {
  LibraryIndicator indicator;
  JX_TRY(indicator.id, table.text("id"));
  JX_TRY(indicator.name, table.text("name"));
  JX_TRY(indicator.level2, read_term<Level2>(table, "level2"));
  if (indicator.level2 == Level2::Cost) {
    return table.fault("level2", "成本请写 economic-cost、social-cost 或 ecological-cost");
  }
  JX_TRY(indicator.comparator, read_term<Comparator>(table, "operator"));
  JX_TRY(indicator.direction, read_term<Direction>(table, "direction"));
  JX_TRY(const std::string unit, table.text("unit"));
  const std::optional<Unit> known = lexicon.find_unit(unit);
  if (!known) return table.fault("unit", fmt::format("不认识单位“{}”", unit));
  indicator.unit = *known;
  JX_TRY(indicator.formula, table.text("formula"));
  JX_TRY(indicator.value_basis, read_named(table, "basis", kValueBases));
  JX_TRY(indicator.evidence, read_named(table, "evidence", kEvidenceKinds));
  JX_TRY(indicator.documents, table.text("documents"));
  JX_TRY(indicator.words, table.find_texts("words"));
  return indicator;
}

Result<Trade> read_trade(const TomlTable& root) {
  Trade trade;
  JX_TRY(trade.key, root.text("trade"));
  JX_TRY(trade.title, root.text("title"));
  JX_TRY(trade.title_en, root.text("title_en"));
  JX_TRY(trade.words, root.find_texts("words"));
  JX_TRY(trade.basis.clause, root.text("clause"));
  JX_TRY(trade.basis.verified, root.flag("verified"));
  return trade;
}

}  // namespace

std::string_view chinese_name(ValueBasis basis) noexcept {
  return kValueBases[static_cast<std::size_t>(basis)].chinese;
}

std::string_view chinese_name(EvidenceKind kind) noexcept {
  return kEvidenceKinds[static_cast<std::size_t>(kind)].chinese;
}

LevelPair levels_in(const Profile& profile, Level2 level2) noexcept {
  switch (level2) {
    case Level2::EconomicCost:
    case Level2::SocialCost:
    case Level2::EcologicalCost:
      if (profile.allows(Level1::Cost, Level2::Unknown)) return {Level1::Cost, level2};
      return {Level1::Output, Level2::Cost};
    case Level2::Unknown: return {};
    case Level2::Quantity:
    case Level2::Quality:
    case Level2::Timeliness:
    case Level2::Cost: return {Level1::Output, level2};
    case Level2::EconomicBenefit:
    case Level2::SocialBenefit:
    case Level2::EcologicalBenefit:
    case Level2::SustainableImpact: return {Level1::Benefit, level2};
    case Level2::Satisfaction: return {Level1::Satisfaction, level2};
  }
  return {};
}

Result<void> IndicatorLibrary::add(std::string_view toml, const std::string& name,
                                   const Lexicon& lexicon) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(toml, name));
  const TomlTable root = document.root();
  JX_TRY(Trade trade, read_trade(root));
  JX_TRY(const std::vector<TomlTable> tables, root.tables("indicator"));
  for (const TomlTable& table : tables) {
    JX_TRY(LibraryIndicator indicator, read_indicator(table, lexicon));
    if (!indicator.id.starts_with(trade.key + "/")) {
      return table.fault("id", fmt::format("编号要以 {}/ 开头", trade.key));
    }
    if (find(indicator.id) != nullptr) {
      return table.fault("id", fmt::format("编号 {} 用了两次", indicator.id));
    }
    indicator.trade = trades_.size();
    indicators_.push_back(std::move(indicator));
  }
  trades_.push_back(std::move(trade));
  return document.finish();
}

Result<IndicatorLibrary> IndicatorLibrary::load_texts(
    std::span<const std::pair<std::string, std::string>> named_texts, const Lexicon& lexicon) {
  IndicatorLibrary library;
  for (const auto& [name, text] : named_texts) JX_TRY_VOID(library.add(text, name, lexicon));
  library.index();
  return library;
}

const LibraryIndicator* IndicatorLibrary::find(std::string_view id) const noexcept {
  const auto at = std::find_if(indicators_.begin(), indicators_.end(),
                               [&](const LibraryIndicator& each) { return each.id == id; });
  return at == indicators_.end() ? nullptr : &*at;
}

const LibraryIndicator* IndicatorLibrary::find_named(std::string_view name) const noexcept {
  const LibraryIndicator* best = nullptr;
  for (const LibraryIndicator& indicator : indicators_) {
    if (!name.ends_with(indicator.name)) continue;
    if (best == nullptr || indicator.name.size() > best->name.size()) best = &indicator;
  }
  return best;
}

}  // namespace jx
