// SPDX-License-Identifier: AGPL-3.0-or-later
#include "conversion/office_program.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/text.h"

namespace jx {
namespace fs = std::filesystem;
namespace {

constexpr const char* kVariable = "JIXIAO_SOFFICE";
constexpr std::string_view kUnnamed = "LibreOffice";

constexpr std::string_view kUsualFolders[] = {"/usr/lib/libreoffice/program",
                                              "/usr/lib64/libreoffice/program",
                                              "/usr/local/lib/libreoffice/program"};
/// Packages of the publisher carry their version in the name: /opt/libreoffice24.8.
constexpr std::string_view kVersionedIn = "/opt";
constexpr std::string_view kVersionedPrefix = "libreoffice";

bool is_program(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored) && access(path.c_str(), X_OK) == 0;
}

/// `soffice` is a script that starts a program that starts `soffice.bin`: the last alone is wanted,
/// which is one process.
std::optional<fs::path> find_binary(const fs::path& path) {
  std::error_code unknown;
  const fs::path real = fs::canonical(path, unknown);
  if (unknown) return std::nullopt;
  const fs::path binary = real.parent_path() / "soffice.bin";
  if (is_program(binary)) return binary;
  return std::nullopt;
}

std::optional<fs::path> find_in_path() {
  const char* const folders = std::getenv("PATH");
  if (folders == nullptr) return std::nullopt;
  for (const std::string_view folder : split(folders, ":")) {
    if (!folder.starts_with('/')) continue;
    for (const std::string_view name : {"soffice", "libreoffice"}) {
      if (auto binary = find_binary(fs::path(folder) / name)) return binary;
    }
  }
  return std::nullopt;
}

std::optional<fs::path> find_in_usual_places() {
  for (const std::string_view folder : kUsualFolders) {
    if (auto binary = find_binary(fs::path(folder) / "soffice.bin")) return binary;
  }
  std::vector<fs::path> versions;
  std::error_code ignored;
  for (fs::directory_iterator entry(kVersionedIn, ignored), end; !ignored && entry != end;
       entry.increment(ignored)) {
    const fs::path folder = entry->path();
    if (folder.filename().string().starts_with(kVersionedPrefix)) versions.push_back(folder);
  }
  std::sort(versions.rbegin(), versions.rend());
  for (const fs::path& version : versions) {
    if (auto binary = find_binary(version / "program/soffice.bin")) return binary;
  }
  return std::nullopt;
}

/// Its own words for what it is, without running it.
std::string find_version(const fs::path& program) {
  std::ifstream file(program.parent_path() / "bootstraprc");
  constexpr std::string_view kKey = "ProductKey=";
  constexpr std::size_t kMostVersion = 64;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(kKey) && line.size() < kMostVersion) return line.substr(kKey.size());
  }
  return std::string(kUnnamed);
}

Result<OfficeProgram> take_given(const fs::path& given, std::string_view from) {
  std::error_code unknown;
  fs::path program = find_binary(given).value_or(fs::canonical(given, unknown));
  if (unknown || !is_program(program)) {
    return Error{ErrorCode::NotFound,
                 fmt::format("{}“{}”不存在，或者不能运行", from, given.string())};
  }
  std::string version = find_version(program);
  return OfficeProgram{std::move(program), std::move(version)};
}

/// Everything that belongs to the installation.
fs::path installation_of(const fs::path& program) {
  const fs::path folder = program.parent_path();
  return folder.filename() == "program" ? folder.parent_path() : folder;
}

constexpr std::string_view kReadable[] = {"/usr",           "/lib",
                                          "/lib64",         "/etc/libreoffice",
                                          "/etc/fonts",     "/etc/ld.so.cache",
                                          "/etc/localtime", "/var/cache/fontconfig"};

std::string url_of(const fs::path& path) {
  std::string url = "file://";
  for (const char letter : path.native()) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= '0' && letter <= '9') ||
                       std::string_view("/-_.").find(letter) != std::string_view::npos;
    url +=
        plain ? std::string(1, letter) : fmt::format("%{:02X}", static_cast<unsigned char>(letter));
  }
  return url;
}

fs::path document_in(const fs::path& folder, const Conversion& conversion) {
  return folder / fmt::format("document.{}", conversion.ending);
}

}  // namespace

Result<OfficeProgram> find_office_program(const fs::path& given) {
  if (!given.empty()) return take_given(given, "指定的 LibreOffice ");
  const char* const named = std::getenv(kVariable);
  if (named != nullptr && *named != '\0') {
    return take_given(named, fmt::format("环境变量 {} 指的 LibreOffice ", kVariable));
  }
  std::optional<fs::path> found = find_in_path();
  if (!found) found = find_in_usual_places();
  if (!found) {
    return Error{ErrorCode::NotFound,
                 "这台机器上没有找到 LibreOffice（找过 PATH 里的 soffice、/usr/lib/libreoffice、"
                 "/opt/libreoffice*）"};
  }
  std::string version = find_version(*found);
  return OfficeProgram{*std::move(found), std::move(version)};
}

OfficeCall make_office_call(const OfficeProgram& office, const Conversion& conversion,
                            const fs::path& folder) {
  const fs::path out = folder / "out";
  const std::string none = url_of(folder / "none");
  OfficeCall call;
  call.start = {
      .program = office.program,
      .arguments = {office.program.string(), "-env:UserInstallation=" + url_of(folder / "profile"),
                    // Its socket; a whole path may be longer than sockets' names.
                    "-env:OSL_SOCKET_PATH=.",
                    // Extensions that somebody installed are none of our business.
                    "-env:UNO_SHARED_PACKAGES_CACHE=" + none + "/shared",
                    "-env:BUNDLED_EXTENSIONS=" + none + "/bundled", "--headless", "--norestore",
                    "--nologo", "--nodefault", "--nofirststartwizard", "--convert-to",
                    fmt::format("{}:{}", conversion.target_ending, conversion.filter), "--outdir",
                    out.string(), document_in(folder, conversion).string()},
      .environment = {"HOME=" + folder.string(), "TMPDIR=" + (folder / "tmp").string(),
                      "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "SAL_USE_VCLPLUGIN=svp"},
      .folder = folder};
  call.result = out / fmt::format("document.{}", conversion.target_ending);
  call.policy.folder = folder;
  call.policy.readable.assign(std::begin(kReadable), std::end(kReadable));
  call.policy.readable.push_back(installation_of(office.program));
  return call;
}

}  // namespace jx
