// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/xml.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "base/text.h"

namespace jx {
namespace {

/// Writes down what it is told.
class Recorder : public XmlHandler {
 public:
  std::string seen;
  std::string fail_at;

  Result<void> start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == fail_at) return Error{ErrorCode::Conflict, "停"};
    if (name == "throw") throw std::runtime_error("thrown by the handler");
    seen.append("<").append(name);
    attributes.for_each([this](std::string_view key, std::string_view value) {
      seen.append(" ").append(key).append("=").append(value);
    });
    seen += '>';
    return {};
  }
  Result<void> end(std::string_view name) override {
    seen.append("</").append(name).append(">");
    return {};
  }
  Result<void> text(std::string_view text) override {
    seen += text;
    return {};
  }
};

Result<std::string> read(std::string_view bytes, const XmlLimits& limits = {}) {
  Recorder recorder;
  JX_TRY_VOID(read_xml(bytes, recorder, limits));
  return recorder.seen;
}

TEST(ReadXml, GivesElementsTextAndAttributesWithoutPrefixes) {
  const auto seen = read(
      "<w:p xmlns:w='urn:x' w:id='1' "
      "r:id='2'>甲&lt;<w:t>乙&#x4E19;</w:t><![CDATA[<丁>]]><br/></w:p>");
  ASSERT_TRUE(seen.ok()) << seen.error().message;
  EXPECT_EQ(*seen, "<p w=urn:x id=1 id=2>甲<<t>乙丙</t><丁><br></br></p>");
}

TEST(ReadXml, ReadsChineseEncodings) {
  const auto seen = read("<?xml version=\"1.0\" encoding='GB2312'?><a>\xBC\xA8\xD0\xA7</a>");
  ASSERT_TRUE(seen.ok()) << seen.error().message;
  EXPECT_EQ(*seen, "<a>绩效</a>");
  const auto utf16 = read(std::string_view("\xff\xfe<\0a\0>\0\xe9\x7e<\0/\0a\0>\0", 18));
  ASSERT_TRUE(utf16.ok()) << utf16.error().message;
  EXPECT_EQ(*utf16, "<a>绩</a>");
}

TEST(ReadXml, FindsAttributesByLocalName) {
  class Finder : public XmlHandler {
   public:
    std::string found;
    Result<void> start(std::string_view, const XmlAttributes& attributes) override {
      found = attributes.find("val").value_or("nothing");
      return {};
    }
    Result<void> end(std::string_view) override { return {}; }
    Result<void> text(std::string_view) override { return {}; }
  };
  Finder finder;
  ASSERT_TRUE(read_xml("<a value='1' w:val='2'/>", finder).ok());
  EXPECT_EQ(finder.found, "2");
  ASSERT_TRUE(read_xml("<a value='1'/>", finder).ok());
  EXPECT_EQ(finder.found, "nothing");
}

struct BrokenCase {
  std::string_view name;
  std::string_view bytes;
  ErrorCode code;
};
constexpr BrokenCase kBrokenCases[] = {
    {"Nothing", "", ErrorCode::Malformed},
    {"CutOff", "<a><b>", ErrorCode::Malformed},
    {"CutOffInATag", "<a><b c=", ErrorCode::Malformed},
    {"CrossedTags", "<a><b></a></b>", ErrorCode::Malformed},
    {"TwoRoots", "<a/><b/>", ErrorCode::Malformed},
    {"SameAttributeTwice", "<a b='1' b='2'/>", ErrorCode::Malformed},
    {"UnknownEntity", "<a>&nbsp;</a>", ErrorCode::Malformed},
    {"BrokenUtf8", "<a>\xff\xff</a>", ErrorCode::Malformed},
    {"UnknownEncoding", "<?xml version='1.0' encoding='KOI8-X'?><a/>", ErrorCode::Unsupported},
    {"LaughingEntities", "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;'>]><a>&y;</a>",
     ErrorCode::Unsupported},
    {"ForeignFile", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
     ErrorCode::Unsupported},
    {"EntityOfAForeignDtd", "<!DOCTYPE a SYSTEM 'http://x/a.dtd'><a>&x;</a>",
     ErrorCode::Unsupported},
    {"ParameterEntity", "<!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///x'>%x;]><a/>",
     ErrorCode::Unsupported},
};

