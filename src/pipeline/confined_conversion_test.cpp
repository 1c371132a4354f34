// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/confined_conversion.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "codecs/test_compound.h"
#include "codecs/test_zip.h"
#include "conversion/conversion.h"
#include "pipeline/pipeline.h"
#include "pipeline/test_office.h"

extern char** environ;

namespace jx {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

// ---------------------------------------------------------------- in place of LibreOffice

struct OfficeTask {
  std::vector<std::string> arguments;
  fs::path folder;  ///< It stands in it.
  fs::path result;
};

std::string make_docx(std::string_view words) {
  const std::string paragraph = "<w:p><w:r><w:t>" + std::string(words) + "</w:t></w:r></w:p>";
  return make_zip(
      {{"[Content_Types].xml",
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-"
        "officedocument.wordprocessingml.document.main+xml'/></Types>"},
       {"_rels/.rels",
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        "<Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
        "relationships/officeDocument' Target='word/document.xml'/></Relationships>"},
       {"word/document.xml",
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        "<w:body>" +
            paragraph + "</w:body></w:document>"}});
}

void convert(const OfficeTask& task, std::string_view words) {
  std::ofstream(task.result, std::ios::binary) << make_docx(words);
}

void tell(const OfficeTask& task, bool done) {
  convert(task, done ? "done" : std::string("denied: ") + std::strerror(errno));
}

[[noreturn]] void spin() {
  for (volatile unsigned turns = 0;;) turns = turns + 1;
}

void crash() {
  volatile int* volatile nowhere = nullptr;
  *nowhere = 1;
}

void describe(const OfficeTask& task) {
  std::string words = "in " + task.folder.filename().string();
  for (const std::string& argument : task.arguments) words += " [" + argument + ']';
  for (char** each = environ; *each != nullptr; ++each) words += " {" + std::string(*each) + '}';
  convert(task, words);
}

/// As LibreOffice with a new profile: "start me again", once.
void restart(const OfficeTask& task) {
  if (fs::exists("profile/started")) return convert(task, "started twice");
  std::ofstream("profile/started") << "x";
  _exit(kOfficeWantsRestart);
}

const std::map<std::string, std::function<void(const OfficeTask&)>>& acts() {
  static const std::map<std::string, std::function<void(const OfficeTask&)>> kActs = {
      {"convert", [](const OfficeTask& task) { convert(task, "转换好了"); }},
      {"describe", describe},
      {"restart", restart},
      {"restart for ever", [](const OfficeTask&) { _exit(kOfficeWantsRestart); }},
      {"nothing", [](const OfficeTask&) {}},
      {"fail", [](const OfficeTask&) { _exit(9); }},
      {"crash", [](const OfficeTask&) { crash(); }},
      {"spin", [](const OfficeTask&) { spin(); }},
      {"chatter",
       [](const OfficeTask& task) {
         const std::string much(1 << 20, 'x');
         for (int i = 0; i < 8; ++i) (void)!write(STDOUT_FILENO, much.data(), much.size());
         convert(task, "said enough");
       }},
      {"other kind",
       [](const OfficeTask& task) { std::ofstream(task.result) << "word/document.xml"; }},
      {"large",
       [](const OfficeTask& task) {
         std::ofstream file(task.result, std::ios::binary);
         const std::string much(1 << 20, 'x');
         while (file << much) continue;
       }},
      {"link", [](const OfficeTask& task) { (void)!symlink("/etc/passwd", task.result.c_str()); }},
      {"read elsewhere",
       [](const OfficeTask& task) { tell(task, open("/etc/passwd", O_RDONLY) >= 0); }},
      {"write elsewhere",
       [](const OfficeTask& task) {
         tell(task, open("/tmp/jx_office_was_here", O_WRONLY | O_CREAT, 0600) >= 0);
       }},
      {"socket", [](const OfficeTask& task) { tell(task, socket(AF_INET, SOCK_STREAM, 0) >= 0); }},
      {"fork",
       [](const OfficeTask& task) {
         const pid_t child = fork();
         if (child == 0) spin();
         tell(task, child > 0);
       }},
  };
  return kActs;
}

constexpr std::string_view kRichText = "{\\rtf1 ";

// ---------------------------------------------------------------- the parent

Document rich_text(std::string_view act) {
  return make_document("报表.rtf", std::string(kRichText) + std::string(act) + '}').value();
}

ReaderOptions with_stand_in() {
  ReaderOptions options;
  options.office_program = fs::read_symlink("/proc/self/exe");
  options.policy.memory_bytes = std::uint64_t{1} << 30;
  options.policy.cpu_seconds = 60;
  options.conversion_patience = {.silence = 60s, .total = 60s};
  return options;
}

struct ReadAll {
  std::string words;
  Diagnostics diagnostics;
};

Result<ReadAll> read_all(const Document& document, const ReaderOptions& options,
                         const ReadLimits& limits = {}) {
  ReadAll all;
  const PageSink sink = [&](Page&& page) -> Result<void> {
    for (const auto& block : page.blocks) {
      if (const auto* const line = std::get_if<TextLine>(&block)) all.words += line->text + '\n';
      if (const auto* const grid = std::get_if<NativeGrid>(&block)) {
        for (const GridCell& cell : grid->cells) all.words += cell.text + '|';
      }
    }
    return {};
  };
  JX_TRY(all.diagnostics, read_pages(document, limits, options, sink));
  return all;
}

std::vector<fs::path> folders_left() {
  std::vector<fs::path> left;
  for (const auto& entry : fs::directory_iterator(fs::temp_directory_path())) {
    if (entry.path().filename().string().starts_with("jixiao-office-")) left.push_back(entry);
  }
  return left;
}

/// Each test gets a temporary folder of its own, in which nothing may be left.
class ConfinedConversion : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "jx_conv_XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    if (const char* const old = std::getenv("TMPDIR")) old_ = old;
    setenv("TMPDIR", name.c_str(), 1);
  }
  void TearDown() override {
    EXPECT_THAT(folders_left(), ::testing::IsEmpty());
    if (old_.empty()) {
      unsetenv("TMPDIR");
    } else {
      setenv("TMPDIR", old_.c_str(), 1);
    }
    fs::remove_all(folder_);
  }

 private:
  fs::path folder_;
  std::string old_;
};

