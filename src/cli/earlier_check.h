// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "findings/review.h"

namespace jx {

/// What an earlier `jixiao check --format json` or `--format sarif` found, by document.
class EarlierCheck {
 public:
  static Result<EarlierCheck> load(const std::filesystem::path& path);
  /// `name` stands for the file in messages. Malformed when it is neither of the two.
  static Result<EarlierCheck> parse(std::string_view text, std::string_view name);

  /// The document of that path, else the one of that file name; where one document is checked and
  /// one was, these are the same, whatever they are called. Null when there is none.
  const EarlierDocument* find(std::string_view file, std::size_t documents_now) const;

 private:
  std::vector<EarlierDocument> documents_;
};

}  // namespace jx
