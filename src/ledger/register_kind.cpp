// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/register_kind.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "codecs/toml.h"

namespace jx {
namespace {

using CheckKind = RegisterCheck::Kind;
using FormulaKind = RegisterFormula::Kind;

template <typename Kind, std::size_t Count>
Result<Kind> read_word(const TomlTable& table, std::string_view key,
                       const std::array<std::pair<std::string_view, Kind>, Count>& words) {
  JX_TRY(const std::string word, table.text(key));
  std::string known;
  for (const auto& [name, kind] : words) {
    if (name == word) return kind;
    known += (known.empty() ? "" : "、") + std::string(name);
  }
  return table.fault(key, fmt::format("“{}”不认得；有的是：{}。", word, known));
}

constexpr std::array<std::pair<std::string_view, CellType>, 5> kTypes = {
    {{"text", CellType::Text},
     {"date", CellType::Date},
     {"number", CellType::Number},
     {"whole", CellType::Whole},
     {"choice", CellType::Choice}}};
constexpr std::array<std::pair<std::string_view, ComputedColumn::Kind>, 3> kComputed = {
    {{"product", ComputedColumn::Kind::Product},
     {"difference", ComputedColumn::Kind::Difference},
     {"not-after", ComputedColumn::Kind::NotAfter}}};
constexpr std::array<std::pair<std::string_view, FormulaKind>, 5> kFormulas = {
    {{"count", FormulaKind::Count},
     {"sum", FormulaKind::Sum},
     {"distinct", FormulaKind::Distinct},
     {"share", FormulaKind::Share},
     {"sum-share", FormulaKind::SumShare}}};
constexpr std::array<std::pair<std::string_view, CheckKind>, 11> kChecks = {
    {{"not-after", CheckKind::NotAfter},
     {"at-most", CheckKind::AtMost},
     {"balance", CheckKind::Balance},
     {"within-budget", CheckKind::WithinBudget},
     {"concentration", CheckKind::Concentration},
     {"burst", CheckKind::Burst},
     {"round", CheckKind::Round},
     {"forbidden", CheckKind::Forbidden},
     {"filled", CheckKind::Filled},
     {"together", CheckKind::Together},
     {"repeated", CheckKind::Repeated}}};

/// How many columns a check names; 0: any number but none.
std::size_t columns_of(CheckKind kind) {
  switch (kind) {
    case CheckKind::NotAfter:
    case CheckKind::AtMost:
    case CheckKind::WithinBudget: return 2;
    case CheckKind::Balance: return 3;
    case CheckKind::Concentration:
    case CheckKind::Burst:
    case CheckKind::Round:
    case CheckKind::Together: return 1;
    case CheckKind::Forbidden:
    case CheckKind::Filled:
    case CheckKind::Repeated: return 0;
  }
  return 0;
}

/// Reads one file; columns first, since everything else names them.
class KindReader {
 public:
  explicit KindReader(const TomlTable& root) : root_(root) {}

  Result<RegisterKind> run() && {
    JX_TRY(kind_.id, root_.text("id"));
    JX_TRY(kind_.name, root_.text("name"));
    JX_TRY(kind_.about, root_.text("about"));
    JX_TRY(const std::optional<bool> open, root_.find_flag("open"));
    kind_.open = open.value_or(false);
    JX_TRY_VOID(read_columns());
    JX_TRY_VOID(read_computed());
    JX_TRY(kind_.date, column(root_, "date"));
    if (kind_.date >= kind_.columns.size() || kind_.columns[kind_.date].type != CellType::Date) {
      return root_.fault("date", "应是一个日期列。");
    }
    JX_TRY(kind_.key, columns(root_, "key"));
    if (kind_.key.empty()) return root_.fault("key", "要写明哪几列合起来区别各行。");
    JX_TRY(kind_.amount, columns(root_, "amount"));
    JX_TRY_VOID(read_checks());
    JX_TRY_VOID(read_formulas());
    return std::move(kind_);
  }

 private:
  Result<std::size_t> find(const TomlTable& table, std::string_view key,
                           const std::string& name) const {
    const std::size_t count = kind_.columns.size() + kind_.computed.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (kind_.name_of(i) == name) return i;
    }
    return table.fault(key, fmt::format("没有叫“{}”的列。", name));
  }

  Result<std::size_t> column(const TomlTable& table, std::string_view key) const {
    JX_TRY(const std::string name, table.text(key));
    return find(table, key, name);
  }

  Result<std::vector<std::size_t>> columns(const TomlTable& table, std::string_view key) const {
    std::vector<std::size_t> found;
    JX_TRY(const std::vector<std::string> names, table.find_texts(key));
    for (const std::string& name : names) {
      JX_TRY(const std::size_t at, find(table, key, name));
      found.push_back(at);
    }
    return found;
  }

