// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/workbook.h"

#include <algorithm>
#include <utility>

namespace jx {
namespace {

/// More sheets than any program makes.
constexpr std::size_t kMostSheets = 10'000;

struct NamedSheet {
  std::string name;
  std::string id;
  bool hidden = false;
};

class WorkbookReader : public XmlHandler {
 public:
  std::vector<NamedSheet> sheets;
  bool from_1904 = false;

  Result<void> start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const auto given = attributes.find("date1904");
      from_1904 = given == "1" || given == "true";
    } else if (name == "sheet" && sheets.size() < kMostSheets) {
      const auto state = attributes.find("state");
      sheets.push_back({.name = std::string(attributes.find("name").value_or("")),
                        .id = std::string(attributes.find("id").value_or("")),
                        .hidden = state == "hidden" || state == "veryHidden"});
    }
    return {};
  }
  Result<void> end(std::string_view) override { return {}; }
  Result<void> text(std::string_view) override { return {}; }
};

}  // namespace

Result<Workbook> read_workbook(OfficePackage& package) {
  JX_TRY(const std::string part, package.find_main_part("xl/workbook.xml"));
  WorkbookReader reader;
  JX_TRY_VOID(package.read(part, reader));
  JX_TRY(const std::vector<Relationship> relationships, package.relationships(part));

  Workbook workbook{
      .sheets = {}, .strings_part = {}, .styles_part = {}, .from_1904 = reader.from_1904};
  for (const Relationship& item : relationships) {
    if (item.external) continue;
    if (item.kind == "sharedStrings") workbook.strings_part = item.target;
    if (item.kind == "styles") workbook.styles_part = item.target;
  }
  for (NamedSheet& sheet : reader.sheets) {
    const auto found = std::find_if(relationships.begin(), relationships.end(),
                                    [&](const Relationship& item) { return item.id == sheet.id; });
    const bool known = found != relationships.end() && !found->external;
    workbook.sheets.push_back({.name = std::move(sheet.name),
                               .part = known ? found->target : std::string(),
                               .hidden = sheet.hidden,
                               .has_cells = !known || found->kind == "worksheet"});
  }
  return workbook;
}

}  // namespace jx
