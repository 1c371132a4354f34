// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/zip.h"

#include <fmt/core.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "codecs/charset.h"

namespace jx {
namespace {

constexpr std::size_t kChunkBytes = 64 << 10;

/// Archives inside an archive have headers of their own, so that counting headers gives too many.
constexpr std::uint64_t kHeadersPerEntry = 4;

struct CloseArchive {
  void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
};
using OpenFile = std::unique_ptr<zip_file_t, CloseFile>;

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::uint64_t in_megabytes(std::uint64_t bytes) { return std::max<std::uint64_t>(bytes >> 20, 1); }

Error make_count_error(std::uint64_t most) {
  return {ErrorCode::LimitExceeded,
          fmt::format("压缩包里的文件超过 {} 个，没有读入。请拆成几个压缩包。", most)};
}

Error make_damage_error(std::string_view name, int reason) {
  if (reason == ZIP_ER_COMPNOTSUPP || reason == ZIP_ER_ENCRNOTSUPP) {
    return {ErrorCode::Unsupported,
            fmt::format("压缩包里的“{}”用了不支持的压缩或加密方式。请用常见软件重新保存或压缩。",
                        name)};
  }
  return {ErrorCode::Malformed,
          fmt::format("压缩包里的“{}”已损坏，解不开。请重新下载、复制或另存这个文件。", name)};
}

/// A bound on what the library will build its directory of, before it does so: each entry has a
/// header in the central directory.
bool has_more_headers_than(std::string_view bytes, std::uint64_t most) {
  constexpr std::string_view kHeader = "PK\x01\x02";
  std::uint64_t count = 0;
  for (std::size_t at = bytes.find(kHeader); at != std::string_view::npos;
       at = bytes.find(kHeader, at + kHeader.size())) {
    if (++count > most) return true;
  }
  return false;
}

/// Names without a mark of their encoding are UTF-8 or GB18030 in practice.
std::string decode_name(std::string_view raw) {
  Result<DecodedText> decoded = decode_text(raw);
  if (!decoded.ok()) return {};
  std::replace(decoded->text.begin(), decoded->text.end(), '\\', '/');
  return std::move(decoded->text);
}

/// Absolute, or with a step out of the archive's folder.
bool leaves_folder(std::string_view name) {
  if (name.starts_with('/') || (name.size() > 1 && name[1] == ':')) return true;
  const std::vector<std::string_view> steps = split(name, "/");
  return std::find(steps.begin(), steps.end(), "..") != steps.end();
}

}  // namespace

struct ZipArchive::State {
  std::unique_ptr<zip_t, CloseArchive> archive;
  ZipLimits limits;
  std::vector<ZipEntry> entries;
  std::unordered_map<std::string, std::size_t> by_name;  // In lower case.
  std::uint64_t total = 0;

  void list(Diagnostics& diagnostics) {
    const auto count = static_cast<std::uint64_t>(zip_get_num_entries(archive.get(), 0));
    entries.reserve(count);
    for (std::uint64_t index = 0; index < count; ++index) add_entry(index, diagnostics);
  }

