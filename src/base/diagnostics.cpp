// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/diagnostics.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace jx {

void Diagnostics::note(std::string code, std::string message, Origin origin) {
  add(DiagnosticLevel::Note, std::move(code), std::move(message), origin);
}

void Diagnostics::warn(std::string code, std::string message, Origin origin) {
  add(DiagnosticLevel::Warning, std::move(code), std::move(message), origin);
}

void Diagnostics::append(const Diagnostics& others) {
  for (const Diagnostic& entry : others.entries_) {
    add(entry.level, entry.code, entry.message, entry.origin);
  }
  for (const auto& [code, number] : others.left_out()) add_left_out(code, number);
}

void Diagnostics::add_left_out(std::string_view code, std::size_t number) {
  const auto found = std::find_if(counts_.begin(), counts_.end(),
                                  [&](const auto& count) { return count.first == code; });
  JX_CHECK(found != counts_.end() && found->second >= kMostOfOneCode,
           "entries are left out only after as many as are kept");
  found->second += number;
}

std::size_t Diagnostics::count(std::string_view code) const {
  for (const auto& [name, number] : counts_) {
    if (name == code) return number;
  }
  return 0;
}

std::vector<std::pair<std::string, std::size_t>> Diagnostics::left_out() const {
  std::vector<std::pair<std::string, std::size_t>> result;
  for (const auto& [code, number] : counts_) {
    if (number > kMostOfOneCode) result.emplace_back(code, number - kMostOfOneCode);
  }
  return result;
}

void Diagnostics::add(DiagnosticLevel level, std::string code, std::string message, Origin origin) {
  auto found = std::find_if(counts_.begin(), counts_.end(),
                            [&](const auto& count) { return count.first == code; });
  if (found == counts_.end()) found = counts_.insert(counts_.end(), {code, 0});
  if (++found->second > kMostOfOneCode) return;
  // Messages quote files, and those hold any bytes.
  if (!is_valid_utf8(message)) message = to_utf8(to_utf32(message));
  entries_.push_back({level, std::move(code), std::move(message), origin});
}

}  // namespace jx