TEST_F(ConfinedConversion, GivesWhatTheConvertedDocumentHoldsAndSaysSo) {
  const auto read = read_all(rich_text("convert"), with_stand_in());
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->words, "转换好了\n");
  ASSERT_EQ(read->diagnostics.count("converted"), 1U);
  const Diagnostic& note = read->diagnostics.entries().front();
  EXPECT_EQ(note.level, DiagnosticLevel::Note);
  EXPECT_THAT(note.message, HasSubstr("RTF"));
  EXPECT_THAT(note.message, HasSubstr("LibreOffice"));
}

TEST_F(ConfinedConversion, SpeaksOfTheOriginal) {
  const auto reference = load_reference(fs::path(JX_SOURCE_DIR) / "data");
  ASSERT_TRUE(reference.ok());
  PipelineOptions options;
  options.reader = with_stand_in();
  const Document original = rich_text("convert");
  const auto tables = run_tables(original, nullptr, options, *reference);
  ASSERT_TRUE(tables.ok()) << tables.error().message;
  EXPECT_EQ(tables->file, "报表.rtf");
  EXPECT_EQ(tables->sha256, original.sha256);
}

TEST_F(ConfinedConversion, AsksInAFolderAndAnEnvironmentOfItsOwn) {
  setenv("JX_PRIVATE", "secret", 1);
  const auto read = read_all(rich_text("describe"), with_stand_in());
  unsetenv("JX_PRIVATE");
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_THAT(read->words, HasSubstr("in jixiao-office-"));
  EXPECT_THAT(read->words, HasSubstr("[--headless]"));
  EXPECT_THAT(read->words, HasSubstr("[--convert-to] [docx:MS Word 2007 XML]"));
  EXPECT_THAT(read->words, HasSubstr("document.rtf]"));
  EXPECT_THAT(read->words, HasSubstr("[-env:UserInstallation=file:///"));
  EXPECT_THAT(read->words, HasSubstr("{LANG=C.UTF-8}"));
  EXPECT_THAT(read->words, Not(HasSubstr("secret")));
  EXPECT_THAT(read->words, Not(HasSubstr("JIXIAO_CHILD")));
}

