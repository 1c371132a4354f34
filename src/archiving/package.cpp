// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archiving/package.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "documents/document.h"

namespace jx {
namespace {

/// The last part of a path, as a name in the package.
Result<std::string> name_in_package(const std::string& file) {
  const std::size_t slash = file.find_last_of("/\\");
  std::string name = slash == std::string::npos ? file : file.substr(slash + 1);
  const bool control = std::any_of(name.begin(), name.end(), [](char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
  });
  if (name.empty() || control) {
    return malformed(fmt::format("“{}”不能作归档文件的名称。", file));
  }
  return name;
}

/// Items in the order of the scope, of one document by date.
void sort_items(const ArchiveScope& scope, std::vector<PlannedItem>& items) {
  std::vector<std::string_view> order;
  for (const ScopeClass& each : scope.classes) {
    for (const ScopeDocument& document : each.documents) order.emplace_back(document.code);
  }
  const auto place = [&](const PlannedItem& planned) {
    return std::find(order.begin(), order.end(), planned.item.document);
  };
  std::stable_sort(items.begin(), items.end(), [&](const auto& a, const auto& b) {
    return std::pair(place(a), std::string_view(a.item.date)) <
           std::pair(place(b), std::string_view(b.item.date));
  });
}

void number_items(const ArchiveManifest& head, std::vector<PlannedItem>& items) {
  std::map<std::pair<std::string, std::string>, std::size_t> numbers;
  for (PlannedItem& planned : items) {
    const std::size_t number = ++numbers[{planned.item.retention, planned.item.volume}];
    planned.item.reference = reference_of(head, planned.item, number);
  }
}

Result<std::vector<PackageFile>> read_item(const ArchiveScope& scope, const PlannedItem& planned,
                                           const FileReader& read) {
  std::vector<PackageFile> files;
  for (const std::string& file : planned.files) {
    JX_TRY(const std::string name, name_in_package(file));
    const std::string ending = ending_of(name);
    if (std::find(scope.endings.begin(), scope.endings.end(), ending) != scope.endings.end()) {
      return malformed(fmt::format("“{}”是程序文件，不能归档。", file));
    }
    JX_TRY(std::string content, read(file));
    if (content.empty()) return malformed(fmt::format("“{}”是空文件，不能归档。", file));
    files.push_back(
        {fmt::format("{}{:03}-{}", folder_of(scope, planned.item), files.size() + 1, name),
         std::move(content)});
  }
  return files;
}

std::string record_of(const ArchiveManifest& manifest, const ArchiveScope& scope,
                      const std::vector<PlannedItem>& items) {
  std::string out = fmt::format("归档过程记录\n归档人：{}\n归档时间：{}\n归档范围：{}（{}）\n",
                                manifest.archivist, manifest.filed_at, scope.title, scope.basis);
  for (const PlannedItem& planned : items) {
    out += fmt::format("{}  {}  {} 个文件\n", planned.item.reference, planned.item.title,
                       planned.files.size());
    for (const std::string& file : planned.files) out += "    取自 " + file + "\n";
  }
  return out;
}

}  // namespace

std::string digest_text(std::string_view content, HashProfile profile) {
  Hasher hasher(profile);
  hasher.add(content);
  return to_hex(hasher.finish());
}

std::string format_of_content(const std::string& name, std::string_view content) {
  const Result<Document> document = make_document(name, std::string(content));
  return document.ok() ? std::string(to_string(document->format)) : std::string("unknown");
}

std::string folder_of(const ArchiveScope& scope, const ArchiveItem& item) {
  const ScopeClass* const above = scope.class_of(item.document);
  if (above == nullptr) return item.reference + "/";
  return fmt::format("{}-{}/{}/", above->code, above->name, item.reference);
}

std::string ending_of(std::string_view name) {
  const std::size_t dot = name.find_last_of("./");
  if (dot == std::string_view::npos || name[dot] == '/') return {};
  std::string ending(name.substr(dot + 1));
  for (char& letter : ending) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return ending;
}

Result<ArchivePackage> build_package(const ArchivePlan& plan, const ArchiveScope& scope,
                                     const Filing& filing, const FileReader& read,
                                     const CatalogueMaker& make_catalogue) {
  ArchivePackage package;
  ArchiveManifest& manifest = package.manifest;
  manifest = plan.head;
  manifest.archivist = filing.archivist;
  manifest.filed_at = filing.filed_at;
  std::vector<PlannedItem> items = plan.items;
  sort_items(scope, items);
  number_items(manifest, items);
  for (const PlannedItem& planned : items) {
    JX_TRY(std::vector<PackageFile> files, read_item(scope, planned, read));
    manifest.items.push_back(planned.item);
    std::move(files.begin(), files.end(), std::back_inserter(package.files));
  }
  JX_TRY(PackageFile catalogue, make_catalogue(manifest));
  package.files.push_back(std::move(catalogue));
  package.files.push_back({"过程记录.txt", record_of(manifest, scope, items)});
  std::sort(package.files.begin(), package.files.end(),
            [](const PackageFile& a, const PackageFile& b) { return a.path < b.path; });
  for (const PackageFile& file : package.files) {
    manifest.files.push_back({digest_text(file.content, manifest.hash), file.content.size(),
                              format_of_content(file.path, file.content), file.path});
  }
  const std::string text = to_text(manifest);
  package.files.push_back({std::string(kManifestName), text});
  package.files.push_back(
      {std::string(kManifestDigestName), digest_text(text, manifest.hash) + "\n"});
  return package;
}

}  // namespace jx
