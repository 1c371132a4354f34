// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <bitset>
#include <charconv>
#include <cstddef>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
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

/// What the profiles' patterns are made of, "^[0-9]{6}[RYT]$": characters of given sets, a given
/// number of each. A code is compared with it in nanoseconds.
class SetSequence {
 public:
  /// Nothing for a pattern with anything else in it.
  static std::optional<SetSequence> parse(std::string_view pattern) {
    SetSequence parsed;
    // A code is compared as a whole anyway.
    if (pattern.starts_with('^')) pattern.remove_prefix(1);
    if (pattern.ends_with('$')) pattern.remove_suffix(1);
    while (!pattern.empty()) {
      std::optional<Set> set = take_set(pattern);
      const std::size_t count = set ? take_count(pattern) : 0;
      if (count == 0 || parsed.sets_.size() + count > kLongest) return std::nullopt;
      parsed.sets_.insert(parsed.sets_.end(), count, *set);
    }
    return parsed;
  }
  bool match(std::string_view code) const noexcept {
    if (code.size() != sets_.size()) return false;
    for (std::size_t i = 0; i < code.size(); ++i) {
      const auto byte = static_cast<unsigned char>(code[i]);
      if (byte >= sets_[i].size() || !sets_[i][byte]) return false;
    }
    return true;
  }

 private:
  using Set = std::bitset<128>;
  static constexpr std::size_t kLongest = 64;

  static bool is_plain(char character) noexcept {
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') ||
           (character >= 'a' && character <= 'z');
  }
  /// "[0-9RYT]" or a plain character in front of the pattern, and takes it off.
  static std::optional<Set> take_set(std::string_view& pattern) {
    Set set;
    if (is_plain(pattern.front())) {
      set.set(static_cast<unsigned char>(pattern.front()));
      pattern.remove_prefix(1);
      return set;
    }
    const std::size_t end = pattern.find(']');
    if (pattern.front() != '[' || end == std::string_view::npos) return std::nullopt;
    for (std::size_t i = 1; i < end; ++i) {
      if (!is_plain(pattern[i])) return std::nullopt;
      const bool range = i + 2 < end && pattern[i + 1] == '-';
      const char last = range ? pattern[i + 2] : pattern[i];
      if (!is_plain(last) || last < pattern[i]) return std::nullopt;
      for (char byte = pattern[i]; byte <= last; ++byte) set.set(static_cast<unsigned char>(byte));
      if (range) i += 2;
    }
    pattern.remove_prefix(end + 1);
    return set;
  }
  /// "{12}" in front of the pattern, taken off; 1 without it, 0 for a count that is none.
  static std::size_t take_count(std::string_view& pattern) {
    if (pattern.empty() || pattern.front() != '{') return 1;
    const std::size_t end = pattern.find('}');
    if (end == std::string_view::npos) return 0;
    std::size_t count = 0;
    const auto [stop, fault] = std::from_chars(pattern.data() + 1, pattern.data() + end, count);
    if (fault != std::errc{} || stop != pattern.data() + end) return 0;
    pattern.remove_prefix(end + 1);
    return count;
  }

  std::vector<Set> sets_;
};

class KnownShapes {
 public:
  explicit KnownShapes(const Profile& profile) {
    for (const std::string& pattern : profile.project_code_patterns) {
      if (std::optional<SetSequence> sequence = SetSequence::parse(pattern)) {
        sequences_.push_back(*std::move(sequence));
        continue;
      }
      try {
        shapes_.emplace_back(pattern, std::regex::ECMAScript | std::regex::optimize);
      } catch (const std::regex_error&) {
        // The profile loader refuses such a pattern; a profile made by hand merely knows less.
      }
    }
  }
  bool match(const std::string& code) const {
    const auto matches = [&](const SetSequence& sequence) { return sequence.match(code); };
    if (std::any_of(sequences_.begin(), sequences_.end(), matches)) return true;
    // std::regex recurses on its input: hostile lengths never reach it.
    return code.size() <= 64 && std::any_of(shapes_.begin(), shapes_.end(), [&](const auto& shape) {
             return std::regex_match(code, shape);
           });
  }

 private:
  std::vector<SetSequence> sequences_;
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
  const auto& shapes = input.prepared.get<KnownShapes>();
  for (const ProjectFacts& facts : input.facts.projects) {
    const Project& project = *facts.project;
    if (!project.code.has_value() || shapes.match(*project.code)) continue;
    check_code(project, sink);
  }
}

}  // namespace jx
