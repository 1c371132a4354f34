// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/house/house_rules.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/sha256.h"
#include "base/text.h"
#include "findings/house/read_condition.h"

namespace jx {
namespace {

bool is_house_id(std::string_view id) noexcept {
  constexpr std::size_t kLongest = 32;
  if (!id.starts_with(kHousePrefix)) return false;
  const std::string_view rest = id.substr(kHousePrefix.size());
  return !rest.empty() && rest.size() <= kLongest && rest.front() != '-' &&
         std::all_of(rest.begin(), rest.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  c == '-';
         });
}

Result<Severity> read_severity(const TomlTable& table) {
  JX_TRY(const std::string words, table.text("severity"));
  for (const Severity severity : {Severity::Info, Severity::Warning, Severity::Error}) {
    if (to_string(severity) == words) return severity;
  }
  return table.fault("severity", fmt::format("没有“{}”这一级别；可用 info、warning、error", words));
}

Result<RuleCard> read_card(const TomlTable& table) {
  RuleCard card;
  JX_TRY(card.id, table.text("id"));
  if (!is_house_id(card.id)) {
    return table.fault("id", fmt::format("编号“{}”不合规定：自定规则的编号写成 H:名称，名称用"
                                         "字母、数字和 -，不超过 32 个",
                                         card.id));
  }
  card.name = card.id.substr(kHousePrefix.size());
  JX_TRY(card.severity, read_severity(table));
  JX_TRY(card.title, table.text("title"));
  JX_TRY(const std::optional<std::string> english, table.find_text("title_en"));
  card.title_en = english.value_or(card.title);
  JX_TRY(const std::optional<std::string> why, table.find_text("why"));
  card.why = why.value_or("本单位自定的审核要求。");
  JX_TRY(card.basis.clause, table.text("basis"));
  JX_TRY(const std::optional<bool> verified, table.find_flag("verified"));
  card.basis.verified = verified.value_or(false);
  JX_TRY(const std::optional<std::string> bad, table.find_text("bad"));
  JX_TRY(const std::optional<std::string> good, table.find_text("good"));
  card.bad = bad.value_or("");
  card.good = good.value_or("");
  JX_TRY(card.fix, table.text("fix"));
  return card;
}

Result<HouseLists> read_lists(const TomlTable& root) {
  HouseLists lists;
  JX_TRY(const std::optional<TomlTable> table, root.find_table("lists"));
  if (!table) return lists;
  for (const std::string& name : table->keys()) {
    JX_TRY(lists[name], read_house_words(*table, name, {}));
  }
  return lists;
}

/// What a rule selects: rows, unless it says projects.
Result<bool> selects_projects(const TomlTable& table) {
  JX_TRY(const std::optional<std::string> what, table.find_text("select"));
  if (!what || *what == "rows") return false;
  if (*what == "projects") return true;
  return table.fault("select",
                     fmt::format("不能选“{}”；可用 rows（逐行）、projects（逐个项目）", *what));
}

Result<HouseKind> read_kind(const TomlTable& table) {
  JX_TRY(const bool projects, selects_projects(table));
  std::vector<std::string_view> given;
  for (const std::string_view key : {"must", "count", "sum"}) {
    if (table.has(key)) given.push_back(key);
  }
  if (given.size() != 1) {
    return table.fault(given.empty() ? std::string_view("id") : given[1],
                       "must（必须成立的条件）、count（行数）、sum（合计）三者写且只写一个");
  }
  if (given.front() == "must") return projects ? HouseKind::Project : HouseKind::Each;
  if (projects) {
    return table.fault(given.front(), "count 和 sum 本来就按项目算，请删去 select = \"projects\"");
  }
  return given.front() == "count" ? HouseKind::Count : HouseKind::Sum;
}

Result<void> require_no_rows(const TomlTable& table, std::string_view key,
                             const std::vector<Condition>& conditions) {
  for (const Condition& condition : conditions) {
    const ColumnInfo& info = info_of(condition.column);
    if (info.scope != ColumnScope::Row) continue;
    return table.fault(key, fmt::format("select = \"projects\" 的规则不能用“{}”列：它每行不同"
                                        "（{}）",
                                        info.chinese, condition.place));
  }
  return {};
}

Result<void> read_sum(const TomlTable& sum, const Lexicon& lexicon, HouseRule& rule) {
  JX_TRY(const std::string column, sum.text("of"));
  const ColumnInfo* const info = find_house_column(column);
  if (info == nullptr || info->type != ColumnType::Number || info->scope != ColumnScope::Row) {
    return sum.fault("of",
                     fmt::format("“{}”不能合计；可用 weight（权重）、value（指标值）", column));
  }
  rule.summed = info->column;
  JX_TRY(rule.sum_unit, read_house_unit(sum, lexicon));
  if (rule.summed == HouseColumn::Weight && !rule.sum_unit.name.empty()) {
    return sum.fault("unit", "权重没有单位");
  }
  return {};
}

Result<void> read_demand(const TomlTable& table, const ConditionReader& reader, HouseRule& rule) {
  if (rule.kind == HouseKind::Each || rule.kind == HouseKind::Project) {
    JX_TRY(const TomlTable must, table.table("must"));
    JX_TRY(rule.must, reader.read_all(must));
    if (rule.must.empty()) return table.fault("must", "must 里没有条件，规则永远成立");
    if (rule.kind == HouseKind::Each) return {};
    JX_TRY_VOID(require_no_rows(table, "where", rule.where));
    return require_no_rows(table, "must", rule.must);
  }
  const std::string_view key = rule.kind == HouseKind::Count ? "count" : "sum";
  JX_TRY(const TomlTable amount, table.table(key));
  if (rule.kind == HouseKind::Sum) JX_TRY_VOID(read_sum(amount, reader.lexicon, rule));
  JX_TRY(rule.amount, read_number_test(amount));
  if (rule.amount.empty()) {
    return table.fault(key, "没有写明多少；可用 at-least、at-most、above、below、is");
  }
  return {};
}

Result<HouseMessage> read_message(const TomlTable& table, HouseKind kind) {
  JX_TRY(const std::string words, table.text("message"));
  if (words.size() > kLongestHouseMessage) {
    return table.fault("message", fmt::format("超过 {} 字节，请写短些", kLongestHouseMessage));
  }
  const bool counted = kind == HouseKind::Count || kind == HouseKind::Sum;
  Result<HouseMessage> message = HouseMessage::parse(
      words, {.row = kind == HouseKind::Each, .count = counted, .sum = kind == HouseKind::Sum});
  if (!message.ok()) return table.fault("message", message.error().message);
  return message;
}

Result<HouseRule> read_rule(const TomlTable& table, const ConditionReader& reader) {
  HouseRule rule;
  rule.place = table.place("id");
  JX_TRY(rule.card, read_card(table));
  JX_TRY(rule.kind, read_kind(table));
  JX_TRY(const std::optional<TomlTable> where, table.find_table("where"));
  if (where) {
    JX_TRY(rule.where, reader.read_all(*where));
  }
  JX_TRY_VOID(read_demand(table, reader, rule));
  JX_TRY(rule.message, read_message(table, rule.kind));
  return rule;
}

}  // namespace

