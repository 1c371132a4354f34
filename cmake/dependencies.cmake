# SPDX-License-Identifier: AGPL-3.0-or-later
# Third-party libraries. What they are for stands in tools/dependencies.txt.
# All of them are imported targets, so their headers are system headers to the compiler.

find_package(Threads REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(CLI11 2.1 REQUIRED)
find_package(tomlplusplus 3.3 REQUIRED)
find_package(SQLite3 3.37 REQUIRED)
find_package(SQLiteCpp 3.2 REQUIRED)
find_package(ICU 70 REQUIRED COMPONENTS uc i18n)
find_package(OpenSSL 3.0 REQUIRED)
find_package(LibXml2 2.9.11 REQUIRED)
find_package(EXPAT 2.5 REQUIRED)

# Debian's own description of libzip names programs of its build that no package carries.
find_path(ZIP_INCLUDE_DIR zip.h REQUIRED)
find_library(ZIP_LIBRARY zip REQUIRED)
add_library(jx_zip INTERFACE)
add_library(jx::zip ALIAS jx_zip)
target_include_directories(jx_zip SYSTEM INTERFACE ${ZIP_INCLUDE_DIR})
target_link_libraries(jx_zip INTERFACE ${ZIP_LIBRARY})

# Excel workbooks, out; Debian ships no CMake package for it.
find_path(XLSXWRITER_INCLUDE_DIR xlsxwriter.h REQUIRED)
find_library(XLSXWRITER_LIBRARY xlsxwriter REQUIRED)
add_library(jx_xlsxwriter INTERFACE)
add_library(jx::xlsxwriter ALIAS jx_xlsxwriter)
target_include_directories(jx_xlsxwriter SYSTEM INTERFACE ${XLSXWRITER_INCLUDE_DIR})
target_link_libraries(jx_xlsxwriter INTERFACE ${XLSXWRITER_LIBRARY})

# RESTINIO's own target asks for stand-alone Asio; we use it with Boost.Asio, so it gets a target of
# ours: link it as jx::restinio.
find_path(RESTINIO_INCLUDE_DIR restinio/all.hpp REQUIRED)
find_path(HTTP_PARSER_INCLUDE_DIR http_parser.h REQUIRED)
find_library(HTTP_PARSER_LIBRARY http_parser REQUIRED)
add_library(jx_restinio INTERFACE)
add_library(jx::restinio ALIAS jx_restinio)
target_compile_definitions(jx_restinio INTERFACE RESTINIO_USE_BOOST_ASIO=1)
target_include_directories(jx_restinio SYSTEM INTERFACE
  ${RESTINIO_INCLUDE_DIR} ${HTTP_PARSER_INCLUDE_DIR})
target_link_libraries(jx_restinio INTERFACE
  Boost::headers fmt::fmt ${HTTP_PARSER_LIBRARY} Threads::Threads)

# Debian has MuPDF as a static library only, and its own list of what that needs is incomplete.
find_path(MUPDF_INCLUDE_DIR mupdf/pdf.h REQUIRED)
add_library(jx_mupdf INTERFACE)
add_library(jx::mupdf ALIAS jx_mupdf)
target_include_directories(jx_mupdf SYSTEM INTERFACE ${MUPDF_INCLUDE_DIR})
foreach(name mupdf mupdf-third mujs gumbo harfbuzz freetype jbig2dec openjp2 jpeg z m)
  find_library(JX_LIB_${name} ${name} REQUIRED)
  target_link_libraries(jx_mupdf INTERFACE ${JX_LIB_${name}})
endforeach()

# What a process that reads hostile files may ask of the kernel; it ships no CMake package.
find_path(SECCOMP_INCLUDE_DIR seccomp.h REQUIRED)
find_library(SECCOMP_LIBRARY seccomp REQUIRED)
add_library(jx_seccomp INTERFACE)
add_library(jx::seccomp ALIAS jx_seccomp)
target_include_directories(jx_seccomp SYSTEM INTERFACE ${SECCOMP_INCLUDE_DIR})
target_link_libraries(jx_seccomp INTERFACE ${SECCOMP_LIBRARY})

if(JX_TESTS)
  find_package(GTest 1.12 REQUIRED)
endif()
if(JX_BENCH)
  find_package(benchmark REQUIRED)
endif()
