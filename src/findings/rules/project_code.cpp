// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <regex>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

constexpr std::size_t kLength = 21;  ///< 预算管理一体化: 21 characters, whatever the shape.

/// Byte range of the first character that no project code has; empty when all are good.
struct Stray {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Stray find_stray(std::string_view code) {
  for (std::size_t position = 0; position < code.size();) {
    const std::size_t begin = position;
    const char32_t character = next_character(code, position);
    const bool good =
        (character >= U'0' && character <= U'9') || (character >= U'A' && character <= U'Z');
    if (!good) return {begin, position};
  }
  return {};
}

class KnownShapes {
 public:
  explicit KnownShapes(const std::vector<std::string>& patterns) {
    for (const std::string& pattern : patterns) {
      try {
        shapes_.emplace_back(pattern, std::regex::ECMAScript | std::regex::optimize);
      } catch (const std::regex_error&) {
        // The profile loader refuses such a pattern; a profile made by hand merely knows less.
      }
    }
  }
  bool match(const std::string& code) const {
    // std::regex recurses on its input: hostile lengths never reach it.
    return code.size() <= 64 && std::any_of(shapes_.begin(), shapes_.end(), [&](const auto& shape) {
             return std::regex_match(code, shape);
           });
  }

 private:
  std::vector<std::regex> shapes_;
};

EvidenceLine code_evidence(const Field<std::string>& field, const Stray& stray) {
  EvidenceLine line = evidence_of(field);
  const std::size_t at = field.raw.find(*field.value);
  if (at == std::string::npos) return line;
  line.begin = at + stray.begin;
  line.end = stray.end > 0 ? at + stray.end : at + field.value->size();
  return line;
}

void check_code(const Project& project, FindingSink& sink) {
  const std::string& code = *project.code;
  const std::size_t length = character_count(code);
  const Stray stray = find_stray(code);
  Answer answer{.project = project.key.text,
                .evidence = {code_evidence(project.code, stray)},
                .expected = "21 位项目编码，形如 6 位区划 + 2 位年份 + 1 位字母 + 12 位顺序号",
                .actual = fmt::format("{} 位：{}", length, code),
                .confidence = 0.95};
  if (length != kLength) {
    answer.message = fmt::format("项目编码 {} 有 {} 位，应为 {} 位", code, length, kLength);
  } else if (stray.end > 0) {
    answer.message =
        fmt::format("项目编码 {} 的第 {} 位是{}，不是数字或大写字母", code,
                    character_count(std::string_view(code).substr(0, stray.begin)) + 1,
                    in_quotes(std::string_view(code).substr(stray.begin, stray.end - stray.begin)));
  } else {
    answer.message = fmt::format("项目编码 {} 有 21 位，但不是已知的任何一种编码形式", code);
    answer.severity = Severity::Info;
    answer.fix = "请与一体化系统中的编码核对；若属本地编码规则，可在配置中登记该形式。";
    answer.confidence = 0.7;
  }
  sink.fail(std::move(answer));
}

}  // namespace

void check_project_code(const RuleInput& input, FindingSink& sink) {
  const KnownShapes shapes(input.profile.project_code_patterns);
  for (const Project& project : input.submission.projects) {
    if (!project.code.has_value() || shapes.match(*project.code)) continue;
    check_code(project, sink);
  }
}

}  // namespace jx
