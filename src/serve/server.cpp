// SPDX-License-Identifier: AGPL-3.0-or-later
// The one file that knows RESTinio: it takes half a minute to compile.
#include "serve/server.h"

#include <fmt/core.h>

#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <mutex>
#include <optional>
#include <restinio/all.hpp>
#include <thread>
#include <utility>
#include <vector>

#include "serve/routes.h"

namespace jx {
namespace {

constexpr std::size_t kMostUrl = 16 * 1024;  // The routes refuse more than 4 KiB in words.
constexpr std::size_t kMostHeaderName = 256;
constexpr std::size_t kMostHeaderValue = 16 * 1024;
constexpr std::size_t kMostHeaders = 64;
constexpr std::size_t kMostBody = 1024 * 1024;
constexpr std::size_t kMostConnections = 256;
constexpr std::size_t kMostWaiting = 512;
constexpr int kPortsTried = 100;

struct Traits : restinio::default_traits_t {
  // RESTinio looks it up by this name. NOLINTNEXTLINE(readability-identifier-naming)
  static constexpr bool use_connection_count_limiter = true;
};
using HttpServer = restinio::http_server_t<Traits>;
using HttpRequest = restinio::request_handle_t;

void send(const HttpRequest& request, const Response& response, bool with_body) {
  auto builder = request->create_response(restinio::http_status_line_t{
      restinio::http_status_code_t{static_cast<std::uint16_t>(response.status)},
      response.status < 400 ? "OK" : "Error"});
  builder.append_header(restinio::http_field::content_type, response.content_type);
  for (const auto& [name, value] : response.headers) builder.append_header(name, value);
  if (with_body) builder.set_body(response.body);
  builder.done();
}

std::string_view method_of(const HttpRequest& request) {
  const auto method = request->header().method();
  if (method == restinio::http_method_get()) return "GET";
  if (method == restinio::http_method_head()) return "HEAD";
  return "OTHER";
}

/// What a worker answers with: checks what every request must hold, then asks the routes.
Response answer(const HttpRequest& http, std::string_view listening_host,
                const ServeContext& context) {
  const auto& header = http->header();
  const std::string host = header.get_field_or(restinio::http_field::host, std::string{});
  const Result<Request> request = parse_target_line(method_of(http), header.request_target(), host);
  if (!request.ok()) {
    return respond_failure(Request{.path = std::string(header.path()), .query = {}, .host = {}},
                           Failure::BadRequest, request.error().message);
  }
  if (!is_own_host(host, listening_host)) return respond_failure(*request, Failure::WrongHost);
  return respond(*request, context);
}

/// Threads that answer, and the requests that wait for them.
class Workers {
 public:
  Workers(std::vector<std::unique_ptr<Store>> stores, const Reference& reference, std::string host)
      : stores_(std::move(stores)), reference_(reference), host_(std::move(host)) {
    for (const std::unique_ptr<Store>& store : stores_)
      threads_.emplace_back([this, &store] { work(*store); });
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers() { finish(); }

  /// False when too many wait already.
  bool add(HttpRequest request) {
    {
      const std::lock_guard lock(mutex_);
      if (finished_ || waiting_.size() >= kMostWaiting) return false;
      waiting_.push_back(std::move(request));
    }
    ready_.notify_one();
    return true;
  }

  /// Answers what waits, then ends the threads.
  void finish() {
    {
      const std::lock_guard lock(mutex_);
      finished_ = true;
    }
    ready_.notify_all();
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

 private:
  std::optional<HttpRequest> take() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [this] { return finished_ || !waiting_.empty(); });
    if (waiting_.empty()) return std::nullopt;
    HttpRequest request = std::move(waiting_.front());
    waiting_.pop_front();
    return request;
  }

  void work(Store& store) {
    while (std::optional<HttpRequest> request = take()) {
      try {
        const Response response =
            answer(*request, host_, {.store = store, .reference = reference_});
        send(*request, response, method_of(*request) != "HEAD");
      } catch (const std::exception& error) {
        // The client went away, or memory is short: the next request may fare better.
        fmt::print(stderr, "jixiao serve: {}\n", error.what());
      }
    }
  }

