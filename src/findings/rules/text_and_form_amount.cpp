// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/book_prose.h"
#include "findings/rules/budget_figures.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// 类, 款 and 项 as a sentence names them: “一般公共服务支出（类）商贸事务（款）行政运行（项）”.
struct NamedItem {
  std::vector<std::string> names;  ///< Plain; the last one is the item.
};

/// Names that end with （类）, （款）, （项）; or parts of a quotation with - between them.
std::optional<NamedItem> item_in(std::string_view words) {
  NamedItem item;
  std::size_t begin = 0;
  const std::string folded = fold(words);
  for (const std::string_view mark : {"(类)", "(款)", "(项)"}) {
    const std::size_t at = folded.find(mark, begin);
    if (at == std::string::npos) continue;
    item.names.push_back(plain_name(std::string_view(folded).substr(begin, at - begin)));
    begin = at + mark.size();
  }
  if (!item.names.empty()) {
    // The first name goes back to the quotation mark or the number in front of it.
    const std::size_t quote = folded.find('"');
    const std::size_t first = folded.find("(类)");
    if (quote != std::string::npos && first != std::string::npos && quote < first) {
      item.names.front() = letters_only(folded.substr(quote + 1, first - quote - 1));
    }
    return folded.find("(项)") == std::string::npos ? std::nullopt : std::optional(item);
  }
  const std::size_t open = folded.find('"');
  const std::size_t close = open == std::string::npos ? open : folded.find('"', open + 1);
  if (close == std::string::npos) return std::nullopt;
  const std::string inside = folded.substr(open + 1, close - open - 1);
  for (const std::string_view part : split(inside, "-")) item.names.push_back(letters_only(part));
  return item.names.size() == 3 ? std::optional(item) : std::nullopt;
}

/// Lines with codes of the book, by the plain name of 项.
class ItemIndex {
 public:
  explicit ItemIndex(const Submission& submission) {
    for (const BudgetTable& table : submission.budget_tables) {
      const auto column = find_column(table, BudgetSide::Unstated, AmountKind::Total);
      if (!column || table.kind == BudgetTableKind::BasicExpenditure) continue;
      std::map<std::string, std::string> name_of;
      for (const BudgetLine& line : table.lines) {
        if (line.code.empty()) continue;
        name_of.try_emplace(line.code, letters_only(line.name.text));
        const Field<Decimal>* amount = line.find(*column);
        if (line.depth != 3 || amount == nullptr || !amount->has_value()) continue;
        items_.emplace(letters_only(line.name.text),
                       Entry{{&table, &line, *column, amount},
                             {name_of[line.code.substr(0, 3)], name_of[line.code.substr(0, 5)]}});
      }
    }
  }

  /// The amounts of that item in every table that has it.
  std::vector<Figure> find(const NamedItem& item) const {
    std::vector<Figure> found;
    const auto [begin, end] = items_.equal_range(item.names.back());
    for (auto at = begin; at != end; ++at) {
      const std::vector<std::string>& above = at->second.above;
      // Names above it that the sentence gives must be those of the table, where it has them.
      bool same = true;
      for (std::size_t i = 0; i + 1 < item.names.size() && i < above.size(); ++i) {
        same = same && (above[i].empty() || above[i] == item.names[i]);
      }
      if (same) found.push_back(at->second.figure);
    }
    return found;
  }

 private:
  struct Entry {
    Figure figure;
    std::vector<std::string> above;
  };
  std::multimap<std::string, Entry> items_;
};

/// The department itself, as the headings of its book call it: 湖口县教育局2025年部门预算.
bool names_department(std::string_view prefix, const Submission& submission) {
  constexpr std::size_t kShortest = 9;  // Three characters: a surname is none.
  if (prefix.size() < kShortest) return false;
  return std::any_of(submission.paragraphs.begin(), submission.paragraphs.end(),
                     [&](const Paragraph& paragraph) {
                       if (paragraph.kind != ParagraphKind::Heading) return false;
                       const std::string title = fold(paragraph.words.text);
                       return title.starts_with(prefix) &&
                              (contains(title, "部门预算") || contains(title, "单位预算"));
                     });
}

/// Words in front of the cue that still speak of the whole book.
bool speaks_of_whole(std::string_view prefix, const Submission& submission) {
  if (prefix.empty() || names_department(prefix, submission)) return true;
  return contains(prefix, "年") || prefix.starts_with("本部门") || prefix.starts_with("本单位") ||
         prefix.starts_with("我");
}

class Checker {
 public:
  Checker(const RuleInput& input, FindingSink& sink)
      : input_(input), sink_(sink), items_(input.submission), year_(book_year(input.submission)) {}

  void check(const BookPassage& passage) {
    for (const TextAmount& amount : passage.amounts) {
      if (amount.is_rate()) continue;
      const auto year = year_at(passage.text, amount.begin, year_);
      if (year && year_ && *year != *year_) continue;
      const std::vector<Figure> figures = figures_for(passage, amount);
      if (!figures.empty()) compare(passage, amount, figures);
    }
  }

  void finish() {
    if (compared_ == 0) return sink_.not_applicable();
    if (equal_ == 0) return;
    std::string message = fmt::format(
        "说明文字中的金额与表：核对 {} 处，一致 {} 处（其中换算成 万元 "
        "后有舍入的 {} 处）",
        compared_, equal_, rounded_);
    sink_.pass({.message = std::move(message), .evidence = std::move(evidence_)});
  }

