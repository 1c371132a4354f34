// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "serve/routes.h"

/// The handlers below /api, each true to api/openapi.yaml.
namespace jx {

Response get_api_projects(const Request& request, const PathValues& values,
                          const ServeContext& context);
Response get_api_project(const Request& request, const PathValues& values,
                         const ServeContext& context);
Response get_api_documents(const Request& request, const PathValues& values,
                           const ServeContext& context);
Response get_api_source(const Request& request, const PathValues& values,
                        const ServeContext& context);
Response get_api_rules(const Request& request, const PathValues& values,
                       const ServeContext& context);
Response get_api_rule(const Request& request, const PathValues& values,
                      const ServeContext& context);

}  // namespace jx
