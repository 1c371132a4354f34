// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <cstdio>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/store_path.h"
#include "serve/server.h"
#include "store/sqlite/sqlite_store.h"

namespace jx {
namespace {

struct Options {
  std::string store = default_store_path().string();
  ServerOptions server;
};

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

void run(Program& program, const Options& options) {
  const Result<Reference> reference = program.load();
  if (!reference.ok()) return program.fail("", reference.error());
  const bool english = program.style().language == Language::English;
  if (!is_loopback(options.server.host)) {
    fmt::print(stderr, "{}\n",
               english ? "warning: others on this network can read everything in the store; there "
                         "is no login yet"
                       : "警告：同一网络里的人都能查看数据库里的全部内容，目前没有登录");
  }
  const std::string shown = options.server.host.find(':') == std::string::npos
                                ? options.server.host
                                : '[' + options.server.host + ']';
  const Result<void> served = serve(
      options.server, *reference, [&] { return open_sqlite_store(options.store); },
      [&](std::uint16_t port) {
        print(fmt::format(fmt::runtime(english ? "http://{}:{}/  (Ctrl-C ends)\n"
                                               : "http://{}:{}/  （按 Ctrl-C 结束）\n"),
                          shown, port));
        std::fflush(stdout);
      });
  if (!served.ok()) program.fail("", served.error());
}

}  // namespace

void add_serve_command(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.app.add_subcommand("serve", "在浏览器里查看：网页和接口");
  command->add_option("--store", options->store, "数据库文件")->capture_default_str();
  program.add_house_option(*command);
  command->add_option("--host", options->server.host, "监听的地址；默认只有本机能访问")
      ->capture_default_str();
  command->add_option("--port", options->server.port, "端口；默认从 8088 起找空闲的");
  command->callback([&program, options] { run(program, *options); });
}

}  // namespace jx
