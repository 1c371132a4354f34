// SPDX-License-Identifier: AGPL-3.0-or-later
// For builds without ONNX Runtime's header, in place of onnx_runtime.cpp: nothing can be loaded.
#include "base/check.h"
#include "pages/ocr/onnx_runtime.h"

namespace jx {

struct OnnxRuntime::Parts {};
struct OnnxModel::Parts {};

namespace {

Error make_error() {
  return {ErrorCode::Unsupported,
          "这个程序编译时没有 ONNX Runtime，不能识别扫描件。请运行 tools/setup，再重新编译"};
}

}  // namespace

Result<void> OnnxRuntime::is_available() { return make_error(); }

Result<OnnxRuntime> OnnxRuntime::load(const std::filesystem::path& /*library*/) {
  return make_error();
}

Result<OnnxModel> OnnxRuntime::open(const std::filesystem::path& /*file*/) const {
  return make_error();
}

OnnxModel::OnnxModel(OnnxModel&&) noexcept = default;
OnnxModel& OnnxModel::operator=(OnnxModel&&) noexcept = default;
OnnxModel::~OnnxModel() = default;

Result<std::string> OnnxModel::find_note(const std::string& /*key*/) const { return make_error(); }

Result<Tensor> OnnxModel::run(const Tensor& /*input*/) const { return make_error(); }

}  // namespace jx
