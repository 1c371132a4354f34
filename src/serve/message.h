// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

/// HTTP as the handlers see it: a request that is already taken apart, a response that is not yet
/// bytes. No socket and no library type, so that every handler is a function to test.
namespace jx {

struct Request {
  std::string method = "GET";
  std::string path;                          ///< Decoded segments come from the route.
  std::map<std::string, std::string> query;  ///< Decoded; the last of equal names counts.
  std::string host;                          ///< The Host header.

  /// The value of a query parameter, or "" when it is not there.
  std::string_view parameter(std::string_view name) const;
};

/// Takes a request target apart: "/projects/150000/x?page=2". Malformed when an escape is broken or
/// what it stands for is not UTF-8.
Result<Request> parse_target_line(std::string_view method, std::string_view target,
                                  std::string_view host);

struct Response {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

/// What can go wrong between request and answer; status, machine code and words are in one table.
enum class Failure {
  BadRequest,
  NotFound,
  MethodNotAllowed,
  UrlTooLong,
  WrongHost,
  Internal,
  Overloaded,
};

int status_of(Failure failure) noexcept;
/// The failure that an error of ours means for who asked.
Failure failure_of(ErrorCode code) noexcept;

/// {"error": {"code", "message"}}; `message` may be empty: the table's own words then.
Response make_api_error(Failure failure, std::string_view message = {});
Response make_json(std::string body);

std::string_view code_of(Failure failure) noexcept;
std::string_view words_of(Failure failure) noexcept;

/// True for a Host header that no foreign page can send by DNS rebinding: an address, localhost, or
/// the name that the server was told to listen on.
bool is_own_host(std::string_view host_header, std::string_view listening_host) noexcept;

/// `text` as one path segment or query value: everything but letters, digits and -._~ escaped.
std::string url_escaped(std::string_view text);
/// Malformed for broken escapes and for what is not UTF-8 then; `+` is a space in `Form::Query`.
enum class UrlPart { Path, Query };
Result<std::string> url_unescaped(std::string_view text, UrlPart part);

}  // namespace jx
