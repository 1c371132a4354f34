// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/office/package.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

/// Parts are named from the root ("/xl/a.xml") or from the folder of the part that names them.
std::string resolve(std::string_view folder, std::string_view target) {
  std::vector<std::string_view> steps;
  if (!target.starts_with('/')) steps = split(folder, "/");
  for (const std::string_view step : split(target, "/")) {
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (step != ".") {
      steps.push_back(step);
    }
  }
  std::string name;
  for (const std::string_view step : steps) {
    if (step.empty()) continue;
    if (!name.empty()) name += '/';
    name += step;
  }
  return name;
}

std::string_view folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : part.substr(0, slash);
}

Error make_missing_error(std::string_view part) {
  return {ErrorCode::Malformed,
          fmt::format("文件里缺少“{}”，内容不完整。请用原软件打开、另存后再试。", part)};
}

class RelationshipReader : public XmlHandler {
 public:
  explicit RelationshipReader(std::string_view folder) : folder_(folder) {}

  std::vector<Relationship> found;

  Result<void> start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship") return {};
    Relationship next;
    const std::string_view type = attributes.find("Type").value_or("");
    const std::string_view target = attributes.find("Target").value_or("");
    next.id = attributes.find("Id").value_or("");
    next.kind = type.substr(std::min(type.rfind('/') + 1, type.size()));
    next.external = attributes.find("TargetMode") == "External";
    next.target = next.external ? std::string(target) : resolve(folder_, target);
    found.push_back(std::move(next));
    return {};
  }
  Result<void> end(std::string_view) override { return {}; }
  Result<void> text(std::string_view) override { return {}; }

 private:
  std::string_view folder_;
};

}  // namespace

std::string relationships_part_of(std::string_view part) {
  const std::string_view folder = folder_of(part);
  const std::string_view name = folder.empty() ? part : part.substr(folder.size() + 1);
  return fmt::format("{}{}_rels/{}.rels", folder, folder.empty() ? "" : "/", name);
}

Result<OfficePackage> OfficePackage::open(std::string_view bytes, Diagnostics& diagnostics) {
  JX_TRY(ZipArchive archive, ZipArchive::open(bytes, {}, diagnostics));
  return OfficePackage(std::move(archive));
}

Result<std::string> OfficePackage::find_main_part(std::string_view custom) {
  JX_TRY(const std::vector<Relationship> all, relationships(""));
  for (const Relationship& item : all) {
    if (item.kind == "officeDocument" && !item.external && has(item.target)) return item.target;
  }
  if (has(custom)) return std::string(custom);
  return Error{ErrorCode::Malformed,
               "文件里缺少主体部分，内容不完整。请用原软件打开、另存后再试。"};
}

Result<std::vector<Relationship>> OfficePackage::relationships(std::string_view part) {
  const std::string name = relationships_part_of(part);
  RelationshipReader reader(folder_of(part));
  if (has(name)) JX_TRY_VOID(read(name, reader));
  return std::move(reader.found);
}

std::uint64_t OfficePackage::size_hint(std::string_view part) const {
  const ZipEntry* const entry = archive_.find(part);
  return entry == nullptr ? 0 : entry->unpacked;
}

Result<void> OfficePackage::read(std::string_view part, XmlHandler& handler) {
  return read(part, handler,
              [](XmlReader& parser, std::string_view piece, bool) { return parser.feed(piece); });
}

Result<void> OfficePackage::read(std::string_view part, XmlHandler& handler, const Feed& feed) {
  const ZipEntry* const entry = archive_.find(part);
  if (entry == nullptr) return make_missing_error(part);
  XmlReader reader(handler);
  Result<void> done =
      archive_.read(*entry, [&](std::string_view chunk) { return feed(reader, chunk, false); });
  if (done.ok()) done = feed(reader, {}, true);
  if (done.ok()) done = reader.finish();
  if (done.ok()) return {};
  Error error = std::move(done).error();
  if (!contains(error.message, entry->name)) {
    error.message = fmt::format("“{}”：{}", entry->name, error.message);
  }
  error.origin.reset();  // A line of the part is no place in the document.
  return error;
}

Result<std::string> OfficePackage::bytes_of(std::string_view part) {
  const ZipEntry* const entry = archive_.find(part);
  if (entry == nullptr) return make_missing_error(part);
  return archive_.read(*entry);
}

}  // namespace jx
