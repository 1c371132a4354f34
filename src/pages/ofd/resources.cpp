// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ofd/resources.h"

#include <optional>
#include <utility>

#include "base/text.h"
#include "pages/ofd/geometry.h"

namespace jx::ofd {
namespace {

constexpr int kMostRelatives = 16;

bool names_bold_font(XmlNode font) {
  if (font.value("Bold") == "true") return true;
  const std::string_view name = font.value("FontName");
  return contains(name, "Bold") || contains(name, "黑体") || contains(name, "SimHei");
}

}  // namespace

void Resources::add(Part part) {
  parts_.push_back(std::move(part));
  for (XmlNode group = parts_.back().tree.root().first_child(); group; group = group.next()) {
    for (XmlNode item = group.first_child(); item; item = item.next()) {
      const std::string id(item.value("ID"));
      if (item.name() == "DrawParam") {
        draw_params_[id] = {.line_width = parse_number(item.value("LineWidth")),
                            .relative = std::string(item.value("Relative"))};
      } else if (item.name() == "Font" && names_bold_font(item)) {
        bold_fonts_.insert(id);
      } else if (item.name() == "CompositeGraphicUnit" || item.name() == "VectorG") {
        units_[id] = item;
      }
    }
  }
}

std::optional<double> Resources::find_line_width(std::string_view draw_param) const {
  std::string id(draw_param);
  for (int i = 0; i < kMostRelatives && !id.empty(); ++i) {
    const auto found = draw_params_.find(id);
    if (found == draw_params_.end()) break;
    if (found->second.line_width) return found->second.line_width;
    id = found->second.relative;
  }
  return std::nullopt;
}

XmlNode Resources::find_unit(std::string_view id) const {
  const auto found = units_.find(std::string(id));
  return found == units_.end() ? XmlNode() : found->second;
}

}  // namespace jx::ofd
