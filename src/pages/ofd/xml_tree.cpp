// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ofd/xml_tree.h"

#include <utility>

#include "codecs/xml.h"

namespace jx::ofd {
namespace {

/// A part of a document with more elements is no page of anybody.
constexpr std::size_t kMostNodes = 20'000'000;

}  // namespace

/// Writes the elements into the arrays as they come.
class XmlTreeWriter : public XmlHandler {
 public:
  explicit XmlTreeWriter(XmlTree& tree) : tree_(tree) {}

  Result<void> start(std::string_view name, const XmlAttributes& attributes) override {
    if (tree_.nodes_.size() >= kMostNodes) {
      return Error{ErrorCode::LimitExceeded, "XML 里的元素太多，没有读入。请把文件拆小。"};
    }
    XmlTree::Node node{.name = keep(name),
                       .text = {},
                       .first_attribute = static_cast<std::uint32_t>(tree_.attributes_.size())};
    attributes.for_each([&](std::string_view attribute, std::string_view value) {
      tree_.attributes_.push_back({.name = keep(attribute), .value = keep(value)});
    });
    node.attributes = static_cast<std::uint32_t>(tree_.attributes_.size()) - node.first_attribute;
    open_.push_back({.node = static_cast<std::uint32_t>(tree_.nodes_.size()), .text = {}});
    tree_.nodes_.push_back(node);
    return {};
  }

  Result<void> end(std::string_view /*name*/) override {
    const Open open = std::move(open_.back());
    open_.pop_back();
    XmlTree::Node& node = tree_.nodes_[open.node];
    node.text = keep(open.text);
    node.end = static_cast<std::uint32_t>(tree_.nodes_.size());
    for (std::uint32_t child = open.node + 1; child < node.end; child = tree_.nodes_[child].end) {
      tree_.nodes_[child].parent_end = node.end;
    }
    if (open_.empty()) node.parent_end = node.end;
    return {};
  }

  Result<void> text(std::string_view text) override {
    if (!open_.empty()) open_.back().text += text;
    return {};
  }

 private:
  struct Open {
    std::uint32_t node = 0;
    std::string text;
  };

  XmlTree::Words keep(std::string_view words) {
    const std::size_t begin = tree_.words_.size();
    tree_.words_ += words;
    return {.begin = begin, .size = words.size()};
  }

  XmlTree& tree_;
  std::vector<Open> open_;
};

Result<XmlTree> XmlTree::parse(std::string_view bytes) {
  XmlTree tree;
  XmlTreeWriter writer(tree);
  JX_TRY_VOID(read_xml(bytes, writer));
  return tree;
}

std::string_view XmlNode::name() const {
  return tree_ == nullptr ? std::string_view{} : tree_->view(tree_->nodes_[index_].name);
}

std::string_view XmlNode::text() const {
  return tree_ == nullptr ? std::string_view{} : tree_->view(tree_->nodes_[index_].text);
}

std::optional<std::string_view> XmlNode::attribute(std::string_view name) const {
  if (tree_ == nullptr) return std::nullopt;
  const XmlTree::Node& node = tree_->nodes_[index_];
  for (std::uint32_t i = 0; i < node.attributes; ++i) {
    const XmlTree::Attribute& attribute = tree_->attributes_[node.first_attribute + i];
    if (tree_->view(attribute.name) == name) return tree_->view(attribute.value);
  }
  return std::nullopt;
}

XmlNode XmlNode::first_child() const {
  if (tree_ == nullptr) return {};
  const bool has_child = tree_->nodes_[index_].end > index_ + 1;
  return has_child ? XmlNode(tree_, index_ + 1) : XmlNode();
}

XmlNode XmlNode::next() const {
  if (tree_ == nullptr) return {};
  const XmlTree::Node& node = tree_->nodes_[index_];
  return node.end < node.parent_end ? XmlNode(tree_, node.end) : XmlNode();
}

XmlNode XmlNode::child(std::string_view name) const {
  XmlNode child = first_child();
  while (child && child.name() != name) child = child.next();
  return child;
}

}  // namespace jx::ofd
