// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/sha256.h"

#include <openssl/evp.h>

#include <array>

#include "base/check.h"

namespace jx {

namespace {

EVP_MD_CTX* context_of(void* context) noexcept { return static_cast<EVP_MD_CTX*>(context); }

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.finish();
}

void Sha256::Free::operator()(void* context) const noexcept {
  EVP_MD_CTX_free(context_of(context));
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  JX_CHECK(context_ && EVP_DigestInit_ex(context_of(context_.get()), EVP_sha256(), nullptr) == 1,
           "the cryptography library offers no SHA-256");
}

void Sha256::add(std::string_view bytes) {
  EVP_DigestUpdate(context_of(context_.get()), bytes.data(), bytes.size());
}

std::string Sha256::finish() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  const int done = EVP_DigestFinal_ex(context_of(context_.get()), digest.data(), &size);
  JX_CHECK(done == 1 && size == 32, "a digest is finished once");

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
