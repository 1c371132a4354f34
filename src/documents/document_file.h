// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <utility>

#include "base/descriptor.h"
#include "base/result.h"

namespace jx {

/// A file that stays where it is and is read in pieces. Safe to read from several threads.
class DocumentFile {
 public:
  /// What tells one state of a file from another.
  struct State {
    std::uint64_t bytes = 0;
    std::int64_t changed_seconds = 0;
    std::int64_t changed_nanoseconds = 0;
    friend bool operator==(const State&, const State&) = default;
  };

  /// A regular file as it is now; Io.
  static Result<std::shared_ptr<const DocumentFile>> open(const std::filesystem::path& path);
  /// One that was opened by somebody else, who knows its size.
  DocumentFile(Descriptor descriptor, std::uint64_t bytes) noexcept
      : descriptor_(std::move(descriptor)), state_{.bytes = bytes} {}

  std::uint64_t bytes() const noexcept { return state_.bytes; }
  int descriptor() const noexcept { return descriptor_.get(); }

  /// Fills `into` from the byte at `offset` on; less only at the end of the file. -1: an error.
  std::ptrdiff_t read(std::uint64_t offset, std::span<char> into) const noexcept;
  /// Whether it is still the file that was opened. Only of one that was opened here.
  bool is_unchanged() const noexcept;

 private:
  DocumentFile(Descriptor descriptor, const State& state) noexcept
      : descriptor_(std::move(descriptor)), state_(state) {}

  Descriptor descriptor_;
  State state_;
};

}  // namespace jx
