// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archiving/pdfa.h"

#include <array>
#include <cctype>
#include <optional>

#include "base/text.h"

namespace jx {
namespace {

constexpr std::string_view kNamespace = "http://www.aiim.org/pdfa/ns/id/";
/// A part or a conformance is one character; more is none.
constexpr std::size_t kMostValue = 8;

bool is_name_character(char letter) noexcept {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_' || letter == '-';
}

/// The prefix that `xmlns:prefix="http://www.aiim.org/pdfa/ns/id/"` binds.
std::optional<std::string> find_prefix(std::string_view metadata) {
  for (std::size_t at = metadata.find(kNamespace); at != std::string_view::npos;
       at = metadata.find(kNamespace, at + 1)) {
    std::size_t end = at;
    const auto skip_back = [&](auto is_skipped) {
      while (end > 0 && is_skipped(metadata[end - 1])) --end;
    };
    const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
    if (end == 0 || (metadata[end - 1] != '"' && metadata[end - 1] != '\'')) continue;
    --end;
    skip_back(is_space);
    if (end == 0 || metadata[end - 1] != '=') continue;
    --end;
    skip_back(is_space);
    std::size_t begin = end;
    while (begin > 0 && is_name_character(metadata[begin - 1])) --begin;
    constexpr std::string_view kBinds = "xmlns:";
    const bool binds = begin < end && begin >= kBinds.size() &&
                       metadata.substr(begin - kBinds.size(), kBinds.size()) == kBinds;
    if (binds) return std::string(metadata.substr(begin, end - begin));
  }
  return std::nullopt;
}

/// <prefix:part>2</prefix:part> or prefix:part="2".
std::string find_value(std::string_view metadata, const std::string& name) {
  for (std::size_t at = metadata.find(name); at != std::string_view::npos;
       at = metadata.find(name, at + 1)) {
    std::string_view rest = metadata.substr(at + name.size());
    const bool whole = at > 0 && !is_name_character(metadata[at - 1]);
    rest = trimmed(rest.substr(0, 64));
    if (!whole || rest.empty()) continue;
    const char open = rest.front();
    if (open == '>') {
      return std::string(trimmed(rest.substr(1, rest.find('<', 1) - 1)).substr(0, kMostValue));
    }
    if (open != '=') continue;
    rest = trimmed(rest.substr(1));
    if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) continue;
    return std::string(
        trimmed(rest.substr(1, rest.find(rest.front(), 1) - 1)).substr(0, kMostValue));
  }
  return {};
}

/// A name of PDF, not the beginning of a longer one.
bool has_name(std::string_view bytes, std::string_view name) {
  for (std::size_t at = bytes.find(name); at != std::string_view::npos;
       at = bytes.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if (end == bytes.size() || !is_name_character(bytes[end])) return true;
  }
  return false;
}

void read_identification(std::string_view bytes, PdfaClaim& claim) {
  const std::optional<std::string> prefix = find_prefix(bytes);
  if (!prefix) {
    claim.unreadable =
        has_name(bytes, "/Metadata") && !contains(bytes, "xmpmeta") && !contains(bytes, "rdf:RDF");
    return;
  }
  constexpr std::array<std::string_view, 4> kParts = {"1", "2", "3", "4"};
  constexpr std::array<std::string_view, 5> kConformances = {"A", "B", "U", "E", "F"};
  const std::string part = find_value(bytes, *prefix + ":part");
  std::string conformance = find_value(bytes, *prefix + ":conformance");
  for (char& letter : conformance) {
    letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  for (const std::string_view known : kParts) {
    if (part == known) claim.part = part;
  }
  for (const std::string_view known : kConformances) {
    if (claim.claimed() && conformance == known) claim.conformance = conformance;
  }
  // Only part 4 may stand alone.
  if (claim.conformance.empty() && claim.part != "4") claim.part.clear();
}

}  // namespace

std::string PdfaClaim::name() const { return "PDF/A-" + part + conformance; }

PdfaClaim read_pdfa_claim(std::string_view bytes) {
  PdfaClaim claim;
  claim.encrypted = has_name(bytes, "/Encrypt");
  // Every script's action says so; "/JS" alone also turns up in compressed bytes by chance.
  claim.scripted = has_name(bytes, "/JavaScript");
  claim.output_intent = has_name(bytes, "/GTS_PDFA1");
  read_identification(bytes, claim);
  return claim;
}

}  // namespace jx
