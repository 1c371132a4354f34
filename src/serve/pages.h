// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "serve/routes.h"

/// The pages: HTML made on the server, complete without scripts, in Chinese.
namespace jx {

Response get_project_list_page(const Request& request, const PathValues& values,
                               const ServeContext& context);
Response get_project_page(const Request& request, const PathValues& values,
                          const ServeContext& context);
Response get_document_list_page(const Request& request, const PathValues& values,
                                const ServeContext& context);
Response get_source_page(const Request& request, const PathValues& values,
                         const ServeContext& context);
Response get_rule_list_page(const Request& request, const PathValues& values,
                            const ServeContext& context);
Response get_rule_page(const Request& request, const PathValues& values,
                       const ServeContext& context);

/// What went wrong, as a page; `message` may be empty: the table's own words then.
Response make_error_page(Failure failure, std::string_view message);

}  // namespace jx
