// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/check.h"
#include "base/text.h"
#include "records/values.h"

namespace {

const jx::Lexicon& lexicon() {
  static const jx::Lexicon loaded =
      jx::Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  return loaded;
}

/// What every reading of every cell must keep to, whatever the cell says.
void check(const jx::Target& target, std::string_view cell) {
  switch (target.kind) {
    case jx::TargetKind::Number:
      JX_CHECK(target.value && !target.value_high, "a number has one value");
      break;
    case jx::TargetKind::Range:
      JX_CHECK(target.value && target.value_high, "a range has two ends");
      JX_CHECK(*target.value <= *target.value_high, "a range rises");
      break;
    case jx::TargetKind::Date:
      JX_CHECK(target.date && target.date->valid(), "a date exists");
      JX_CHECK(!target.date_high || target.date_high->valid(), "the end of a period exists");
      break;
    case jx::TargetKind::Level:
      JX_CHECK(!target.level.empty() && jx::contains(cell, target.level), "a level is quoted");
      break;
    case jx::TargetKind::Text:
    case jx::TargetKind::NotApplicable:
      JX_CHECK(!target.value && !target.date, "words have no value");
      break;
  }
}

}  // namespace

/// The input is a value cell; a number in it is also asked for alone.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view cell(reinterpret_cast<const char*>(data), size);
  for (const std::string_view unit : {"", "万元", "人次", "年月日", "年"}) {
    const jx::TargetContext context{.comparator = jx::Comparator::AtLeast,
                                    .unit = lexicon().find_unit(unit)};
    const auto target = jx::parse_target(cell, context, lexicon());
    if (target.ok()) {
      check(*target, cell);
    } else {
      JX_CHECK(target.error().code == jx::ErrorCode::Malformed, "a cell is never worse");
    }
  }
  (void)jx::parse_number(cell);
  const auto number = jx::match_number_prefix(cell);
  JX_CHECK(!number || (number->length > 0 && number->length <= size),
           "a number stands in the text");
  const auto date = jx::match_date_prefix(cell);
  JX_CHECK(!date || (date->length > 0 && date->length <= size), "a date stands in the text");
  (void)jx::split_project(cell);
  (void)jx::split_unit(cell);
  return 0;
}