TEST_F(ConfinedConversion, StartsAgainWhenAskedToButNotForEver) {
  const auto read = read_all(rich_text("restart"), with_stand_in());
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->words, "started twice\n");
  const auto ever = read_all(rich_text("restart for ever"), with_stand_in());
  ASSERT_FALSE(ever.ok());
  EXPECT_THAT(ever.error().message, HasSubstr("退出码 81"));
}

TEST_F(ConfinedConversion, ListensToNothingThatIsPrinted) {
  const auto read = read_all(rich_text("chatter"), with_stand_in());
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->words, "said enough\n");
}

TEST_F(ConfinedConversion, SaysHowItEndedAndWhatToDo) {
  struct Case {
    const char* act;
    ErrorCode code;
    const char* words;
  };
  for (const Case& each : {Case{"nothing", ErrorCode::Malformed, "打不开"},
                           Case{"fail", ErrorCode::Malformed, "退出码 9"},
                           Case{"crash", ErrorCode::Malformed, "意外终止"},
                           Case{"other kind", ErrorCode::Malformed, "不是 DOCX"},
                           Case{"link", ErrorCode::Malformed, "打不开"}}) {
    const auto read = read_all(rich_text(each.act), with_stand_in());
    ASSERT_FALSE(read.ok()) << each.act;
    EXPECT_EQ(read.error().code, each.code) << each.act;
    EXPECT_THAT(read.error().message, HasSubstr(each.words)) << each.act;
    EXPECT_THAT(read.error().message, HasSubstr("报表.rtf")) << each.act;
    EXPECT_THAT(read.error().message, HasSubstr("另存为 DOCX")) << each.act;
  }
}

TEST_F(ConfinedConversion, StopsWhatTakesTooLong) {
  ReaderOptions options = with_stand_in();
  options.conversion_patience = {.silence = 300ms, .total = 300ms};
  const auto read = read_all(rich_text("spin"), options);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::LimitExceeded);
  EXPECT_THAT(read.error().message, HasSubstr("时间太长"));
  options = with_stand_in();
  options.policy.cpu_seconds = 1;
  const auto burnt = read_all(rich_text("spin"), options);
  ASSERT_FALSE(burnt.ok());
  EXPECT_THAT(burnt.error().message, HasSubstr("时间太长"));
}

TEST_F(ConfinedConversion, RefusesAResultThatIsTooLarge) {
  const auto read = read_all(rich_text("large"), with_stand_in(), {.bytes = 3 << 20});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::LimitExceeded);
  EXPECT_THAT(read.error().message, HasSubstr("3 MB"));
}

TEST_F(ConfinedConversion, LetsNothingOutOfTheFolder) {
  for (const char* const act : {"read elsewhere", "write elsewhere", "socket", "fork"}) {
    std::vector<std::string> complaints;
    ReaderOptions options = with_stand_in();
    options.complain = [&](std::string_view complaint) { complaints.emplace_back(complaint); };
    const auto read = read_all(rich_text(act), options);
    ASSERT_TRUE(read.ok()) << act << read.error().message;
    if (complaints.empty()) {
      EXPECT_THAT(read->words, HasSubstr("denied")) << act;
    } else {
      std::printf("%s: %s%s\n", act, read->words.c_str(), complaints.front().c_str());
    }
  }
  EXPECT_FALSE(fs::exists("/tmp/jx_office_was_here"));
}

TEST_F(ConfinedConversion, SaysWhatIsMissingWithoutLibreOffice) {
  ReaderOptions options = with_stand_in();
  options.office_program = "/nowhere/soffice";
  const auto read = read_all(rich_text("convert"), options);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::Unsupported);
  for (const char* const words :
       {"报表.rtf", "/nowhere/soffice", "安装 LibreOffice", "另存为 DOCX"}) {
    EXPECT_THAT(read.error().message, HasSubstr(words));
  }
}

