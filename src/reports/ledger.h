// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "codecs/json_writer.h"
#include "ledger/ledger.h"

/// What `jixiao ledger` shows; docs/formats/ledger.schema.json.
namespace jx {

/// One line: number, kind, what it is about, the figure, who stands for it. Without a line end.
std::string render_entry_text(const NumberedEntry& entry);

/// The rows of a register that a figure was counted from, and what they give when counted again.
struct CountedRows {
  std::string kind;
  std::string formula;
  std::optional<Decimal> value;
  std::vector<std::uint64_t> rows;  ///< Numbers of entries.
};
void write_entry(JsonWriter& json, const NumberedEntry& entry,
                 const std::optional<CountedRows>& counted = {});

}  // namespace jx
