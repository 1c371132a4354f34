// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/budget_sums.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "findings/evidence.h"

namespace jx {
namespace {

/// A message names this many addends; the rest is counted.
constexpr std::size_t kPartsShown = 12;
/// Totals of one column that are looked at; each is compared with all lines of its table.
constexpr std::size_t kMostTotals = 50;

bool is_additive(AmountKind kind) noexcept {
  return kind != AmountKind::Unknown && kind != AmountKind::ChangeRate;
}

std::string part_name(const BudgetLine& line) {
  if (!line.name.empty()) return std::string(trimmed(line.name.text));
  if (!line.project.empty()) return line.project.text;
  return line.code;
}

/// Collects the sums down one column.
class ColumnAdder {
 public:
  ColumnAdder(const BudgetTable& table, std::uint32_t column, const RuleInput& input,
              std::vector<BudgetSum>& sums)
      : table_(table), column_(column), input_(input), sums_(sums) {
    for (const BudgetLine& line : table.lines) {
      if (line.find(column) != nullptr) lines_.push_back(&line);
    }
    coded_ = std::any_of(lines_.begin(), lines_.end(),
                         [](const BudgetLine* line) { return !line->code.empty(); });
    has_total_ = std::any_of(lines_.begin(), lines_.end(), [](const BudgetLine* line) {
      return line->kind == BudgetLineKind::Total;
    });
  }

  void add() {
    if (table_.kind == BudgetTableKind::Projects && !coded_) return add_flat();
    add_groups();
    coded_ ? add_coded_total() : add_section_totals();
  }

 private:
  /// True when `child` stands under `parent` in the codes, or in the numbering of its table.
  bool is_under(const BudgetLine& child, const BudgetLine& parent) const noexcept {
    if (!coded_) return parent.depth > 0 && child.depth > parent.depth;
    return child.code.size() > parent.code.size() && child.code.starts_with(parent.code);
  }

  bool counts(const BudgetLine& line) const noexcept {
    return line.kind == BudgetLineKind::Entry && (coded_ ? !line.code.empty() : true);
  }

  /// Every line with lines under it, and the lines without one above (roots_).
  void add_groups() {
    std::vector<std::size_t> open;  // Indexes into groups.
    std::vector<std::pair<const BudgetLine*, std::vector<const BudgetLine*>>> groups;
    for (const BudgetLine* line : lines_) {
      if (!counts(*line)) {
        if (line->kind != BudgetLineKind::Entry) open.clear();
        continue;
      }
      while (!open.empty() && !is_under(*line, *groups[open.back()].first)) open.pop_back();
      if (open.empty()) {
        roots_.push_back(line);
      } else {
        groups[open.back()].second.push_back(line);
      }
      groups.emplace_back(line, std::vector<const BudgetLine*>{});
      open.push_back(groups.size() - 1);
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
      // Without 合计 at its end a table may go on where this excerpt stops.
      const bool last = !has_total_ && std::find(open.begin(), open.end(), i) != open.end();
      add_sum(*groups[i].first, groups[i].second, last);
    }
  }

  /// The one 合计 of a table with codes.
  void add_coded_total() {
    const bool mixed = std::any_of(roots_.begin(), roots_.end(), [&](const BudgetLine* root) {
      return root->depth != roots_.front()->depth;
    });
    std::vector<const BudgetLine*> uncoded;
    for (const BudgetLine* line : lines_) {
      if (line->kind == BudgetLineKind::Entry && line->code.empty() &&
          is_printed(line->find(column_))) {
        uncoded.push_back(line);
      }
    }
    std::size_t totals = 0;
    for (const BudgetLine* line : lines_) {
      if (line->kind != BudgetLineKind::Total || ++totals > kMostTotals) continue;
      const std::size_t before = sums_.size();
      add_sum(*line, roots_, false);
      if (sums_.size() == before || sums_.back().outcome != SumOutcome::Different) continue;
      // Rows of units between the codes, or 结转下年 behind them: they may count or not.
      if (mixed || !uncoded.empty()) {
        doubt(sums_.back(), mixed ? "表中科目级次不齐，可能只是节选" : "表中有没有科目编码的行");
      }
    }
  }

