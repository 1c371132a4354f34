// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/routes.h"

#include <fmt/core.h>

#include <cstdio>
#include <exception>
#include <optional>

#include "base/text.h"
#include "serve/api.h"
#include "serve/asset_files.h"
#include "serve/pages.h"

namespace jx {
namespace {

constexpr std::size_t kLongestTarget = 4096;

Response make_asset(std::string_view name, std::string_view type) {
  for (const auto& file : embedded::asset_files::kFiles) {
    if (file.name == name) {
      return {.status = 200,
              .content_type = std::string(type),
              .body = std::string(file.content),
              .headers = {{"Cache-Control", "max-age=600"}}};
    }
  }
  return make_error_page(Failure::NotFound, {});
}

Response get_style(const Request&, const PathValues&, const ServeContext&) {
  return make_asset("style.css", "text/css; charset=utf-8");
}

Response get_icon(const Request&, const PathValues&, const ServeContext&) {
  return make_asset("icon.svg", "image/svg+xml");
}

Response get_openapi(const Request&, const PathValues&, const ServeContext&) {
  return make_asset("openapi.yaml", "application/yaml; charset=utf-8");
}

constexpr Route kRoutes[] = {
    {"/", get_project_list_page},
    {"/projects/{region}/{key}", get_project_page},
    {"/documents", get_document_list_page},
    {"/documents/{id}/revisions/{n}", get_source_page},
    {"/rules", get_rule_list_page},
    {"/rules/{id}", get_rule_page},
    {"/style.css", get_style},
    {"/icon.svg", get_icon},
    {"/api/openapi.yaml", get_openapi},
    {"/api/projects", get_api_projects},
    {"/api/projects/{region}/{key}", get_api_project},
    {"/api/documents", get_api_documents},
    {"/api/documents/{id}/revisions/{n}/source", get_api_source},
    {"/api/rules", get_api_rules},
    {"/api/rules/{id}", get_api_rule},
};

/// The values of the pattern's {…} parts, or nothing when the path is another one. The error is a
/// broken escape.
Result<std::optional<PathValues>> match_path(std::string_view pattern, std::string_view path) {
  const std::vector<std::string_view> wanted = split(pattern, "/");
  const std::vector<std::string_view> given = split(path, "/");
  if (wanted.size() != given.size()) return std::optional<PathValues>{};
  PathValues values;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{')) {
      JX_TRY(std::string value, url_unescaped(given[i], UrlPart::Path));
      if (value.empty()) return std::optional<PathValues>{};
      values.push_back(std::move(value));
    } else if (wanted[i] != given[i]) {
      return std::optional<PathValues>{};
    }
  }
  return std::optional<PathValues>(std::move(values));
}

bool is_api(const Request& request) { return request.path.starts_with("/api/"); }

Response fail(const Request& request, Failure failure, std::string_view message = {}) {
  return is_api(request) ? make_api_error(failure, message) : make_error_page(failure, message);
}

Response dispatch(const Request& request, const ServeContext& context) {
  if (request.method != "GET" && request.method != "HEAD") {
    Response response = fail(request, Failure::MethodNotAllowed);
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  for (const Route& route : kRoutes) {
    const Result<std::optional<PathValues>> values = match_path(route.path, request.path);
    if (!values.ok()) return fail(request, Failure::BadRequest, values.error().message);
    if (*values) return route.handler(request, **values, context);
  }
  return fail(request, Failure::NotFound);
}

/// Nothing of ours is loaded from elsewhere, framed, sniffed or run inline.
void add_security_headers(Response& response) {
  response.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
}

}  // namespace

std::span<const Route> all_routes() { return kRoutes; }

Response respond(const Request& request, const ServeContext& context) {
  Response response;
  try {
    response = request.path.size() > kLongestTarget ? fail(request, Failure::UrlTooLong)
                                                    : dispatch(request, context);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{} {}: {}\n", request.method, request.path, error.what());
    response = fail(request, Failure::Internal);
  }
  add_security_headers(response);
  return response;
}

Response respond_failure(const Request& request, Failure failure, std::string_view message) {
  Response response = fail(request, failure, message);
  add_security_headers(response);
  return response;
}

}  // namespace jx
