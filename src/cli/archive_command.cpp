// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/archive_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "archiving/check.h"
#include "archiving/package.h"
#include "archiving/plan.h"
#include "archiving/stored_zip.h"
#include "base/text.h"
#include "cli/clock.h"
#include "cli/evaluation_files.h"
#include "cli/output_file.h"
#include "cli/virus_scan.h"
#include "reports/archive.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string plan;
  std::string package;
  std::string output;
  std::string zip;
  std::string person;
  std::string at;  ///< Empty: now.
  std::string receipt;
  std::string key;
  std::string format = "text";
  std::string scope = "performance-project";
  bool virus_scan = false;

  std::string moment() const { return at.empty() ? now_text() : at; }
};

using Action = std::function<Result<void>(Program& program, const Options& options)>;

Result<ArchiveScope> scope_of(const Program& program, const std::string& id) {
  return load_archive_scope(program.data_folder() / "archives" / (id + ".toml"));
}

/// Of any size up to what a package may hold.
Result<std::string> read_large_file(const fs::path& path) {
  constexpr std::uint64_t kMostBytes = std::uint64_t{2} << 30;
  std::error_code fault;
  const auto size = fs::file_size(path, fault);
  std::ifstream file(path, std::ios::binary);
  if (fault || !file) {
    return Error{ErrorCode::NotFound,
                 fmt::format("打不开 {}；请核对文件名和权限。", path.string())};
  }
  if (size > kMostBytes) {
    return Error{ErrorCode::LimitExceeded, fmt::format("{} 超过 2 GB。", path.string())};
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  if (static_cast<std::uint64_t>(file.gcount()) != size) {
    return Error{ErrorCode::Io, fmt::format("{} 没有读全。", path.string())};
  }
  return bytes;
}

Result<PackageFile> catalogue_of(const ArchiveManifest& manifest) {
  JX_TRY(std::string bytes, render_paper_docx(archive_catalogue(manifest)));
  return PackageFile{"归档文件目录.docx", std::move(bytes)};
}

std::vector<StoredEntry> entries_of(const std::vector<PackageFile>& files) {
  std::vector<StoredEntry> entries;
  entries.reserve(files.size());
  for (const PackageFile& file : files) entries.push_back({file.path, file.content});
  return entries;
}

Result<void> write_folder(const fs::path& folder, const ArchivePackage& package) {
  std::error_code fault;
  if (fs::exists(folder) && !fs::is_empty(folder, fault)) {
    return Error{ErrorCode::Conflict,
                 fmt::format("{} 里已有文件；归档包要写在空的文件夹里。", folder.string())};
  }
  for (const PackageFile& file : package.files) {
    const fs::path path = folder / fs::path(file.path);
    fs::create_directories(path.parent_path(), fault);
    if (fault) {
      return Error{ErrorCode::Io, fmt::format("建不了文件夹 {}。", path.parent_path().string())};
    }
    JX_TRY_VOID(write_file(path, file.content));
  }
  return {};
}

Result<void> write_receipt(const Options& options, const ArchiveManifest& manifest) {
  if (options.receipt.empty()) return {};
  LedgerHead receipt = receipt_of(manifest);
  receipt.at = options.moment();
  std::string text = to_text(receipt);
  if (!options.key.empty()) {
    JX_TRY(const std::string key, read_whole_file(options.key));
    JX_TRY(text, sign_head(receipt, key));
  }
  return write_file(options.receipt, text);
}

/// The exit code says whether something is missing; the package is there all the same.
Result<void> build(Program& program, const Options& options) {
  if (trimmed(options.person).empty()) return malformed("--person 是空的；请写归档人。");
  JX_TRY(const ArchiveScope scope, scope_of(program, options.scope));
  JX_TRY(const std::string text, read_whole_file(options.plan));
  const fs::path folder = fs::path(options.plan).parent_path();
  JX_TRY(const ArchivePlan plan,
         read_archive_plan(text, fs::path(options.plan).filename().string(), scope));
  JX_TRY(
      const ArchivePackage package,
      build_package(
          plan, scope, {options.person, options.moment()},
          [&](const std::string& file) { return read_large_file(folder / file); }, catalogue_of));
  const std::vector<StoredEntry> entries = entries_of(package.files);
  if (!options.output.empty()) JX_TRY_VOID(write_folder(options.output, package));
  if (!options.zip.empty()) {
    JX_TRY(const std::string bytes, write_stored_zip(entries));
    JX_TRY_VOID(write_file(options.zip, bytes));
  }
  JX_TRY_VOID(write_receipt(options, package.manifest));
  const ArchiveCheck check = check_package(entries, scope);
  print(render_archive_check_text(check, program.style()));
  if (!check.holds()) program.exit = Exit::Findings;
  return {};
}

/// A package as it lies there; entries point into `files` or `zip`.
struct ReadPackage {
  std::vector<PackageFile> files;
  std::string zip;
  std::vector<StoredEntry> entries;
};

Result<void> read_folder(const fs::path& folder, ReadPackage& package) {
  std::error_code fault;
  std::vector<fs::path> paths;
  for (fs::recursive_directory_iterator entry(folder, fault), end; !fault && entry != end;
       entry.increment(fault)) {
    if (entry->is_directory(fault) && !entry->is_symlink(fault)) continue;
    if (!entry->is_regular_file(fault) || entry->is_symlink(fault)) {
      return malformed(fmt::format("{} 不是普通文件，归档包里不能有。", entry->path().string()));
    }
    paths.push_back(entry->path());
  }
  if (fault) return Error{ErrorCode::Io, fmt::format("读不了文件夹 {}。", folder.string())};
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    JX_TRY(std::string content, read_large_file(path));
    package.files.push_back({path.lexically_relative(folder).generic_string(), std::move(content)});
  }
  package.entries = entries_of(package.files);
  return {};
}

