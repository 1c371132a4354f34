// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jx {

/// The records of BIFF5 and BIFF8 that say what is in a workbook ([MS-XLS] 2.3).
namespace biff {
constexpr std::uint32_t kFormula = 0x0006;
constexpr std::uint32_t kFormulaOfExcel3 = 0x0206;  // Some programs write the old numbers.
constexpr std::uint32_t kFormulaOfExcel4 = 0x0406;
constexpr std::uint32_t kEnd = 0x000a;
constexpr std::uint32_t kComment = 0x001c;
constexpr std::uint32_t kDateMode = 0x0022;
constexpr std::uint32_t kEncrypted = 0x002f;
constexpr std::uint32_t kFont = 0x0031;
constexpr std::uint32_t kContinue = 0x003c;
constexpr std::uint32_t kCodePage = 0x0042;
constexpr std::uint32_t kObject = 0x005d;
constexpr std::uint32_t kColumns = 0x007d;
constexpr std::uint32_t kSheet = 0x0085;
constexpr std::uint32_t kCountry = 0x008c;
constexpr std::uint32_t kRkRow = 0x00bd;
constexpr std::uint32_t kRichLabel = 0x00d6;
constexpr std::uint32_t kStyle = 0x00e0;
constexpr std::uint32_t kMerged = 0x00e5;
constexpr std::uint32_t kDrawing = 0x00ec;
constexpr std::uint32_t kStrings = 0x00fc;
constexpr std::uint32_t kSharedLabel = 0x00fd;
constexpr std::uint32_t kText = 0x01b6;
constexpr std::uint32_t kNumber = 0x0203;
constexpr std::uint32_t kLabel = 0x0204;
constexpr std::uint32_t kBoolOrError = 0x0205;
constexpr std::uint32_t kFormulaString = 0x0207;
constexpr std::uint32_t kRow = 0x0208;
constexpr std::uint32_t kRk = 0x027e;
constexpr std::uint32_t kFormat = 0x041e;
constexpr std::uint32_t kBegin = 0x0809;
}  // namespace biff

/// How a workbook writes its words: Excel 97 and later in Unicode, Excel 5 and 95 in the code page
/// of the machine.
struct BiffWords {
  bool unicode = true;
  std::uint32_t code_page = 0;  ///< 0 where the workbook does not say.
};

struct BiffRecord {
  std::uint32_t kind = 0;
  std::string_view data;
};

/// The records of a stream, one after the other. One that reaches beyond the end is cut there.
class BiffScanner {
 public:
  explicit BiffScanner(std::string_view stream, std::size_t at = 0) : stream_(stream), at_(at) {}

  std::optional<BiffRecord> next() noexcept;
  /// True when the next record is of that kind.
  bool is_next(std::uint32_t kind) const noexcept;

 private:
  std::string_view stream_;
  std::size_t at_;
};

/// Reads values across the records that continue one another.
class BiffReader {
 public:
  BiffReader(std::vector<std::string_view> parts, const BiffWords& words)
      : parts_(std::move(parts)), words_(words) {}
  BiffReader(std::string_view part, const BiffWords& words) : parts_{part}, words_(words) {}

  bool at_end();
  std::uint32_t read8();
  std::uint32_t read16();
  std::uint32_t read32();
  void skip(std::uint64_t bytes);
  /// Characters of one or two bytes; where a record ends among them, the next one says anew of
  /// how many bytes they are.
  std::string read_characters(std::uint32_t count, bool wide);
  /// Flags, characters, and what looks and reading aids hang on them; in old workbooks the bare
  /// bytes.
  std::string read_string(std::uint32_t count);

 private:
  std::string read_old_string(std::uint32_t count);

  std::vector<std::string_view> parts_;
  BiffWords words_;
  std::size_t part_ = 0;
  std::size_t at_ = 0;
};

/// A number packed into 32 bits.
double read_rk(std::uint32_t packed) noexcept;

}  // namespace jx
