// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "findings/rule.h"
#include "reports/text.h"

/// Rule cards as Markdown, a page a rule and an index, for reading and reviewing outside the
/// program (docs/rules). The same cards give the same bytes.
namespace jx {

struct MarkdownPage {
  std::string file;  ///< "WT01.md", "README.md"
  std::string text;
};

/// The index first, then the rules in the order of their ids. Pages in English stand in a folder
/// `en` beside those in Chinese, and each names its twin. Examples stay Chinese: they quote tables.
std::vector<MarkdownPage> make_rule_pages(const RuleCards& cards, Language language);

}  // namespace jx
