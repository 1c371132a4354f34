// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/page_number.h"

#include "base/text.h"

namespace jx {
namespace {

/// No page-number line is longer, spaces included.
constexpr std::size_t kMostBytes = 64;
constexpr std::size_t kMostDigits = 5;

/// Reads a folded line from left to right.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool take(std::string_view words) {
    if (!rest_.starts_with(words)) return false;
    rest_.remove_prefix(words.size());
    return true;
  }

  /// One or more of the ornaments that stand around a page number.
  bool take_ornaments() {
    const std::size_t before = rest_.size();
    while (take("-") || take("~") || take("·") || take("*") || take("=")) {
    }
    return rest_.size() < before;
  }

  std::string take_number() {
    std::size_t digits = 0;
    while (digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9') ++digits;
    if (digits > kMostDigits) return {};
    std::string number(rest_.substr(0, digits));
    rest_.remove_prefix(digits);
    return number;
  }

  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// "第3页", "第3页/共9页", "共9页第3页"; the brackets around it are optional.
std::optional<std::string> match_chinese(std::string_view folded) {
  Scanner scanner(folded);
  scanner.take("(");
  if (scanner.take("共")) {
    if (scanner.take_number().empty() || !scanner.take("页")) return std::nullopt;
    if (!scanner.take(",")) scanner.take("/");
  }
  if (!scanner.take("第")) return std::nullopt;
  const std::string number = scanner.take_number();
  if (number.empty() || !scanner.take("页")) return std::nullopt;
  if (!scanner.take(",")) scanner.take("/");
  if (scanner.take("共") && (scanner.take_number().empty() || !scanner.take("页"))) {
    return std::nullopt;
  }
  scanner.take(")");
  if (!scanner.at_end()) return std::nullopt;
  return number;
}

std::optional<std::string> match_english(std::string_view folded) {
  Scanner scanner(folded);
  if (!scanner.take("page")) return std::nullopt;
  const std::string number = scanner.take_number();
  if (number.empty()) return std::nullopt;
  if ((scanner.take("of") || scanner.take("/")) && scanner.take_number().empty()) {
    return std::nullopt;
  }
  if (!scanner.at_end()) return std::nullopt;
  return number;
}

std::optional<std::string> match_ornamented(std::string_view folded) {
  Scanner scanner(folded);
  if (!scanner.take_ornaments()) return std::nullopt;
  const std::string number = scanner.take_number();
  if (number.empty() || !scanner.take_ornaments() || !scanner.at_end()) return std::nullopt;
  return number;
}

}  // namespace

std::optional<std::string> find_page_number(std::string_view line) {
  line = trimmed(line);
  if (line.empty() || line.size() > kMostBytes) return std::nullopt;
  const std::string folded = fold(line);
  if (auto number = match_ornamented(folded)) return number;
  if (auto number = match_chinese(folded)) return number;
  return match_english(folded);
}

std::optional<std::string> find_bare_number(std::string_view line) {
  line = trimmed(line);
  if (line.empty() || line.size() > kMostBytes) return std::nullopt;
  const std::string folded = fold(line);
  Scanner scanner(folded);
  std::string number = scanner.take_number();
  if (number.empty()) return std::nullopt;
  if (scanner.take("/") && scanner.take_number().empty()) return std::nullopt;
  if (!scanner.at_end()) return std::nullopt;
  return number;
}

}  // namespace jx