Result<void> HouseRules::add(std::string_view toml, const std::string& name,
                             const Lexicon& lexicon) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(toml, name));
  const TomlTable root = document.root();
  JX_TRY(const HouseLists lists, read_lists(root));
  JX_TRY(const std::vector<TomlTable> tables, root.tables("rule"));
  const ConditionReader reader{.lists = lists, .lexicon = lexicon};
  for (const TomlTable& table : tables) {
    JX_TRY(HouseRule rule, read_rule(table, reader));
    const auto twin = std::find_if(rules_.begin(), rules_.end(), [&](const HouseRule& each) {
      return each.card.id == rule.card.id;
    });
    if (twin != rules_.end()) {
      return table.fault(
          "id", fmt::format("编号 {} 在 {} 已经用过，请换一个", rule.card.id, twin->place));
    }
    if (rules_.size() == kMostHouseRules) {
      return table.fault("id", fmt::format("自定规则超过 {} 条", kMostHouseRules));
    }
    rules_.push_back(std::move(rule));
  }
  JX_TRY_VOID(document.finish());
  if (tables.empty()) {
    return Error{ErrorCode::Malformed, name + "：没有 [[rule]]，不是自定规则文件"};
  }
  sha256_ = sha256_hex(sha256_ + std::string(toml));
  return {};
}

Result<HouseRules> HouseRules::load(const std::vector<std::filesystem::path>& files,
                                    const Lexicon& lexicon) {
  HouseRules loaded;
  for (const std::filesystem::path& path : files) {
    const Result<std::string> text = read_toml_text(path);
    if (!text.ok()) {
      return Error{ErrorCode::NotFound, "打不开自定规则文件 " + path.string() + "；请检查路径"};
    }
    const Result<void> added = loaded.add(*text, path.string(), lexicon);
    // The message names the place; it is none in a document.
    if (!added.ok()) return Error{added.error().code, added.error().message};
  }
  return loaded;
}

}  // namespace jx
