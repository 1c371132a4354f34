// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "codecs/json_writer.h"
#include "ledger/ledger.h"

/// What `jixiao ledger` shows; docs/formats/ledger.schema.json.
namespace jx {

/// One line: number, kind, what it is about, the figure, who stands for it. Without a line end.
std::string render_entry_text(const NumberedEntry& entry);
void write_entry(JsonWriter& json, const NumberedEntry& entry);

}  // namespace jx