  /// Tables without codes: subtotals of the lines above them, and the total of it all.
  void add_section_totals() {
    std::vector<const BudgetLine*> since;  // Lines of the first level since the last subtotal.
    std::vector<const BudgetLine*> subtotals;
    std::size_t next_root = 0;  // The roots stand in the order of the lines.
    bool unclear = false;
    const auto last_total = std::find_if(lines_.rbegin(), lines_.rend(), [](const auto* line) {
      return line->kind == BudgetLineKind::Total;
    });
    const BudgetLine* const final = last_total == lines_.rend() ? nullptr : *last_total;
    for (const BudgetLine* line : lines_) {
      if (line->kind == BudgetLineKind::Entry) {
        const bool root = next_root < roots_.size() && roots_[next_root] == line;
        if (root) ++next_root;
        if (root && !line->of_which) since.push_back(line);
        unclear = unclear || (root && line->depth != roots_.front()->depth);
        continue;
      }
      if (subtotals.size() > kMostTotals) return;
      if (since.empty() && subtotals.empty()) {  // 合计 in the first row.
        if (line == final) add_leading_total(*line);
        continue;
      }
      const bool covers_all = line == final;
      std::vector<const BudgetLine*> parts = since;
      if (covers_all || since.empty())
        parts.insert(parts.begin(), subtotals.begin(), subtotals.end());
      const std::size_t before = sums_.size();
      add_sum(*line, parts, false);
      if (unclear && sums_.size() > before) doubt(sums_.back(), "各行没有统一的序号，级次不明");
      if (!covers_all) {
        since.clear();
        subtotals.push_back(line);
      }
    }
  }

  void add_leading_total(const BudgetLine& total) {
    std::vector<const BudgetLine*> parts;
    for (const BudgetLine* root : roots_) {
      if (!root->of_which) parts.push_back(root);
    }
    const std::size_t before = sums_.size();
    add_sum(total, parts, false);
    const bool unclear = std::any_of(parts.begin(), parts.end(),
                                     [](const BudgetLine* line) { return line->depth == 0; });
    if (unclear && sums_.size() > before) doubt(sums_.back(), "各行没有序号，级次不明");
  }

  /// Projects: the total is that of all rows with a project's name.
  void add_flat() {
    std::vector<const BudgetLine*> projects;
    bool others = false;
    for (const BudgetLine* line : lines_) {
      if (line->kind != BudgetLineKind::Entry) continue;
      if (!line->project.empty()) {
        projects.push_back(line);
      } else {
        others = others || is_printed(line->find(column_));
      }
    }
    std::size_t totals = 0;
    for (const BudgetLine* line : lines_) {
      if (line->kind != BudgetLineKind::Total || ++totals > kMostTotals) continue;
      const std::size_t before = sums_.size();
      add_sum(*line, projects, false);
      if (others && sums_.size() > before) doubt(sums_.back(), "表中有不是项目的金额行");
    }
  }

  void doubt(BudgetSum& sum, std::string_view reason) const {
    if (sum.outcome != SumOutcome::Different) return;
    sum.outcome = SumOutcome::Undecided;
    sum.reason = reason;
  }

  /// `last`: more parts may follow on a page that is not here.
  void add_sum(const BudgetLine& whole, const std::vector<const BudgetLine*>& parts, bool last) {
    BudgetSum sum{
        .table = &table_, .line = &whole, .column = column_, .whole = whole.find(column_)};
    if (parts.empty() || !is_printed(sum.whole)) return;
    bool of_which = false;
    bool named_only = true;  // Parts that print no amount at all, in no column.
    for (const BudgetLine* part : parts) {
      of_which = of_which || part->of_which;
      const Field<Decimal>* amount = part->find(column_);
      if (is_printed(amount)) sum.parts.emplace_back(part_name(*part), amount);
      named_only = named_only &&
                   std::none_of(part->amounts.begin(), part->amounts.end(),
                                [](const BudgetAmount& each) { return is_printed(&each.amount); });
    }
    if (named_only) return;
    if (of_which) sum.relation = BudgetRelation::AtMost;
    judge_sum(sum, input_);
    if (last) doubt(sum, "这张表没有合计行，可能只是节选");
    sums_.push_back(std::move(sum));
  }