  Result<RowCondition> condition(const TomlTable& table, std::string_view key) const {
    RowCondition condition;
    if (!table.has(key)) return condition;
    JX_TRY(const auto pairs, table.pairs(key));
    for (const auto& [name, words] : pairs) {
      JX_TRY(const std::size_t at, find(table, key, name));
      condition.emplace_back(at, words);
    }
    return condition;
  }

  Result<void> read_columns() {
    JX_TRY(const std::vector<TomlTable> tables, root_.tables("column"));
    for (const TomlTable& each : tables) {
      RegisterColumn column;
      JX_TRY(column.name, each.text("name"));
      JX_TRY(column.aliases, each.find_texts("aliases"));
      JX_TRY(column.type, read_word(each, "type", kTypes));
      JX_TRY(const std::optional<bool> required, each.find_flag("required"));
      column.required = required.value_or(false);
      JX_TRY(column.choices, each.find_texts("choices"));
      if ((column.type == CellType::Choice) == column.choices.empty()) {
        return each.fault("choices", "选择列要列出可选的词，别的列不要。");
      }
      JX_TRY_VOID(read_manner(each, column));
      kind_.columns.push_back(std::move(column));
    }
    return {};
  }

  /// How cells of the column may be written.
  static Result<void> read_manner(const TomlTable& table, RegisterColumn& column) {
    JX_TRY(const std::optional<bool> fill_down, table.find_flag("fill_down"));
    column.fill_down = fill_down.value_or(false);
    JX_TRY(const std::optional<bool> month, table.find_flag("month"));
    column.month = month.value_or(false);
    if (column.month && column.type != CellType::Date) {
      return table.fault("month", "只有日期列可以只到月。");
    }
    JX_TRY(const std::optional<std::string> unit, table.find_text("unit"));
    column.unit = unit.value_or("");
    const bool number = column.type == CellType::Number || column.type == CellType::Whole;
    if (!column.unit.empty() && !number) return table.fault("unit", "只有数才有单位。");
    if (!table.has("words")) return {};
    JX_TRY(column.words, table.pairs("words"));
    if (column.type != CellType::Choice) return {};
    for (std::size_t i = 0; i < column.words.size(); ++i) {
      const auto& choices = column.choices;
      if (std::find(choices.begin(), choices.end(), column.words[i].second) != choices.end())
        continue;
      return table.fault("words", i, fmt::format("“{}”不在 choices 里。", column.words[i].second));
    }
    return {};
  }

  Result<void> read_computed() {
    JX_TRY(const std::vector<TomlTable> tables, root_.tables("computed"));
    for (const TomlTable& each : tables) {
      ComputedColumn computed;
      JX_TRY(computed.name, each.text("name"));
      JX_TRY(computed.kind, read_word(each, "kind", kComputed));
      JX_TRY(const std::vector<std::size_t> of, columns(each, "columns"));
      if (of.size() != 2 || std::max(of[0], of[1]) >= kind_.columns.size()) {
        return each.fault("columns", "应是两个填写的列。");
      }
      computed.first = of[0];
      computed.second = of[1];
      kind_.computed.push_back(std::move(computed));
    }
    return {};
  }

  Result<void> read_checks() {
    JX_TRY(const std::vector<TomlTable> tables, root_.tables("check"));
    for (const TomlTable& each : tables) {
      RegisterCheck check;
      JX_TRY(check.id, each.text("id"));
      JX_TRY(check.kind, read_word(each, "kind", kChecks));
      JX_TRY(check.message, each.text("message"));
      JX_TRY(check.columns, columns(each, "columns"));
      const std::size_t wanted = columns_of(check.kind);
      if (wanted != 0 && check.columns.size() != wanted) {
        return each.fault("columns", fmt::format("这种检查要写 {} 列。", wanted));
      }
      if (each.has("group")) {
        JX_TRY(check.group, column(each, "group"));
      }
      JX_TRY(check.limit, each.find_decimal("limit"));
      JX_TRY_VOID(read_months(each, check));
      JX_TRY(check.where, condition(each, "where"));
      JX_TRY_VOID(check_needs(each, check));
      kind_.checks.push_back(std::move(check));
    }
    return {};
  }

  static Result<void> read_months(const TomlTable& table, RegisterCheck& check) {
    if (!table.has("months")) return {};
    JX_TRY(const std::vector<Decimal> months, table.decimals("months"));
    for (std::size_t i = 0; i < months.size(); ++i) {
      const Decimal& month = months[i];
      const bool good = month.is_whole() && month >= Decimal(1) && month <= Decimal(12);
      if (!good) return table.fault("months", i, "应是 1 到 12 的月份。");
      check.months.push_back(static_cast<int>(month.trimmed().mantissa()));
    }
    return {};
  }

