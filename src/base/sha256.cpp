// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <memory>

#include "base/check.h"

namespace jx {

namespace {

EVP_MD_CTX* context_of(void* context) noexcept { return static_cast<EVP_MD_CTX*>(context); }

/// Found once: asked for by EVP_sha256(), the library goes through its providers each time, which
/// takes longer than the digest of a few words.
const EVP_MD* algorithm() noexcept {
  struct Free {
    void operator()(EVP_MD* found) const noexcept { EVP_MD_free(found); }
  };
  static const std::unique_ptr<EVP_MD, Free> kFound(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  return kFound != nullptr ? kFound.get() : EVP_sha256();
}

void begin(EVP_MD_CTX* context) {
  JX_CHECK(context != nullptr && EVP_DigestInit_ex(context, algorithm(), nullptr) == 1,
           "the cryptography library offers no SHA-256");
}

std::string finish(EVP_MD_CTX* context) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  const int done = EVP_DigestFinal_ex(context, digest.data(), &size);
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

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  struct Free {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
  };
  // Making a context takes as long as digesting a few words with it.
  thread_local const std::unique_ptr<EVP_MD_CTX, Free> kContext(EVP_MD_CTX_new());
  begin(kContext.get());
  EVP_DigestUpdate(kContext.get(), bytes.data(), bytes.size());
  return finish(kContext.get());
}

void Sha256::Free::operator()(void* context) const noexcept {
  EVP_MD_CTX_free(context_of(context));
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) { begin(context_of(context_.get())); }

void Sha256::add(std::string_view bytes) {
  EVP_DigestUpdate(context_of(context_.get()), bytes.data(), bytes.size());
}

std::string Sha256::finish() { return jx::finish(context_of(context_.get())); }

}  // namespace jx
