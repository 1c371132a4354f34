// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/sha256.h"

#include <openssl/evp.h>

#include <array>

#include "base/check.h"

namespace jx {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  const int done =
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  JX_CHECK(done == 1 && size == 32, "the cryptography library offers no SHA-256");

  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string result;
  result.reserve(2 * std::size_t{size});
  for (std::size_t i = 0; i < size; ++i) {
    result += kDigits[digest[i] >> 4U];
    result += kDigits[digest[i] & 0xfU];
  }
  return result;
}

}  // namespace jx
