// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace jx {

/// The paths with each folder replaced by the files below it, by name, so that the order is the
/// same on any machine. Left out: hidden files, what programs leave behind (~$…, Thumbs.db), and
/// the overlays and waivers that belong to a document. Links to folders are not followed. A folder
/// without files stays in the list, to be refused by name.
std::vector<std::string> files_below(const std::vector<std::string>& paths);

}  // namespace jx
