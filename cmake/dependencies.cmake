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

# The words of large workbooks in memory; Debian ships no CMake package for it.
find_path(LZ4_INCLUDE_DIR lz4.h REQUIRED)
find_library(LZ4_LIBRARY lz4 REQUIRED)
add_library(jx_lz4 INTERFACE)
add_library(jx::lz4 ALIAS jx_lz4)
target_include_directories(jx_lz4 SYSTEM INTERFACE ${LZ4_INCLUDE_DIR})
target_link_libraries(jx_lz4 INTERFACE ${LZ4_LIBRARY})

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

# Linear programs of efficiency measures; Debian ships no CMake package for it.
find_path(GLPK_INCLUDE_DIR glpk.h REQUIRED)
find_library(GLPK_LIBRARY glpk REQUIRED)
add_library(jx_glpk INTERFACE)
add_library(jx::glpk ALIAS jx_glpk)
target_include_directories(jx_glpk SYSTEM INTERFACE ${GLPK_INCLUDE_DIR})
target_link_libraries(jx_glpk INTERFACE ${GLPK_LIBRARY})

# Only two of OpenCV's modules: its own package description asks for all of them.
find_path(OPENCV_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4 REQUIRED)
find_library(OPENCV_CORE_LIBRARY opencv_core REQUIRED)
find_library(OPENCV_IMGPROC_LIBRARY opencv_imgproc REQUIRED)
add_library(jx_opencv INTERFACE)
add_library(jx::opencv ALIAS jx_opencv)
target_include_directories(jx_opencv SYSTEM INTERFACE ${OPENCV_INCLUDE_DIR})
target_link_libraries(jx_opencv INTERFACE ${OPENCV_IMGPROC_LIBRARY} ${OPENCV_CORE_LIBRARY})

# ONNX Runtime and its models are no Debian packages: tools/fetch puts them into a folder named
# after the sums of tools/downloads.txt. Without its header the build goes on, and cannot recognise
# scans; its library is loaded when it is needed.
set(JX_RECOGNITION_DIR "" CACHE PATH "Header, library and models for scans (empty: where tools/fetch puts them)")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tools/downloads.txt)
set(jx_recognition_dir "${JX_RECOGNITION_DIR}")
if(NOT jx_recognition_dir)
  set(cache "$ENV{XDG_CACHE_HOME}")
  if(NOT cache)
    set(cache "$ENV{HOME}/.cache")
  endif()
  file(STRINGS ${PROJECT_SOURCE_DIR}/tools/downloads.txt sums REGEX "^sha256 ")
  list(TRANSFORM sums REPLACE "^sha256 +" "")
  list(JOIN sums "\n" sums)
  string(SHA256 name "${sums}")
  string(SUBSTRING ${name} 0 8 name)
  set(jx_recognition_dir "${cache}/jixiao/recognition-${name}")
endif()
add_library(jx_onnxruntime INTERFACE)
add_library(jx::onnxruntime ALIAS jx_onnxruntime)
if(EXISTS ${jx_recognition_dir}/onnxruntime_c_api.h)
  set(JX_RECOGNITION ON)
  target_include_directories(jx_onnxruntime SYSTEM INTERFACE ${jx_recognition_dir})
  target_link_libraries(jx_onnxruntime INTERFACE ${CMAKE_DL_LIBS})
else()
  set(JX_RECOGNITION OFF)
  message(STATUS "Scans will not be recognised: no ${jx_recognition_dir} (tools/fetch makes it).")
endif()

if(JX_TESTS)
  find_package(GTest 1.12 REQUIRED)
endif()
if(JX_BENCH)
  find_package(benchmark REQUIRED)
endif()
