// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string_view>
#include <system_error>

#include "base/descriptor.h"
#include "conversion/office_program.h"

namespace jx {
namespace fs = std::filesystem;
namespace {

/// Settings of a fresh profile; versions that do not know one pass it over. The locale is that of
/// the documents: "the short date of this system" is a Chinese date on whatever machine.
constexpr std::string_view kSettings = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Java/ApplicationConfiguration"><prop oor:name="Enable" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
)";

Error make_write_error(int reason) {
  return {ErrorCode::Io,
          fmt::format("无法在临时文件夹里写文件：{}", std::generic_category().message(reason))};
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  errno = 0;
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return make_write_error(errno);
  return {};
}

}  // namespace

Result<void> furnish_folder(const fs::path& folder, const Conversion& conversion,
                            const std::string& bytes) {
  for (const char* const below : {"out", "tmp", "profile/user"}) {
    std::error_code failure;
    fs::create_directories(folder / below, failure);
    if (failure) return make_write_error(failure.value());
  }
  JX_TRY_VOID(write_file(folder / "profile/user/registrymodifications.xcu", kSettings));
  return write_file(folder / fmt::format("document.{}", conversion.ending), bytes);
}

Result<std::string> read_result(const fs::path& path, std::uint64_t most) {
  const Error none{ErrorCode::NotFound, "没有转换结果"};
  // Whoever wrote it is not trusted: no link is followed, no pipe waited for.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (file.get() < 0 || fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return none;
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > most) return Error{ErrorCode::LimitExceeded, "转换结果太大"};
  std::string bytes(size, '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = read(file.get(), bytes.data() + done, bytes.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return none;
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace jx