  const BudgetTable& table_;
  std::uint32_t column_;
  const RuleInput& input_;
  std::vector<BudgetSum>& sums_;
  std::vector<const BudgetLine*> lines_;
  std::vector<const BudgetLine*> roots_;
  bool coded_ = false;
  bool has_total_ = false;
};

/// Where a column stands in the tree of its side: {} for 合计, {Vehicles, VehiclePurchase}.
std::vector<AmountKind> path_of(const BudgetColumn& column) {
  std::vector<AmountKind> path = column.groups;
  if (column.kind != AmountKind::Total) path.push_back(column.kind);
  return path;
}

/// Not what stands beside an amount of the year: 上年数, 增减额.
bool is_part(AmountKind kind) noexcept {
  return is_additive(kind) && kind != AmountKind::Previous && kind != AmountKind::Change;
}

/// Which columns of a table are parts of which.
class ColumnTree {
 public:
  ColumnTree(const BudgetTable& table, const Lexicon& lexicon) : table_(table), lexicon_(lexicon) {
    paths_.reserve(table.columns.size());
    for (const BudgetColumn& column : table.columns) paths_.push_back(path_of(column));
  }

  /// The column that this one is a part of.
  std::optional<std::uint32_t> parent_of(std::uint32_t column) const {
    const BudgetColumn& own = table_.columns[column];
    const std::vector<AmountKind>& path = paths_[column];
    if (path.empty() || !is_part(path.back())) return std::nullopt;
    std::vector<AmountKind> above(path.begin(), path.end() - 1);
    if (!above.empty()) {
      if (const auto found = find(above, own)) return found;
    }
    const std::string_view key = key_of(path.back());
    for (const auto& [part, whole] : lexicon_.map("amount-part-of").entries) {
      if (part != key) continue;
      const AmountKind kind = find_amount_kind(whole).value_or(AmountKind::Unknown);
      const auto found = kind == AmountKind::Total ? find({}, own) : find_kind(above, kind, own);
      if (found && *found != column) return found;
    }
    return std::nullopt;
  }

  /// True when the side of that column has amounts whose header nobody knows.
  bool has_unknown_beside(std::uint32_t column) const noexcept {
    const BudgetColumn& own = table_.columns[column];
    return std::any_of(table_.columns.begin(), table_.columns.end(), [&](const BudgetColumn& each) {
      return each.kind == AmountKind::Unknown && each.side == own.side && each.year == own.year;
    });
  }

 private:
  std::optional<std::uint32_t> find(const std::vector<AmountKind>& path,
                                    const BudgetColumn& like) const {
    for (std::uint32_t i = 0; i < paths_.size(); ++i) {
      const BudgetColumn& column = table_.columns[i];
      if (paths_[i] == path && column.side == like.side && column.year == like.year) return i;
    }
    return std::nullopt;
  }

  std::optional<std::uint32_t> find_kind(std::vector<AmountKind> above, AmountKind kind,
                                         const BudgetColumn& like) const {
    above.push_back(kind);
    if (const auto found = find(above, like)) return found;
    return find({kind}, like);
  }