TEST(ReadXml, RefusesBrokenAndDangerousDocuments) {
  for (const BrokenCase& broken : kBrokenCases) {
    SCOPED_TRACE(broken.name);
    const auto seen = read(broken.bytes);
    ASSERT_FALSE(seen.ok()) << *seen;
    EXPECT_EQ(to_string(seen.error().code), to_string(broken.code)) << seen.error().message;
  }
}

TEST(ReadXml, SaysInWhichLineTheFaultIs) {
  const auto seen = read("<a>\n<b>\n</c></a>");
  ASSERT_FALSE(seen.ok());
  EXPECT_TRUE(contains(seen.error().message, "第 3 行")) << seen.error().message;
  ASSERT_TRUE(seen.error().origin.has_value());
  EXPECT_EQ(seen.error().origin->line, 3U);
}

TEST(ReadXml, KeepsItsLimits) {
  std::string deep;
  for (int i = 0; i < 11; ++i) deep += "<a>";
  std::string many = "<a";
  for (int i = 0; i < 11; ++i) many += " b" + std::to_string(i) + "='1'";
  many += "/>";
  const std::string large = "<a b='" + std::string(2 << 20, 'x') + "'/>";
  const std::string close = replaced(deep, "<", "</");
  EXPECT_TRUE(read(deep + close, {.depth = 11}).ok());
  EXPECT_TRUE(read(many, {.attributes = 11}).ok());
  EXPECT_TRUE(read(large, {.tag_bytes = 4 << 20}).ok());
  for (const auto& seen : {read(deep + close, {.depth = 10}), read(many, {.attributes = 10}),
                           read(large, {.tag_bytes = 1 << 20})}) {
    ASSERT_FALSE(seen.ok());
    EXPECT_EQ(seen.error().code, ErrorCode::LimitExceeded) << seen.error().message;
  }
  EXPECT_TRUE(read("<a>" + std::string(9 << 20, 'x') + "</a>").ok()) << "text is no tag";
}

TEST(ReadXml, StopsWhereTheHandlerSays) {
  Recorder recorder;
  recorder.fail_at = "c";
  const auto done = read_xml("<a><b/><c/><d/></a>", recorder);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, ErrorCode::Conflict);
  EXPECT_EQ(recorder.seen, "<a><b></b>");
}

TEST(ReadXml, LetsTheHandlersExceptionsThrough) {
  Recorder recorder;
  EXPECT_THROW((void)read_xml("<a><throw/></a>", recorder), std::runtime_error);
}

TEST(XmlReader, StaysAtItsFirstError) {
  Recorder recorder;
  XmlReader reader(recorder);
  EXPECT_FALSE(reader.feed("<a></b>").ok());
  EXPECT_FALSE(reader.feed("<c/>").ok());
  EXPECT_FALSE(reader.finish().ok());
  EXPECT_EQ(recorder.seen, "<a>");
}

/// Cuts the tags out of the bytes by the places that the reader gives.
class Cutter : public XmlHandler {
 public:
  explicit Cutter(std::string_view bytes) : bytes_(bytes) {}
  XmlReader reader{*this};
  std::string seen;

  Result<void> start(std::string_view, const XmlAttributes&) override { return cut(); }
  Result<void> end(std::string_view) override { return cut(); }
  Result<void> text(std::string_view) override { return {}; }

 private:
  Result<void> cut() {
    const XmlPlace place = reader.place();
    seen.append("[").append(bytes_.substr(place.begin, place.size)).append("]");
    return {};
  }
  std::string_view bytes_;
};

TEST(XmlReader, SaysWhereTagsStandInTheBytes) {
  const std::string sound = "\xef\xbb\xbf<?xml version='1.0'?>\n<a 甲='乙'>丙<b/><c />丁</a>";
  Cutter cutter(sound);
  // In pieces: places count from the first byte that was fed.
  for (std::size_t at = 0; at < sound.size(); at += 7) {
    ASSERT_TRUE(cutter.reader.feed(std::string_view(sound).substr(at, 7)).ok());
  }
  ASSERT_TRUE(cutter.reader.finish().ok());
  EXPECT_EQ(cutter.seen, "[<a 甲='乙'>][<b/>][][<c />][][</a>]");
}

}  // namespace
}  // namespace jx
