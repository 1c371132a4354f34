// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace jx {

/// The records of a workbook as they are without its password: those that come when it is not
/// encrypted. Besides `password` the one is tried that Excel itself uses for workbooks whose sheets
/// are protected but that anybody may open.
///
/// Knows the RC4 encryptions of Excel 97 to 2003 ([MS-OFFCRYPTO] 2.3.5 and 2.3.6). Unsupported for
/// the others, and when the password is missing or wrong.
Result<std::string> decrypt_biff(std::string records, std::string_view password);

}  // namespace jx
