# SPDX-License-Identifier: AGPL-3.0-or-later
# jx_embed(HEADER FILES...): writes generated/HEADER, in which every file stands as a constant, so
# that the program needs no file beside it:
#   inline constexpr EmbeddedFile kFiles[] = {{"0001_documents.sql", R"jx(...)jx"}, ...};
# in the namespace jx::embedded::<stem of HEADER>. Files are sorted by name.
function(jx_embed header)
  cmake_path(GET header STEM name)
  list(SORT ARGN)
  set(entries "")
  foreach(path IN LISTS ARGN)
    set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    file(READ ${path} content)
    cmake_path(GET path FILENAME file)
    string(APPEND entries "    {\"${file}\",\n     R\"jx(${content})jx\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/${header} @ONLY CONTENT
"#pragma once

#include <string_view>

namespace jx::embedded::${name} {

struct EmbeddedFile {
  std::string_view name;
  std::string_view content;
};

inline constexpr EmbeddedFile kFiles[] = {
@entries@};

}  // namespace jx::embedded::${name}
")
endfunction()
