// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/evaluation_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "codecs/toml.h"

namespace jx {
namespace {

template <typename List>
bool listed(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

Result<std::string> optional_text(const TomlTable& table, std::string_view key) {
  JX_TRY(std::optional<std::string> text, table.find_text(key));
  return text.value_or("");
}

/// Reads a book, checking each reference against what was read before it.
class BookReader {
 public:
  BookReader(const Framework& framework, EvaluationBook& book)
      : framework_(framework), book_(book) {}

  Result<void> read(const TomlTable& root) {
    JX_TRY_VOID(read_head(root));
    JX_TRY_VOID(read_weights(root));
    JX_TRY_VOID(read_each(root, "evidence", &BookReader::read_evidence));
    JX_TRY_VOID(read_each(root, "indicator", &BookReader::read_indicator));
    JX_TRY_VOID(read_each(root, "fund", &BookReader::read_fund));
    JX_TRY_VOID(read_each(root, "voucher", &BookReader::read_voucher));
    JX_TRY_VOID(read_each(root, "problem", &BookReader::read_problem));
    if (book_.indicators.empty()) return root.fault("indicator", "评价簿里没有一个指标");
    return read_report(root);
  }

 private:
  Result<void> read_each(const TomlTable& root, std::string_view key,
                         Result<void> (BookReader::*read_one)(const TomlTable&)) {
    JX_TRY(const std::vector<TomlTable> tables, root.tables(key));
    for (const TomlTable& table : tables) JX_TRY_VOID((this->*read_one)(table));
    return {};
  }

  Result<void> read_head(const TomlTable& root) {
    JX_TRY(book_.framework, root.text("framework"));
    JX_TRY(book_.project, root.text("project"));
    JX_TRY(book_.name, root.text("name"));
    JX_TRY(book_.unit, optional_text(root, "unit"));
    JX_TRY_VOID(read_place(root));
    JX_TRY(book_.period, optional_text(root, "period"));
    JX_TRY(book_.institution, optional_text(root, "institution"));
    JX_TRY(book_.lead, optional_text(root, "lead"));
    JX_TRY(book_.date, root.find_date("date"));
    JX_TRY(book_.money_unit, optional_text(root, "money_unit"));
    JX_TRY(book_.reviewers, root.texts("reviewers"));
    if (book_.reviewers.size() != 2 || book_.reviewers[0] == book_.reviewers[1]) {
      return root.fault("reviewers", "要有两位不同的评分人，各自独立评分");
    }
    JX_TRY(book_.panel, root.find_texts("panel"));
    constexpr std::size_t kLeastExperts = 3;
    if (!book_.panel.empty() && book_.panel.size() < kLeastExperts) {
      return root.fault("panel", "专家组至少三人；没有专家组就不写 panel");
    }
    std::set<std::string> people(book_.reviewers.begin(), book_.reviewers.end());
    for (std::size_t i = 0; i < book_.panel.size(); ++i) {
      if (!people.insert(book_.panel[i]).second) {
        return root.fault("panel", i, "专家不能重复，也不能同时是评分人");
      }
    }
    return {};
  }

  /// Where and when: what a grade means for the next budget depends on it.
  Result<void> read_place(const TomlTable& root) {
    JX_TRY(book_.region, optional_text(root, "region"));
    constexpr std::size_t kRegionDigits = 6;
    const bool digits = book_.region.find_first_not_of("0123456789") == std::string::npos;
    if (!book_.region.empty() && (book_.region.size() != kRegionDigits || !digits)) {
      return root.fault("region", "要写六位行政区划代码");
    }
    JX_TRY(const std::optional<std::int64_t> year, root.find_whole("fiscal_year"));
    constexpr std::int64_t kFirstYear = 2000;
    constexpr std::int64_t kLastYear = 2099;
    if (year && (*year < kFirstYear || *year > kLastYear)) {
      return root.fault("fiscal_year", "要写四位年度");
    }
    if (year) book_.fiscal_year = static_cast<int>(*year);
    return {};
  }

  Result<void> read_weights(const TomlTable& root) {
    JX_TRY(const TomlTable weights, root.table("weights"));
    JX_TRY(const std::optional<Decimal> base, weights.find_decimal("base"));
    book_.base = base.value_or(Decimal(100));
    if (book_.base <= Decimal(0)) return weights.fault("base", "满分要大于 0");
    JX_TRY(book_.weights_file, optional_text(weights, "file"));
    JX_TRY(book_.weights_basis, optional_text(weights, "basis"));
    if (book_.weights_file.empty() && book_.weights_basis.empty()) {
      return weights.fault(
          "basis", "请写明权重的依据（如“评价方案论证会确定”），或用 file 指明算出权重的文件");
    }
    return {};
  }

  Result<std::vector<std::string>> read_references(const TomlTable& table) const {
    JX_TRY(std::vector<std::string> ids, table.find_texts("evidence"));
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (book_.find_evidence(ids[i]) == nullptr) {
        return table.fault("evidence", i,
                           fmt::format("资料清单里没有 {}；请先在 [[evidence]] 登记", ids[i]));
      }
    }
    return ids;
  }

  Result<void> read_evidence(const TomlTable& table) {
    EvidenceItem item;
    JX_TRY(item.id, table.text("id"));
    if (book_.find_evidence(item.id) != nullptr) {
      return table.fault("id", fmt::format("资料编号 {} 出现了两次", item.id));
    }
    JX_TRY(item.title, table.text("title"));
    JX_TRY(item.kind, optional_text(table, "kind"));
    JX_TRY(item.provider, optional_text(table, "provider"));
    JX_TRY(item.received, table.find_date("received"));
    JX_TRY(item.file, optional_text(table, "file"));
    book_.evidence.push_back(std::move(item));
    return {};
  }

  Result<void> read_indicator(const TomlTable& table) {
    EvaluatedIndicator indicator;
    JX_TRY(indicator.code, table.text("code"));
    const bool twice = std::any_of(book_.indicators.begin(), book_.indicators.end(),
                                   [&](const auto& each) { return each.code == indicator.code; });
    if (twice) return table.fault("code", fmt::format("指标 {} 出现了两次", indicator.code));
    const FrameworkIndicator* const known = framework_.find(indicator.code);
    JX_TRY_VOID(known != nullptr ? take_from(*known, table, indicator)
                                 : read_own(table, indicator));
    JX_TRY(indicator.weight, table.find_decimal("weight"));
    JX_TRY_VOID(check_weight(table, indicator));
    JX_TRY(indicator.standard, optional_text(table, "standard"));
    JX_TRY_VOID(indicator.method == EvaluationMethod::Points ? read_points(table, known, indicator)
                                                             : read_figures(table, indicator));
    book_.indicators.push_back(std::move(indicator));
    return {};
  }

  Result<void> check_weight(const TomlTable& table, const EvaluatedIndicator& indicator) const {
    const bool elsewhere = !book_.weights_file.empty();
    if (elsewhere && indicator.weight) {
      return table.fault("weight", "权重已由 weights.file 给出，这里不能再写");
    }
    if (!elsewhere && !indicator.weight) {
      return table.fault("weight", fmt::format("指标 {} 没有权重", indicator.code));
    }
    if (indicator.weight && *indicator.weight <= Decimal(0)) {
      return table.fault("weight", "权重要大于 0；不用的指标请整个删去");
    }
    return {};
  }

  static Result<void> take_from(const FrameworkIndicator& known, const TomlTable& table,
                                EvaluatedIndicator& indicator) {
    for (const std::string_view key : {"level1", "level2", "explanation", "method"}) {
      if (table.has(key)) {
        return table.fault(key, "框架里已有这个编码的指标；要改请换一个编码");
      }
    }
    indicator.level1 = known.level1;
    indicator.level2 = known.level2;
    // 实际完成率 of what: an evaluation may say so.
    JX_TRY(const std::optional<std::string> name, table.find_text("name"));
    indicator.name = name.value_or(known.name);
    indicator.explanation = known.explanation;
    indicator.method = known.method;
    indicator.part_name = known.part;
    indicator.whole_name = known.whole;
    indicator.full_at = known.full_at;
    indicator.zero_at = known.zero_at;
    return {};
  }

  static Result<void> read_own(const TomlTable& table, EvaluatedIndicator& indicator) {
    JX_TRY(indicator.level1, table.text("level1"));
    JX_TRY(indicator.level2, table.text("level2"));
    JX_TRY(indicator.name, table.text("name"));
    JX_TRY(indicator.explanation, optional_text(table, "explanation"));
    JX_TRY(const std::string method, table.text("method"));
    const auto found = find_evaluation_method(method);
    if (!found) return table.fault("method", "只能是 points、rate、saving 或 date");
    indicator.method = *found;
    return {};
  }

  Result<void> read_figures(const TomlTable& table, EvaluatedIndicator& indicator) const {
    JX_TRY(indicator.facts, optional_text(table, "facts"));
    JX_TRY(indicator.evidence, read_references(table));
    JX_TRY(indicator.by, optional_text(table, "by"));
    JX_TRY(indicator.checked_by, optional_text(table, "checked_by"));
    if (!indicator.by.empty() && indicator.by == indicator.checked_by) {
      return table.fault("checked_by", "取数的人和复核的人不能是同一个人");
    }
    if (indicator.method == EvaluationMethod::Date) return read_days(table, indicator);
    JX_TRY(const std::string part_name, optional_text(table, "part_name"));
    JX_TRY(const std::string whole_name, optional_text(table, "whole_name"));
    if (!part_name.empty()) indicator.part_name = part_name;
    if (!whole_name.empty()) indicator.whole_name = whole_name;
    if (indicator.part_name.empty() || indicator.whole_name.empty()) {
      return table.fault("part_name", "自定的比率要有 part_name 和 whole_name，说明两个数各是什么");
    }
    JX_TRY(indicator.part, table.find_decimal("part"));
    JX_TRY(indicator.whole, table.find_decimal("whole"));
    JX_TRY(indicator.unit, optional_text(table, "unit"));
    JX_TRY(const std::optional<Decimal> full_at, table.find_decimal("full_at"));
    JX_TRY(const std::optional<Decimal> zero_at, table.find_decimal("zero_at"));
    if (full_at) indicator.full_at = full_at;
    if (zero_at) indicator.zero_at = zero_at;
    const bool stated = indicator.full_at && indicator.zero_at;
    if (stated && *indicator.full_at == *indicator.zero_at) {
      return table.fault("zero_at", "得满分的比率和得 0 分的比率不能相同");
    }
    return {};
  }

  static Result<void> read_days(const TomlTable& table, EvaluatedIndicator& indicator) {
    JX_TRY(indicator.planned, table.find_date("planned"));
    JX_TRY(indicator.done, table.find_date("done"));
    JX_TRY(indicator.deducted_a_day, table.find_decimal("deducted_a_day"));
    if (indicator.deducted_a_day && indicator.deducted_a_day->is_negative()) {
      return table.fault("deducted_a_day", "扣分不能小于 0");
    }
    return {};
  }

  Result<void> read_points(const TomlTable& table, const FrameworkIndicator* known,
                           EvaluatedIndicator& indicator) const {
    JX_TRY(const std::vector<TomlTable> tables, table.tables("point"));
    for (const TomlTable& each : tables) {
      EvaluatedPoint point;
      JX_TRY_VOID(read_point(each, known, indicator, point));
      indicator.points.push_back(std::move(point));
    }
    if (known == nullptr && indicator.points.empty()) {
      return table.fault("point", "自定的指标至少要有一个评价要点");
    }
    add_unmentioned(known, indicator);
    return check_shares(table, indicator);
  }

  /// Points of the framework that the book says nothing of stay open; they are not passed over.
  static void add_unmentioned(const FrameworkIndicator* known, EvaluatedIndicator& indicator) {
    if (known == nullptr) return;
    for (std::size_t i = 0; i < known->points.size(); ++i) {
      const int number = static_cast<int>(i + 1);
      const bool there = std::any_of(indicator.points.begin(), indicator.points.end(),
                                     [&](const auto& each) { return each.number == number; });
      if (there) continue;
      EvaluatedPoint point;
      point.number = number;
      point.text = known->points[i];
      indicator.points.push_back(std::move(point));
    }
    std::stable_sort(indicator.points.begin(), indicator.points.end(),
                     [](const auto& a, const auto& b) { return a.number < b.number; });
  }

  Result<void> read_point(const TomlTable& table, const FrameworkIndicator* known,
                          const EvaluatedIndicator& indicator, EvaluatedPoint& point) const {
    JX_TRY(const std::int64_t number, table.whole("number"));
    constexpr std::int64_t kMostPoints = 99;
    if (number < 1 || number > kMostPoints) return table.fault("number", "要点的序号从 1 到 99");
    point.number = static_cast<int>(number);
    const bool twice = std::any_of(indicator.points.begin(), indicator.points.end(),
                                   [&](const auto& each) { return each.number == point.number; });
    if (twice) return table.fault("number", fmt::format("要点 {} 出现了两次", point.number));
    const auto index = static_cast<std::size_t>(point.number - 1);
    if (known != nullptr && index < known->points.size()) {
      if (table.has("text"))
        return table.fault("text", "框架里已有这个要点；补充的要点请接着往后编号");
      point.text = known->points[index];
    } else {
      JX_TRY(point.text, table.text("text"));
    }
    JX_TRY(point.full, table.find_decimal("full"));
    if (point.full && *point.full <= Decimal(0)) return table.fault("full", "标准分要大于 0");
    JX_TRY(point.facts, optional_text(table, "facts"));
    JX_TRY(point.evidence, read_references(table));
    JX_TRY(point.not_applicable, optional_text(table, "not_applicable"));
    JX_TRY_VOID(read_marks(table, point));
    return read_agreement(table, point);
  }

  Result<void> read_marks(const TomlTable& table, EvaluatedPoint& point) const {
    JX_TRY(const std::vector<TomlTable> tables, table.tables("marks"));
    for (const TomlTable& each : tables) {
      PointMark mark;
      JX_TRY(mark.by, each.text("by"));
      if (!listed(book_.reviewers, mark.by) && !listed(book_.panel, mark.by)) {
        return each.fault("by", fmt::format("“{}”既不是评分人，也不是专家", mark.by));
      }
      const bool twice = std::any_of(point.marks.begin(), point.marks.end(),
                                     [&](const PointMark& other) { return other.by == mark.by; });
      if (twice) return each.fault("by", fmt::format("“{}”对这个要点评了两次", mark.by));
      JX_TRY(mark.points, each.find_decimal("points"));
      if (mark.points && mark.points->is_negative()) return each.fault("points", "得分不能小于 0");
      JX_TRY(mark.reason, optional_text(each, "reason"));
      point.marks.push_back(std::move(mark));
    }
    if (!point.not_applicable.empty() && !point.marks.empty()) {
      return table.fault("marks", "写了不适用的要点不能再评分");
    }
    return {};
  }

  static Result<void> read_agreement(const TomlTable& table, EvaluatedPoint& point) {
    JX_TRY(const std::optional<TomlTable> agreed, table.find_table("agreed"));
    if (!agreed) return {};
    Agreement agreement;
    JX_TRY(agreement.points, agreed->decimal("points"));
    if (agreement.points.is_negative()) return agreed->fault("points", "得分不能小于 0");
    JX_TRY(agreement.by, agreed->text("by"));
    JX_TRY(agreement.reason, agreed->text("reason"));
    point.agreed = std::move(agreement);
    return {};
  }

  static Result<void> check_shares(const TomlTable& table, const EvaluatedIndicator& indicator) {
    std::size_t counted = 0;
    std::size_t stated = 0;
    for (const EvaluatedPoint& point : indicator.points) {
      if (!point.not_applicable.empty()) continue;
      ++counted;
      stated += point.full ? 1 : 0;
    }
    if (counted == 0) return table.fault("point", "所有要点都不适用；请删去这个指标，权重另行分配");
    if (stated != 0 && stated != counted) {
      return table.fault("point", "要点的标准分要么都写，要么都不写（不写就平均分）");
    }
    return {};
  }

  Result<void> read_fund(const TomlTable& table) {
    FundLine line;
    JX_TRY(line.source, table.text("source"));
    JX_TRY(line.budget, table.find_decimal("budget"));
    JX_TRY(line.arrived, table.find_decimal("arrived"));
    JX_TRY(line.spent, table.find_decimal("spent"));
    JX_TRY(line.evidence, read_references(table));
    book_.funds.push_back(std::move(line));
    return {};
  }

  Result<void> read_voucher(const TomlTable& table) {
    Voucher voucher;
    JX_TRY(voucher.number, table.text("number"));
    JX_TRY(voucher.date, table.find_date("date"));
    JX_TRY(voucher.summary, optional_text(table, "summary"));
    JX_TRY(voucher.amount, table.find_decimal("amount"));
    JX_TRY(voucher.payee, optional_text(table, "payee"));
    JX_TRY(voucher.remark, optional_text(table, "remark"));
    JX_TRY(voucher.evidence, read_references(table));
    book_.vouchers.push_back(std::move(voucher));
    return {};
  }

  Result<void> read_problem(const TomlTable& table) {
    Problem problem;
    JX_TRY(problem.id, table.text("id"));
    const bool twice = std::any_of(book_.problems.begin(), book_.problems.end(),
                                   [&](const auto& each) { return each.id == problem.id; });
    if (twice) return table.fault("id", fmt::format("问题编号 {} 出现了两次", problem.id));
    JX_TRY(problem.title, table.text("title"));
    JX_TRY(problem.detail, optional_text(table, "detail"));
    JX_TRY(problem.indicators, table.find_texts("indicators"));
    for (std::size_t i = 0; i < problem.indicators.size(); ++i) {
      const bool known =
          std::any_of(book_.indicators.begin(), book_.indicators.end(),
                      [&](const auto& each) { return each.code == problem.indicators[i]; });
      if (!known) return table.fault("indicators", i, "评价簿里没有这个编码的指标");
    }
    JX_TRY(problem.amount, table.find_decimal("amount"));
    JX_TRY(problem.cause, optional_text(table, "cause"));
    JX_TRY(problem.advice, optional_text(table, "advice"));
    JX_TRY(problem.reply, optional_text(table, "reply"));
    JX_TRY(problem.evidence, read_references(table));
    book_.problems.push_back(std::move(problem));
    return {};
  }

  Result<void> read_report(const TomlTable& root) {
    JX_TRY(const std::optional<TomlTable> report, root.find_table("report"));
    if (!report) return {};
    for (const std::string& key : report->keys()) {
      JX_TRY(std::string words, report->text(key));
      book_.report.emplace_back(key, std::move(words));
    }
    return {};
  }

  const Framework& framework_;
  EvaluationBook& book_;
};

}  // namespace

const EvidenceItem* EvaluationBook::find_evidence(std::string_view id) const noexcept {
  const auto found = std::find_if(evidence.begin(), evidence.end(),
                                  [&](const auto& each) { return each.id == id; });
  return found == evidence.end() ? nullptr : &*found;
}

Result<std::string> framework_of_book(std::string_view text, const std::string& name) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, name));
  return document.root().text("framework");
}

