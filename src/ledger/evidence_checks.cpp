// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/evidence_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "base/period.h"
#include "base/text.h"
#include "ledger/register_cells.h"
#include "lexicon/unit_conversion.h"
#include "records/values.h"

namespace jx {
namespace {

/// More would not be read by anyone.
constexpr std::size_t kShown = 5;

/// The figure of a cell that holds nothing else, "￥1,234.50" among them.
std::optional<Decimal> bare_number(const std::string& words) {
  std::string_view figure = words;
  for (const std::string_view sign : {"￥", "¥"}) {
    if (figure.starts_with(sign)) figure = trimmed(figure.substr(sign.size()));
  }
  const Result<Decimal> number = parse_number(figure);
  return number.ok() ? std::optional(*number) : std::nullopt;
}

/// Collects what one file says.
class FactFinder {
 public:
  FactFinder(const Lexicon& lexicon, EvidenceFacts& facts) : lexicon_(lexicon), facts_(facts) {}

  void add_text(std::string_view text) {
    for (const Quantity& quantity : extract_quantities(text, lexicon_)) {
      if (quantity.date) {
        facts_.dates.push_back(*quantity.date);
      } else if (quantity.value && quantity.kind == QuantityKind::Number) {
        facts_.amounts.push_back({*quantity.value, known(quantity.unit)});
      }
    }
    add_signed_amounts(text);
  }

  void add_table(const Table& table) {
    const std::optional<Unit> whole = lexicon_.find_unit(table.unit_words);
    std::map<std::uint32_t, std::optional<Unit>> units;
    std::map<std::uint32_t, std::pair<DecimalSum, std::size_t>> sums;
    for (const Cell& cell : table.cells) {
      const std::string words = plain_cell(cell.text);
      const auto number = bare_number(words);
      if (!number) {
        add_text(words);
        const std::string unit = header_words(words).unit;
        if (!unit.empty() && cell.row < 3) units[cell.column] = lexicon_.find_unit(unit);
        continue;
      }
      const auto own = units.find(cell.column);
      facts_.amounts.push_back({*number, own != units.end() && own->second ? own->second : whole});
      auto& [sum, count] = sums[cell.column];
      sum.add(*number);
      ++count;
    }
    for (auto& [column, sum] : sums) {
      const Result<Decimal> total = sum.first.total();
      if (sum.second < 2 || !total.ok()) continue;
      const auto own = units.find(column);
      facts_.amounts.push_back({*total, own != units.end() && own->second ? own->second : whole});
    }
  }

 private:
  static std::optional<Unit> known(const Unit& unit) {
    return unit.name.empty() ? std::nullopt : std::optional(unit);
  }

  /// ￥ in front of a figure is 元 behind it.
  void add_signed_amounts(std::string_view text) {
    for (const std::string_view sign : {"￥", "¥"}) {
      for (std::size_t at = text.find(sign); at != std::string_view::npos;
           at = text.find(sign, at + sign.size())) {
        const std::string_view behind = text.substr(at + sign.size());
        const auto number = match_number_prefix(trimmed(behind));
        if (number) facts_.amounts.push_back({number->value, lexicon_.find_unit("元")});
      }
    }
  }

  const Lexicon& lexicon_;
  EvidenceFacts& facts_;
};

/// The claims on one file, one after another.
class ClaimChecker {
 public:
  ClaimChecker(std::span<const NumberedEntry> figures, std::span<const EvidenceFacts> files,
               const Lexicon& lexicon)
      : figures_(figures), lexicon_(lexicon) {
    for (const EvidenceFacts& file : files) files_.emplace(file.digest, &file);
  }

  std::vector<EvidenceFinding> run() && {
    for (const NumberedEntry& figure : figures_) {
      std::vector<const EvidenceFacts*> read;
      for (const std::string& digest : figure.entry.evidence) {
        const auto file = files_.find(digest);
        if (file == files_.end()) continue;
        if (file->second->withdrawn) {
          find("EV_WITHDRAWN", false, figure, *file->second, file->second->fault);
          continue;
        }
        if (!file->second->fault.empty()) {
          find("EV_UNREAD", true, figure, *file->second,
               fmt::format("没有读出内容，日期和数都没有核对（{}）", file->second->fault));
          continue;
        }
        check_date(figure, *file->second);
        read.push_back(file->second);
      }
      if (!read.empty()) check_amount(figure, read);
    }
    return std::move(findings_);
  }

