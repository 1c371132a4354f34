// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/command.h"

namespace jx {

/// Text that is ready before its turn has come: a little in memory, more in a file without a name.
class Spool {
 public:
  static constexpr std::size_t kInMemory = 256u << 10;

  /// A fault is remembered until pour().
  void add(std::string_view text);
  /// Puts all of it out, piece by piece. Call it once; Io.
  Result<void> pour(const TextSink& put);

 private:
  struct Close {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
  };

  void write(std::string_view text) noexcept;

  std::string text_;
  std::unique_ptr<std::FILE, Close> file_;
  bool failed_ = false;
};

}  // namespace jx