  static Result<void> check_needs(const TomlTable& table, const RegisterCheck& check) {
    const bool grouped = check.kind == CheckKind::WithinBudget ||
                         check.kind == CheckKind::Concentration ||
                         check.kind == CheckKind::Together;
    if (grouped && !check.group) return table.fault("group", "这种检查要写按哪一列分组。");
    const bool limited = check.kind == CheckKind::Concentration || check.kind == CheckKind::Burst ||
                         check.kind == CheckKind::Round;
    if (limited && (!check.limit || *check.limit <= Decimal(0))) {
      return table.fault("limit", "这种检查要写一个大于 0 的界限。");
    }
    if (check.kind == CheckKind::Burst && check.months.empty()) {
      return table.fault("months", "要写明是哪几个月。");
    }
    if (check.kind == CheckKind::Forbidden && check.where.empty()) {
      return table.fault("where", "要写明什么样的行不应有。");
    }
    const bool listed = check.kind == CheckKind::Filled || check.kind == CheckKind::Repeated;
    if (listed && check.columns.empty()) return table.fault("columns", "要写明是哪几列。");
    return {};
  }

  Result<void> read_formulas() {
    JX_TRY(const std::vector<TomlTable> tables, root_.tables("formula"));
    for (const TomlTable& each : tables) {
      RegisterFormula formula;
      JX_TRY(formula.id, each.text("id"));
      JX_TRY(formula.name, each.text("name"));
      JX_TRY(formula.unit, each.text("unit"));
      JX_TRY(formula.kind, read_word(each, "kind", kFormulas));
      JX_TRY(formula.columns, columns(each, "columns"));
      JX_TRY(formula.where, condition(each, "where"));
      JX_TRY(formula.among, condition(each, "among"));
      JX_TRY(const std::optional<Decimal> divisor, each.find_decimal("divide_by"));
      formula.divisor = divisor.value_or(Decimal(1));
      if (formula.divisor <= Decimal(0)) return each.fault("divide_by", "应大于 0。");
      JX_TRY_VOID(check_columns(each, formula));
      kind_.formulas.push_back(std::move(formula));
    }
    return {};
  }

  static Result<void> check_columns(const TomlTable& table, const RegisterFormula& formula) {
    const std::size_t have = formula.columns.size();
    switch (formula.kind) {
      case FormulaKind::Count:
      case FormulaKind::Share:
        if (have == 0) return {};
        return table.fault("columns", "数行数不用写列。");
      case FormulaKind::Sum:
        if (have == 1) return {};
        return table.fault("columns", "应是要相加的一列。");
      case FormulaKind::SumShare:
        if (have == 2) return {};
        return table.fault("columns", "应是分子、分母两列。");
      case FormulaKind::Distinct:
        if (have > 0) return {};
        return table.fault("columns", "要写按哪几列去重。");
    }
    return {};
  }

  const TomlTable& root_;
  RegisterKind kind_;
};

Result<RegisterKind> read_document(const TomlDocument& document) {
  const TomlTable root = document.root();
  JX_TRY(RegisterKind kind, KindReader(root).run());
  JX_TRY_VOID(document.finish());
  return kind;
}

}  // namespace

const std::string& RegisterKind::name_of(std::size_t column) const noexcept {
  return column < columns.size() ? columns[column].name : computed[column - columns.size()].name;
}

const RegisterFormula* RegisterKind::find_formula(std::string_view wanted) const noexcept {
  const auto found = std::find_if(formulas.begin(), formulas.end(),
                                  [&](const RegisterFormula& each) { return each.id == wanted; });
  return found == formulas.end() ? nullptr : &*found;
}

Result<RegisterKind> read_register_kind(std::string_view text, std::string name) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, std::move(name)));
  return read_document(document);
}

Result<std::vector<RegisterKind>> load_register_kinds(const std::filesystem::path& folder) {
  JX_TRY(const std::vector<std::filesystem::path> files, find_toml_files(folder));
  std::vector<RegisterKind> kinds;
  for (const std::filesystem::path& file : files) {
    JX_TRY(const TomlDocument document, TomlDocument::load(file));
    JX_TRY(RegisterKind kind, read_document(document));
    kinds.push_back(std::move(kind));
  }
  std::sort(kinds.begin(), kinds.end(),
            [](const RegisterKind& a, const RegisterKind& b) { return a.id < b.id; });
  return kinds;
}

Result<const RegisterKind*> find_register_kind(const std::vector<RegisterKind>& kinds,
                                               std::string_view id) {
  std::string known;
  for (const RegisterKind& kind : kinds) {
    if (kind.id == id) return &kind;
    known += (known.empty() ? "" : "、") + fmt::format("{}（{}）", kind.id, kind.name);
  }
  return Error{.code = ErrorCode::NotFound,
               .message = fmt::format("没有叫“{}”的台账；有的是：{}。", id, known)};
}

}  // namespace jx
