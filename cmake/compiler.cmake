# SPDX-License-Identifier: AGPL-3.0-or-later
# Flags every target of ours shares (jx_flags), the compiler cache and the precompiled headers.

add_library(jx_flags INTERFACE)
target_compile_options(jx_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  $<$<BOOL:${JX_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # Part of -Wconversion in clang but not in g++: both compilers get the same list.
  target_compile_options(jx_flags INTERFACE -Wno-sign-conversion)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 reports std::string's own copies at -O2 (GCC bug 105651).
  target_compile_options(jx_flags INTERFACE -Wno-restrict)
endif()

if(JX_SANITIZE)
  target_compile_options(jx_flags INTERFACE
    -fsanitize=${JX_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(jx_flags INTERFACE -fsanitize=${JX_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # The sanitizers' extra branches make g++ see uninitialised values where there are none.
    target_compile_options(jx_flags INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
if(JX_SANITIZE MATCHES "thread")
  # The thread sanitizer does not know fences, and g++ says so at each one in Asio. Those around
  # Asio's completions can be left out: its mutexes order them too.
  target_compile_definitions(jx_flags INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(jx_flags INTERFACE -Wno-tsan)
  endif()
endif()
if(JX_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "JX_FUZZ needs clang (cmake --preset fuzz).")
  endif()
  target_compile_options(jx_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(JX_HARDENING)
  target_compile_options(jx_flags INTERFACE -fstack-protector-strong -U_FORTIFY_SOURCE
                                            -D_FORTIFY_SOURCE=2)
  target_link_options(jx_flags INTERFACE -Wl,-z,relro,-z,now)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without the first two settings ccache declines sources that use a precompiled header. With
  # comments left out, it answers with one that was made of headers with other comments, and the
  # compiler, which knows a header read before by its bytes, would read it a second time.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_COMMENTS=1
      CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} ${CCACHE})
  # With neither the checkout's place nor the build folder's in the objects, ccache has an answer
  # for another clone or preset too.
  target_compile_options(jx_flags INTERFACE -ffile-prefix-map=${PROJECT_BINARY_DIR}=./build)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(jx_flags INTERFACE -fpch-preprocess)
  else()
    target_compile_options(jx_flags INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endif()

# Two precompiled headers serve all folders: one for the library sources, one for the tests.
# Sources still include what they use: the tidy and fuzz presets build without them.
function(jx_make_pch target)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/pch/${target}.cpp CONTENT "// empty\n")
  add_library(${target} OBJECT ${PROJECT_BINARY_DIR}/pch/${target}.cpp)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${target} PRIVATE jx_flags fmt::fmt Threads::Threads)
  target_precompile_headers(${target} PRIVATE
    <algorithm> <array> <cstddef> <cstdint> <functional> <map> <memory> <optional> <span> <string>
    <string_view> <unordered_map> <utility> <variant> <vector> <fmt/core.h>)
endfunction()

if(JX_PCH)
  jx_make_pch(jx_pch)
  if(JX_TESTS AND NOT JX_FUZZ)
    jx_make_pch(jx_test_pch)
    target_link_libraries(jx_test_pch PRIVATE GTest::gmock)
    target_precompile_headers(jx_test_pch PRIVATE <gmock/gmock.h> <gtest/gtest.h>)
  endif()
endif()
