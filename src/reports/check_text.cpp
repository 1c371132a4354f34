// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "base/text.h"
#include "reports/text.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

constexpr std::size_t kMostEvidenceLines = 12;
constexpr std::size_t kGutter = 6;

struct Labels {
  std::string_view error, warning, info, insufficient, expected, actual, fix, basis, more, summary,
      complete, excerpt, passed, none, document, doubt, waived, is_new, is_open, fixed, until, idle;
};

constexpr Labels kChinese = {
    "错误", "警告",   "提示",   "资料不足", "应为",   "实际",          "改法",     "依据",
    "另有", "汇总",   "完整",   "节录",     "通过",   "没有发现问题",  "整份文件", "存疑",
    "豁免", "新问题", "仍未改", "已改正",   "有效至", "没有生效的豁免"};
constexpr Labels kEnglish = {"error",      "warning",
                             "info",       "insufficient data",
                             "expected",   "actual",
                             "fix",        "basis",
                             "more",       "summary",
                             "complete",   "excerpt",
                             "passed",     "nothing found",
                             "document",   "doubt",
                             "waived",     "new",
                             "still open", "fixed",
                             "until",      "waivers without effect"};

constexpr std::string_view kDoubt = "所引的字是从图片里认出来的，没有把握，请先与原图核对";
constexpr std::string_view kDoubtInEnglish =
    "recognised in a picture without certainty; compare it with the original first";

const Labels& labels_for(Language language) {
  return language == Language::Chinese ? kChinese : kEnglish;
}

std::string_view word_for(const Finding& finding, const Labels& labels) {
  if (finding.verdict == Verdict::InsufficientData) return labels.insufficient;
  switch (finding.severity) {
    case Severity::Error: return labels.error;
    case Severity::Warning: return labels.warning;
    case Severity::Info: return labels.info;
  }
  return "";
}

TextInk ink_for(const Finding& finding) {
  if (finding.verdict == Verdict::InsufficientData) return TextInk::Blue;
  switch (finding.severity) {
    case Severity::Error: return TextInk::Red;
    case Severity::Warning: return TextInk::Yellow;
    case Severity::Info: return TextInk::Blue;
  }
  return TextInk::Plain;
}

class CheckReport {
 public:
  CheckReport(const Submission& submission, const CheckResult& result, const RuleCards& cards,
              const TextStyle& style, const Review& review)
      : submission_(submission),
        result_(result),
        review_(review),
        cards_(cards),
        style_(style),
        labels_(labels_for(style.language)) {}