 private:
  static std::string claim_words(const NumberedEntry& figure) {
    const LedgerEntry& entry = figure.entry;
    return fmt::format("“{}”{}", entry.indicator, entry.period);
  }

  void find(std::string check, bool open, const NumberedEntry& figure, const EvidenceFacts& file,
            const std::string& what) {
    findings_.push_back(
        {.check = std::move(check),
         .open = open,
         .message = fmt::format("{}的佐证“{}”：{}", claim_words(figure), file.name, what),
         .entries = {figure.number, file.entry}});
  }

  /// As far as both say: "5月10日" is in 2021-05.
  static bool is_within(const Date& date, const Period& period) {
    if (date.month == 0)
      return date.year == period.first.year && period.first.month == 1 && period.last.month == 12;
    const int year = date.year == 0 ? period.first.year : date.year;
    return year == period.first.year && date.month >= period.first.month &&
           date.month <= period.last.month;
  }

  void check_date(const NumberedEntry& figure, const EvidenceFacts& file) {
    const Result<Period> period = parse_period(figure.entry.period);
    if (!period.ok()) return;
    std::vector<Date> dates;
    for (const Date& date : file.dates) {
      // A bare year says of which year, not when.
      if (date.month != 0) dates.push_back(date);
    }
    if (dates.empty()) {
      return find("EV_DATE", true, figure, file, "没有读到日期，是不是这一期的没有核对");
    }
    const bool within = std::any_of(dates.begin(), dates.end(),
                                    [&](const Date& each) { return is_within(each, *period); });
    if (within) return;
    std::sort(dates.begin(), dates.end());
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    std::string shown;
    for (std::size_t i = 0; i < std::min(dates.size(), kShown); ++i) {
      shown += (i == 0 ? "" : "、") + dates[i].to_string();
    }
    if (dates.size() > kShown) shown += fmt::format("等 {} 个", dates.size());
    find("EV_DATE", false, figure, file, fmt::format("里面的日期（{}）没有一个在这一期", shown));
  }

  static bool is_before(const Period& period, const NumberedEntry& figure) {
    const Result<Period> own = parse_period(figure.entry.period);
    return own.ok() && period.last.year == own->last.year && period.last < own->last;
  }

  /// What the figure claims: itself, or what came since the one before.
  std::vector<Decimal> claimed(const NumberedEntry& figure) const {
    std::vector<Decimal> all = {*figure.entry.value};
    const LedgerEntry* before = nullptr;
    Date latest;
    for (const NumberedEntry& other : figures_) {
      const LedgerEntry& entry = other.entry;
      const bool same = entry.kind == EntryKind::Actual && entry.project == figure.entry.project &&
                        entry.indicator == figure.entry.indicator &&
                        entry.reporter == figure.entry.reporter && entry.value;
      const Result<Period> period = parse_period(entry.period);
      if (!same || !period.ok() || !is_before(*period, figure) || period->last <= latest) continue;
      before = &entry;
      latest = period->last;
    }
    if (before == nullptr) return all;
    const Result<Decimal> increase = figure.entry.value->minus(*before->value);
    if (increase.ok() && *increase > Decimal(0)) all.push_back(*increase);
    return all;
  }

  void check_amount(const NumberedEntry& figure, const std::vector<const EvidenceFacts*>& files) {
    const std::optional<Unit> unit = lexicon_.find_unit(figure.entry.unit);
    if (!figure.entry.value || !unit || unit->dimension == Dimension::Ratio) return;
    const std::vector<Decimal> wanted = claimed(figure);
    std::vector<std::string> shown;
    DecimalSum largest;
    for (const EvidenceFacts* const file : files) {
      std::optional<Decimal> most;
      for (const StatedAmount& amount : file->amounts) {
        const auto value =
            amount.unit ? convert_exactly(amount.value, *amount.unit, *unit) : amount.value;
        if (is_one_of(value, wanted) || (!amount.unit && is_money_of(amount, *unit, wanted)))
          return;
        if (!amount.unit || !value) continue;
        shown.push_back(amount.value.to_string() + " " + amount.unit->name);
        if (!most || *value > *most) most = value;
      }
      if (most) largest.add(*most);
    }
    const Result<Decimal> together = largest.total();
    if (together.ok() && !shown.empty() && is_one_of(*together, wanted)) return;
    report_amount(figure, *files.front(), shown, wanted);
  }

