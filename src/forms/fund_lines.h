// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "forms/fill.h"

/// The money of a form: which row of the source stands in which line, in 万元. Part of fill.h, not
/// for other folders.
namespace jx {

/// An amount as the form prints it; absent with the reason.
struct FormAmount {
  std::string text;
  std::string why;
};

struct FormFundLine {
  std::string name;
  bool total = false;
  FormAmount initial;
  FormAmount budget;  ///< 全年预算数, 调整后预算数
  FormAmount executed;
  FormAmount rate;
  std::string reason;
  bool given = false;  ///< The source has an amount in it.
};

/// The lines that the layout has, then those that only the source has.
std::vector<FormFundLine> fund_lines(const FormLayout& layout, const FormInput& input,
                                     std::vector<std::string>& remarks);

}  // namespace jx
