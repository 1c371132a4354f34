// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/finding_words.h"

#include <fmt/core.h>

namespace jx {

std::string_view chinese_word(const Finding& finding) noexcept {
  if (finding.verdict == Verdict::InsufficientData) return "资料不足";
  switch (finding.severity) {
    case Severity::Error: return "错误";
    case Severity::Warning: return "警告";
    case Severity::Info: return "提示";
  }
  return "";
}

std::string words_of(const Waiver& waiver) {
  return fmt::format("{}（{}，有效至 {}）", waiver.why, waiver.who, waiver.expires.to_string());
}

std::string note_of(const Finding& finding, const Waiver* waiver) {
  std::string words =
      fmt::format("【{} {}】{}", chinese_word(finding), finding.rule, finding.message);
  const auto add = [&words](std::string_view label, std::string_view text) {
    if (!text.empty()) words += fmt::format("\n{}：{}", label, text);
  };
  add("应为", finding.expected);
  add("实际", finding.actual);
  add("改法", finding.fix);
  add("依据", finding.basis);
  if (waiver != nullptr) add("豁免", words_of(*waiver));
  return words;
}

}  // namespace jx
