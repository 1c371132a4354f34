// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/server.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <csignal>
#include <future>
#include <thread>

#include "serve/empty_store.h"

namespace jx {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

/// Sends bytes to the port and reads until the server closes the connection.
std::string talk(std::uint16_t port, const std::string& bytes) {
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  const timeval limit{.tv_sec = 20, .tv_usec = 0};
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
      const ssize_t count =
          send(connection, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) break;
      sent += static_cast<std::size_t>(count);
    }
    char buffer[4096];
    for (ssize_t count = 0; (count = recv(connection, buffer, sizeof buffer, 0)) > 0;)
      answer.append(buffer, static_cast<std::size_t>(count));
  }
  close(connection);
  return answer;
}

std::string get(std::uint16_t port, const std::string& target, const std::string& host) {
  return talk(port,
              "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
}

/// A server in a thread of its own, ended by the signal that a person would send.
class Running {
 public:
  Running()
      : reference_(load_reference(std::filesystem::path(JX_SOURCE_DIR) / "data").value()),
        thread_([this] {
          const auto open = []() -> Result<std::unique_ptr<Store>> {
            return std::unique_ptr<Store>(std::make_unique<testing::EmptyStore>());
          };
          const Result<void> served =
              serve({}, reference_, open, [this](std::uint16_t port) { port_.set_value(port); });
          ended_.set_value(served.ok());
        }) {}
  ~Running() {
    if (thread_.joinable()) end();
  }
  std::uint16_t port() { return port_.get_future().get(); }
  bool end() {
    kill(getpid(), SIGTERM);
    thread_.join();
    return ended_.get_future().get();
  }

 private:
  Reference reference_;
  std::promise<std::uint16_t> port_;
  std::promise<bool> ended_;
  std::thread thread_;
};

TEST(Server, AnswersRefusesAndEndsOnASignal) {
  Running server;
  const std::uint16_t port = server.port();
  const std::string own = "127.0.0.1:" + std::to_string(port);

  const std::string page = get(port, "/", own);
  EXPECT_THAT(page, StartsWith("HTTP/1.1 200 OK"));
  EXPECT_THAT(page, HasSubstr("Content-Security-Policy: default-src 'self'"));
  EXPECT_THAT(page, HasSubstr("<html lang=\"zh-CN\">"));

  EXPECT_THAT(get(port, "/", "evil.example"), StartsWith("HTTP/1.1 421"));
  EXPECT_THAT(get(port, "/api/rules", "evil.example"), HasSubstr("\"wrong-host\""));
  EXPECT_THAT(get(port, "/" + std::string(5000, 'a'), own), StartsWith("HTTP/1.1 414"));
  EXPECT_THAT(get(port, "/" + std::string(100'000, 'a'), own), IsEmpty())
      << "far too long: the connection is cut";
  EXPECT_THAT(talk(port, "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
              ::testing::Not(HasSubstr("<html")));
  EXPECT_THAT(talk(port,
                   "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                   "Content-Length: 2000000\r\n\r\n" +
                       std::string(2'000'000, 'x')),
              ::testing::Not(HasSubstr(" 200 ")));
  EXPECT_THAT(talk(port, "nonsense\r\n\r\n"), ::testing::Not(HasSubstr(" 200 ")));

  EXPECT_TRUE(server.end());
  EXPECT_THAT(get(port, "/", own), IsEmpty()) << "nobody listens any more";
}

TEST(Server, SaysWhenItsPortIsTaken) {
  Running server;
  const Reference reference = load_reference(std::filesystem::path(JX_SOURCE_DIR) / "data").value();
  const auto open = []() -> Result<std::unique_ptr<Store>> {
    return std::unique_ptr<Store>(std::make_unique<testing::EmptyStore>());
  };
  const Result<void> second = serve({.host = "127.0.0.1", .port = server.port(), .workers = 1},
                                    reference, open, [](std::uint16_t) {});
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::Io);
}

}  // namespace
}  // namespace jx