TEST_F(ConfinedConversion, IsLeftOutWhenNotWanted) {
  ReaderOptions options = with_stand_in();
  options.convert = false;
  const auto read = read_all(rich_text("convert"), options);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::Unsupported);
  EXPECT_THAT(read.error().message, HasSubstr("--no-conversion"));
}

TEST_F(ConfinedConversion, SaysWhenLibreOfficeCannotBeStarted) {
  const fs::path broken = fs::temp_directory_path() / "soffice";
  std::ofstream(broken) << "no program";
  fs::permissions(broken, fs::perms::owner_all);
  ReaderOptions options = with_stand_in();
  options.office_program = broken;
  const auto read = read_all(rich_text("convert"), options);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::Io);
  EXPECT_THAT(read.error().message, HasSubstr("无法启动 LibreOffice"));
}

// ---------------------------------------------------------------- LibreOffice itself

struct RealDocument {
  const char* name;
  std::string bytes;
  const char* words;
};

std::string make_ods() {
  return make_zip(
      {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
       {"META-INF/manifest.xml",
        "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
        "<manifest:file-entry manifest:full-path='/' manifest:media-type="
        "'application/vnd.oasis.opendocument.spreadsheet'/><manifest:file-entry "
        "manifest:full-path='content.xml' manifest:media-type='text/xml'/></manifest:manifest>"},
       {"content.xml",
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' office:version='1.2'>"
        "<office:body><office:spreadsheet><table:table table:name='a'><table:table-row>"
        "<table:table-cell office:value-type='string'><text:p>指标</text:p></table:table-cell>"
        "<table:table-cell office:value-type='float' office:value='3.5'><text:p>3.5</text:p>"
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"}});
}

/// A worksheet of Excel 2: one number and one word.
std::string make_excel2() {
  const auto record = [](std::uint64_t type, const std::string& data) {
    return to_little(type, 2) + to_little(data.size(), 2) + data;
  };
  const std::string place = to_little(0, 2);
  const std::string attributes(3, '\0');
  return record(0x0009, to_little(2, 2) + to_little(0x10, 2)) +
         record(0x0002, place + place + attributes + to_little(42, 2)) +
         record(0x0004, place + to_little(1, 2) + attributes + "\x04rate") + record(0x000a, "");
}

std::vector<RealDocument> real_documents() {
  if (!find_office_program().ok()) {
    std::printf("no LibreOffice on this machine: its own conversions are no tests here\n");
    return {};
  }
  return {{"Rtf",
           "{\\rtf1\\ansi\\uc0 \\trowd\\cellx2000\\cellx4000\\intbl a\\cell "
           "\\u25351\\u26631\\cell\\row\\pard end\\par}",
           "a|指标|"},
          {"Ods", make_ods(), "指标|3.5|"},
          {"Excel2", make_excel2(), "42|rate|"}};
}

class RealOffice : public ::testing::TestWithParam<RealDocument> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RealOffice);

TEST_P(RealOffice, ConvertsLockedIn) {
  const auto document = make_document("a", GetParam().bytes);
  ASSERT_TRUE(document.ok()) << document.error().message;
  const auto read = read_all(*document, {});
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_THAT(read->words, HasSubstr(GetParam().words));
}

INSTANTIATE_TEST_SUITE_P(All, RealOffice, ::testing::ValuesIn(real_documents()),
                         [](const ::testing::TestParamInfo<RealDocument>& each) {
                           return std::string(each.param.name);
                         });

}  // namespace

bool is_test_office(int argc, const char* const* argv) noexcept {
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--convert-to") == 0) return true;
  }
  return false;
}

void run_test_office(int argc, char** argv) {
  OfficeTask task{.arguments = {argv + 1, argv + argc}, .folder = fs::current_path(), .result = {}};
  task.result = fs::path(argv[argc - 2]) / "document.docx";
  std::ifstream file(argv[argc - 1], std::ios::binary);
  const std::string document{std::istreambuf_iterator<char>(file), {}};
  const std::string act = document.substr(kRichText.size(), document.find('}') - kRichText.size());
  const auto found = acts().find(act);
  if (found == acts().end()) _exit(1);
  found->second(task);
  _exit(0);
}

}  // namespace jx