/// A ZIP of ours is checked byte by byte; a fault is the first finding.
Result<std::optional<std::string>> read_package(const fs::path& path, ReadPackage& package) {
  if (fs::is_directory(path)) {
    JX_TRY_VOID(read_folder(path, package));
    return std::optional<std::string>();
  }
  JX_TRY(package.zip, read_large_file(path));
  Result<std::vector<StoredEntry>> entries = read_stored_zip(package.zip);
  if (!entries.ok()) return std::optional(entries.error().message);
  package.entries = *std::move(entries);
  return std::optional<std::string>();
}

Result<std::optional<LedgerHead>> read_receipt(const Options& options) {
  if (options.receipt.empty()) return std::optional<LedgerHead>();
  JX_TRY(const std::string text, read_whole_file(options.receipt));
  std::string key;
  if (!options.key.empty()) {
    JX_TRY(key, read_whole_file(options.key));
  }
  JX_TRY(LedgerHead head, read_head(text, key));
  return std::optional(std::move(head));
}

Result<void> verify(Program& program, const Options& options) {
  JX_TRY(const ArchiveScope scope, scope_of(program, options.scope));
  JX_TRY(const std::optional<LedgerHead> receipt, read_receipt(options));
  ReadPackage package;
  JX_TRY(const std::optional<std::string> fault, read_package(options.package, package));
  ArchiveCheck check;
  if (fault) {
    check.items.push_back({ArchiveQuality::Authenticity,
                           "压缩包与归档时逐字节一致",
                           ArchiveVerdict::Fails,
                           {*fault}});
  } else {
    const VirusScan scan =
        options.virus_scan ? scan_for_viruses(find_virus_scanner(), options.package) : VirusScan{};
    check = check_package(package.entries, scope, receipt, scan);
  }
  if (options.format == "json") {
    std::string text;
    JsonWriter json(text);
    write_archive_check(json, check);
    print(text + "\n");
  } else {
    print(render_archive_check_text(check, program.style()));
  }
  if (!check.holds()) program.exit = Exit::Findings;
  return {};
}

Result<void> show_scope(Program& program, const Options& options) {
  JX_TRY(const ArchiveScope scope, scope_of(program, options.scope));
  print(render_scope_text(scope, program.style()));
  return {};
}

CLI::App* add_action(Program& program, CLI::App& parent, const std::string& name,
                     const std::string& what, const std::shared_ptr<Options>& options,
                     const Action& action) {
  CLI::App* const command = parent.add_subcommand(name, what);
  command->add_option("--scope", options->scope, "归档范围，默认 performance-project");
  command->callback([&program, options, action] {
    const Result<void> done = action(program, *options);
    if (!done.ok()) program.fail("", done.error());
  });
  return command;
}

}  // namespace

void add_archive_command(Program& program) {
  CLI::App* const archive = program.app.add_subcommand(
      "archive",
      "归档：按件或按卷编档号，写成文件夹和 ZIP，离线做四性检测（真实、完整、可用、安全）");
  archive->require_subcommand(1);

  auto options = std::make_shared<Options>();
  CLI::App* command = add_action(program, *archive, "build",
                                 "按归档计划（TOML，见 docs/archive.md）打包", options, build);
  command->add_option("plan", options->plan, "归档计划")->required();
  CLI::Option* const output = command->add_option("--output", options->output, "写到这个空文件夹");
  CLI::Option* const zip = command->add_option("--zip", options->zip, "写成这个 ZIP 文件");
  command->add_option("--person", options->person, "归档人")->required();
  command->add_option("--at", options->at, "归档时间；默认现在");
  CLI::Option* const receipt =
      command->add_option("--receipt", options->receipt, "另写一份回执，与包分开保存");
  command->add_option("--key", options->key, "给回执签名的私钥（ledger keys 生成）")
      ->needs(receipt);
  command->callback([&program, options, output, zip] {
    if (output->empty() && zip->empty()) throw CLI::RequiredError("--output 或 --zip");
    const Result<void> done = build(program, *options);
    if (!done.ok()) program.fail("", done.error());
  });

  options = std::make_shared<Options>();
  command = add_action(program, *archive, "verify", "离线检测一个包：不符合的逐个指出，以 1 退出",
                       options, verify);
  command->add_option("package", options->package, "文件夹或 ZIP")->required();
  CLI::Option* const kept = command->add_option("--receipt", options->receipt, "归档时另存的回执");
  command->add_option("--key", options->key, "验证回执签名的公钥")->needs(kept);
  command->add_flag("--virus-scan", options->virus_scan,
                    "装有 clamscan（ClamAV）时用它扫描病毒；没有装的写明未检");
  command->add_option("--format", options->format, "text（默认）或 json")
      ->check(CLI::IsMember({"text", "json"}));

  options = std::make_shared<Options>();
  add_action(program, *archive, "scope", "列出归档范围：八类材料，应归的和有则归的", options,
             show_scope);
}

}  // namespace jx
