// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/roll_up.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "codecs/toml.h"

namespace jx {
namespace {

Result<std::vector<ReportingUnit>> read_document(const TomlDocument& document) {
  std::vector<ReportingUnit> units;
  const auto find = [&](const std::string& name) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (units[i].name == name) return i;
    }
    return std::nullopt;
  };
  JX_TRY(const std::vector<TomlTable> tables, document.root().tables("unit"));
  for (const TomlTable& each : tables) {
    ReportingUnit unit;
    JX_TRY(unit.name, each.text("name"));
    if (find(unit.name)) return each.fault("name", "这个单位已经列过了。");
    JX_TRY(const std::optional<std::string> under, each.find_text("under"));
    if (under) {
      unit.under = find(*under);
      if (!unit.under) return each.fault("under", "上级单位要列在前面。");
      unit.depth = units[*unit.under].depth + 1;
    }
    units.push_back(std::move(unit));
  }
  JX_TRY_VOID(document.finish());
  if (units.empty()) return malformed(fmt::format("{}：没有列出任何单位。", document.name()));
  return units;
}

class RollUp {
 public:
  RollUp(std::span<const LedgerFigure> figures, const AggregationRule& rule,
         const std::vector<ReportingUnit>& units, const Date& through)
      : figures_(figures), rule_(rule), units_(units), through_(through) {}

  std::vector<RolledUnit> run() const {
    std::vector<RolledUnit> rolled;
    for (std::size_t i = 0; i < units_.size(); ++i) {
      rolled.push_back({.name = units_[i].name, .depth = units_[i].depth, .total = total_of(i)});
    }
    return rolled;
  }

 private:
  bool is_under(std::size_t unit, std::size_t top) const {
    for (std::optional<std::size_t> at = unit; at; at = units_[*at].under) {
      if (*at == top) return true;
    }
    return false;
  }

  bool reports(std::size_t unit) const {
    return std::any_of(figures_.begin(), figures_.end(), [&](const LedgerFigure& each) {
      return each.reporter == units_[unit].name && each.period.last <= through_;
    });
  }

  bool has_reporting_below(std::size_t unit) const {
    for (std::size_t other = unit + 1; other < units_.size(); ++other) {
      if (is_under(other, unit) && reports(other)) return true;
    }
    return false;
  }

  bool has_units_below(std::size_t unit) const {
    return std::any_of(units_.begin(), units_.end(),
                       [&](const ReportingUnit& each) { return each.under == unit; });
  }

  Total total_of(std::size_t top) const {
    std::vector<LedgerFigure> counted;
    std::vector<Exclusion> left_out;
    for (std::size_t unit = top; unit < units_.size(); ++unit) {
      if (!is_under(unit, top)) continue;
      if (!reports(unit)) {
        if (!has_units_below(unit)) left_out.push_back(without_number(unit, "没有填报"));
        continue;
      }
      const bool twice = has_reporting_below(unit);
      for (const LedgerFigure& figure : figures_) {
        if (figure.reporter != units_[unit].name || figure.period.last > through_) continue;
        if (twice) {
          left_out.push_back({.number = figure.number,
                              .reporter = figure.reporter,
                              .period = figure.period.text,
                              .reason = "本级的数可能已含下级，按下级汇总"});
        } else {
          counted.push_back(figure);
        }
      }
    }
    if (!units_[top].under) add_strangers(left_out);
    Total total = aggregate(counted, rule_, through_);
    total.exclusions.insert(total.exclusions.end(), left_out.begin(), left_out.end());
    return total;
  }

  Exclusion without_number(std::size_t unit, std::string reason) const {
    return {.number = std::nullopt,
            .reporter = units_[unit].name,
            .period = "",
            .reason = std::move(reason)};
  }

  void add_strangers(std::vector<Exclusion>& left_out) const {
    for (const LedgerFigure& figure : figures_) {
      const bool known = std::any_of(units_.begin(), units_.end(), [&](const ReportingUnit& each) {
        return each.name == figure.reporter;
      });
      if (known || figure.period.last > through_) continue;
      left_out.push_back(
          {.number = figure.number,
           .reporter = figure.reporter,
           .period = figure.period.text,
           .reason = figure.reporter.empty() ? "没有写填报单位" : "填报单位不在单位名录里"});
    }
  }

  std::span<const LedgerFigure> figures_;
  const AggregationRule& rule_;
  const std::vector<ReportingUnit>& units_;
  const Date& through_;
};

}  // namespace

Result<std::vector<ReportingUnit>> read_units(std::string_view text, std::string name) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, std::move(name)));
  return read_document(document);
}

Result<std::vector<ReportingUnit>> load_units(const std::filesystem::path& file) {
  JX_TRY(const TomlDocument document, TomlDocument::load(file));
  return read_document(document);
}

std::vector<RolledUnit> roll_up(std::span<const LedgerFigure> figures, const AggregationRule& rule,
                                const std::vector<ReportingUnit>& units, const Date& through) {
  return RollUp(figures, rule, units, through).run();
}

}  // namespace jx