 private:
  /// The amounts of the tables that the words in front of an amount name.
  std::vector<Figure> figures_for(const BookPassage& passage, const TextAmount& amount) {
    const std::string_view words = words_before(passage, amount);
    const auto end = static_cast<std::size_t>(words.data() - passage.text.data());
    // 类 and 款 may stand in front of a mark that words_before stops at.
    const std::size_t sentence = sentence_begin(passage.text, end);
    const std::string_view before =
        std::string_view(passage.text).substr(sentence, amount.begin - sentence);
    const bool first = find_amounts(before).empty();
    if (first) {
      if (const auto item = item_in(before)) return items_.find(*item);
    }
    if (contains(before, "（项）") || contains(before, "(项)")) return {};
    return cued_figures(words);
  }

  static std::size_t sentence_begin(std::string_view text, std::size_t place) noexcept {
    std::size_t begin = 0;
    for (const std::string_view mark : {"。", "；"}) {
      const std::size_t at = text.substr(0, place).rfind(mark);
      if (at != std::string_view::npos) begin = std::max(begin, at + mark.size());
    }
    return begin;
  }

  std::vector<Figure> cued_figures(std::string_view words) {
    std::string plain = fold(words);
    std::erase_if(plain, [](char c) { return c == '"' || c == '(' || c == ')'; });
    std::string_view best;
    for (const auto& [cue, name] : input_.lexicon.map("text-amount").entries) {
      if (plain.ends_with(cue) && cue.size() > best.size()) best = cue;
    }
    if (best.empty()) return {};
    const std::string_view prefix = std::string_view(plain).substr(0, plain.size() - best.size());
    if (!speaks_of_whole(prefix, input_.submission)) return {};
    std::vector<Figure> figures;
    for (const auto& [cue, name] : input_.lexicon.map("text-amount").entries) {
      if (cue != best) continue;
      const auto [at, added] = cache_.try_emplace(name);
      if (const auto figure_name = parse_figure_name(name); added && figure_name) {
        at->second = find_figures(input_.submission, *figure_name);
      }
      figures.insert(figures.end(), at->second.begin(), at->second.end());
    }
    return figures;
  }

  void compare(const BookPassage& passage, const TextAmount& amount,
               const std::vector<Figure>& figures) {
    const auto blank_is_zero = [](const Figure& figure) {
      return figure.has_value() ? **figure.amount : Decimal(0);
    };
    for (const Figure& figure : figures) {
      if (figure.table->unit.dimension != Dimension::Money)
        return report_no_unit(passage, amount, figure);
      if (is_uncertain(figure, input_.submission)) return;
    }
    ++compared_;
    for (const Figure& figure : figures) {
      const Decimal value = blank_is_zero(figure);
      if (!same_amount(amount.value, amount.factor, value, figure.factor())) continue;
      ++equal_;
      const auto text = in_yuan(amount.value, amount.factor);
      const auto form = in_yuan(value, figure.factor());
      if (text && form && *text != *form) ++rounded_;
      if (evidence_.empty()) {
        evidence_ = evidence_of(passage, amount.begin, amount.end);
        evidence_.push_back(evidence_of(figure));
      }
      return;
    }
    if (explains_difference(passage, input_.lexicon)) {
      ++equal_;
      return;
    }
    report(passage, amount, figures.front());
  }

  void report(const BookPassage& passage, const TextAmount& amount, const Figure& figure) {
    Answer answer;
    const std::string written = passage.text.substr(amount.begin, amount.end - amount.begin);
    answer.message = fmt::format("文字写 {} {}，表中是{}", words_before(passage, amount), written,
                                 shown_figure(figure));
    answer.evidence = evidence_of(passage, amount.begin, amount.end);
    answer.evidence.push_back(evidence_of(figure));
    answer.expected = fmt::format("{} {}", figure.has_value() ? (*figure.amount)->to_string() : "0",
                                  figure.table->unit.name);
    answer.actual = written;
    answer.confidence = figure.has_value() ? 0.9 : 0.7;
    sink_.fail(std::move(answer));
  }

  void report_no_unit(const BookPassage& passage, const TextAmount& amount, const Figure& figure) {
    if (std::exchange(unit_reported_, true)) return;
    Answer answer;
    answer.message = fmt::format("{}没有写明金额单位，无法与文字中的金额比较",
                                 in_quotes(figure.table->title.text));
    answer.evidence = evidence_of(passage, amount.begin, amount.end);
    answer.evidence.push_back(evidence_of(figure));
    sink_.insufficient(std::move(answer));
  }

  const RuleInput& input_;
  FindingSink& sink_;
  ItemIndex items_;
  std::map<std::string, std::vector<Figure>> cache_;  ///< By the name of the figure.
  std::optional<int> year_;
  std::size_t compared_ = 0;
  std::size_t equal_ = 0;
  std::size_t rounded_ = 0;
  bool unit_reported_ = false;
  std::vector<EvidenceLine> evidence_;
};

}  // namespace

void check_text_and_form_amount(const RuleInput& input, FindingSink& sink) {
  if (input.submission.budget_tables.empty()) return sink.not_applicable();
  Checker checker(input, sink);
  for (const BookPassage& passage : book_passages(input.submission)) checker.check(passage);
  checker.finish();
}

}  // namespace jx
