// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/docx/numbering.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

/// More lists or styles than any program writes.
constexpr std::size_t kMostEntries = 100'000;

std::uint32_t read_number(std::optional<std::string_view> words) {
  std::uint32_t number = 0;
  if (words) std::from_chars(words->data(), words->data() + words->size(), number);
  return number;
}

/// numbering.xml: definitions of levels, and the lists that use them.
class NumberingReader : public XmlHandler {
 public:
  explicit NumberingReader(WordNumbering& numbering) : numbering_(numbering) {}

  Result<void> start(std::string_view name, const XmlAttributes& attributes) override {
    const auto value = attributes.find("val");
    if (name == "abstractNum" && numbering_.definitions.size() < kMostEntries) {
      definition_ = &numbering_.definitions[read_number(attributes.find("abstractNumId"))];
    } else if (name == "num" && numbering_.lists.size() < kMostEntries) {
      list_ = &numbering_.lists[read_number(attributes.find("numId"))];
    } else if (name == "abstractNumId" && list_ != nullptr) {
      list_->definition = read_number(value);
    } else if (name == "lvl" || name == "lvlOverride") {
      index_ =
          std::min<std::size_t>(read_number(attributes.find("ilvl")), WordNumbering::kLevels - 1);
    } else if (name == "startOverride" && list_ != nullptr) {
      list_->starts[static_cast<std::uint32_t>(index_)] = read_number(value);
    } else if (definition_ != nullptr && list_ == nullptr) {
      read_level(definition_->levels[index_], name, value);
    }
    return {};
  }

  Result<void> end(std::string_view name) override {
    if (name == "abstractNum") definition_ = nullptr;
    if (name == "num") list_ = nullptr;
    return {};
  }
  Result<void> text(std::string_view) override { return {}; }

 private:
  static void read_level(WordNumbering::Level& level, std::string_view name,
                         std::optional<std::string_view> value) {
    if (name == "start") level.start = read_number(value);
    if (name == "numFmt") level.format = value.value_or("decimal");
    if (name == "lvlText") level.text = value.value_or("");
    if (name == "suff") level.ends = value.value_or("tab");
    if (name == "isLgl") level.is_legal = value != "0" && value != "false";
  }

  WordNumbering& numbering_;
  WordNumbering::Levels* definition_ = nullptr;
  WordNumbering::List* list_ = nullptr;
  std::size_t index_ = 0;
};

/// styles.xml: which styles number their paragraphs, themselves or by the style they are based on.
class ListStyleReader : public XmlHandler {
 public:
  struct Style {
    std::string base;
    WordListPlace place;
  };
  std::map<std::string, Style, std::less<>> styles;

  Result<void> start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "style" && styles.size() < kMostEntries) {
      style_ = &styles[std::string(attributes.find("styleId").value_or(""))];
    }
    if (style_ == nullptr) return {};
    const auto value = attributes.find("val");
    if (name == "basedOn") style_->base = value.value_or("");
    if (name == "numId") style_->place.list = read_number(value);
    if (name == "ilvl") style_->place.level = read_number(value);
    return {};
  }
  Result<void> end(std::string_view name) override {
    if (name == "style") style_ = nullptr;
    return {};
  }
  Result<void> text(std::string_view) override { return {}; }

  WordListPlace resolve(const Style& style) const {
    constexpr int kMostBases = 20;  // Bases may form a circle.
    WordListPlace place;
    const Style* at = &style;
    for (int i = 0; i < kMostBases && at != nullptr; ++i) {
      if (!place.list) place.list = at->place.list;
      if (!place.level) place.level = at->place.level;
      const auto base = styles.find(at->base);
      at = base == styles.end() ? nullptr : &base->second;
    }
    return place;
  }

 private:
  Style* style_ = nullptr;
};

constexpr std::array<std::string_view, 10> kDigits = {"〇", "一", "二", "三", "四",
                                                      "五", "六", "七", "八", "九"};

/// 1 to 99: 三, 十, 十二, 二十, 二十三.
std::string show_chinese(std::uint32_t number) {
  if (number > 99) return std::to_string(number);
  if (number < 10) return std::string(kDigits[number]);
  std::string out = number < 20 ? "" : std::string(kDigits[number / 10]);
  out += "十";
  if (number % 10 != 0) out += kDigits[number % 10];
  return out;
}

