// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "conversion/conversion.h"
#include "sandbox/program_confinement.h"

namespace jx {

/// LibreOffice as it is installed on this machine.
struct OfficeProgram {
  std::filesystem::path program;  ///< What is started, without wrappers and links.
  std::string version;            ///< "LibreOffice 7.4"; "LibreOffice" when it does not say.
};

/// The one that `given` names; without it the one of the environment's JIXIAO_SOFFICE; without that
/// `soffice` of the PATH, and last the usual places. NotFound says where it was looked for.
Result<OfficeProgram> find_office_program(const std::filesystem::path& given = {});

/// One run of LibreOffice on one document.
struct OfficeCall {
  ProgramStart start;
  ProgramPolicy policy;          ///< Without limits: those are the caller's.
  std::filesystem::path result;  ///< Where the converted document will be.
};

/// The exit code with which LibreOffice asks to be started once more: on its first run with a new
/// profile.
inline constexpr int kOfficeWantsRestart = 81;

/// What is to be run in `folder`, which holds nothing else.
OfficeCall make_office_call(const OfficeProgram& office, const Conversion& conversion,
                            const std::filesystem::path& folder);

/// Puts into `folder` what the run needs: the document, and a profile of its own in which macros
/// are off and links are not followed.
Result<void> furnish_folder(const std::filesystem::path& folder, const Conversion& conversion,
                            const std::string& bytes);

/// The converted document. NotFound when there is none, LimitExceeded when it is larger than
/// `most`; a link, a pipe or a device is none.
Result<std::string> read_result(const std::filesystem::path& path, std::uint64_t most);

}  // namespace jx
