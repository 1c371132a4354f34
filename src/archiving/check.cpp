// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archiving/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "archiving/package.h"
#include "archiving/pdfa.h"
#include "base/text.h"

namespace jx {
namespace {

using Quality = ArchiveQuality;
using Verdict = ArchiveVerdict;

struct NamePair {
  std::string_view name;
  std::string_view chinese;
};
constexpr std::array<NamePair, 4> kQualities = {{{"authenticity", "真实性"},
                                                 {"completeness", "完整性"},
                                                 {"usability", "可用性"},
                                                 {"safety", "安全性"}}};
constexpr std::array<NamePair, 4> kVerdicts = {
    {{"holds", "符合"}, {"noted", "提示"}, {"not-checked", "未检"}, {"fails", "不符合"}}};

bool is_own_file(std::string_view path) noexcept {
  return path == kManifestName || path == kManifestDigestName;
}

bool is_safe_path(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.find('\\') != std::string_view::npos)
    return false;
  for (const std::string_view part : split(path, "/")) {
    if (part.empty() || part == "." || part == "..") return false;
  }
  return std::none_of(path.begin(), path.end(), [](char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
  });
}

/// Programs by the bytes that they begin with.
bool is_program(std::string_view content) noexcept {
  return content.starts_with("MZ") ||
         content.starts_with(
             "\x7f"
             "ELF") ||
         content.starts_with("#!") || content.starts_with("\xcf\xfa\xed\xfe");
}

bool is_day(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  return text.size() == kShape.size() &&
         std::equal(text.begin(), text.end(), kShape.begin(), [](char have, char want) {
           return want == 'd' ? have >= '0' && have <= '9' : have == want;
         });
}

class PackageChecker {
 public:
  PackageChecker(const std::vector<StoredEntry>& files, const ArchiveScope& scope,
                 const std::optional<LedgerHead>& receipt, const VirusScan& scan)
      : scope_(scope), receipt_(receipt), scan_(scan) {
    for (const StoredEntry& each : files) files_.emplace(each.name, each.content);
  }

  ArchiveCheck run() && {
    if (!read()) return std::move(check_);
    check_receipt();
    check_digests();
    check_metadata();
    check_places();
    check_counts();
    check_numbers();
    check_duplicates();
    check_scope();
    check_record();
    check_formats();
    check_pdfa();
    check_encryption();
    check_strangers();
    check_programs();
    check_viruses();
    return std::move(check_);
  }

 private:
  void add(Quality quality, std::string what, Verdict verdict, std::vector<std::string> details) {
    check_.items.push_back({quality, std::move(what), verdict, std::move(details)});
  }
  /// Fails with these faults, holds without any.
  void add_faults(Quality quality, std::string what, std::vector<std::string> faults) {
    const Verdict verdict = faults.empty() ? Verdict::Holds : Verdict::Fails;
    add(quality, std::move(what), verdict, std::move(faults));
  }

  const std::string_view* find(std::string_view path) const {
    const auto found = files_.find(path);
    return found == files_.end() ? nullptr : &found->second;
  }

  /// Nothing else can be judged without a manifest that is what it was.
  bool read() {
    const std::string what = "归档清单与它的摘要一致";
    const std::string_view* const text = find(kManifestName);
    const std::string_view* const digest = find(kManifestDigestName);
    if (text == nullptr || digest == nullptr) {
      add(Quality::Authenticity, what, Verdict::Fails,
          {fmt::format("缺 {}", text == nullptr ? kManifestName : kManifestDigestName)});
      return false;
    }
    Result<ArchiveManifest> manifest = read_manifest(*text);
    if (!manifest.ok()) {
      add(Quality::Authenticity, what, Verdict::Fails,
          {fmt::format("{}：{}", kManifestName, manifest.error().message)});
      return false;
    }
    check_.manifest = *std::move(manifest);
    if (digest_text(*text, check_.manifest->hash) + "\n" == *digest) {
      add(Quality::Authenticity, what, Verdict::Holds, {});
      return true;
    }
    add(Quality::Authenticity, what, Verdict::Fails,
        {fmt::format("{} 或 {} 被改动过", kManifestName, kManifestDigestName)});
    return false;
  }

  void check_receipt() {
    const std::string what = "与归档时另存的回执一致";
    if (!receipt_) {
      return add(Quality::Authenticity, what, Verdict::NotChecked, {"没有给出回执（--receipt）"});
    }
    const LedgerHead now = receipt_of(*check_.manifest);
    const bool same = receipt_->ledger == now.ledger && receipt_->profile == now.profile &&
                      receipt_->entries == now.entries && receipt_->digest == now.digest;
    add(Quality::Authenticity, what, same ? Verdict::Holds : Verdict::Fails,
        same ? std::vector<std::string>{}
             : std::vector<std::string>{
                   fmt::format("回执是“{}”的，摘要不同：包被换过或重做过", receipt_->ledger)});
  }

