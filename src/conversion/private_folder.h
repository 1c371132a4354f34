// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>

#include "base/descriptor.h"
#include "base/result.h"

namespace jx {

/// A folder among the temporary ones that nobody but this user can look into. It is removed with
/// everything in it at the end of this object; one that a process had no time to remove is removed
/// when the next is made.
class PrivateFolder {
 public:
  static Result<PrivateFolder> make();
  PrivateFolder(PrivateFolder&& other) noexcept = default;
  PrivateFolder& operator=(PrivateFolder&& other) = delete;
  ~PrivateFolder();

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  PrivateFolder(std::filesystem::path path, Descriptor hold) noexcept;

  std::filesystem::path path_;
  Descriptor hold_;  ///< Open and locked for as long as the folder is in use.
};

}  // namespace jx
