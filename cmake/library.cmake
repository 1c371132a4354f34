# SPDX-License-Identifier: AGPL-3.0-or-later
# The main of the fuzz targets in ordinary builds: it replays a corpus.
if(JX_TESTS AND NOT JX_FUZZ)
  add_library(jx_fuzz_replay OBJECT ${PROJECT_SOURCE_DIR}/fuzz/replay_main.cpp)
  target_link_libraries(jx_fuzz_replay PRIVATE jx_flags)
endif()

# Builds what the tsan preset tests: the tests of folders that say THREADS.
add_custom_target(threads_tests)

# jx_library(NAME [DEPS jx_x...] [LINK external::target...] [TEST_LINK target...] [THREADS]
#            [PCH header...])
#
# One call a folder makes everything the folder holds; the suffix of a file decides what it becomes:
#   *.cpp             static library jx_NAME (none but headers: an interface library)
#   *_test.cpp        one GoogleTest program NAME_test, label fast
#   *_slow_test.cpp   one GoogleTest program NAME_slow_test, label slow
#   *_fuzz.cpp        one program each, named after the file; ordinary builds replay
#                     fuzz/corpus/<file name without .cpp>/, the fuzz preset runs libFuzzer
#   *_bench.cpp       one Google Benchmark program NAME_bench, with JX_BENCH
#   main.cpp          left to jx_program
# NAME is the folder's path below src with "_" for "/": pages_text for src/pages/text.
# DEPS and LINK are public: who uses the folder gets them too. THREADS adds the label `threads`:
# the tests that also run under the thread sanitizer. PCH: heavy headers that most of the folder's
# sources include; they are compiled once for the library.
function(jx_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "THREADS" "" "DEPS;LINK;TEST_LINK;PCH")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "jx_library(${name}): do not know ${arg_UNPARSED_ARGUMENTS}")
  endif()
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR})
  string(REPLACE "/" "_" expected ${folder})
  if(NOT name STREQUAL expected)
    message(FATAL_ERROR "src/${folder} must call jx_library(${expected} ...), not ${name}")
  endif()

  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  foreach(kind IN ITEMS slow_test test fuzz bench)
    set(${kind}_sources ${sources})
    list(FILTER ${kind}_sources INCLUDE REGEX "_${kind}\\.cpp$")
    list(FILTER sources EXCLUDE REGEX "_${kind}\\.cpp$")
  endforeach()

  set(library jx_${name})
  if(sources)
    add_library(${library} STATIC ${sources})
    set(visibility PUBLIC)
    target_link_libraries(${library} PRIVATE jx_flags)
    if(JX_PCH AND arg_PCH)
      list(TRANSFORM arg_PCH PREPEND ${PROJECT_SOURCE_DIR}/src/)
      target_precompile_headers(${library} PRIVATE ${arg_PCH})
    elseif(JX_PCH)
      target_precompile_headers(${library} REUSE_FROM jx_pch)
    endif()
  else()
    add_library(${library} INTERFACE)
    set(visibility INTERFACE)
  endif()
  target_include_directories(${library} ${visibility}
    ${PROJECT_SOURCE_DIR}/src ${PROJECT_BINARY_DIR}/generated)
  target_link_libraries(${library} ${visibility} fmt::fmt Threads::Threads ${arg_LINK})
  foreach(dependency IN LISTS arg_DEPS)
    if(TARGET ${dependency})
      target_link_libraries(${library} ${visibility} ${dependency})
    else()
      message(FATAL_ERROR "src/${folder}: DEPS ${dependency} is no folder built before it in src/LAYERS")
    endif()
  endforeach()

  set(labels fast)
  if(arg_THREADS)
    list(APPEND labels threads)
  endif()
  if(JX_TESTS AND NOT JX_FUZZ)
    jx_add_tests(${name}_test "${labels}" "${test_sources}" "${arg_TEST_LINK}")
    string(REPLACE "fast" "slow" labels "${labels}")
    jx_add_tests(${name}_slow_test "${labels}" "${slow_test_sources}" "${arg_TEST_LINK}")
  endif()
  if(JX_TESTS OR JX_FUZZ)
    foreach(source IN LISTS fuzz_sources)
      jx_add_fuzz(${source})
    endforeach()
  endif()
  if(JX_BENCH AND bench_sources)
    add_executable(${name}_bench ${bench_sources})
    target_link_libraries(${name}_bench PRIVATE jx_flags ${library} benchmark::benchmark_main)
    target_compile_definitions(${name}_bench PRIVATE JX_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  endif()
endfunction()

# A program from main.cpp and the library of the same folder: jx_program(jixiao DEPS jx_cli)
function(jx_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPS;LINK")
  add_executable(${name} main.cpp)
  target_link_libraries(${name} PRIVATE jx_flags ${arg_DEPS} ${arg_LINK})
  if(JX_PCH)
    target_precompile_headers(${name} REUSE_FROM jx_pch)
  endif()
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  install(TARGETS ${name})
endfunction()

# JX_SOURCE_DIR is for tests, fuzz targets and benchmarks only: where committed samples and fixtures are found.
function(jx_add_tests target labels sources links)
  if(NOT sources)
    return()
  endif()
  add_executable(${target} ${sources})
  target_link_libraries(${target} PRIVATE jx_flags ${library} ${links} GTest::gmock_main)
  target_compile_definitions(${target} PRIVATE JX_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(JX_PCH)
    target_precompile_headers(${target} REUSE_FROM jx_test_pch)
  endif()
  add_test(NAME ${target} COMMAND ${target})
  set_tests_properties(${target} PROPERTIES LABELS "${labels}" TIMEOUT 600)
  if("threads" IN_LIST labels)
    add_dependencies(threads_tests ${target})
  endif()
endfunction()

function(jx_add_fuzz source)
  cmake_path(GET source STEM LAST_ONLY target)
  set(corpus ${PROJECT_SOURCE_DIR}/fuzz/corpus/${target})
  add_executable(${target} ${source})
  target_link_libraries(${target} PRIVATE jx_flags ${library})
  target_compile_definitions(${target} PRIVATE JX_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(JX_FUZZ)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    # What the run finds goes to the build folder; the committed corpus is only read.
    set(found ${PROJECT_BINARY_DIR}/fuzz/${target})
    file(MAKE_DIRECTORY ${found})
    add_test(NAME ${target} COMMAND ${target} ${found} ${corpus} -artifact_prefix=${found}-
      -max_total_time=${JX_FUZZ_SECONDS} -timeout=10 -rss_limit_mb=2048)
    set_tests_properties(${target} PROPERTIES LABELS fuzz)
  else()
    target_link_libraries(${target} PRIVATE jx_fuzz_replay)
    if(JX_PCH)
      target_precompile_headers(${target} REUSE_FROM jx_pch)
    endif()
    add_test(NAME ${target} COMMAND ${target} ${corpus})
    set_tests_properties(${target} PROPERTIES LABELS "fast;fuzz" TIMEOUT 300)
  endif()
endfunction()
