// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "serve/empty_store.h"

namespace jx {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Reference& reference() {
  static const Reference loaded =
      load_reference(std::filesystem::path(JX_SOURCE_DIR) / "data").value();
  return loaded;
}

Response get(std::string_view target, std::string_view method = "GET") {
  testing::EmptyStore store;
  const Request request = parse_target_line(method, target, "localhost").value();
  return respond(request, {.store = store, .reference = reference()});
}

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

TEST(Routes, ApiRoutesAreThePathsOfTheDescription) {
  std::ifstream file(std::filesystem::path(JX_SOURCE_DIR) / "api" / "openapi.yaml");
  std::set<std::string> described;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("  /") && line.ends_with(':')) {
      described.insert(line.substr(2, line.size() - 3));
    }
  }
  std::set<std::string> served;
  for (const Route& route : all_routes()) {
    if (route.path.starts_with("/api/")) served.emplace(route.path);
  }
  EXPECT_EQ(described, served);
}

TEST(Routes, ErrorCodesAreThoseOfTheDescription) {
  std::ifstream file(std::filesystem::path(JX_SOURCE_DIR) / "api" / "openapi.yaml");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const Failure failure :
       {Failure::BadRequest, Failure::NotFound, Failure::MethodNotAllowed, Failure::UrlTooLong,
        Failure::WrongHost, Failure::Internal, Failure::Overloaded}) {
    EXPECT_THAT(text, HasSubstr(std::string(code_of(failure))));
  }
}

TEST(Routes, EveryAnswerForbidsForeignAndInlineContent) {
  for (const std::string_view target : {"/", "/api/projects", "/style.css", "/nowhere"}) {
    const Response response = get(target);
    EXPECT_THAT(header(response, "Content-Security-Policy"), HasSubstr("default-src 'self'"));
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
    EXPECT_THAT(response.body, Not(HasSubstr("<script")));
    EXPECT_THAT(response.body, Not(HasSubstr("style=\"")));
  }
}

TEST(Routes, WhatIsNotThereIsNotFoundInTheShapeOfItsPlace) {
  EXPECT_EQ(get("/nowhere").status, 404);
  EXPECT_THAT(get("/nowhere").content_type, HasSubstr("text/html"));
  for (const std::string_view target : {"/api/nowhere", "/api/projects/-/x", "/api/rules/XX99",
                                        "/api/documents/x/revisions/1/source", "/api/projects/-/",
                                        "/api/documents/0000/revisions/abc/source"}) {
    const Response response = get(target);
    EXPECT_EQ(response.status, 404) << target;
    EXPECT_THAT(response.body, HasSubstr("{\"error\": {\"code\": \"not-found\""));
  }
}

TEST(Routes, WrongParametersAreNamed) {
  for (const std::string_view target :
       {"/api/projects?page=0", "/api/projects?page=x", "/api/projects?page=99999999999999999999",
        "/api/documents?page=-1"}) {
    EXPECT_EQ(get(target).status, 400) << target;
    EXPECT_THAT(get(target).body, HasSubstr("page"));
  }
  EXPECT_EQ(get("/api/projects?year=soon").status, 400);
  EXPECT_EQ(get("/api/projects?severity=fatal").status, 400);
  EXPECT_EQ(get("/?severity=fatal").status, 400);
  EXPECT_EQ(get("/api/rules/%zz").status, 400);
}

TEST(Routes, OnlyReadingIsPossible) {
  const Response response = get("/api/projects", "POST");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header(response, "Allow"), "GET, HEAD");
}

TEST(Routes, LongAddressesAreRefusedInWords) {
  EXPECT_EQ(get("/" + std::string(5000, 'a')).status, 414);
}

TEST(Routes, WhatAPersonTypesIsShownEscaped) {
  const Response page = get("/?query=%3Cscript%3Ealert(1)%3C/script%3E%22");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;&quot;"));
  EXPECT_THAT(page.body, Not(HasSubstr("<script")));
  EXPECT_THAT(get("/rules/%3Cimg%20src=x%3E").body, Not(HasSubstr("<img")));
}

TEST(Routes, RuleCardsAreServed) {
  const Response card = get("/api/rules/WT01");
  EXPECT_EQ(card.status, 200);
  EXPECT_THAT(card.body, HasSubstr("\"id\": \"WT01\""));
  EXPECT_THAT(get("/rules/WT01").body, HasSubstr("WT01"));
  EXPECT_EQ(get("/rules").status, 200);
}

}  // namespace
}  // namespace jx
