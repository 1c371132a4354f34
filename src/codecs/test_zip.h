// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <zip.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"

/// Archives for tests.
namespace jx {

struct TestZipEntry {
  std::string name;
  std::string content;
  bool encrypted = false;
};

/// The bytes of an archive with these entries, deflated.
inline std::string make_zip(const std::vector<TestZipEntry>& entries) {
  zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(target);
  zip_t* const archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
  JX_CHECK(archive != nullptr, "libzip writes to memory");
  for (const TestZipEntry& entry : entries) {
    zip_source_t* const source =
        zip_source_buffer(archive, entry.content.data(), entry.content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    JX_CHECK(index >= 0, "names of a test archive differ");
    if (!entry.encrypted) continue;
    zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_TRAD_PKWARE,
                            "secret");
  }
  JX_CHECK(zip_close(archive) == 0, "libzip writes to memory");
  zip_stat_t stat;
  zip_source_stat(target, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(target);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

}  // namespace jx
