// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/package_editor.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/text.h"
#include "codecs/html_writer.h"
#include "codecs/zip.h"
#include "marking/xml_walk.h"

namespace jx {
namespace {

constexpr std::string_view kDeclaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kRelationships =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";
constexpr std::string_view kContentTypes = "[Content_Types].xml";
/// The root and its namespaces stand within.
constexpr std::size_t kHeadBytes = 8192;

/// Where a root element begins and ends, and the ids of what is in it.
class RootVisitor : public TagVisitor {
 public:
  TagPlace begin;
  TagPlace end;
  std::vector<std::string> ids;

  Result<void> open(std::string_view /*name*/, const XmlAttributes& attributes, const TagPlace& tag,
                    std::size_t depth) override {
    if (depth == 1) begin = tag;
    if (depth == 2) ids.emplace_back(attributes.find("Id").value_or(""));
    return {};
  }
  Result<void> close(std::string_view /*name*/, const TagPlace& tag, std::size_t depth) override {
    if (depth == 1) end = tag;
    return {};
  }
};

Result<void> refuse_signed(OfficePackage& package) {
  JX_TRY(const std::vector<Relationship> all, package.relationships(""));
  const bool is_signed = std::any_of(
      all.begin(), all.end(), [](const Relationship& item) { return item.kind == "origin"; });
  if (!is_signed) return {};
  return Error{ErrorCode::Unsupported,
               "文件带有数字签名，标注会使签名失效，所以没有改动。请用未签名的版本，或改用 "
               "--format html 看审核表。"};
}

Result<void> refuse_strict(std::string_view main) {
  if (!contains(main.substr(0, kHeadBytes), "http://purl.oclc.org/ooxml/")) return {};
  return Error{
      ErrorCode::Unsupported,
      "文件是“Strict Open XML”格式，不能原样标注。请用 Excel 或 Word 另存为普通的 .xlsx 或 "
      ".docx 再试。"};
}

}  // namespace

Result<std::string> append_to_root(
    std::string_view xml, const std::function<std::string(std::string_view prefix)>& make) {
  RootVisitor root;
  JX_TRY_VOID(walk_xml(xml, root));
  const std::string_view tag = xml.substr(root.begin.begin, root.begin.end - root.begin.begin);
  const std::string added = make(prefix_of(tag));
  std::string changed(xml);
  if (!root.begin.empty) return changed.insert(root.end.begin, added);
  std::string opened(tag.substr(0, tag.size() - 2));
  const std::string name(tag.substr(1, end_of_name(tag) - 1));
  opened += ">" + added + "</" + name + ">";
  return changed.replace(root.begin.begin, tag.size(), opened);
}

Result<PackageEditor> PackageEditor::open(std::string_view bytes,
                                          std::string_view custom_main_part) {
  Diagnostics reported;  // The reader of the document has said it already.
  JX_TRY(OfficePackage package, OfficePackage::open(bytes, reported));
  JX_TRY_VOID(refuse_signed(package));
  PackageEditor editor(bytes, std::move(package));
  JX_TRY(editor.main_, editor.package_.find_main_part(custom_main_part));
  JX_TRY(const std::string main, editor.package_.bytes_of(editor.main_));
  JX_TRY_VOID(refuse_strict(main));
  return editor;
}

bool PackageEditor::has(std::string_view part) const {
  return changed_.contains(part) || package_.has(part);
}

Result<std::string> PackageEditor::text_of(std::string_view part) {
  const auto changed = changed_.find(part);
  if (changed != changed_.end()) return changed->second;
  return package_.bytes_of(part);
}

void PackageEditor::put(std::string_view part, std::string text) {
  changed_.insert_or_assign(std::string(part), std::move(text));
}

std::string PackageEditor::free_name(std::string_view stem, std::string_view ending) const {
  for (std::size_t number = 1;; ++number) {
    std::string name = fmt::format("{}{}{}", stem, number, ending);
    if (!has(name)) return name;
  }
}

Result<std::string> PackageEditor::add_relationship(std::string_view from, std::string_view type,
                                                    std::string_view target) {
  const std::string part = relationships_part_of(from);
  std::string xml = std::string(kDeclaration).append(kRelationships);
  if (has(part)) {
    JX_TRY(xml, text_of(part));
  }
  RootVisitor root;
  JX_TRY_VOID(walk_xml(xml, root));
  std::string id;
  for (std::size_t number = 1; id.empty(); ++number) {
    id = fmt::format("rIdJx{}", number);
    if (std::find(root.ids.begin(), root.ids.end(), id) != root.ids.end()) id.clear();
  }
  JX_TRY(std::string changed, append_to_root(xml, [&](std::string_view prefix) {
           return fmt::format("<{}Relationship Id=\"{}\" Type=\"{}\" Target=\"/{}\"/>", prefix, id,
                              type, html_escaped(target));
         }));
  put(part, std::move(changed));
  return id;
}

Result<void> PackageEditor::add_content_type(std::string_view part, std::string_view type) {
  JX_TRY(const std::string xml, text_of(kContentTypes));
  JX_TRY(std::string changed, append_to_root(xml, [&](std::string_view prefix) {
           return fmt::format("<{}Override PartName=\"/{}\" ContentType=\"{}\"/>", prefix,
                              html_escaped(part), type);
         }));
  put(kContentTypes, std::move(changed));
  return {};
}

Result<std::string> PackageEditor::finish() const {
  std::vector<ZipChange> changes;
  changes.reserve(changed_.size());
  for (const auto& [name, content] : changed_) changes.push_back({name, content});
  return change_zip(bytes_, changes);
}

}  // namespace jx