  std::string render() {
    for (std::size_t i = 0; i < result_.findings.size(); ++i) add_finding(i);
    add_fixed();
    add_summary();
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void print(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  /// "错误[WT01]", "豁免 错误[WT01]（仍未改）"
  std::string head_of(std::size_t index) const {
    const Finding& finding = result_.findings[index];
    std::string head = fmt::format("{}[{}]", word_for(finding, labels_), finding.rule);
    if (review_.waiver_of(index) != nullptr) head = fmt::format("{} {}", labels_.waived, head);
    switch (review_.state_of(index)) {
      case FindingState::Unknown: break;
      case FindingState::New: return fmt::format("{}（{}）", head, labels_.is_new);
      case FindingState::Unchanged: return fmt::format("{}（{}）", head, labels_.is_open);
    }
    return head;
  }

  void add_finding(std::size_t index) {
    const Finding& finding = result_.findings[index];
    const Waiver* const waiver = review_.waiver_of(index);
    const Origin origin = finding.evidence.empty() ? Origin{} : finding.evidence.front().origin;
    const std::string place = place_of(origin, &submission_);
    print("{}{}{}: {} {}\n", submission_.file, place.empty() ? "" : ":", place,
          inked(head_of(index), waiver == nullptr ? ink_for(finding) : TextInk::Faint, style_),
          inked(message_of(finding), TextInk::Strong, style_));
    std::size_t shown = 0;
    for (const EvidenceLine& line : finding.evidence) {
      if (++shown > kMostEvidenceLines) break;
      add_evidence(line);
    }
    if (finding.evidence.size() > kMostEvidenceLines) {
      print("{:>{}} = {} {}\n", "", kGutter, labels_.more,
            finding.evidence.size() - kMostEvidenceLines);
    }
    const bool doubtful = std::any_of(
        finding.evidence.begin(), finding.evidence.end(),
        [this](const EvidenceLine& line) { return is_doubtful(submission_, line.origin); });
    if (doubtful) {
      add_note(labels_.doubt, style_.language == Language::Chinese ? kDoubt : kDoubtInEnglish);
    }
    add_note(labels_.expected, finding.expected);
    add_note(labels_.actual, finding.actual);
    add_note(labels_.fix, finding.fix);
    add_note(labels_.basis, finding.basis);
    if (waiver != nullptr) {
      add_note(labels_.waived, fmt::format("{}（{}，{} {}）", waiver->why, waiver->who,
                                           labels_.until, waiver->expires.to_string()));
    }
    out_ += '\n';
  }

  void add_fixed() {
    for (const EarlierFinding& finding : review_.fixed) {
      print("{}: {}[{}] {}：{}\n", submission_.file, inked(labels_.fixed, TextInk::Green, style_),
            finding.rule, finding.subject, finding.message);
    }
    if (!review_.fixed.empty()) out_ += '\n';
  }

  std::string message_of(const Finding& finding) const {
    if (style_.language == Language::Chinese) return finding.message;
    const RuleCard* card = cards_.find(finding.rule);
    return card == nullptr ? finding.message
                           : fmt::format("{} ({})", card->title_en, finding.message);
  }

  void add_evidence(const EvidenceLine& line) {
    if (line.text.empty()) return;
    const std::size_t room = style_.width > 2 * kGutter ? style_.width - kGutter - 3 : kGutter;
    const Excerpt excerpt = excerpt_of(line.text, line.begin, line.end, room);
    const std::string place = line.origin.line != 0 ? std::to_string(line.origin.line)
                                                    : place_of(line.origin, &submission_);
    print("{} {} {}\n", inked(fmt::format("{:>{}}", place, kGutter), TextInk::Faint, style_),
          inked("|", TextInk::Faint, style_), excerpt.text);
    print("{:>{}} {} {}\n", "", std::max(kGutter, display_width(place)),
          inked("|", TextInk::Faint, style_), inked(excerpt.marks, TextInk::Yellow, style_));
  }

  void add_note(std::string_view label, std::string_view text) {
    if (text.empty()) return;
    print("{:>{}} = {}: {}\n", "", kGutter, inked(label, TextInk::Strong, style_), text);
  }

  struct Counts {
    std::size_t error = 0, warning = 0, info = 0, insufficient = 0, passed = 0, waived = 0;
  };

  static void count(Counts& counts, const Finding& finding) {
    if (finding.verdict == Verdict::Pass) {
      ++counts.passed;
    } else if (finding.verdict == Verdict::InsufficientData) {
      ++counts.insufficient;
    } else if (finding.severity == Severity::Error) {
      ++counts.error;
    } else if (finding.severity == Severity::Warning) {
      ++counts.warning;
    } else {
      ++counts.info;
    }
  }

  void add_counts(const std::string& subject, const Counts& counts) {
    print("  {}: {} {}，{} {}，{} {}，{} {}，{} {}", subject, labels_.error, counts.error,
          labels_.warning, counts.warning, labels_.info, counts.info, labels_.insufficient,
          counts.insufficient, labels_.passed, counts.passed);
    if (counts.waived > 0) print("，{} {}", labels_.waived, counts.waived);
    out_ += '\n';
  }

  void add_comparison() {
    if (!review_.compared) return;
    const auto is_new = std::count(review_.states.begin(), review_.states.end(), FindingState::New);
    print("  {} {}，{} {}，{} {}\n", labels_.is_new, is_new, labels_.is_open,
          review_.states.size() - static_cast<std::size_t>(is_new), labels_.fixed,
          review_.fixed.size());
  }

  void add_summary() {
    std::map<std::string, Counts> by_project;
    Counts all;
    for (std::size_t i = 0; i < result_.findings.size(); ++i) {
      const Finding& finding = result_.findings[i];
      if (review_.waiver_of(i) != nullptr) {
        ++by_project[finding.project].waived;
        ++all.waived;
      } else {
        count(by_project[finding.project], finding);
        count(all, finding);
      }
    }
    for (const Finding& finding : result_.passed) {
      count(by_project[finding.project], finding);
      count(all, finding);
    }
    print("{} {}（{}：{}）\n", inked(labels_.summary, TextInk::Strong, style_), submission_.file,
          submission_.profile.id, submission_.profile.reason);
    for (const Project& project : submission_.projects) {
      const std::string code = project.code.value.value_or("");
      add_counts(
          code.empty() ? std::string(project.name()) : fmt::format("{}-{}", code, project.name()),
          by_project[project.key.text]);
    }
    if (by_project.contains("")) add_counts(std::string(labels_.document), by_project[""]);
    if (submission_.projects.size() != 1 || by_project.contains("")) {
      add_counts(style_.language == Language::Chinese ? "合计" : "total", all);
    }
    add_comparison();
  }

  const Submission& submission_;
  const CheckResult& result_;
  const Review& review_;
  const RuleCards& cards_;
  const TextStyle& style_;
  const Labels& labels_;
  std::string out_;
};

std::string_view severity_word(Severity severity, const Labels& labels) {
  switch (severity) {
    case Severity::Error: return labels.error;
    case Severity::Warning: return labels.warning;
    case Severity::Info: return labels.info;
  }
  return "";
}

}  // namespace

std::string render_check_text(const Submission& submission, const CheckResult& result,
                              const RuleCards& cards, const TextStyle& style,
                              const Review& review) {
  return CheckReport(submission, result, cards, style, review).render();
}

std::string render_idle_waivers(const std::vector<WaiverBook::Idle>& idle, const TextStyle& style) {
  if (idle.empty()) return {};
  std::string text =
      fmt::format("{}\n", inked(labels_for(style.language).idle, TextInk::Strong, style));
  for (const WaiverBook::Idle& one : idle) {
    text += fmt::format("  {}: {}\n", one.waiver->place, one.message);
  }
  return text;
}

std::string render_idle_rules(const std::vector<RuleUseNote>& rules, const TextStyle& style) {
  const std::string_view head = style.language == Language::Chinese
                                    ? "没有选中任何一行的自定规则"
                                    : "house rules that selected nothing";
  std::string text;
  for (const RuleUseNote& rule : rules) {
    if (rule.idle.empty()) continue;
    if (text.empty()) text = fmt::format("{}\n", inked(head, TextInk::Strong, style));
    text += fmt::format("  {}: {} {}\n", rule.place, rule.use.id, rule.idle);
  }
  return text;
}

std::string render_card_text(const RuleCard& card, const TextStyle& style) {
  const Labels& labels = labels_for(style.language);
  const bool chinese = style.language == Language::Chinese;
  std::string out;
  const auto section = [&](std::string_view label, std::string_view text) {
    if (text.empty()) return;
    out += fmt::format("\n{}\n", inked(label, TextInk::Strong, style));
    for (const std::string_view line : split(text, "\n")) {
      if (!trimmed(line).empty()) out += fmt::format("  {}\n", line);
    }
  };
  out += fmt::format("{} {} [{}]\n", inked(card.id, TextInk::Strong, style), card.name,
                     severity_word(card.severity, labels));
  out += fmt::format("{}\n", chinese ? card.title : card.title_en);
  const auto twin = [&](const std::string& words, const std::string& english) {
    return std::string_view(chinese || english.empty() ? words : english);
  };
  section(chinese ? "为什么" : "why", twin(card.why, card.why_en));
  section(labels.basis, card.basis.to_string());
  section(chinese ? "适用" : "applies to", twin(card.applies, card.applies_en));
  section(chinese ? "反例" : "bad", card.bad);
  section(chinese ? "正例" : "good", card.good);
  section(labels.fix, twin(card.fix, card.fix_en));
  return out;
}

}  // namespace jx
