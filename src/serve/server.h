// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "pipeline/pipeline.h"
#include "store/store.h"

namespace jx {

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: the next free one from kFirstPort.
  std::size_t workers = 2;
};

inline constexpr std::uint16_t kFirstPort = 8088;

/// Opens a store for one worker.
using StoreFactory = std::function<Result<std::unique_ptr<Store>>()>;

/// Serves pages and API until SIGINT or SIGTERM, then answers what has begun and returns.
///
/// One thread does the network, `workers` threads answer, each with a store of its own, so that a
/// slow answer holds up neither connections nor the other workers. Addresses, headers, bodies,
/// connections, pipelined requests and waiting answers are all limited. `started` is called once,
/// with the port, when connections are accepted. Fails with Io when no port can be opened, and with
/// the store's error when none can be opened.
Result<void> serve(const ServerOptions& options, const Reference& reference,
                   const StoreFactory& open_store,
                   const std::function<void(std::uint16_t port)>& started);

}  // namespace jx