  std::vector<std::unique_ptr<Store>> stores_;
  const Reference& reference_;
  std::string host_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<HttpRequest> waiting_;
  bool finished_ = false;
  std::vector<std::thread> threads_;
};

restinio::server_settings_t<Traits> make_settings(const ServerOptions& options, std::uint16_t port,
                                                  Workers& workers) {
  using namespace std::chrono_literals;
  restinio::server_settings_t<Traits> settings;
  settings.address(options.host)
      .port(port)
      .read_next_http_message_timelimit(10s)
      .write_http_response_timelimit(30s)
      .handle_request_timeout(60s)
      .max_pipelined_requests(4)
      .max_parallel_connections(kMostConnections)
      .incoming_http_msg_limits(restinio::incoming_http_msg_limits_t{}
                                    .max_url_size(kMostUrl)
                                    .max_field_name_size(kMostHeaderName)
                                    .max_field_value_size(kMostHeaderValue)
                                    .max_field_count(kMostHeaders)
                                    .max_body_size(kMostBody))
      .request_handler([&workers](const HttpRequest& request) {
        if (workers.add(request)) return restinio::request_accepted();
        send(
            request,
            respond_failure(Request{.path = "/api/", .query = {}, .host = {}}, Failure::Overloaded),
            true);
        return restinio::request_accepted();
      });
  return settings;
}

/// A server that accepts connections, on the wanted port or on the next free one.
struct OpenServer {
  std::unique_ptr<HttpServer> server;
  std::uint16_t port = 0;
};

Result<OpenServer> open_server(restinio::asio_ns::io_context& io, const ServerOptions& options,
                               Workers& workers) {
  const int first = options.port == 0 ? kFirstPort : options.port;
  const int last = options.port == 0 ? first + kPortsTried - 1 : first;
  std::string why;
  for (int port = first; port <= last; ++port) {
    const auto number = static_cast<std::uint16_t>(port);
    auto server = std::make_unique<HttpServer>(restinio::external_io_context(io),
                                               make_settings(options, number, workers));
    try {
      server->open_sync();
      return OpenServer{.server = std::move(server), .port = number};
    } catch (const std::exception& error) {
      why = error.what();
    }
  }
  return Error{
      .code = ErrorCode::Io,
      .message = options.port == 0
                     ? fmt::format("{} 到 {} 之间没有可用的端口（{}）", first, last, why)
                     : fmt::format("端口 {} 打不开（{}）；可用 --port 换一个", first, why)};
}

}  // namespace

Result<void> serve(const ServerOptions& options, const Reference& reference,
                   const StoreFactory& open_store,
                   const std::function<void(std::uint16_t port)>& started) {
  std::vector<std::unique_ptr<Store>> stores;
  for (std::size_t i = 0; i < options.workers; ++i) {
    JX_TRY(stores.emplace_back(), open_store());
  }
  restinio::asio_ns::io_context io(1);
  // Waits for the signals from here on, so that one that comes early is not lost.
  restinio::asio_ns::signal_set signals(io, SIGINT, SIGTERM);
  restinio::asio_ns::steady_timer last_words(io);
  Workers workers(std::move(stores), reference, options.host);
  try {
    JX_TRY(const OpenServer open, open_server(io, options, workers));
    signals.async_wait([&](const auto& fault, int) {
      if (fault) return;
      open.server->close_sync();
      workers.finish();
      // Answers are handed over now; what the system takes in this time still goes out.
      last_words.expires_after(std::chrono::milliseconds(200));
      last_words.async_wait([&io](const auto&) { io.stop(); });
    });
    started(open.port);
    io.run();
  } catch (const std::exception& error) {
    return Error{.code = ErrorCode::Io, .message = fmt::format("网络出错：{}", error.what())};
  }
  return {};
}

}  // namespace jx
