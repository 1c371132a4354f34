// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/message.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "codecs/json_writer.h"

namespace jx {
namespace {

struct FailureRow {
  Failure failure;
  int status;
  std::string_view code;
  std::string_view words;
};

/// The one table of what a client can be told.
constexpr FailureRow kFailures[] = {
    {Failure::BadRequest, 400, "bad-request", "请求的参数不对"},
    {Failure::NotFound, 404, "not-found", "没有找到"},
    {Failure::MethodNotAllowed, 405, "method-not-allowed", "这里只能查看（GET）"},
    {Failure::UrlTooLong, 414, "url-too-long", "网址太长，请减少筛选条件"},
    {Failure::WrongHost, 421, "wrong-host", "请用本机地址访问，例如 http://127.0.0.1 加端口"},
    {Failure::Internal, 500, "internal", "服务器内部出错，请看服务器的输出"},
    {Failure::Overloaded, 503, "overloaded", "服务器忙，请稍后再试"},
};

const FailureRow& row_of(Failure failure) noexcept {
  for (const FailureRow& row : kFailures) {
    if (row.failure == failure) return row;
  }
  return kFailures[5];
}

constexpr bool is_unreserved(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// "127.0.0.1": four groups of digits; whether they are an address is not asked, a name never looks
/// like this.
bool is_address(std::string_view host) noexcept {
  return !host.empty() && std::count(host.begin(), host.end(), '.') == 3 &&
         std::all_of(host.begin(), host.end(), [](char c) { return is_digit(c) || c == '.'; });
}

}  // namespace

std::string_view Request::parameter(std::string_view name) const {
  const auto found = query.find(std::string(name));
  return found == query.end() ? std::string_view{} : std::string_view(found->second);
}

Result<Request> parse_target_line(std::string_view method, std::string_view target,
                                  std::string_view host) {
  Request request{
      .method = std::string(method), .path = {}, .query = {}, .host = std::string(host)};
  const std::size_t question = target.find('?');
  request.path = target.substr(0, question);
  if (!request.path.starts_with('/')) {
    return Error{.code = ErrorCode::Malformed, .message = "网址应以 / 开头"};
  }
  if (question == std::string_view::npos) return request;
  for (const std::string_view pair : split(target.substr(question + 1), "&")) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    JX_TRY(std::string name, url_unescaped(pair.substr(0, equals), UrlPart::Query));
    if (name.empty()) continue;
    const std::string_view written =
        equals < pair.size() ? pair.substr(equals + 1) : std::string_view{};
    JX_TRY(request.query[std::move(name)], url_unescaped(written, UrlPart::Query));
  }
  return request;
}

int status_of(Failure failure) noexcept { return row_of(failure).status; }
std::string_view code_of(Failure failure) noexcept { return row_of(failure).code; }
std::string_view words_of(Failure failure) noexcept { return row_of(failure).words; }

Failure failure_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::NotFound: return Failure::NotFound;
    case ErrorCode::Malformed:
    case ErrorCode::LimitExceeded: return Failure::BadRequest;
    case ErrorCode::Conflict: return Failure::Overloaded;
    case ErrorCode::Io:
    case ErrorCode::Unsupported:
    case ErrorCode::Overflow:
    case ErrorCode::Store: return Failure::Internal;
  }
  return Failure::Internal;
}

Response make_api_error(Failure failure, std::string_view message) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().key("error").begin_object();
  json.member("code", code_of(failure));
  json.member("message", message.empty() ? words_of(failure) : message);
  json.end_object().end_object();
  Response response = make_json(std::move(body));
  response.status = status_of(failure);
  return response;
}

Response make_json(std::string body) {
  return {.status = 200,
          .content_type = "application/json; charset=utf-8",
          .body = std::move(body),
          .headers = {}};
}

bool is_own_host(std::string_view host_header, std::string_view listening_host) noexcept {
  std::string_view host = host_header;
  if (host.starts_with('[')) {
    const std::size_t close = host.find(']');
    if (close == std::string_view::npos) return false;
    const std::string_view rest = host.substr(close + 1);
    return rest.empty() || rest.starts_with(':');
  }
  const std::size_t colon = host.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view port = host.substr(colon + 1);
    if (!std::all_of(port.begin(), port.end(), is_digit)) return false;
    host = host.substr(0, colon);
  }
  return is_address(host) || host == "localhost" || (!host.empty() && host == listening_host);
}

std::string url_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (is_unreserved(c)) {
      escaped += c;
    } else {
      escaped += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return escaped;
}

Result<std::string> url_unescaped(std::string_view text, UrlPart part) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && part == UrlPart::Query) {
      plain += ' ';
    } else if (text[i] != '%') {
      plain += text[i];
    } else {
      const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return Error{.code = ErrorCode::Malformed, .message = "网址里的 % 转义不完整"};
      }
      plain += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (!is_valid_utf8(plain) || plain.find('\0') != std::string::npos) {
    return Error{.code = ErrorCode::Malformed, .message = "网址不是 UTF-8 编码"};
  }
  return plain;
}

}  // namespace jx
