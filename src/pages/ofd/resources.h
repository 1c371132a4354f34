// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "pages/ofd/package.h"
#include "pages/ofd/xml_tree.h"

namespace jx::ofd {

/// What objects refer to by number: line widths, bold fonts, drawings used more than once.
/// Glyphs and pictures themselves are not looked at.
class Resources {
 public:
  void add(Part part);

  /// In millimetres; nothing when neither the parameter nor what it builds on states one.
  std::optional<double> find_line_width(std::string_view draw_param) const;
  bool is_bold(std::string_view font) const { return bold_fonts_.count(std::string(font)) > 0; }
  /// The content of a composite unit, or none.
  XmlNode find_unit(std::string_view id) const;

 private:
  struct DrawParam {
    std::optional<double> line_width;
    std::string relative;
  };

  std::deque<Part> parts_;  ///< Nodes refer to the trees in it.
  std::unordered_map<std::string, DrawParam> draw_params_;
  std::unordered_map<std::string, XmlNode> units_;
  std::unordered_set<std::string> bold_fonts_;
};

}  // namespace jx::ofd
