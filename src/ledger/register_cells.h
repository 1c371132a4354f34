// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/register_kind.h"
#include "lexicon/lexicon.h"

/// Cells of registers as offices, banks and shop platforms write them → values in one spelling.
namespace jx {

/// The words of a cell in one line, without what spreadsheets put around figures to keep them as
/// text (="1234", '1234, a tab behind). Lone strokes ("/", "—") stand for nothing and become blank.
std::string plain_cell(std::string_view cell);

/// The name of a column without what stands around it: "*实付金额（元）" → "实付金额" and "元".
struct HeaderWords {
  std::string key;   ///< Folded, for comparing.
  std::string unit;  ///< In the brackets behind it; empty without any.
};
HeaderWords header_words(std::string_view header);

/// The files that a cell names: digests between spaces, or names, in which spaces may be, between
/// 、 or semicolons.
std::vector<std::string> split_evidence(const std::string& words);

/// What a column's cell says, plain_cell() applied: "2021-03-05", "1200.5", a choice in the words
/// of the kind; empty for blanks. `unit` is the one that the header names, empty if none; without a
/// lexicon, no unit is understood. Malformed, in words that go on behind "第 3 行“日期”：".
Result<std::string> read_register_cell(const RegisterColumn& column, const std::string& words,
                                       std::string_view unit, const Lexicon* lexicon);

}  // namespace jx
