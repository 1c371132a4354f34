// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/result.h"

/// Reads XML element by element, without a tree: what is kept is for the handler to say.
///
/// Names come without their namespace prefix ("w:tbl" is "tbl"): the formats read here never use
/// one local name for two things in one place, and producers choose prefixes as they like.
/// Nothing outside the bytes is ever read, and a document that declares entities is refused: no
/// office format needs them, and they are how a small file becomes a huge one.
namespace jx {

struct XmlLimits {
  std::uint32_t depth = 512;
  std::uint32_t attributes = 1024;     ///< Of one element.
  std::uint64_t tag_bytes = 8u << 20;  ///< Of one tag, comment or instruction.
};

struct XmlPlace {
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// The attributes of the element being started. Views are good until start() returns.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) noexcept : pairs_(pairs) {}

  /// By local name; the first one when several prefixes have it.
  std::optional<std::string_view> find(std::string_view name) const noexcept;

  /// Every attribute in the order of the file: `for_each([](auto name, auto value) {...})`.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
      visit(local_name(pair[0]), std::string_view(pair[1]));
    }
  }

  /// "w:val" → "val".
  static std::string_view local_name(const char* name) noexcept;

 private:
  const char* const* pairs_;  ///< Name, value, name, value, …, null.
};

/// Receives what a reader finds. An error stops the reading and is handed on.
class XmlHandler {
 public:
  XmlHandler() = default;
  XmlHandler(const XmlHandler&) = delete;
  XmlHandler& operator=(const XmlHandler&) = delete;
  virtual ~XmlHandler() = default;

  virtual Result<void> start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual Result<void> end(std::string_view name) = 0;
  /// A run of text; one text may come in several pieces.
  virtual Result<void> text(std::string_view text) = 0;
};

/// For bytes that come in pieces:
///
///     XmlReader reader(handler, {});
///     JX_TRY_VOID(archive.read(entry, [&](auto chunk) { return reader.feed(chunk); }));
///     JX_TRY_VOID(reader.finish());
class XmlReader {
 public:
  /// `handler` must outlive the reader.
  explicit XmlReader(XmlHandler& handler, const XmlLimits& limits = {});
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// Malformed with line and column, LimitExceeded, Unsupported for an unknown encoding, or what
  /// the handler said. After an error nothing more is read.
  Result<void> feed(std::string_view chunk);
  /// Malformed when the document is not at its end.
  Result<void> finish();

  /// Bytes of the document that stand here and that somebody else has read: whole elements. They
  /// count for the places that errors name.
  void skip(std::string_view bytes) noexcept;

  /// Of the place being read, from 1.
  std::uint32_t line() const noexcept;
  /// While the handler is called: where its tag or text stands in the bytes that were fed. The end
  /// of an element that was written as one tag (<a/>) stands behind that tag and has no size.
  XmlPlace place() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The whole of `bytes`. Besides UTF-8 and UTF-16 it knows the encodings of Chinese files
/// (GB2312, GBK, GB18030).
Result<void> read_xml(std::string_view bytes, XmlHandler& handler, const XmlLimits& limits = {});

}  // namespace jx
