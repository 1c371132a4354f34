// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ocr/onnx_runtime.h"

#include <dlfcn.h>
#include <fmt/core.h>
#include <onnxruntime_c_api.h>

#include <cstddef>
#include <utility>

namespace jx {
namespace {

template <typename T>
using Owned = std::unique_ptr<T, void (*)(T*)>;

/// The functions of the library, and what it answered as a Result.
class Functions {
 public:
  explicit Functions(const OrtApi* functions) noexcept : functions_(functions) {}

  const OrtApi* operator->() const noexcept { return functions_; }

  Result<void> check(OrtStatus* status) const {
    if (status == nullptr) return {};
    const Owned<OrtStatus> owned(status, functions_->ReleaseStatus);
    return Error{ErrorCode::Malformed, functions_->GetErrorMessage(status)};
  }

 private:
  const OrtApi* functions_;
};

Error make_library_error() {
  const char* const reason = dlerror();
  return {ErrorCode::Malformed, reason != nullptr ? reason : "dlopen"};
}

Result<const OrtApi*> find_functions(const std::filesystem::path& library) {
  // Never unloaded: what it started at loading would have to be undone first.
  void* const handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return make_library_error();
  using Base = decltype(&OrtGetApiBase);
  const auto base = reinterpret_cast<Base>(dlsym(handle, "OrtGetApiBase"));
  if (base == nullptr) return make_library_error();
  const OrtApi* const functions = base()->GetApi(ORT_API_VERSION);
  if (functions == nullptr) {
    return Error{ErrorCode::Malformed, fmt::format("ONNX Runtime {} < API {}",
                                                   base()->GetVersionString(), ORT_API_VERSION)};
  }
  return functions;
}

}  // namespace

struct OnnxRuntime::Parts {
  Functions functions;
  Owned<OrtEnv> environment;
  Owned<OrtMemoryInfo> memory;
};

struct OnnxModel::Parts {
  std::shared_ptr<const OnnxRuntime::Parts> runtime;
  Owned<OrtSession> session;
  std::string input_name = {};
  std::string output_name = {};