  void check_digests() {
    std::vector<std::string> faults;
    for (const ArchiveFile& file : check_.manifest->files) {
      const std::string_view* const content = find(file.path);
      if (content == nullptr) continue;  // Told where files are counted.
      if (digest_text(*content, check_.manifest->hash) != file.digest) {
        faults.push_back(fmt::format("{}：内容被改动过", file.path));
      }
    }
    add_faults(Quality::Authenticity, "每个文件与清单里的摘要一致", std::move(faults));
  }

  void check_metadata() {
    std::vector<std::string> faults;
    for (const ArchiveItem& item : check_.manifest->items) {
      const auto fault = [&](std::string_view what) {
        faults.push_back(fmt::format("{} {}：{}", item.reference, item.title, what));
      };
      if (scope_.find(item.document) == nullptr) {
        fault(fmt::format("归档范围里没有 {}", item.document));
      }
      if (!is_retention(item.retention)) fault("保管期限不对");
      if (!is_day(item.date)) fault("日期不对");
      if (item.title.empty()) fault("没有题名");
      if (item.author.empty()) fault("没有责任者");
    }
    add_faults(Quality::Completeness, "必填元数据齐全、合规", std::move(faults));
  }

  /// The path of each file says which piece it belongs to.
  void check_places() {
    std::vector<std::string> faults;
    std::size_t places = 0;
    for (const ArchiveItem& item : check_.manifest->items) {
      const std::string folder = folder_of(scope_, item);
      std::size_t number = 0;
      for (const ArchiveFile& file : check_.manifest->files) {
        if (!file.path.starts_with(folder)) continue;
        const std::string wanted = fmt::format("{}{:03}-", folder, ++number);
        if (!file.path.starts_with(wanted)) {
          faults.push_back(fmt::format("{}：件内序号应是 {:03}", file.path, number));
        }
      }
      if (number == 0) faults.push_back(fmt::format("{} {}：没有文件", item.reference, item.title));
      places += number;
    }
    // The catalogue and the process record belong to no piece.
    constexpr std::size_t kOwn = 2;
    if (places + kOwn != check_.manifest->files.size()) {
      faults.push_back(fmt::format("清单里有 {} 个文件，归在各件下的 {} 个",
                                   check_.manifest->files.size(), places));
    }
    add_faults(Quality::Authenticity, "文件路径与档号、件内序号一致", std::move(faults));
  }

  void check_counts() {
    std::vector<std::string> faults;
    for (const ArchiveFile& file : check_.manifest->files) {
      const std::string_view* const content = find(file.path);
      if (content == nullptr) {
        faults.push_back(fmt::format("{}：缺这个文件", file.path));
      } else if (content->size() != file.bytes) {
        faults.push_back(
            fmt::format("{}：应有 {} 字节，实有 {} 字节", file.path, file.bytes, content->size()));
      }
    }
    add_faults(Quality::Completeness, "件数、文件数、字节数与清单一致", std::move(faults));
  }

  /// 件号 without gaps within a retention and volume.
  void check_numbers() {
    std::vector<std::string> faults;
    std::map<std::pair<std::string, std::string>, std::size_t> numbers;
    for (const ArchiveItem& item : check_.manifest->items) {
      const std::size_t number = ++numbers[{item.retention, item.volume}];
      const std::string wanted = reference_of(*check_.manifest, item, number);
      if (item.reference != wanted) {
        faults.push_back(fmt::format("档号 {} 应是 {}", item.reference, wanted));
      }
    }
    add_faults(Quality::Completeness, "档号规范、件号连续", std::move(faults));
  }

  /// Files of the pieces with the same content: one of them is wanting, or filed once too often.
  void check_duplicates() {
    std::map<std::string_view, std::vector<std::string_view>> paths;
    for (const ArchiveFile& file : check_.manifest->files) {
      paths[file.digest].push_back(file.path);
    }
    std::vector<std::string> notes;
    for (const auto& [digest, same] : paths) {
      for (std::size_t i = 1; i < same.size(); ++i) {
        notes.push_back(
            fmt::format("{}：与 {} 内容相同，请核对是不是放错或重复", same[i], same.front()));
      }
    }
    std::sort(notes.begin(), notes.end());
    const Verdict verdict = notes.empty() ? Verdict::Holds : Verdict::Noted;
    add(Quality::Completeness, "没有内容相同的文件", verdict, std::move(notes));
  }

