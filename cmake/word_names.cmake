# SPDX-License-Identifier: AGPL-3.0-or-later
# lexicon/word_names.h: the names of the lists and maps in data/lexicon/words as they were when this
# program was built. Data of another version may lack some: that is found when it is loaded.
file(GLOB jx_word_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/lexicon/words/*.toml)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${jx_word_files})
set(jx_word_names "")
foreach(file IN LISTS jx_word_files)
  file(STRINGS ${file} lines REGEX "^name = ")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^name = (\"[^\"]+\").*" "    \\1,\n" line ${line})
    string(APPEND jx_word_names ${line})
  endforeach()
endforeach()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/lexicon/word_names.h @ONLY CONTENT
"#pragma once

#include <string_view>

namespace jx {

inline constexpr std::string_view kWordNames[] = {
@jx_word_names@};

}  // namespace jx
")
