// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>

#include "archiving/check.h"

namespace jx {

/// `clamscan` of ClamAV in the folders of the PATH; nothing where it is not installed.
std::optional<std::filesystem::path> find_virus_scanner();

/// Has `scanner` look through a folder or a ZIP. It is another program: it is waited for, and what
/// it says is taken as it says it. Every way in which it can fail is `failure`.
VirusScan scan_for_viruses(const std::optional<std::filesystem::path>& scanner,
                           const std::filesystem::path& package);

}  // namespace jx