  bool is_filed(std::string_view document) const {
    return std::any_of(check_.manifest->items.begin(), check_.manifest->items.end(),
                       [&](const ArchiveItem& item) { return item.document == document; });
  }

  void sort_in(const ScopeDocument& document, ClassCompleteness& completeness) const {
    if (!document.required) return;
    ++completeness.required;
    const std::string name = document.code + " " + document.name;
    if (is_filed(document.code)) {
      ++completeness.filed;
      return;
    }
    for (const AbsentDocument& absent : check_.manifest->absent) {
      if (absent.document != document.code) continue;
      completeness.explained.push_back(fmt::format("{}：{}", name, absent.reason));
      return;
    }
    completeness.missing.push_back(name);
  }

  void check_scope() {
    std::vector<std::string> faults;
    std::vector<std::string> notes;
    if (check_.manifest->scope != scope_.id) {
      faults.push_back(
          fmt::format("包按“{}”归档，这里按“{}”检测", check_.manifest->scope, scope_.id));
    }
    for (const ScopeClass& each : scope_.classes) {
      ClassCompleteness completeness{
          .code = each.code, .name = each.name, .explained = {}, .missing = {}};
      for (const ScopeDocument& document : each.documents) sort_in(document, completeness);
      check_.required += completeness.required;
      check_.filed += completeness.filed;
      for (const std::string& missing : completeness.missing) {
        faults.push_back(fmt::format("{} 类缺 {}", each.code, missing));
      }
      for (const std::string& explained : completeness.explained) {
        notes.push_back(fmt::format("{} 类没有 {}", each.code, explained));
      }
      check_.classes.push_back(std::move(completeness));
    }
    if (!faults.empty()) notes.insert(notes.begin(), faults.begin(), faults.end());
    const Verdict verdict = !faults.empty()  ? Verdict::Fails
                            : !notes.empty() ? Verdict::Noted
                                             : Verdict::Holds;
    add(Quality::Completeness, "归档范围内的材料齐全", verdict, std::move(notes));
  }

  void check_record() {
    const bool there = find("过程记录.txt") != nullptr;
    add_faults(Quality::Completeness, "有归档过程记录",
               there ? std::vector<std::string>{} : std::vector<std::string>{"缺 过程记录.txt"});
  }

  void check_formats() {
    std::vector<std::string> faults;
    std::vector<std::string> notes;
    for (const ArchiveFile& file : check_.manifest->files) {
      const std::string_view* const content = find(file.path);
      if (content == nullptr) continue;
      const std::string format = format_of_content(file.path, *content);
      if (format == "unknown") {
        faults.push_back(fmt::format("{}：认不出的格式，打不开", file.path));
      } else if (format != file.format) {
        faults.push_back(
            fmt::format("{}：清单写的是 {}，内容是 {}", file.path, file.format, format));
      } else if (std::find(scope_.long_term.begin(), scope_.long_term.end(), format) ==
                 scope_.long_term.end()) {
        notes.push_back(fmt::format("{}：{} 不是长期保存的格式，移交前要转换", file.path, format));
      }
    }
    add_faults(Quality::Usability, "文件能识别，格式与清单一致", std::move(faults));
    const Verdict verdict = notes.empty() ? Verdict::Holds : Verdict::Noted;
    add(Quality::Usability, "长期保存格式", verdict, std::move(notes));
  }

  static std::string words_of(const PdfaClaim& claim) {
    if (claim.unreadable) return "元数据是压缩的或不是 UTF-8，读不出有没有声明";
    if (!claim.claimed()) return "没有声明为 PDF/A，移交前要转换";
    if (claim.encrypted) return fmt::format("声明为 {}，却是加密的", claim.name());
    if (claim.scripted) return fmt::format("声明为 {}，却含有 JavaScript", claim.name());
    return fmt::format(
        "声明为 {}，没有加密，没有 JavaScript，{}", claim.name(),
        claim.output_intent ? "有 PDF/A 的输出意图" : "没有看到输出意图（可能在压缩的对象里）");
  }

  /// What a PDF says of itself; whether it keeps to it takes a validator.
  void check_pdfa() {
    std::vector<std::string> details;
    bool sound = true;
    for (const ArchiveFile& file : check_.manifest->files) {
      const std::string_view* const content = find(file.path);
      if (content == nullptr || format_of_content(file.path, *content) != "pdf") continue;
      const PdfaClaim claim = read_pdfa_claim(*content);
      sound = sound && claim.claimed() && !claim.encrypted && !claim.scripted;
      details.push_back(fmt::format("{}：{}", file.path, words_of(claim)));
    }
    if (details.empty()) return;
    add(Quality::Usability, "PDF 声明为 PDF/A（XMP 的 pdfaid）",
        sound ? Verdict::Holds : Verdict::Noted, std::move(details));
    add(Quality::Usability, "PDF/A 的其余要求", Verdict::NotChecked,
        {"字体嵌入、颜色、透明等没有检，请用 veraPDF 之类的检验工具"});
  }

