# SPDX-License-Identifier: AGPL-3.0-or-later
# base/build_info.h: the version and the data folders, for #include "base/build_info.h".

configure_file(cmake/build_info.h.in ${PROJECT_BINARY_DIR}/generated/base/build_info.h @ONLY)
