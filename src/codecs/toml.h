// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/result.h"

/// A strict reader of TOML, for everything that someone may tune: lexicon, profiles, rule cards,
/// corrections, house forms.
///
/// In: a file or a text. Out: tables with typed getters, each of which either gives the value or
/// an Error with file, line and column. The reader remembers which keys were asked for;
/// TomlDocument::finish() then refuses every key that nobody knows, with the nearest known one, so
/// that a misspelt key cannot be a setting that silently does nothing:
///
///     JX_TRY(const TomlDocument document, TomlDocument::load(file));
///     const TomlTable root = document.root();
///     JX_TRY(const std::string title, root.text("title"));
///     JX_TRY_VOID(document.finish());
///
/// Texts must be UTF-8 without NUL, at most kMostTomlBytes long and kMostTomlDepth deep.
namespace jx {

constexpr std::size_t kMostTomlBytes = std::size_t{16} << 20;
constexpr int kMostTomlDepth = 32;

class TomlTable;

/// What kind of value a key has, for keys that allow several.
enum class TomlKind : std::uint8_t { Missing, Text, Number, Flag, Array, Table, Other };

class TomlDocument {
 public:
  static Result<TomlDocument> load(const std::filesystem::path& file);
  /// `name` stands for the file in messages.
  static Result<TomlDocument> parse(std::string_view text, std::string name);

  TomlDocument(TomlDocument&&) noexcept;
  TomlDocument& operator=(TomlDocument&&) noexcept;
  ~TomlDocument();

  /// The file's name as it stands in messages.
  const std::string& name() const noexcept;
  /// Tables point into the document: they must not outlive it.
  TomlTable root() const;
  /// Call it when everything was read: fails for the first key that was never asked for.
  Result<void> finish() const;

  struct Data;  ///< For the implementation.

 private:
  explicit TomlDocument(std::unique_ptr<Data> data) noexcept;

  std::unique_ptr<Data> data_;
};

/// One table of a document. `text` and its like fail with Malformed when the key is missing or its
/// value is of another kind; the `find_` forms allow the key to be missing. A text must not be
/// empty, except where it was asked for by `find_text`.
class TomlTable {
 public:
  Result<std::string> text(std::string_view key) const;
  Result<bool> flag(std::string_view key) const;
  Result<std::int64_t> whole(std::string_view key) const;
  /// A number as written, exactly: 0.005 is read from its digits, never through a double.
  Result<Decimal> decimal(std::string_view key) const;
  Result<Date> date(std::string_view key) const;
  /// An array of texts, none of them empty.
  Result<std::vector<std::string>> texts(std::string_view key) const;
  /// An array of numbers, each as exact as `decimal`.
  Result<std::vector<Decimal>> decimals(std::string_view key) const;
  /// An array of pairs: [["增涨", "增长"], ["做为", "作为"]]. The second may be empty.
  Result<std::vector<std::pair<std::string, std::string>>> pairs(std::string_view key) const;
  Result<TomlTable> table(std::string_view key) const;

  Result<std::optional<std::string>> find_text(std::string_view key) const;
  Result<std::optional<bool>> find_flag(std::string_view key) const;
  Result<std::optional<std::int64_t>> find_whole(std::string_view key) const;
  Result<std::optional<Decimal>> find_decimal(std::string_view key) const;
  Result<std::optional<Date>> find_date(std::string_view key) const;
  /// Empty when the key is missing.
  Result<std::vector<std::string>> find_texts(std::string_view key) const;
  Result<std::optional<TomlTable>> find_table(std::string_view key) const;
  /// The tables of [[key]] in the order of the file; empty when there is none.
  Result<std::vector<TomlTable>> tables(std::string_view key) const;

  /// All keys in the order of the file, for tables whose keys are names ("thresholds").
  std::vector<std::string> keys() const;
  bool has(std::string_view key) const;
  TomlKind kind_of(std::string_view key) const;

  /// "columns.toml:12:5": where the key's value, or its item number `index`, stands; the table
  /// itself when the key is missing.
  std::string place(std::string_view key) const;
  std::string place(std::string_view key, std::size_t index) const;
  /// For a value that is well-formed TOML, yet wrong: Malformed with the place before the message.
  Error fault(std::string_view key, std::string_view message) const;
  Error fault(std::string_view key, std::size_t index, std::string_view message) const;

 private:
  friend class TomlDocument;
  TomlTable(TomlDocument::Data& document, const void* node) noexcept
      : document_(&document), node_(node) {}

  TomlDocument::Data* document_;
  const void* node_;  ///< A table of the parser, whose types stay in toml.cpp.
};

/// The text of a file: at most one byte more than kMostTomlBytes, which makes parse refuse it.
Result<std::string> read_toml_text(const std::filesystem::path& file);

/// All *.toml files below a folder, sorted by path, so that every machine reads them in one order.
/// NotFound when the folder is missing or holds none.
Result<std::vector<std::filesystem::path>> find_toml_files(const std::filesystem::path& folder);

/// The candidate that a misspelt word was most likely meant to be, if one is near enough.
std::optional<std::string_view> find_nearest(std::string_view word,
                                             std::span<const std::string_view> candidates);

}  // namespace jx
