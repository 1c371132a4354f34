// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/office/number_format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "pages/office/format_dates.h"
#include "pages/office/format_numbers.h"
#include "pages/office/significant_digits.h"

namespace jx {
namespace {

struct BuiltIn {
  std::uint32_t id;
  std::string_view english;
  std::string_view chinese = {};  ///< Where it differs.
};

/// ECMA-376 part 1, 18.8.30, as the Excels of the two countries show them.
constexpr BuiltIn kBuiltIns[] = {
    {1, "0"},
    {2, "0.00"},
    {3, "#,##0"},
    {4, "#,##0.00"},
    {5, R"("$"#,##0_);\("$"#,##0\))", R"("¥"#,##0;"¥"\-#,##0)"},
    {6, R"("$"#,##0_);[Red]\("$"#,##0\))", R"("¥"#,##0;[Red]"¥"\-#,##0)"},
    {7, R"("$"#,##0.00_);\("$"#,##0.00\))", R"("¥"#,##0.00;"¥"\-#,##0.00)"},
    {8, R"("$"#,##0.00_);[Red]\("$"#,##0.00\))", R"("¥"#,##0.00;[Red]"¥"\-#,##0.00)"},
    {9, "0%"},
    {10, "0.00%"},
    {11, "0.00E+00"},
    {12, "# ?/?"},
    {13,
     "# ?"
     "?/?"
     "?"},
    {14, "m/d/yy", "yyyy/m/d"},
    {15, "d-mmm-yy"},
    {16, "d-mmm"},
    {17, "mmm-yy"},
    {18, "h:mm AM/PM"},
    {19, "h:mm:ss AM/PM"},
    {20, "h:mm"},
    {21, "h:mm:ss"},
    {22, "m/d/yy h:mm", "yyyy/m/d h:mm"},
    {27, "m/d/yy", "yyyy\"年\"m\"月\""},
    {28, "m/d/yy", "m\"月\"d\"日\""},
    {29, "m/d/yy", "m\"月\"d\"日\""},
    {30, "m/d/yy", "m-d-yy"},
    {31, "m/d/yy", "yyyy\"年\"m\"月\"d\"日\""},
    {32, "h:mm:ss", "h\"时\"mm\"分\""},
    {33, "h:mm:ss", "h\"时\"mm\"分\"ss\"秒\""},
    {34, "h:mm:ss", "上午/下午h\"时\"mm\"分\""},
    {35, "h:mm:ss", "上午/下午h\"时\"mm\"分\"ss\"秒\""},
    {36, "m/d/yy", "yyyy\"年\"m\"月\""},
    {37, R"(#,##0_);\(#,##0\))", R"(#,##0;\-#,##0)"},
    {38, R"(#,##0_);[Red]\(#,##0\))", R"(#,##0;[Red]\-#,##0)"},
    {39, R"(#,##0.00_);\(#,##0.00\))", R"(#,##0.00;\-#,##0.00)"},
    {40, R"(#,##0.00_);[Red]\(#,##0.00\))", R"(#,##0.00;[Red]\-#,##0.00)"},
    {41, R"(_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_))",
     R"(_ * #,##0_ ;_ * \-#,##0_ ;_ * "-"_ ;_ @_ )"},
    {42, R"(_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_))",
     R"(_ "¥"* #,##0_ ;_ "¥"* \-#,##0_ ;_ "¥"* "-"_ ;_ @_ )"},
    {43, R"(_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_))",
     R"(_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ )"},
    {44, R"(_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_))",
     R"(_ "¥"* #,##0.00_ ;_ "¥"* \-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ )"},
    {45, "mm:ss"},
    {46, "[h]:mm:ss"},
    {47, "mm:ss.0"},
    {48, "##0.0E+0"},
    {49, "@"},
    {50, "m/d/yy", "yyyy\"年\"m\"月\""},
    {51, "m/d/yy", "m\"月\"d\"日\""},
    {52, "m/d/yy", "yyyy\"年\"m\"月\""},
    {53, "m/d/yy", "m\"月\"d\"日\""},
    {54, "m/d/yy", "m\"月\"d\"日\""},
    {55, "m/d/yy", "上午/下午h\"时\"mm\"分\""},
    {56, "m/d/yy", "上午/下午h\"时\"mm\"分\"ss\"秒\""},
    {57, "m/d/yy", "yyyy\"年\"m\"月\""},
    {58, "m/d/yy", "m\"月\"d\"日\""},
};

bool accepts(const FormatSection& section, double value) noexcept {
  switch (section.comparison) {
    case Comparison::Less: return value < section.limit;
    case Comparison::LessEqual: return value <= section.limit;
    case Comparison::Equal: return value == section.limit;
    case Comparison::Unequal: return value != section.limit;
    case Comparison::GreaterEqual: return value >= section.limit;
    case Comparison::Greater: return value > section.limit;
  }
  return false;
}

/// A section for negative numbers alone shows in its own way that they are negative.
bool is_for_negatives(const std::vector<FormatSection>& sections, const FormatSection& section) {
  if (section.conditional) {
    const bool below = section.comparison == Comparison::Less && section.limit <= 0;
    const bool at_most =
        (section.comparison == Comparison::LessEqual || section.comparison == Comparison::Equal) &&
        section.limit < 0;
    return below || at_most;
  }
  if (sections.size() < 2 || &section != &sections[1]) return false;
  const FormatSection& first = sections.front();
  const bool rest_of_positives = first.limit == 0 && (first.comparison == Comparison::Greater ||
                                                      first.comparison == Comparison::GreaterEqual);
  return !first.conditional || rest_of_positives;
}

/// The cell's words among those of the format.
std::string fill_in(const FormatSection& section, std::string_view words) {
  std::string shown;
  for (const FormatToken& token : section.tokens) {
    shown += token.kind == TokenKind::Words ? words : std::string_view(token.text);
  }
  return shown;
}

}  // namespace

NumberFormat::NumberFormat(std::string_view code, const FormatOptions& options)
    : sections_(parse_format(code, options)), options_(options) {}

NumberFormat NumberFormat::built_in(std::uint32_t id, const FormatOptions& options) {
  const auto* const found = std::find_if(std::begin(kBuiltIns), std::end(kBuiltIns),
                                         [id](const BuiltIn& item) { return item.id == id; });
  if (found == std::end(kBuiltIns)) return {};
  const bool chinese = options.locale == SheetLocale::Chinese && !found->chinese.empty();
  return {chinese ? found->chinese : found->english, options};
}

bool NumberFormat::hides_all() const noexcept {
  return sections_.size() >= 3 &&
         std::all_of(sections_.begin(), sections_.end(),
                     [](const FormatSection& section) { return section.tokens.empty(); });
}

/// Numbers go to the first section whose condition they meet. Where the format states none, the
/// second is for negative numbers and the third for zero; the last takes what is left.
const FormatSection* NumberFormat::find_section(double value) const noexcept {
  std::size_t count = std::min<std::size_t>(sections_.size(), 3);
  // A last section with the cell's words is for words, unless it is the only one.
  if (count > 1 && count == sections_.size() && sections_.back().has_words) --count;
  const bool stated = sections_[0].conditional || (count > 1 && sections_[1].conditional);
  if (!stated) {
    if (value < 0 && count >= 2) return &sections_[1];
    return value == 0 && count >= 3 ? &sections_[2] : sections_.data();
  }
  for (std::size_t i = 0; i < count; ++i) {
    const FormatSection& section = sections_[i];
    if (section.conditional && accepts(section, value)) return &section;
    if (section.conditional) continue;
    const bool left = i + 1 == count;
    if (left || (i == 0 ? value > 0 : value < 0)) return &section;
  }
  return nullptr;
}

const FormatSection* NumberFormat::find_text_section() const noexcept {
  if (sections_.size() == 4) return &sections_.back();
  if (!sections_.empty() && sections_.back().has_words) return &sections_.back();
  return nullptr;
}

std::string NumberFormat::show(double value) const {
  if (!std::isfinite(value)) return std::string(kUnshowable);
  const SignificantDigits number(value);
  const std::string_view sign = number.negative() && !number.zero() ? "-" : "";
  const FormatSection* const section = is_general() ? nullptr : find_section(value);
  if (section == nullptr) {
    const bool no_place = sections_.size() > 1;
    return no_place ? std::string(kUnshowable) : std::string(sign) + show_general(number);
  }
  if (section->has_words) return fill_in(*section, std::string(sign) + show_general(number));
  if (section->is_date) {
    return show_date(*section, value, options_.from_1904).value_or(std::string(kUnshowable));
  }
  const std::string shown = show_number(*section, number);
  return is_for_negatives(sections_, *section) ? shown : std::string(sign) + shown;
}

std::string NumberFormat::show(std::string_view text) const {
  const FormatSection* const section = find_text_section();
  return section == nullptr ? std::string(text) : fill_in(*section, text);
}

}  // namespace jx
