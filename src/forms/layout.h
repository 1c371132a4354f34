// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "forms/grid.h"
#include "profiles/basis.h"

/// An official form as data: data/forms/*.toml, described in its README. Which cells there are, how
/// they are merged, what they say and which value stands where; a locality that has another form
/// adds a file.
namespace jx {

/// What a row of the layout stands for.
enum class FormRowKind : std::uint8_t {
  Once,
  EachFund,       ///< A row a source of money.
  EachGoal,       ///< A row a goal with its outcome; one at least.
  EachIndicator,  ///< A row an indicator; one at least.
};

struct LayoutCell {
  std::string text;   ///< With "{}" where the value goes; just the value when empty.
  std::string value;  ///< "indicator.score", see the README; empty for words alone.
  /// Of the value "statement": the labels under which a form or a person gives it.
  std::vector<std::string> labels;
  std::uint32_t columns = 1;
  /// How many of the following rows of the layout, whatever becomes of them, it reaches down into.
  std::uint32_t down = 0;
  std::size_t look = 0;
  bool merge = false;  ///< With the cells below that say the same under the same cell to the left.
};

struct LayoutRow {
  FormRowKind kind = FormRowKind::Once;
  std::vector<LayoutCell> cells;
  double height = 0;    ///< At least, in points.
  bool repeat = false;  ///< The header that every further page begins with.
};

/// A line of the execution block that the form prints whether or not there is money in it.
struct LayoutFund {
  std::string name;
  std::vector<std::string> words;  ///< What others call it.
  bool total = false;
};

struct FormLayout {
  std::string id;
  std::string title;
  std::string region;  ///< Whose form it is; empty for the whole country.
  Basis basis;
  FormPage page;
  std::vector<double> widths;
  std::vector<FormLook> looks;
  std::vector<LayoutFund> funds;
  std::string no_score;  ///< What stands for points that a row of the money has none of: "—".
  std::vector<LayoutRow> rows;
};

/// What people call a value: 年初预算数 for "fund.initial"; empty for a name that is none.
std::string_view chinese_name_of_value(std::string_view value) noexcept;

/// All forms of a folder, by id. Malformed with the place for a value nobody knows, cells that do
/// not fill their row, a column too few; NotFound without forms.
Result<std::vector<FormLayout>> load_form_layouts(const std::filesystem::path& folder);
/// `name` stands for the file in messages.
Result<FormLayout> parse_form_layout(std::string_view text, const std::string& name);

/// The form of a region (six digits, or empty): its own, else that of a region above it, else the
/// national one. Null when there is none at all.
const FormLayout* find_form_for(std::span<const FormLayout> layouts,
                                std::string_view region) noexcept;

}  // namespace jx
