// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "archiving/check.h"
#include "archiving/package.h"
#include "archiving/plan.h"
#include "archiving/stored_zip.h"
#include "base/test_seed.h"

namespace jx {
namespace {

using ::testing::HasSubstr;

const ArchiveScope& scope() {
  static const ArchiveScope loaded =
      load_archive_scope(std::filesystem::path(JX_SOURCE_DIR) / "data" / "archives" /
                         "performance-project.toml")
          .value();
  return loaded;
}

const std::string kHead =
    "fonds = \"Z109\"\ncategory = \"WS\"\nyear = 2021\norganisation = \"JX\"\nproject = \"P1\"\n"
    "name = \"某项目\"\nunit = \"某单位\"\n";

std::string item(const std::string& document, const std::string& more = "",
                 const std::string& files = "\"a.txt\"") {
  return "[[item]]\ndocument = \"" + document + "\"\ntitle = \"" + document +
         " 材料\"\nauthor = \"某单位\"\ndate = 2021-03-01\nfiles = [" + files + "]\n" + more;
}

/// Everything that has to be filed.
std::string whole_plan(const std::string& head = kHead) {
  std::string text = head;
  for (const ScopeClass& each : scope().classes) {
    for (const ScopeDocument& document : each.documents) {
      if (document.required) text += item(document.code, "", "\"b.txt\", \"a.txt\"");
    }
  }
  return text;
}

Result<std::string> content_of(const std::string& file) {
  if (file == "empty.txt") return std::string();
  if (file == "program.bin") return std::string("MZ\x90 program");
  return "内容：" + file + "\n";
}

Result<PackageFile> catalogue(const ArchiveManifest& manifest) {
  return PackageFile{"归档文件目录.txt", manifest.id() + "\n"};
}

Result<ArchivePackage> packed(const std::string& text) {
  JX_TRY(const ArchivePlan plan, read_archive_plan(text, "plan.toml", scope()));
  return build_package(plan, scope(), {"张三", "2022-07-01T09:00:00Z"}, content_of, catalogue);
}

std::vector<StoredEntry> entries_of(const std::vector<PackageFile>& files) {
  std::vector<StoredEntry> entries;
  for (const PackageFile& file : files) entries.push_back({file.path, file.content});
  return entries;
}

std::string faults_of(const ArchiveCheck& check) {
  std::string faults;
  for (const ArchiveCheckItem& each : check.items) {
    if (each.verdict != ArchiveVerdict::Fails) continue;
    faults += std::string(chinese_name(each.quality)) + "/" + each.what + "：";
    for (const std::string& detail : each.details) faults += detail + "；";
  }
  return faults;
}

std::string fault_of_plan(const std::string& text) {
  const auto plan = read_archive_plan(text, "plan.toml", scope());
  return plan.ok() ? "" : plan.error().message;
}

TEST(ArchiveScopes, HaveTheEightClasses) {
  EXPECT_EQ(scope().classes.size(), 8U);
  EXPECT_EQ(scope().class_of("H2")->code, "H");
  EXPECT_THAT(scope().basis, HasSubstr("依据未核实"));
}

TEST(ArchivePackages, NumberThePiecesWithinTheirRetention) {
  const ArchivePackage package =
      packed(kHead + item("H1") + item("A2") + item("A1") + item("E1", "retention = \"Y\"\n"))
          .value();
  ASSERT_EQ(package.manifest.items.size(), 4U);
  EXPECT_EQ(package.manifest.items[0].reference, "Z109-WS·2021-D30-JX-0001");
  EXPECT_EQ(package.manifest.items[1].reference, "Z109-WS·2021-D30-JX-0002");
  EXPECT_EQ(package.manifest.items[2].reference, "Z109-WS·2021-Y-JX-0001");
  EXPECT_EQ(package.manifest.items[3].reference, "Z109-WS·2021-D10-JX-0001");
  EXPECT_EQ(package.manifest.items[0].document, "A1");
}

TEST(ArchivePackages, NumberThePiecesWithinTheirVolume) {
  const ArchivePackage package =
      packed(kHead + item("A1", "volume = \"1\"\n") + item("A2", "volume = \"1\"\n") +
             item("B1", "volume = \"2\"\n"))
          .value();
  EXPECT_EQ(package.manifest.items[1].reference, "Z109-WS·2021-D30-JX-1-002");
  EXPECT_EQ(package.manifest.items[2].reference, "Z109-WS·2021-D30-JX-2-001");
}

TEST(ArchivePackages, AreTheSameBytesForTheSamePlan) {
  const ArchivePackage first = packed(whole_plan()).value();
  const ArchivePackage second = packed(whole_plan()).value();
  EXPECT_EQ(write_stored_zip(entries_of(first.files)).value(),
            write_stored_zip(entries_of(second.files)).value());
}

TEST(ArchivePackages, HoldInEveryQualityWhenWhole) {
  for (const std::string_view hash : {"", "hash = \"gm\"\n"}) {
    const ArchivePackage package = packed(whole_plan(kHead + std::string(hash))).value();
    const ArchiveCheck check = check_package(entries_of(package.files), scope());
    EXPECT_TRUE(check.holds()) << faults_of(check);
    EXPECT_EQ(check.rate(), Decimal(100));
  }
}

TEST(ArchivePackages, SayWhatIsMissingAndWhatWasExplained) {
  const ArchivePackage package =
      packed(kHead + item("A1") + "[[absent]]\ndocument = \"B1\"\nreason = \"没有采购\"\n").value();
  const ArchiveCheck check = check_package(entries_of(package.files), scope());
  EXPECT_FALSE(check.holds());
  EXPECT_THAT(faults_of(check), HasSubstr("A 类缺 A2 绩效目标表"));
  EXPECT_THAT(faults_of(check), HasSubstr("B 类没有 B1 采购文件：没有采购"));
  EXPECT_EQ(check.classes[1].explained.size(), 1U);
  EXPECT_EQ(check.filed, 1U);
}

TEST(ArchivePackages, NameEveryFault) {
  const ArchivePackage good = packed(whole_plan()).value();
  const auto after = [&](const auto& change) {
    std::vector<PackageFile> files = good.files;
    change(files);
    return faults_of(check_package(entries_of(files), scope()));
  };
  const std::string path = good.files.front().path;
  EXPECT_THAT(after([](auto& files) { files[0].content += "改"; }),
              HasSubstr("真实性/每个文件与清单里的摘要一致：" + path + "：内容被改动过"));
  EXPECT_THAT(after([](auto& files) { files.erase(files.begin()); }),
              HasSubstr("完整性/件数、文件数、字节数与清单一致：" + path + "：缺这个文件"));
  EXPECT_THAT(after([](auto& files) {
                files.push_back({"多余.txt", "x"});
              }),
              HasSubstr("安全性/没有清单以外的文件，路径安全：多余.txt"));
  EXPECT_THAT(after([](auto& files) { files.push_back({"../x", "x"}); }), HasSubstr("路径不安全"));
  EXPECT_THAT(after([](auto& files) { files.back().content = "0\n"; }),
              HasSubstr("真实性/归档清单与它的摘要一致"));
  EXPECT_THAT(after([](auto& files) { files.pop_back(); }), HasSubstr("缺 manifest.digest"));
  EXPECT_THAT(after([](auto& files) { files.push_back({"a.bat", "x"}); }), HasSubstr("程序文件"));
}

/// The manifest rewritten by somebody who knows how, with a digest that fits.
std::string after_forging(const std::string& from, const std::string& to) {
  ArchivePackage package = packed(whole_plan()).value();
  const LedgerHead receipt = receipt_of(package.manifest);
  for (PackageFile& file : package.files) {
    if (file.path != kManifestName) continue;
    file.content.replace(file.content.find(from), from.size(), to);
  }
  for (PackageFile& file : package.files) {
    if (file.path != kManifestDigestName) continue;
    for (const PackageFile& manifest : package.files) {
      if (manifest.path == kManifestName) {
        file.content = digest_text(manifest.content, HashProfile::International) + "\n";
      }
    }
  }
  return faults_of(check_package(entries_of(package.files), scope(), receipt));
}

TEST(ArchivePackages, AreNotForgedPastAReceipt) {
  EXPECT_THAT(after_forging("A1 材料", "A1 旧料"), HasSubstr("包被换过或重做过"));
  EXPECT_THAT(after_forging("D30-JX-0002", "D30-JX-0009"),
              HasSubstr("应是 Z109-WS·2021-D30-JX-0002"));
  EXPECT_THAT(after_forging("2021-03-01", "2021-3-001"), HasSubstr("日期不对"));
}

TEST(ArchivePackages, RefuseWhatCannotBeFiled) {
  EXPECT_THAT(packed(kHead + item("A1", "", "\"empty.txt\"")).error().message, HasSubstr("空文件"));
  EXPECT_THAT(packed(kHead + item("A1", "", "\"x.exe\"")).error().message, HasSubstr("程序文件"));
  const ArchivePackage hidden = packed(kHead + item("A1", "", "\"program.bin\"")).value();
  EXPECT_THAT(faults_of(check_package(entries_of(hidden.files), scope())),
              HasSubstr("安全性/没有程序和宏"));
}

TEST(ArchivePackages, NameFilesWithTheSameContent) {
  const ArchivePackage package = packed(kHead + item("A1") + item("A2")).value();
  const ArchiveCheck check = check_package(entries_of(package.files), scope());
  const auto found = std::find_if(check.items.begin(), check.items.end(), [](const auto& each) {
    return each.what == "没有内容相同的文件";
  });
  ASSERT_NE(found, check.items.end());
  EXPECT_EQ(found->verdict, ArchiveVerdict::Noted);
  ASSERT_EQ(found->details.size(), 1U);
  EXPECT_THAT(found->details[0], HasSubstr("JX-0002/001-a.txt：与 A-立项与目标/Z109"));
}

TEST(ArchiveManifests, KeepWhatACatalogueAsksFor) {
  const ArchivePackage package =
      packed(kHead + "[[volume]]\nnumber = \"1\"\ntitle = \"立项\"\n" +
             item("A1",
                  "volume = \"1\"\nnumber = \"财预〔2021〕1 号\"\nsecrecy = \"内部\"\n"
                  "pages = 12\nremark = \"复印件\"\n"))
          .value();
  const std::string text = to_text(package.manifest);
  const ArchiveManifest read = read_manifest(text).value();
  EXPECT_EQ(read.edition, 2);
  EXPECT_EQ(read.items[0].document_number, "财预〔2021〕1 号");
  EXPECT_EQ(read.items[0].secrecy, "内部");
  EXPECT_EQ(read.items[0].pages, "12");
  EXPECT_EQ(read.items[0].remark, "复印件");
  EXPECT_EQ(read.volumes[0].title, "立项");
  // Packages of the first edition are still read.
  ArchiveManifest first = package.manifest;
  first.edition = 1;
  first.volumes.clear();
  const ArchiveManifest old = read_manifest(to_text(first)).value();
  EXPECT_EQ(old.edition, 1);
  EXPECT_EQ(old.items[0].volume, "1");
  EXPECT_EQ(old.items[0].pages, "");
  EXPECT_FALSE(read_manifest(text + "volume\t2\t\n").ok()) << "out of order";
}

TEST(ArchivePlans, NameThePlaceOfAFault) {
  EXPECT_THAT(fault_of_plan(kHead + item("A1", "", "\"a.txt\", \"a.txt\"")),
              HasSubstr("“a.txt”写了两次"));
  EXPECT_THAT(fault_of_plan(kHead + item("A1", "pages = 0\n")), HasSubstr("页数"));
  const std::string absent = "[[absent]]\ndocument = \"B1\"\nreason = \"无\"\n";
  EXPECT_THAT(fault_of_plan(kHead + item("A1") + absent + absent), HasSubstr("B1 写了两次没有"));
  const std::string volume = "[[volume]]\nnumber = \"2\"\ntitle = \"立项\"\n";
  EXPECT_THAT(fault_of_plan(kHead + item("A1", "volume = \"1\"\n") + volume),
              HasSubstr("没有一件在第 2 卷"));
  EXPECT_THAT(fault_of_plan(kHead + item("A1", "volume = \"1\"\n") +
                            item("A2", "volume = \"2\"\n") + volume),
              HasSubstr("第 1 卷没有题名"));
  EXPECT_THAT(fault_of_plan(kHead + item("X1")), HasSubstr("归档范围里没有 X1"));
  EXPECT_THAT(fault_of_plan(kHead), HasSubstr("没有一件"));
  EXPECT_THAT(fault_of_plan(kHead + item("A1", "retention = \"D5\"\n")), HasSubstr("保管期限"));
  EXPECT_THAT(fault_of_plan(kHead + item("A1", "volume = \"1\"\n") + item("A2")),
              HasSubstr("要么每件都写 volume"));
  EXPECT_THAT(
      fault_of_plan(kHead + item("A1") + "[[absent]]\ndocument = \"A1\"\nreason = \"无\"\n"),
      HasSubstr("已归档"));
  std::string tab = kHead + item("A1");
  tab.replace(tab.find("A1 材料"), 2, "A\\t");
  EXPECT_THAT(fault_of_plan(tab), HasSubstr("控制字符"));
}

/// One byte of a package changed in every place that chance picks: always found.
TEST(ArchivePackages, FindAThousandChangedBytes) {
  std::mt19937 random(test_seed());
  const ArchivePackage package = packed(whole_plan()).value();
  const std::string zip = write_stored_zip(entries_of(package.files)).value();
  std::size_t bytes = 0;
  for (const PackageFile& file : package.files) bytes += file.content.size();
  constexpr int kRounds = 1000;
  for (int round = 0; round < kRounds; ++round) {
    const auto flip = static_cast<char>(1 + random() % 255);
    std::string changed = zip;
    const std::size_t at = random() % zip.size();
    changed[at] = static_cast<char>(changed[at] ^ flip);
    const auto entries = read_stored_zip(changed);
    EXPECT_TRUE(!entries.ok() || !check_package(*entries, scope()).holds()) << "ZIP, byte " << at;

    std::vector<PackageFile> files = package.files;
    std::size_t place = random() % bytes;
    for (PackageFile& file : files) {
      if (place < file.content.size()) {
        file.content[place] = static_cast<char>(file.content[place] ^ flip);
        break;
      }
      place -= file.content.size();
    }
    EXPECT_FALSE(check_package(entries_of(files), scope()).holds()) << "folder, byte " << place;
  }
}

TEST(StoredZips, AreReadBackAsTheyWereWritten) {
  const std::vector<StoredEntry> entries = {{"甲/一.txt", "内容"}, {"b", ""}};
  const std::string zip = write_stored_zip(entries).value();
  const auto read = read_stored_zip(zip).value();
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0].name, "甲/一.txt");
  EXPECT_EQ(read[0].content, "内容");
  EXPECT_TRUE(read_stored_zip(write_stored_zip({}).value()).ok());
  EXPECT_FALSE(write_stored_zip({{"a", "1"}, {"a", "2"}}).ok());
}

TEST(StoredZips, RefuseEveryOtherSpelling) {
  const std::string zip = write_stored_zip({{"a.txt", "abc"}}).value();
  for (std::size_t size = 0; size < zip.size(); ++size) {
    EXPECT_FALSE(read_stored_zip(std::string_view(zip).substr(0, size)).ok()) << size;
  }
  EXPECT_THAT(read_stored_zip(zip + "x").error().message, HasSubstr("结尾之后还有内容"));
}

}  // namespace
}  // namespace jx
