// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codecs/xml.h"

/// XML parts by their bytes: where tags stand, and text put in at exact places.
namespace jx {

/// A tag as it stands in the bytes of its part.
struct TagPlace {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty = false;  ///< <a/>, start and end at once.
};

/// Receives the tags of a part. `depth` is 1 for the root.
class TagVisitor {
 public:
  TagVisitor() = default;
  TagVisitor(const TagVisitor&) = delete;
  TagVisitor& operator=(const TagVisitor&) = delete;
  virtual ~TagVisitor() = default;

  virtual Result<void> open(std::string_view name, const XmlAttributes& attributes,
                            const TagPlace& tag, std::size_t depth) = 0;
  /// Of an element in one tag, `tag` stands behind it and is empty.
  virtual Result<void> close(std::string_view name, const TagPlace& tag, std::size_t depth) = 0;
  virtual Result<void> words(std::string_view /*text*/) { return {}; }
};

/// Unsupported when the part is not in UTF-8: then its places are not those of its bytes.
Result<void> walk_xml(std::string_view bytes, TagVisitor& visitor);

/// Where the value of an attribute stands within a start tag; `name` with its prefix, if any.
struct AttributePlace {
  std::size_t begin = 0;  ///< Of the value, behind its quote.
  std::size_t end = 0;
  std::size_t whole_begin = 0;  ///< From the blank before the name
  std::size_t whole_end = 0;    ///< to behind the closing quote.
};
std::optional<AttributePlace> find_attribute(std::string_view tag, std::string_view name);
/// Behind the name of the element: where attributes may be put.
std::size_t end_of_name(std::string_view tag) noexcept;
/// "x:" of "<x:row r='1'>", or nothing.
std::string_view prefix_of(std::string_view tag) noexcept;
/// The tag with the attribute set to a value that needs no escaping.
std::string with_attribute(std::string_view tag, std::string_view name, std::string_view value);

/// Pieces of text that replace others, applied at once.
class XmlEdits {
 public:
  void replace(std::size_t begin, std::size_t end, std::string text);
  /// What is inserted at one place stands there in the order of the calls, before what a
  /// replacement that begins there puts.
  void insert(std::size_t at, std::string text) { replace(at, at, std::move(text)); }
  bool empty() const noexcept { return edits_.empty(); }
  /// Malformed when two replacements overlap: the part says something twice that it may say once.
  Result<std::string> apply(std::string_view bytes) const;

 private:
  struct Edit {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
  };
  std::vector<Edit> edits_;
};

/// Words for the text of an element: escaped, characters that XML may not hold replaced.
std::string xml_escaped(std::string_view words);
/// The same for Excel, with what it would take for a code ("_x0041_") spelt out.
std::string excel_escaped(std::string_view words);

}  // namespace jx
