// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/pipeline.h"
#include "serve/message.h"
#include "store/store.h"

namespace jx {

/// What every handler may use. The store belongs to the thread that answers.
struct ServeContext {
  Store& store;
  const Reference& reference;
};

/// The decoded values of the {…} parts of a route's path, in order.
using PathValues = std::vector<std::string>;
using Handler = Response (*)(const Request& request, const PathValues& values,
                             const ServeContext& context);

struct Route {
  std::string_view path;  ///< "/api/projects/{region}/{key}"
  Handler handler;
};

/// Every route of the server; those below /api are what api/openapi.yaml describes.
std::span<const Route> all_routes();

/// Answers a request: finds the route, calls its handler, adds the headers that every answer has.
/// What goes wrong is told as JSON below /api, as a page elsewhere. Never throws for what a request
/// holds; what a handler throws becomes status 500.
Response respond(const Request& request, const ServeContext& context);
/// A failure that is known before there is a route, with the same headers.
Response respond_failure(const Request& request, Failure failure, std::string_view message = {});

}  // namespace jx
