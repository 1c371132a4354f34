// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/message.h"

#include <gtest/gtest.h>

#include "codecs/html_writer.h"

namespace jx {
namespace {

TEST(Html, EscapesEveryTextAndEveryAttribute) {
  Html html;
  html.element("p", "<script>alert('1')</script>", {{"title", "\"><b x='"}});
  EXPECT_EQ(html.bytes(),
            "<p title=\"&quot;&gt;&lt;b x=&#39;\">&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"
            "</p>");
  EXPECT_EQ(html_escaped("a&amp;b"), "a&amp;amp;b");
}

TEST(Url, EscapesAndComesBack) {
  const std::string text = "“布丝瑰”/ 100%&?#";
  const std::string escaped = url_escaped(text);
  EXPECT_EQ(escaped.find_first_of("/ &?#"), std::string::npos);
  EXPECT_EQ(url_unescaped(escaped, UrlPart::Path).value(), text);
}

TEST(Url, PlusIsASpaceInAQueryOnly) {
  EXPECT_EQ(url_unescaped("a+b", UrlPart::Query).value(), "a b");
  EXPECT_EQ(url_unescaped("a+b", UrlPart::Path).value(), "a+b");
}

TEST(Url, BrokenEscapesAndBytesAreRefused) {
  for (const std::string_view broken : {"%", "%4", "%zz", "%ff", "%00", "a%e5%b8"}) {
    const Result<std::string> plain = url_unescaped(broken, UrlPart::Query);
    ASSERT_FALSE(plain.ok()) << broken;
    EXPECT_EQ(plain.error().code, ErrorCode::Malformed);
  }
}

TEST(Request, TakesTheQueryApart) {
  const Request request =
      parse_target_line("GET", "/x?query=%E5%B8%83&unit=&page=2&=3&flag", "h").value();
  EXPECT_EQ(request.path, "/x");
  EXPECT_EQ(request.parameter("query"), "布");
  EXPECT_EQ(request.parameter("page"), "2");
  EXPECT_EQ(request.parameter("flag"), "");
  EXPECT_EQ(request.parameter("none"), "");
  EXPECT_FALSE(parse_target_line("GET", "http://elsewhere/", "h").ok());
}

TEST(Host, OnlyOwnNamesAreTaken) {
  for (const std::string_view own :
       {"127.0.0.1", "127.0.0.1:8088", "localhost", "localhost:1", "[::1]", "[::1]:8088",
        "192.168.1.9:80", "jixiao.lan", "jixiao.lan:80"}) {
    EXPECT_TRUE(is_own_host(own, "jixiao.lan")) << own;
  }
  for (const std::string_view foreign :
       {"", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8088", "1.2.3",
        "127.0.0.1:80x", "[::1", "[::1]evil"}) {
    EXPECT_FALSE(is_own_host(foreign, "jixiao.lan")) << foreign;
  }
}

TEST(ApiError, HasOneShape) {
  const Response response = make_api_error(Failure::NotFound, "没有“甲”");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.body, "{\"error\": {\"code\": \"not-found\", \"message\": \"没有“甲”\"}}\n");
}

}  // namespace
}  // namespace jx