  void report_amount(const NumberedEntry& figure, const EvidenceFacts& file,
                     std::vector<std::string> shown, const std::vector<Decimal>& wanted) {
    const std::string claim = fmt::format(
        "{} {}{}", wanted.front().to_string(), figure.entry.unit,
        wanted.size() > 1 ? fmt::format("（比上一期多 {}）", wanted[1].to_string()) : "");
    if (shown.empty()) {
      return find(
          "EV_AMOUNT", true, figure, file,
          fmt::format("没有读到单位是{}的数，与申报的 {} 没有核对", figure.entry.unit, claim));
    }
    const std::size_t all = shown.size();
    shown.resize(std::min(all, kShown));
    find("EV_AMOUNT", false, figure, file,
         fmt::format("读到的数（{}{}）没有一个等于申报的 {}", fmt::join(shown, "、"),
                     all > kShown ? fmt::format("等 {} 个", all) : "", claim));
  }

  static bool is_one_of(const std::optional<Decimal>& value, const std::vector<Decimal>& wanted) {
    return value && std::find(wanted.begin(), wanted.end(), *value) != wanted.end();
  }

  /// A figure without a unit among money is most often in 元.
  bool is_money_of(const StatedAmount& amount, const Unit& unit,
                   const std::vector<Decimal>& wanted) const {
    if (unit.dimension != Dimension::Money) return false;
    const auto base = lexicon_.find_unit("元");
    return base && is_one_of(convert_exactly(amount.value, *base, unit), wanted);
  }

  std::span<const NumberedEntry> figures_;
  const Lexicon& lexicon_;
  std::map<std::string, const EvidenceFacts*> files_;
  std::vector<EvidenceFinding> findings_;
};

}  // namespace

void find_facts(const Tables& tables, const Lexicon& lexicon, EvidenceFacts& facts) {
  FactFinder finder(lexicon, facts);
  for (const OutsideLine& line : tables.lines) finder.add_text(line.text);
  for (const Table& table : tables.tables) {
    for (const Caption* const caption : {&table.title, &table.label, &table.unit}) {
      finder.add_text(caption->text);
    }
    finder.add_table(table);
  }
}

std::vector<EvidenceFinding> find_shared_evidence(std::span<const NumberedEntry> figures,
                                                  std::span<const EvidenceFacts> files) {
  std::map<std::string_view, std::vector<const NumberedEntry*>> claims;
  for (const NumberedEntry& figure : figures) {
    for (const std::string& digest : figure.entry.evidence) {
      auto& of_file = claims[digest];
      if (of_file.empty() || of_file.back() != &figure) of_file.push_back(&figure);
    }
  }
  std::vector<EvidenceFinding> findings;
  for (const EvidenceFacts& file : files) {
    const auto found = claims.find(file.digest);
    if (found == claims.end() || found->second.size() < 2) continue;
    EvidenceFinding finding{.check = "EV_SHARED", .open = false, .message = {}, .entries = {}};
    for (const NumberedEntry* const figure : found->second) {
      finding.message += fmt::format("{}“{}”{}{}（第 {} 条）", finding.entries.empty() ? "" : "、",
                                     figure->entry.indicator, figure->entry.reporter,
                                     figure->entry.period, figure->number);
      finding.entries.push_back(figure->number);
    }
    finding.message = fmt::format("同一份佐证“{}”用了 {} 处：{}", file.name, finding.entries.size(),
                                  finding.message);
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::vector<EvidenceFinding> check_claims(std::span<const NumberedEntry> figures,
                                          std::span<const EvidenceFacts> files,
                                          const Lexicon& lexicon) {
  std::vector<EvidenceFinding> findings = find_shared_evidence(figures, files);
  std::vector<EvidenceFinding> claims = ClaimChecker(figures, files, lexicon).run();
  findings.insert(findings.end(), std::make_move_iterator(claims.begin()),
                  std::make_move_iterator(claims.end()));
  return findings;
}

}  // namespace jx