  void add_entry(std::uint64_t index, Diagnostics& diagnostics) {
    zip_stat_t stat;
    const char* const raw = zip_get_name(archive.get(), index, ZIP_FL_ENC_RAW);
    std::string name = raw == nullptr ? std::string() : decode_name(raw);
    if (name.empty() || zip_stat_index(archive.get(), index, 0, &stat) != 0) {
      return diagnostics.warn(
          "zip-entry", fmt::format("压缩包里第 {} 个文件没有可用的名字，没有读。", index + 1));
    }
    if (name.ends_with('/')) return;
    if (leaves_folder(name)) {
      return diagnostics.warn("zip-entry",
                              fmt::format("压缩包里的“{}”指向压缩包以外的位置，没有读。", name));
    }
    if (!by_name.emplace(lower_ascii(name), entries.size()).second) {
      return diagnostics.warn(
          "zip-entry", fmt::format("压缩包里有几个“{}”，只读了第一个。请核对原文件。", name));
    }
    const bool sized = (stat.valid & ZIP_STAT_SIZE) != 0 && (stat.valid & ZIP_STAT_COMP_SIZE) != 0;
    entries.push_back({.name = std::move(name),
                       .index = index,
                       .packed = sized ? stat.comp_size : 0,
                       .unpacked = sized ? stat.size : 0,
                       .encrypted = (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
                                    stat.encryption_method != ZIP_EM_NONE});
  }

  /// Says no once `unpacked` bytes of the entry are out.
  Result<void> check_size(const ZipEntry& entry, std::uint64_t unpacked) const {
    const bool too_large = unpacked > limits.entry_bytes || total > limits.total_bytes;
    const bool bomb = unpacked > limits.ratio_free_bytes &&
                      unpacked / std::max<std::uint64_t>(entry.packed, 1) > limits.ratio;
    if (!too_large && !bomb) return {};
    const std::string_view reason = bomb ? "压缩得异常厉害，像是恶意文件" : "解开后超过了大小上限";
    return Error{ErrorCode::LimitExceeded,
                 fmt::format("压缩包里的“{}”{}（已解开 {} MB），没有读入。请核对文件来源，或拆分后"
                             "再试。",
                             entry.name, reason, in_megabytes(unpacked))};
  }
};

ZipArchive::ZipArchive(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

Result<ZipArchive> ZipArchive::open(std::string_view bytes, const ZipLimits& limits,
                                    Diagnostics& diagnostics) {
  if (has_more_headers_than(bytes, kHeadersPerEntry * limits.entries)) {
    return make_count_error(limits.entries);
  }
  auto state = std::make_unique<State>();
  state->limits = limits;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  // The library takes no bytes at all for an archive without entries.
  if (source != nullptr && !bytes.empty()) {
    state->archive.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  }
  if (!state->archive) zip_source_free(source);
  zip_error_fini(&error);
  if (!state->archive) {
    return Error{ErrorCode::Malformed,
                 "压缩包不完整或已损坏，目录读不出来。请重新下载、复制或另存这个文件。"};
  }
  if (zip_get_num_entries(state->archive.get(), 0) > std::int64_t{limits.entries}) {
    return make_count_error(limits.entries);
  }
  state->list(diagnostics);
  return ZipArchive(std::move(state));
}

const std::vector<ZipEntry>& ZipArchive::entries() const noexcept { return state_->entries; }

const ZipEntry* ZipArchive::find(std::string_view name) const {
  const auto found = state_->by_name.find(lower_ascii(name));
  return found == state_->by_name.end() ? nullptr : &state_->entries[found->second];
}

Result<std::string> ZipArchive::read(const ZipEntry& entry) {
  std::string bytes;
  // What the archive says is only a hint, and not one to reserve gigabytes by.
  bytes.reserve(std::min<std::uint64_t>(entry.unpacked, state_->limits.ratio_free_bytes));
  JX_TRY_VOID(read(entry, [&bytes](std::string_view chunk) -> Result<void> {
    bytes += chunk;
    return {};
  }));
  return bytes;
}

Result<void> ZipArchive::read(const ZipEntry& entry, const ChunkSink& sink) {
  if (entry.encrypted) {
    return Error{
        ErrorCode::Unsupported,
        fmt::format("压缩包里的“{}”有密码，读不了。请先用原软件去掉密码再试。", entry.name)};
  }
  const OpenFile file(zip_fopen_index(state_->archive.get(), entry.index, 0));
  if (!file) {
    return make_damage_error(entry.name, zip_error_code_zip(zip_get_error(state_->archive.get())));
  }
  std::array<char, kChunkBytes> chunk;
  std::uint64_t unpacked = 0;
  while (true) {
    const zip_int64_t count = zip_fread(file.get(), chunk.data(), chunk.size());
    if (count == 0) return {};
    if (count < 0) {
      return make_damage_error(entry.name, zip_error_code_zip(zip_file_get_error(file.get())));
    }
    unpacked += static_cast<std::uint64_t>(count);
    state_->total += static_cast<std::uint64_t>(count);
    JX_TRY_VOID(state_->check_size(entry, unpacked));
    JX_TRY_VOID(sink({chunk.data(), static_cast<std::size_t>(count)}));
  }
}

namespace {

struct FreeSource {
  void operator()(zip_source_t* source) const noexcept { zip_source_free(source); }
};
using OwnedSource = std::unique_ptr<zip_source_t, FreeSource>;
using OpenArchive = std::unique_ptr<zip_t, CloseArchive>;

/// The first day that an archive can name.
constexpr std::uint16_t kFirstDay = (1U << 5) | 1U;

Error make_writing_error(std::string_view name) {
  return {ErrorCode::Io, fmt::format("写不出压缩包里的“{}”。请稍后再试。", name)};
}

/// Puts parts into a new archive. The library's own way to change an archive in memory writes into
/// the bytes that it was given.
class ZipCopier {
 public:
  ZipCopier(zip_t* from, zip_t* to) : from_(from), to_(to) {}

  /// The entry as it is packed, or `change` in its place.
  Result<void> copy(std::uint64_t index, const ZipChange* change) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    const char* const name = zip_get_name(from_, index, ZIP_FL_ENC_RAW);
    if (name == nullptr || zip_stat_index(from_, index, 0, &stat) != 0) {
      return make_damage_error("?", zip_error_code_zip(zip_get_error(from_)));
    }
    if (std::string_view(name).ends_with('/')) {
      return zip_dir_add(to_, name, ZIP_FL_ENC_GUESS) < 0 ? make_writing_error(name)
                                                          : Result<void>();
    }
    zip_source_t* const content = change == nullptr
                                      ? zip_source_zip(to_, from_, index, ZIP_FL_COMPRESSED, 0, -1)
                                      : source_of(*change);
    JX_TRY(const zip_uint64_t added, add(name, content));
    const bool dated = (stat.valid & ZIP_STAT_MTIME) != 0;
    bool done = !dated || zip_file_set_mtime(to_, added, stat.mtime, 0) == 0;
    if (change == nullptr) {
      done = done && zip_set_file_compression(to_, added, stat.comp_method, 0) == 0;
      done = done && copy_attributes(index, added);
    }
    return done ? Result<void>() : Result<void>(make_writing_error(name));
  }

  Result<void> append(const ZipChange& change) {
    JX_TRY(const zip_uint64_t added, add(change.name.c_str(), source_of(change)));
    return zip_file_set_dostime(to_, added, 0, kFirstDay, 0) == 0
               ? Result<void>()
               : Result<void>(make_writing_error(change.name));
  }

 private:
  /// The library keeps the content by its address until the archive is closed.
  zip_source_t* source_of(const ZipChange& change) {
    return zip_source_buffer(to_, change.content.data(), change.content.size(), 0);
  }

  Result<zip_uint64_t> add(const char* name, zip_source_t* content) {
    if (content == nullptr) return make_writing_error(name);
    const zip_int64_t added = zip_file_add(to_, name, content, ZIP_FL_ENC_GUESS);
    if (added >= 0) return static_cast<zip_uint64_t>(added);
    zip_source_free(content);
    return make_writing_error(name);
  }

  bool copy_attributes(std::uint64_t index, zip_uint64_t added) {
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(from_, index, 0, &system, &attributes) != 0) return true;
    return zip_file_set_external_attributes(to_, added, 0, system, attributes) == 0;
  }

  zip_t* from_;
  zip_t* to_;
};

Result<std::string> read_source(zip_source_t* source) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  const bool sized = zip_source_stat(source, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) != 0;
  if (!sized || zip_source_open(source) != 0) return make_writing_error("目录");
  std::string bytes(stat.size, '\0');
  const zip_int64_t count = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (count < 0 || static_cast<std::uint64_t>(count) != stat.size) {
    return make_writing_error("目录");
  }
  return bytes;
}

/// Opens what `source` holds, whose reference it takes; null when that fails.
OpenArchive open_source(zip_source_t* source, int flags) {
  if (source == nullptr) return nullptr;
  zip_error_t error;
  zip_error_init(&error);
  OpenArchive archive(zip_open_from_source(source, flags, &error));
  zip_error_fini(&error);
  if (!archive) zip_source_free(source);
  return archive;
}

Result<void> copy_all(zip_t* from, zip_t* to, const std::vector<ZipChange>& changes) {
  std::unordered_map<std::string, const ZipChange*> waiting;
  for (const ZipChange& change : changes) waiting.emplace(lower_ascii(change.name), &change);
  ZipCopier copier(from, to);
  const auto count = static_cast<std::uint64_t>(zip_get_num_entries(from, 0));
  for (std::uint64_t index = 0; index < count; ++index) {
    const char* const name = zip_get_name(from, index, ZIP_FL_ENC_RAW);
    const auto found = waiting.find(lower_ascii(name == nullptr ? "" : name));
    const ZipChange* const change = found == waiting.end() ? nullptr : found->second;
    JX_TRY_VOID(copier.copy(index, change));
    if (change != nullptr) waiting.erase(found);
  }
  for (const ZipChange& change : changes) {
    if (waiting.contains(lower_ascii(change.name))) JX_TRY_VOID(copier.append(change));
  }
  return {};
}

}  // namespace

Result<std::string> change_zip(std::string_view bytes, const std::vector<ZipChange>& changes) {
  const OpenArchive from =
      open_source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr), ZIP_RDONLY);
  if (!from) {
    return Error{ErrorCode::Malformed,
                 "压缩包不完整或已损坏，目录读不出来。请重新下载、复制或另存这个文件。"};
  }
  const OwnedSource target(zip_source_buffer_create(nullptr, 0, 0, nullptr));
  if (!target) return make_writing_error("目录");
  zip_source_keep(target.get());  // The archive takes the other reference.
  OpenArchive to = open_source(target.get(), ZIP_TRUNCATE);
  if (!to) return make_writing_error("目录");
  JX_TRY_VOID(copy_all(from.get(), to.get(), changes));
  if (zip_close(to.get()) != 0) return make_writing_error("目录");
  (void)to.release();  // Closed, and with that freed.
  return read_source(target.get());
}

}  // namespace jx
