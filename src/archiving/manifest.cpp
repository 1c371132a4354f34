// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archiving/manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <span>
#include <system_error>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

constexpr std::string_view kTitles[] = {"jixiao-archive/1", "jixiao-archive/2"};

/// The parts of an item's line; the first edition ends with the volume.
constexpr std::string ArchiveItem::*kItemParts[] = {
    &ArchiveItem::reference, &ArchiveItem::document,        &ArchiveItem::retention,
    &ArchiveItem::date,      &ArchiveItem::author,          &ArchiveItem::title,
    &ArchiveItem::volume,    &ArchiveItem::document_number, &ArchiveItem::secrecy,
    &ArchiveItem::pages,     &ArchiveItem::remark};

std::span<std::string ArchiveItem::*const> item_parts(int edition) {
  constexpr std::size_t kFirstEdition = 7;
  return std::span(kItemParts).first(edition == 1 ? kFirstEdition : std::size(kItemParts));
}

struct HeadField {
  std::string_view name;
  std::string ArchiveManifest::*member;
};
constexpr std::array kHead = {HeadField{"scope", &ArchiveManifest::scope},
                              HeadField{"fonds", &ArchiveManifest::fonds},
                              HeadField{"category", &ArchiveManifest::category},
                              HeadField{"year", &ArchiveManifest::year},
                              HeadField{"organisation", &ArchiveManifest::organisation},
                              HeadField{"project", &ArchiveManifest::project},
                              HeadField{"name", &ArchiveManifest::name},
                              HeadField{"unit", &ArchiveManifest::unit},
                              HeadField{"archivist", &ArchiveManifest::archivist},
                              HeadField{"filed_at", &ArchiveManifest::filed_at}};

using Parts = std::span<const std::string_view>;

Result<void> read_head(ArchiveManifest& manifest, Parts parts) {
  for (const HeadField& field : kHead) {
    if (field.name != parts[0] || parts.size() != 2) continue;
    manifest.*field.member = std::string(parts[1]);
    return {};
  }
  return malformed(fmt::format("不认识的“{}”", parts[0]));
}

Result<void> read_file(ArchiveManifest& manifest, Parts parts) {
  constexpr std::size_t kParts = 5;
  if (parts.size() != kParts) return malformed("文件一行应有 5 项");
  ArchiveFile file;
  file.digest = std::string(parts[1]);
  const char* const end = parts[2].data() + parts[2].size();
  const auto [last, fault] = std::from_chars(parts[2].data(), end, file.bytes);
  if (fault != std::errc() || last != end) return malformed("字节数不是整数");
  file.format = std::string(parts[3]);
  file.path = std::string(parts[4]);
  manifest.files.push_back(std::move(file));
  return {};
}

Result<void> read_item(ArchiveManifest& manifest, Parts parts) {
  const auto members = item_parts(manifest.edition);
  if (parts.size() != members.size() + 1) {
    return malformed(fmt::format("件一行应有 {} 项", members.size() + 1));
  }
  ArchiveItem item;
  for (std::size_t i = 0; i < members.size(); ++i) item.*members[i] = std::string(parts[i + 1]);
  manifest.items.push_back(std::move(item));
  return {};
}

Result<void> read_line(ArchiveManifest& manifest, std::string_view line) {
  const std::vector<std::string_view> parts = split(line, "\t");
  if (parts[0] == "hash" && parts.size() == 2) {
    JX_TRY(manifest.hash, parse_hash_profile(parts[1]));
    return {};
  }
  if (parts[0] == "item") return read_item(manifest, parts);
  if (parts[0] == "volume" && parts.size() == 3 && manifest.edition > 1) {
    manifest.volumes.push_back({std::string(parts[1]), std::string(parts[2])});
    return {};
  }
  if (parts[0] == "file") return read_file(manifest, parts);
  if (parts[0] == "absent" && parts.size() == 3) {
    manifest.absent.push_back({std::string(parts[1]), std::string(parts[2])});
    return {};
  }
  return read_head(manifest, parts);
}

}  // namespace

std::string ArchiveManifest::id() const {
  return fmt::format("{}-{}·{}-{}", fonds, category, year, project);
}

std::string reference_of(const ArchiveManifest& manifest, const ArchiveItem& item,
                         std::size_t number) {
  const std::string head = fmt::format("{}-{}·{}-{}-{}", manifest.fonds, manifest.category,
                                       manifest.year, item.retention, manifest.organisation);
  if (item.volume.empty()) return fmt::format("{}-{:04}", head, number);
  return fmt::format("{}-{}-{:03}", head, item.volume, number);
}

std::string to_text(const ArchiveManifest& manifest) {
  std::string out(kTitles[manifest.edition - 1]);
  fmt::format_to(std::back_inserter(out), "\nhash\t{}\n", to_string(manifest.hash));
  for (const HeadField& field : kHead) {
    fmt::format_to(std::back_inserter(out), "{}\t{}\n", field.name, manifest.*field.member);
  }
  for (const ArchiveVolume& volume : manifest.volumes) {
    fmt::format_to(std::back_inserter(out), "volume\t{}\t{}\n", volume.number, volume.title);
  }
  for (const ArchiveItem& item : manifest.items) {
    out += "item";
    for (const auto member : item_parts(manifest.edition)) out += "\t" + item.*member;
    out += '\n';
  }
  for (const AbsentDocument& absent : manifest.absent) {
    fmt::format_to(std::back_inserter(out), "absent\t{}\t{}\n", absent.document, absent.reason);
  }
  for (const ArchiveFile& file : manifest.files) {
    fmt::format_to(std::back_inserter(out), "file\t{}\t{}\t{}\t{}\n", file.digest, file.bytes,
                   file.format, file.path);
  }
  return out;
}

Result<ArchiveManifest> read_manifest(std::string_view text) {
  ArchiveManifest manifest;
  std::size_t number = 0;
  for (const std::string_view line : split(text, "\n")) {
    ++number;
    if (number == 1) {
      const auto* const title = std::find(std::begin(kTitles), std::end(kTitles), line);
      manifest.edition = static_cast<int>(title - std::begin(kTitles)) + 1;
      if (title != std::end(kTitles)) continue;
      return malformed("归档清单的第一行不对，不是 jixiao archive 写的。");
    }
    if (line.empty()) continue;
    if (const Result<void> read = read_line(manifest, line); !read.ok()) {
      return malformed(fmt::format("归档清单第 {} 行：{}。", number, read.error().message));
    }
  }
  if (to_text(manifest) == text) return manifest;
  return malformed("归档清单的次序或写法被改过。");
}

}  // namespace jx
