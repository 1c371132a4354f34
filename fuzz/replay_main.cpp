// SPDX-License-Identifier: AGPL-3.0-or-later
// Stands in for libFuzzer in ordinary builds: gives every file of the given folders to the target.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void replay(const std::filesystem::path& path) {
  // Named first, so that a crash says which file did it.
  std::printf("%s\n", path.c_str());
  std::fflush(stdout);
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  // An exact copy on the heap lets the address sanitizer see a read past the end.
  const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t replayed = 0;
  for (int i = 1; i < argc; ++i) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(argv[i], error)) {
      if (!entry.is_regular_file()) continue;
      replay(entry.path());
      ++replayed;
    }
    if (error) {
      std::fprintf(stderr, "%s: %s. A fuzz target needs a corpus of a few inputs there.\n", argv[i],
                   error.message().c_str());
      return 1;
    }
  }
  std::printf("%zu inputs replayed\n", replayed);
  if (replayed == 0) std::fprintf(stderr, "The corpus is empty: put a few inputs there.\n");
  return replayed == 0 ? 1 : 0;
}
