// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/rule_markdown.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"

namespace jx {
namespace {

/// The first letters of an id say what a rule looks at.
struct RuleGroup {
  std::string_view prefix;
  std::string_view chinese;
  std::string_view english;
};

constexpr std::array kGroups = {
    RuleGroup{"ST", "结构与采集", "Structure and capture"},
    RuleGroup{"ID", "编码与名称", "Identity"},
    RuleGroup{"WT", "权重", "Weights"},
    RuleGroup{"TX", "指标体系", "Taxonomy"},
    RuleGroup{"NM", "指标名称", "Names of indicators"},
    RuleGroup{"VL", "指标值", "Target values"},
    RuleGroup{"DR", "性质与方向", "Operators and directions"},
    RuleGroup{"UN", "度量单位", "Units"},
    RuleGroup{"GO", "绩效目标", "Goals"},
    RuleGroup{"GS", "目标来源", "Goal sets"},
    RuleGroup{"TM", "时效", "Time"},
    RuleGroup{"CO", "成本", "Cost"},
    RuleGroup{"EF", "效益", "Effects"},
    RuleGroup{"SA", "满意度", "Satisfaction"},
    RuleGroup{"LG", "逻辑与计算", "Logic and arithmetic"},
    RuleGroup{"TT", "文字", "Text"},
    RuleGroup{"SC", "自评", "Self-evaluation"},
    RuleGroup{"MO", "监控", "Monitoring"},
    RuleGroup{"DI", "公开与金额", "Disclosure and amounts"},
};

constexpr std::string_view kChineseNote =
    "<!-- 由 tools/rule_pages 从 data/rules 生成，请勿手改。 -->\n\n";
constexpr std::string_view kEnglishNote =
    "<!-- Made by tools/rule_pages from data/rules; do not edit. -->\n\n";

/// Signs that mean something in Markdown, made plain.
std::string escaped(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (std::string_view("\\`*_<>|[]#").find(c) != std::string_view::npos) plain += '\\';
    plain += c;
  }
  return plain;
}

std::string_view severity_word(Severity severity, bool chinese) noexcept {
  switch (severity) {
    case Severity::Error: return chinese ? "错误" : "error";
    case Severity::Warning: return chinese ? "警告" : "warning";
    case Severity::Info: return chinese ? "提示" : "info";
  }
  return "";
}

/// English words, or the Chinese ones where nobody has written any yet.
std::string_view in_english(const std::string& english, const std::string& chinese) {
  return english.empty() ? std::string_view(chinese) : std::string_view(english);
}

void add_section(std::string& text, std::string_view head, std::string_view body) {
  if (trimmed(body).empty()) return;
  text += fmt::format("## {}\n\n{}\n\n", head, escaped(body));
}

MarkdownPage chinese_page(const RuleCard& card) {
  std::string text = fmt::format("# {} {}\n\n{}", card.id, escaped(card.title), kChineseNote);
  text += fmt::format("级别：{} · 名称：`{}` · [全部规则](README.md) · [English](en/{}.md)\n\n",
                      severity_word(card.severity, true), card.name, card.id);
  add_section(text, "为什么", card.why);
  add_section(text, "依据",
              fmt::format("{}（{}）", card.basis.clause,
                          card.basis.verified ? "已核实原文" : "未核实原文"));
  add_section(text, "适用", card.applies.empty() ? "所有规则集和年度" : card.applies);
  add_section(text, "反例", card.bad);
  add_section(text, "正例", card.good);
  add_section(text, "怎样改", card.fix);
  text += fmt::format("成文件的样例：[tests/rules/{0}](../../tests/rules/{0})\n", card.id);
  return {.file = card.id + ".md", .text = std::move(text)};
}

MarkdownPage english_page(const RuleCard& card) {
  std::string text = fmt::format("# {} {}\n\n{}", card.id, escaped(card.title_en), kEnglishNote);
  text += fmt::format("Severity: {} · Name: `{}` · [All rules](README.md) · [中文](../{}.md)\n\n",
                      severity_word(card.severity, false), card.name, card.id);
  add_section(text, "Why", in_english(card.why_en, card.why));
  add_section(text, "Clause",
              fmt::format("{} ({})", card.basis.clause,
                          card.basis.verified ? "checked against its text" : "not yet verified"));
  add_section(
      text, "Applies to",
      card.applies.empty() ? "all profiles and years" : in_english(card.applies_en, card.applies));
  add_section(text, "Bad example", card.bad);
  add_section(text, "Good example", card.good);
  add_section(text, "Fix", in_english(card.fix_en, card.fix));
  text +=
      fmt::format("Examples as documents: [tests/rules/{0}](../../../tests/rules/{0})\n", card.id);
  return {.file = card.id + ".md", .text = std::move(text)};
}

bool is_of(const RuleCard& card, std::string_view prefix) {
  return std::string_view(card.id).starts_with(prefix);
}

void add_index_group(std::string& text, std::string_view head,
                     const std::vector<const RuleCard*>& cards, bool chinese) {
  if (cards.empty()) return;
  text += fmt::format("## {}\n\n", head);
  text += chinese ? "| 编号 | 级别 | 查什么 | 依据已核实 |\n|---|---|---|---|\n"
                  : "| id | severity | what is checked | clause verified |\n|---|---|---|---|\n";
  for (const RuleCard* card : cards) {
    const std::string_view verified =
        card->basis.verified ? (chinese ? "是" : "yes") : (chinese ? "否" : "no");
    text += fmt::format("| [{0}]({0}.md) | {1} | {2} | {3} |\n", card->id,
                        severity_word(card->severity, chinese),
                        escaped(chinese ? card->title : card->title_en), verified);
  }
  text += '\n';
}

MarkdownPage index_page(std::vector<const RuleCard*> left, bool chinese) {
  std::string text = chinese ? fmt::format("# 规则\n\n{}共 {} 条。[English](en/README.md)\n\n",
                                           kChineseNote, left.size())
                             : fmt::format("# Rules\n\n{}{} rules. [中文](../README.md)\n\n",
                                           kEnglishNote, left.size());
  for (const RuleGroup& group : kGroups) {
    std::vector<const RuleCard*> cards;
    const auto split = std::stable_partition(left.begin(), left.end(), [&](const RuleCard* card) {
      return !is_of(*card, group.prefix);
    });
    cards.assign(split, left.end());
    left.erase(split, left.end());
    add_index_group(text, chinese ? group.chinese : group.english, cards, chinese);
  }
  add_index_group(text, chinese ? "其他" : "Others", left, chinese);
  text.pop_back();  // The empty line behind the last table.
  return {.file = "README.md", .text = std::move(text)};
}

}  // namespace

std::vector<MarkdownPage> make_rule_pages(const RuleCards& cards, Language language) {
  const bool chinese = language == Language::Chinese;
  std::vector<const RuleCard*> sorted;
  for (const RuleCard& card : cards.cards()) sorted.push_back(&card);
  std::sort(sorted.begin(), sorted.end(),
            [](const RuleCard* a, const RuleCard* b) { return a->id < b->id; });
  std::vector<MarkdownPage> pages = {index_page(sorted, chinese)};
  for (const RuleCard* card : sorted) {
    pages.push_back(chinese ? chinese_page(*card) : english_page(*card));
  }
  return pages;
}

}  // namespace jx