std::string show_roman(std::uint32_t number) {
  constexpr std::pair<std::uint32_t, std::string_view> kSteps[] = {
      {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
      {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
  if (number >= 4000) return std::to_string(number);
  std::string out;
  for (const auto& [value, letters] : kSteps) {
    for (; number >= value; number -= value) out += letters;
  }
  return out;
}

/// a, b, …, z, aa, bb.
std::string show_letter(std::uint32_t number) {
  constexpr std::uint32_t kMostRepeats = 10;
  const std::uint32_t repeats = (number - 1) / 26 + 1;
  if (number == 0 || repeats > kMostRepeats) return std::to_string(number);
  return std::string(repeats, static_cast<char>('a' + (number - 1) % 26));
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string show_from(char32_t first, std::uint32_t count, std::uint32_t number) {
  if (number == 0 || number > count) return std::to_string(number);
  std::string out;
  append_character(out, first + number - 1);
  return out;
}

}  // namespace

std::string show_list_number(std::uint32_t number, std::string_view format) {
  if (format == "none" || format == "bullet") return {};
  if (format.starts_with("chineseCounting") || format.starts_with("japaneseCounting") ||
      format.starts_with("ideographDigital") || format == "taiwaneseCounting" ||
      format == "taiwaneseCountingThousand") {
    return show_chinese(number);
  }
  if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese") {
    return show_from(U'①', 20, number);
  }
  if (format == "decimalEnclosedParen") return show_from(U'⑴', 20, number);
  if (format == "decimalEnclosedFullstop") return show_from(U'⒈', 20, number);
  if (format == "decimalZero" && number < 10) return "0" + std::to_string(number);
  if (format == "lowerLetter") return show_letter(number);
  if (format == "upperLetter") return upper(show_letter(number));
  if (format == "lowerRoman") return lower(show_roman(number));
  if (format == "upperRoman") return show_roman(number);
  return std::to_string(number);
}

Result<WordNumbering> WordNumbering::read(OfficePackage& package,
                                          const std::vector<Relationship>& parts) {
  WordNumbering numbering;
  for (const Relationship& part : parts) {
    if (part.external || !package.has(part.target)) continue;
    if (part.kind == "numbering") {
      NumberingReader reader(numbering);
      JX_TRY_VOID(package.read(part.target, reader));
    } else if (part.kind == "styles") {
      ListStyleReader reader;
      JX_TRY_VOID(package.read(part.target, reader));
      for (const auto& [name, style] : reader.styles) {
        const WordListPlace place = reader.resolve(style);
        if (place.list) numbering.styles.emplace(name, place);
      }
    }
  }
  return numbering;
}

std::string WordNumbering::next_number(const WordListPlace& place, std::string_view style) {
  WordListPlace resolved = place;
  if (const auto by_style = styles.find(style); by_style != styles.end()) {
    if (!resolved.list) resolved.list = by_style->second.list;
    if (!resolved.level) resolved.level = by_style->second.level;
  }
  const auto list = resolved.list ? lists.find(*resolved.list) : lists.end();
  if (list == lists.end()) return {};
  const auto definition = definitions.find(list->second.definition);
  if (definition == definitions.end()) return {};
  const std::vector<Level>& levels = definition->second.levels;
  const std::size_t at = std::min<std::size_t>(resolved.level.value_or(0), kLevels - 1);

  // Lists of one definition count on together, as Word does, unless one begins anew.
  const auto start_of = [&](std::size_t level) {
    const auto other = list->second.starts.find(static_cast<std::uint32_t>(level));
    return other == list->second.starts.end() ? levels[level].start : other->second;
  };
  const bool begins_anew = !list->second.starts.empty();
  const std::uint32_t key = begins_anew ? list->first : 0x80000000U + list->second.definition;
  std::vector<std::optional<std::uint32_t>>& counts = counters_[key];
  counts.resize(kLevels);
  for (std::size_t level = 0; level < at; ++level) {
    if (!counts[level]) counts[level] = start_of(level);
  }
  counts[at] = counts[at] ? *counts[at] + 1 : start_of(at);
  std::fill(counts.begin() + static_cast<std::ptrdiff_t>(at) + 1, counts.end(), std::nullopt);

  if (levels[at].format == "bullet") return {};  // A mark, not words.
  std::string shown;
  const std::string& text = levels[at].text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool place_of_number =
        text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
    if (!place_of_number) {
      shown += text[i];
      continue;
    }
    const auto level = static_cast<std::size_t>(text[++i] - '1');
    shown += show_list_number(counts[level].value_or(start_of(level)),
                              levels[at].is_legal ? "decimal" : levels[level].format);
  }
  if (!shown.empty() && levels[at].ends == "space") shown += ' ';
  return shown;
}

}  // namespace jx
