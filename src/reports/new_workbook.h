// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <xlsxwriter.h>

#include <filesystem>
#include <memory>

#include "base/result.h"

namespace jx {

/// An Excel workbook that is being written. It says that it was made on one day, whenever that is:
/// the same content gives the same file.
class NewWorkbook {
 public:
  explicit NewWorkbook(const std::filesystem::path& path);

  /// Null without the memory for it.
  lxw_workbook* get() const noexcept { return book_.get(); }
  /// Keeps in mind whether anything went wrong on the way.
  void note(lxw_error error) noexcept { failed_ = failed_ || error != LXW_NO_ERROR; }
  void note_failure() noexcept { failed_ = true; }
  bool sound() const noexcept { return book_ != nullptr && !failed_; }

  /// Writes the file. Io when something went wrong before, or now.
  Result<void> close();

 private:
  struct Free {
    void operator()(lxw_workbook* book) const noexcept { lxw_workbook_free(book); }
  };

  std::unique_ptr<lxw_workbook, Free> book_;
  bool failed_ = false;
};

}  // namespace jx