Result<EvaluationBook> read_evaluation_book(std::string_view text, const std::string& name,
                                            const Framework& framework) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, name));
  EvaluationBook book;
  JX_TRY_VOID(BookReader(framework, book).read(document.root()));
  JX_TRY_VOID(document.finish());
  return book;
}

Result<void> bring_weights(const NamedPoints& points, EvaluationBook& book) {
  std::set<std::string> used;
  for (EvaluatedIndicator& indicator : book.indicators) {
    const auto found = std::find_if(points.begin(), points.end(), [&](const auto& each) {
      return each.first == indicator.code || each.first == indicator.name;
    });
    if (found == points.end()) {
      return malformed(fmt::format("权重文件 {} 里没有指标“{} {}”。", book.weights_file,
                                   indicator.code, indicator.name));
    }
    if (found->second <= Decimal(0)) {
      return malformed(fmt::format("权重文件 {} 里“{}”的分值是 {}，要大于 0。", book.weights_file,
                                   found->first, found->second.to_string()));
    }
    if (!used.insert(found->first).second) {
      return malformed(fmt::format("权重“{}”对上了两个指标，请改用编码。", found->first));
    }
    indicator.weight = found->second;
  }
  for (const auto& [name, weight] : points) {
    if (!used.contains(name)) {
      return malformed(
          fmt::format("权重文件 {} 里的“{}”在评价簿里没有对应的指标。", book.weights_file, name));
    }
  }
  return {};
}

}  // namespace jx
