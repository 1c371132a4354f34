// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace jx::ofd {

class XmlTree;

/// One element of a tree, or none. Borrowed: the tree must outlive it. Names are local names.
class XmlNode {
 public:
  XmlNode() = default;

  explicit operator bool() const noexcept { return tree_ != nullptr; }
  std::string_view name() const;
  /// The characters directly inside the element, all pieces joined.
  std::string_view text() const;
  std::optional<std::string_view> attribute(std::string_view name) const;
  /// The attribute, or an empty view.
  std::string_view value(std::string_view name) const { return attribute(name).value_or(""); }

  /// Children from first to last: `for (XmlNode n = p.first_child(); n; n = n.next())`.
  XmlNode first_child() const;
  XmlNode next() const;
  /// The first child of that name, or none.
  XmlNode child(std::string_view name) const;

 private:
  friend class XmlTree;
  XmlNode(const XmlTree* tree, std::uint32_t index) noexcept : tree_(tree), index_(index) {}

  const XmlTree* tree_ = nullptr;
  std::uint32_t index_ = 0;
};

/// A whole XML file in a few flat arrays. Where none is given, a node is none and a text empty.
class XmlTree {
 public:
  /// Malformed or LimitExceeded, as read_xml() says.
  static Result<XmlTree> parse(std::string_view bytes);

  XmlNode root() const { return nodes_.empty() ? XmlNode() : XmlNode(this, 0); }

 private:
  friend class XmlNode;
  friend class XmlTreeWriter;

  struct Words {
    std::size_t begin = 0;
    std::size_t size = 0;
  };
  struct Node {
    Words name;
    Words text;
    std::uint32_t first_attribute = 0;
    std::uint32_t attributes = 0;
    std::uint32_t parent_end = 0;  ///< Where the parent's subtree ends.
    std::uint32_t end = 0;         ///< Index behind the last node of the subtree.
  };
  struct Attribute {
    Words name;
    Words value;
  };

  std::string_view view(Words words) const {
    return std::string_view(words_).substr(words.begin, words.size);
  }

  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::string words_;
};

}  // namespace jx::ofd