  const Functions& functions() const noexcept { return runtime->functions; }
  Result<void> find_names();
  Result<Tensor> copy(OrtValue& value) const;
};

OnnxRuntime::OnnxRuntime(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}

Result<void> OnnxRuntime::is_available() { return {}; }

Result<OnnxRuntime> OnnxRuntime::load(const std::filesystem::path& library) {
  JX_TRY(const OrtApi* const found, find_functions(library));
  const Functions functions(found);
  OrtEnv* environment = nullptr;
  // What it has to say comes back as a status; the terminal belongs to others.
  JX_TRY_VOID(
      functions.check(functions->CreateEnv(ORT_LOGGING_LEVEL_FATAL, "jixiao", &environment)));
  Owned<OrtEnv> owned_environment(environment, functions->ReleaseEnv);
  // Of versions that know how to send something.
  JX_TRY_VOID(functions.check(functions->DisableTelemetryEvents(environment)));
  OrtMemoryInfo* memory = nullptr;
  JX_TRY_VOID(functions.check(
      functions->CreateCpuMemoryInfo(OrtDeviceAllocator, OrtMemTypeDefault, &memory)));
  Owned<OrtMemoryInfo> owned_memory(memory, functions->ReleaseMemoryInfo);
  return OnnxRuntime(std::make_shared<const Parts>(
      Parts{functions, std::move(owned_environment), std::move(owned_memory)}));
}

Result<OnnxModel> OnnxRuntime::open(const std::filesystem::path& file) const {
  const Functions& functions = parts_->functions;
  OrtSessionOptions* options = nullptr;
  JX_TRY_VOID(functions.check(functions->CreateSessionOptions(&options)));
  const Owned<OrtSessionOptions> owned_options(options, functions->ReleaseSessionOptions);
  JX_TRY_VOID(functions.check(functions->SetIntraOpNumThreads(options, 1)));
  JX_TRY_VOID(functions.check(functions->SetInterOpNumThreads(options, 1)));
  OrtSession* session = nullptr;
  JX_TRY_VOID(functions.check(
      functions->CreateSession(parts_->environment.get(), file.c_str(), options, &session)));
  auto parts = std::make_unique<OnnxModel::Parts>(
      OnnxModel::Parts{parts_, Owned<OrtSession>(session, functions->ReleaseSession)});
  JX_TRY_VOID(parts->find_names());
  return OnnxModel(std::move(parts));
}

Result<void> OnnxModel::Parts::find_names() {
  std::size_t inputs = 0;
  std::size_t outputs = 0;
  JX_TRY_VOID(functions().check(functions()->SessionGetInputCount(session.get(), &inputs)));
  JX_TRY_VOID(functions().check(functions()->SessionGetOutputCount(session.get(), &outputs)));
  if (inputs != 1 || outputs != 1) {
    return Error{ErrorCode::Malformed, fmt::format("{} inputs, {} outputs", inputs, outputs)};
  }
  OrtAllocator* allocator = nullptr;
  JX_TRY_VOID(functions().check(functions()->GetAllocatorWithDefaultOptions(&allocator)));
  const auto take = [&](char* text, std::string& into) {
    into = text;
    return functions().check(functions()->AllocatorFree(allocator, text));
  };
  char* name = nullptr;
  JX_TRY_VOID(
      functions().check(functions()->SessionGetInputName(session.get(), 0, allocator, &name)));
  JX_TRY_VOID(take(name, input_name));
  JX_TRY_VOID(
      functions().check(functions()->SessionGetOutputName(session.get(), 0, allocator, &name)));
  return take(name, output_name);
}

OnnxModel::OnnxModel(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
OnnxModel::OnnxModel(OnnxModel&&) noexcept = default;
OnnxModel& OnnxModel::operator=(OnnxModel&&) noexcept = default;
OnnxModel::~OnnxModel() = default;

Result<std::string> OnnxModel::find_note(const std::string& key) const {
  const Functions& functions = parts_->functions();
  OrtAllocator* allocator = nullptr;
  JX_TRY_VOID(functions.check(functions->GetAllocatorWithDefaultOptions(&allocator)));
  OrtModelMetadata* notes = nullptr;
  JX_TRY_VOID(functions.check(functions->SessionGetModelMetadata(parts_->session.get(), &notes)));
  const Owned<OrtModelMetadata> owned_notes(notes, functions->ReleaseModelMetadata);
  char* value = nullptr;
  JX_TRY_VOID(functions.check(
      functions->ModelMetadataLookupCustomMetadataMap(notes, allocator, key.c_str(), &value)));
  if (value == nullptr) return std::string();
  std::string note = value;
  JX_TRY_VOID(functions.check(functions->AllocatorFree(allocator, value)));
  return note;
}

Result<Tensor> OnnxModel::run(const Tensor& input) const {
  const Functions& functions = parts_->functions();
  OrtValue* given = nullptr;
  // The library's own name for bytes that it only reads has no const.
  JX_TRY_VOID(functions.check(functions->CreateTensorWithDataAsOrtValue(
      parts_->runtime->memory.get(), const_cast<float*>(input.values.data()),
      input.values.size() * sizeof(float), input.shape.data(), input.shape.size(),
      ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT, &given)));
  const Owned<OrtValue> owned_given(given, functions->ReleaseValue);
  const char* const input_name = parts_->input_name.c_str();
  const char* const output_name = parts_->output_name.c_str();
  OrtValue* result = nullptr;
  JX_TRY_VOID(functions.check(functions->Run(parts_->session.get(), nullptr, &input_name, &given, 1,
                                             &output_name, 1, &result)));
  const Owned<OrtValue> owned_result(result, functions->ReleaseValue);
  return parts_->copy(*result);
}

Result<Tensor> OnnxModel::Parts::copy(OrtValue& value) const {
  OrtTensorTypeAndShapeInfo* information = nullptr;
  JX_TRY_VOID(functions().check(functions()->GetTensorTypeAndShape(&value, &information)));
  const Owned<OrtTensorTypeAndShapeInfo> owned(information,
                                               functions()->ReleaseTensorTypeAndShapeInfo);
  ONNXTensorElementDataType type = ONNX_TENSOR_ELEMENT_DATA_TYPE_UNDEFINED;
  std::size_t dimensions = 0;
  std::size_t count = 0;
  JX_TRY_VOID(functions().check(functions()->GetTensorElementType(information, &type)));
  if (type != ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT) {
    return Error{ErrorCode::Malformed, fmt::format("element type {}", static_cast<int>(type))};
  }
  JX_TRY_VOID(functions().check(functions()->GetDimensionsCount(information, &dimensions)));
  JX_TRY_VOID(functions().check(functions()->GetTensorShapeElementCount(information, &count)));
  Tensor tensor;
  tensor.shape.resize(dimensions);
  JX_TRY_VOID(functions().check(
      functions()->GetDimensions(information, tensor.shape.data(), tensor.shape.size())));
  void* data = nullptr;
  JX_TRY_VOID(functions().check(functions()->GetTensorMutableData(&value, &data)));
  const auto* const floats = static_cast<const float*>(data);
  tensor.values.assign(floats, floats + count);
  return tensor;
}

}  // namespace jx