  /// Another program's word, where it was asked.
  void check_viruses() {
    const std::string what = "病毒扫描";
    if (!scan_.asked) {
      return add(Quality::Safety, what, Verdict::NotChecked,
                 {"本程序不含病毒库；装有 clamscan 的，archive verify 加 --virus-scan 用它扫描"});
    }
    if (!scan_.failure.empty()) {
      return add(Quality::Safety, what, Verdict::NotChecked, {scan_.failure});
    }
    std::vector<std::string> details = scan_.found;
    details.insert(details.begin(), "用 " + scan_.scanner + " 扫描");
    add(Quality::Safety, what, scan_.found.empty() ? Verdict::Holds : Verdict::Fails,
        std::move(details));
  }

  void check_encryption() {
    std::vector<std::string> faults;
    for (const auto& [path, content] : files_) {
      const bool pdf = content.starts_with("%PDF-") && contains(content, "/Encrypt");
      if (pdf) faults.push_back(fmt::format("{}：加密的 PDF，长期保存的文件不能加密", path));
    }
    add_faults(Quality::Usability, "没有加密", std::move(faults));
  }

  void check_strangers() {
    std::set<std::string_view> listed;
    for (const ArchiveFile& file : check_.manifest->files) listed.insert(file.path);
    std::vector<std::string> faults;
    for (const auto& [path, content] : files_) {
      if (!is_own_file(path) && !listed.contains(path)) {
        faults.push_back(fmt::format("{}：清单里没有的文件", path));
      }
      if (!is_safe_path(path)) faults.push_back(fmt::format("{}：路径不安全", path));
    }
    add_faults(Quality::Safety, "没有清单以外的文件，路径安全", std::move(faults));
  }

  void check_programs() {
    std::vector<std::string> faults;
    for (const auto& [path, content] : files_) {
      const std::string ending = ending_of(path);
      const bool excluded =
          std::find(scope_.endings.begin(), scope_.endings.end(), ending) != scope_.endings.end();
      if (excluded || is_program(content)) faults.push_back(fmt::format("{}：程序文件", path));
      if (content.starts_with("PK") && contains(content, "vbaProject.bin")) {
        faults.push_back(fmt::format("{}：带有宏", path));
      }
    }
    add_faults(Quality::Safety, "没有程序和宏", std::move(faults));
  }

  const ArchiveScope& scope_;
  const std::optional<LedgerHead>& receipt_;
  const VirusScan& scan_;
  std::map<std::string_view, std::string_view> files_;
  ArchiveCheck check_;
};

}  // namespace

std::string_view to_string(ArchiveQuality quality) noexcept {
  return kQualities[static_cast<std::size_t>(quality)].name;
}
std::string_view chinese_name(ArchiveQuality quality) noexcept {
  return kQualities[static_cast<std::size_t>(quality)].chinese;
}
std::string_view to_string(ArchiveVerdict verdict) noexcept {
  return kVerdicts[static_cast<std::size_t>(verdict)].name;
}
std::string_view chinese_name(ArchiveVerdict verdict) noexcept {
  return kVerdicts[static_cast<std::size_t>(verdict)].chinese;
}

bool ArchiveCheck::holds() const noexcept {
  return std::none_of(items.begin(), items.end(), [](const ArchiveCheckItem& item) {
    return item.verdict == ArchiveVerdict::Fails;
  });
}

std::optional<Decimal> ArchiveCheck::rate() const {
  if (required == 0) return std::nullopt;
  const Decimal hundredfold(static_cast<std::int64_t>(filed) * 100);
  const Result<Decimal> rate =
      hundredfold.divided_by(Decimal(static_cast<std::int64_t>(required)), 2);
  return rate.ok() ? std::optional(*rate) : std::nullopt;
}

ArchiveCheck check_package(const std::vector<StoredEntry>& files, const ArchiveScope& scope,
                           const std::optional<LedgerHead>& receipt, const VirusScan& scan) {
  return PackageChecker(files, scope, receipt, scan).run();
}

LedgerHead receipt_of(const ArchiveManifest& manifest) {
  Hasher hasher(manifest.hash);
  hasher.add(to_text(manifest));
  return {.ledger = manifest.id(),
          .profile = manifest.hash,
          .entries = manifest.files.size(),
          .digest = hasher.finish(),
          .at = {}};
}

}  // namespace jx