  const BudgetTable& table_;
  const Lexicon& lexicon_;
  std::vector<std::vector<AmountKind>> paths_;
};

void add_across(const BudgetTable& table, const BudgetLine& line, std::uint32_t whole,
                const std::vector<std::uint32_t>& parts, bool unknown_beside,
                const RuleInput& input, std::vector<BudgetSum>& sums) {
  BudgetSum sum{.table = &table, .line = &line, .column = whole, .whole = line.find(whole)};
  if (!is_printed(sum.whole)) return;
  for (const std::uint32_t part : parts) {
    const BudgetColumn& column = table.columns[part];
    if (column.of_which) sum.relation = BudgetRelation::AtMost;
    const Field<Decimal>* amount = line.find(part);
    if (!is_printed(amount)) continue;
    std::string name = column.kind == AmountKind::Total && !column.groups.empty()
                           ? std::string(chinese_name(column.groups.back()))
                           : std::string(trimmed(column.header.text));
    sum.parts.emplace_back(std::move(name), amount);
  }
  judge_sum(sum, input);
  if (sum.outcome == SumOutcome::Different && (unknown_beside || sum.parts.empty())) {
    sum.outcome = SumOutcome::Undecided;
    sum.reason = unknown_beside ? "表中有看不懂的金额列" : "这一行没有填各组成部分";
  }
  sums.push_back(std::move(sum));
}

std::string shown_page(const Origin& origin) {
  return origin.page > 0 ? fmt::format("第 {} 页", origin.page) : std::string{};
}

std::string shown_difference(const BudgetSum& sum) {
  const std::string place = shown_amount(*sum.table, *sum.line, sum.column);
  const std::string made = sum.sum.to_string();
  if (sum.relation == BudgetRelation::Rate) {
    return fmt::format("{}是 {}，按 {} 算是 {}%", place, trimmed(sum.whole->raw), shown_parts(sum),
                       made);
  }
  const bool less = sum.difference.is_negative();
  return fmt::format("{}是 {}，{} 加起来是 {}，{} {}", place, (*sum.whole)->to_string(),
                     shown_parts(sum), made, less ? "少" : "多",
                     less ? sum.difference.negated()->to_string() : sum.difference.to_string());
}

void report_different(const BudgetSum& sum, FindingSink& sink) {
  Answer answer;
  answer.message = shown_difference(sum);
  answer.evidence.push_back(amount_evidence(*sum.line, *sum.whole));
  for (const auto& [name, amount] : sum.parts) {
    if (answer.evidence.size() > kPartsShown) break;
    answer.evidence.push_back(evidence_of(*amount));
  }
  answer.expected = sum.sum.to_string();
  answer.actual = (*sum.whole)->to_string();
  answer.confidence = 0.95;
  sink.fail(std::move(answer));
}

void report_undecided(const std::vector<const BudgetSum*>& undecided, FindingSink& sink) {
  std::map<const BudgetTable*, std::vector<const BudgetSum*>> by_table;
  for (const BudgetSum* sum : undecided) by_table[sum->table].push_back(sum);
  for (const auto& [table, sums] : by_table) {
    const BudgetSum& first = *sums.front();
    sink.insufficient({.message = fmt::format("{}有 {} 处合计无法核对：{}（如{}）",
                                              shown_table(*table), sums.size(), first.reason,
                                              shown_amount(*table, *first.line, first.column)),
                       .evidence = {amount_evidence(*first.line, *first.whole)}});
  }
}

}  // namespace

bool is_printed(const Field<Decimal>* amount) noexcept {
  return amount != nullptr && (amount->has_value() || amount->absence == Absence::Unread);
}

bool is_uncertain(const Field<Decimal>& amount, const RuleInput& input) {
  return amount.absence == Absence::Unread && !amount.has_value()
             ? true
             : is_doubtful(input.submission, amount.origin);
}

void judge_sum(BudgetSum& sum, const RuleInput& input) {
  DecimalSum total;
  int scale = sum.whole->has_value() ? (*sum.whole)->scale() : 0;
  bool uncertain = is_uncertain(*sum.whole, input);
  for (const auto& [name, amount] : sum.parts) {
    uncertain = uncertain || is_uncertain(*amount, input);
    if (!amount->has_value()) continue;
    total.add(**amount);
    scale = std::max(scale, (*amount)->scale());
  }
  const auto undecided = [&](std::string why) {
    sum.outcome = SumOutcome::Undecided;
    sum.reason = std::move(why);
  };
  if (uncertain) return undecided("有数字没有读清");
  const Result<Decimal> added = total.total();
  if (!added.ok()) return undecided("数字过大，无法合计");
  const Result<Decimal> difference = added->minus(**sum.whole);
  if (!difference.ok()) return undecided("数字过大，无法比较");
  sum.sum = *added;
  sum.difference = *difference;
  if (difference->is_zero() ||
      (sum.relation == BudgetRelation::AtMost && difference->is_negative()))
    return;
  const Result<Decimal> per_addend =
      last_place(scale).times(rounding_of(input.profile).units_per_addend);
  const Result<Decimal> most =
      per_addend.ok() ? per_addend->times(Decimal(static_cast<std::int64_t>(sum.parts.size())))
                      : per_addend;
  const Result<Decimal> size = difference->is_negative() ? difference->negated() : difference;
  const bool rounding = most.ok() && size.ok() && *size <= *most;
  sum.outcome = rounding ? SumOutcome::Rounding : SumOutcome::Different;
}

RoundingTolerance rounding_of(const Profile& profile) {
  return {profile.threshold("rounding-units-per-addend").value};
}

Decimal last_place(int scale) { return Decimal::make(1, scale).value_or(Decimal(1)); }

std::vector<BudgetSum> line_sums(const BudgetTable& table, const RuleInput& input) {
  std::vector<BudgetSum> sums;
  for (std::uint32_t column = 0; column < table.columns.size(); ++column) {
    if (!is_additive(table.columns[column].kind)) continue;
    ColumnAdder(table, column, input, sums).add();
  }
  return sums;
}

std::vector<BudgetSum> column_sums(const BudgetTable& table, const RuleInput& input) {
  const ColumnTree tree(table, input.lexicon);
  std::map<std::uint32_t, std::vector<std::uint32_t>> parts;
  for (std::uint32_t column = 0; column < table.columns.size(); ++column) {
    if (const auto parent = tree.parent_of(column)) parts[*parent].push_back(column);
  }
  std::vector<BudgetSum> sums;
  for (const auto& [whole, columns] : parts) {
    const bool used = std::any_of(
        table.lines.begin(), table.lines.end(), [&, list = &columns](const BudgetLine& line) {
          return std::any_of(list->begin(), list->end(),
                             [&](std::uint32_t column) { return is_printed(line.find(column)); });
        });
    if (!used) continue;
    const bool unknown = tree.has_unknown_beside(whole);
    for (const BudgetLine& line : table.lines) {
      add_across(table, line, whole, columns, unknown, input, sums);
    }
  }
  return sums;
}

std::string shown_table(const BudgetTable& table) {
  if (!table.title.empty()) return in_quotes(trimmed(table.title.text));
  return std::string(chinese_name(table.kind));
}

std::string shown_amount(const BudgetTable& table, const BudgetLine& line, std::uint32_t column) {
  std::string name = line.kind == BudgetLineKind::Entry ? part_name(line) : line.name.text;
  if (!name.empty()) name = in_quotes(trimmed(name));
  const BudgetColumn& amount = table.columns[column];
  std::string_view header = trimmed(amount.header.text);
  if (amount.kind == AmountKind::Total && !amount.groups.empty()) {
    header = chinese_name(amount.groups.back());
  }
  return fmt::format("{}{}{}的“{}”", shown_page(line.origin), shown_table(table), name, header);
}

std::string shown_parts(const BudgetSum& sum) {
  if (sum.parts.empty()) return "各组成部分";
  std::vector<std::string> shown;
  for (const auto& [name, amount] : sum.parts) {
    shown.push_back(
        fmt::format("{} {}", name, amount->has_value() ? (*amount)->to_string() : amount->raw));
  }
  return joined(shown, kPartsShown);
}

EvidenceLine amount_evidence(const BudgetLine& line, const Field<Decimal>& amount) {
  if (amount.origin.known()) return {.origin = amount.origin, .text = amount.raw};
  return {.origin = line.origin, .text = line.name.text};
}

bool explains_difference(const BudgetTable& table, const Lexicon& lexicon) {
  const WordList& words = lexicon.words("difference-explained");
  return std::any_of(table.notes.begin(), table.notes.end(),
                     [&](const Words& note) { return words.find_in(note.text).has_value(); });
}

void report_sums(const std::vector<BudgetSum>& sums, std::string_view what, const RuleInput& input,
                 FindingSink& sink) {
  if (sums.empty()) return sink.not_applicable();
  std::vector<const BudgetSum*> undecided;
  const BudgetSum* rounded = nullptr;
  std::size_t equal = 0;
  std::size_t rounding = 0;
  std::size_t explained = 0;
  bool failed = false;
  for (const BudgetSum& sum : sums) {
    switch (sum.outcome) {
      case SumOutcome::Equal: ++equal; break;
      case SumOutcome::Rounding:
        if (rounding++ == 0) rounded = &sum;
        break;
      case SumOutcome::Undecided: undecided.push_back(&sum); break;
      case SumOutcome::Different:
        if (explains_difference(*sum.table, input.lexicon)) {
          ++explained;
        } else {
          failed = true;
          report_different(sum, sink);
        }
    }
  }
  report_undecided(undecided, sink);
  if (failed || equal + rounding + explained == 0) return;
  const BudgetSum& shown = rounded != nullptr ? *rounded : sums.front();
  std::string message = fmt::format("{}：核对 {} 处，相等 {} 处", what, sums.size(), equal);
  if (rounding > 0) {
    message += fmt::format("，四舍五入尾差 {} 处（如{}，相差 {}）", rounding,
                           shown_amount(*shown.table, *shown.line, shown.column),
                           shown.difference.to_string());
  }
  if (explained > 0) message += fmt::format("，表注已说明差异 {} 处", explained);
  sink.pass(
      {.message = std::move(message), .evidence = {amount_evidence(*shown.line, *shown.whole)}});
}

}  // namespace jx
