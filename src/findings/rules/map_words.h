// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "lexicon/lexicon.h"

namespace jx {

/// The words of a map as a list: to see where a text holds any of them, or at once that it holds
/// none. Made once (RuleInput::prepared).
WordList keys_of(const WordMap& map);

}  // namespace jx
