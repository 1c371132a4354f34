// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "forms/fill.h"

namespace jx {

/// Words about the forms of a file: where each figure comes from, what stayed blank.
struct FormNotes {
  std::string title;
  std::vector<std::pair<std::string, std::string>> lines;  ///< Name, words.
};

/// The source with its hash, the rules with their version, the calculation of every score, and the
/// blanks of a form.
void add_notes(const ScoredDocument& document, const FormLayout& layout, const FormInput& input,
               const FilledForm& form, FormNotes& notes);

}  // namespace jx
