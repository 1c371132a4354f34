// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lexicon/lexicon.h"

namespace jx {

/// What a line outside the cells looks like, before we know whether a table follows.
enum class LineRole : std::uint8_t {
  PageNumber,    ///< "- 147 -"
  Unit,          ///< "单位：万元", with what stands before it on the same line in `title`
  Label,         ///< "表15", "附件2：项目支出绩效目标表" (then `title` holds the rest)
  Title,         ///< Ends as titles of tables do: 表, 清单, 明细, 情况, 一览
  Continuation,  ///< "续表", "接上表"
  FormNumber,    ///< "报表编号：510000_0013zp"
  Context,       ///< "编制单位：…", "（2021年度）": stands between a title and its table
  Heading,       ///< "（二）原定绩效目标", or short and without the end of a sentence
  Statement,     ///< Anything else
};

struct LineLook {
  LineRole role = LineRole::Statement;
  std::string number = {};      ///< Of a page number.
  std::string label = {};       ///< "表15"
  std::string title = {};       ///< "项目支出绩效目标表"
  std::string unit_words = {};  ///< "万元"
  bool numbered = false;        ///< A heading with a number: 3、 （二） 第一章
};

/// Looks at one line of words. The order of the roles above is the order in which they are tried.
LineLook look_at(std::string_view text, const Lexicon& lexicon);

/// True for words that could be the title of a table when their place says so: short, and no
/// sentence.
bool may_be_title(std::string_view text);

/// The unit of a line such as "（单位：万元）", or empty. 单位 followed by the name of an
/// organisation is no unit.
std::string find_unit_words(std::string_view text, const Lexicon& lexicon);

}  // namespace jx
