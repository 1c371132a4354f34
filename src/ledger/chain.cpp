// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/chain.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace jx {
namespace {

constexpr std::string_view kVersion = "jixiao-ledger-1";

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// "5:hello,": the length goes in too, so that "ab" + "c" is not "a" + "bc".
void append_field(std::string& bytes, std::string_view field) {
  bytes += std::to_string(field.size());
  bytes += ':';
  bytes += field;
  bytes += ',';
}

template <typename Text>
Digest chained(std::span<const Text> fields, const Digest& before, Hasher& hasher) {
  std::string bytes;
  bytes.reserve(512);
  bytes += bytes_of(before);
  for (const std::string_view field : fields) append_field(bytes, field);
  hasher.add(bytes);
  return hasher.finish();
}

int digit_of(char digit) noexcept {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

}  // namespace

std::string_view to_string(HashProfile profile) noexcept {
  return profile == HashProfile::International ? "intl" : "gm";
}

Result<HashProfile> parse_hash_profile(std::string_view text) {
  if (text == "intl") return HashProfile::International;
  if (text == "gm") return HashProfile::National;
  return Error{
      .code = ErrorCode::Malformed,
      .message = fmt::format("摘要算法“{}”看不懂；请写 intl（SHA-256）或 gm（SM3）。", text)};
}

std::string to_hex(const Digest& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 0xfU];
  }
  return hex;
}

Result<Digest> parse_digest(std::string_view hex) {
  Digest digest{};
  bool fits = hex.size() == 2 * digest.size();
  for (std::size_t at = 0; fits && at < digest.size(); ++at) {
    const int high = digit_of(hex[2 * at]);
    const int low = digit_of(hex[2 * at + 1]);
    fits = high >= 0 && low >= 0;
    if (fits) digest[at] = static_cast<unsigned char>(16 * high + low);
  }
  if (fits) return digest;
  return Error{.code = ErrorCode::Malformed,
               .message = fmt::format("“{}”不是摘要；摘要是 64 个十六进制数字。", hex)};
}

struct Hasher::State {
  const EVP_MD* kind = nullptr;
  EVP_MD_CTX* context = nullptr;
};

Hasher::Hasher(HashProfile profile) : state_(std::make_unique<State>()) {
  state_->kind = profile == HashProfile::International ? EVP_sha256() : EVP_sm3();
  state_->context = EVP_MD_CTX_new();
  JX_CHECK(state_->kind != nullptr && state_->context != nullptr &&
               EVP_DigestInit_ex(state_->context, state_->kind, nullptr) == 1,
           "the cryptography library offers SHA-256 and SM3");
}

Hasher::~Hasher() {
  if (state_) EVP_MD_CTX_free(state_->context);
}

Hasher::Hasher(Hasher&&) noexcept = default;

void Hasher::add(std::string_view bytes) {
  EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
}

Digest Hasher::finish() {
  Digest digest{};
  unsigned size = 0;
  const int done = EVP_DigestFinal_ex(state_->context, digest.data(), &size);
  JX_CHECK(done == 1 && size == digest.size(), "both algorithms give 32 bytes");
  // The same algorithm again needs no look-up.
  EVP_DigestInit_ex(state_->context, nullptr, nullptr);
  return digest;
}

Digest digest_of(const LedgerIdentity& identity, Hasher& hasher) {
  std::string bytes;
  append_field(bytes, kVersion);
  append_field(bytes, identity.id);
  append_field(bytes, identity.title);
  append_field(bytes, to_string(identity.profile));
  append_field(bytes, identity.created_at);
  hasher.add(bytes);
  return hasher.finish();
}

Digest digest_of(std::span<const std::string> fields, const Digest& before, Hasher& hasher) {
  return chained(fields, before, hasher);
}

Digest digest_of(std::span<const std::string_view> fields, const Digest& before, Hasher& hasher) {
  return chained(fields, before, hasher);
}

ChainVerifier::ChainVerifier(const LedgerIdentity& identity)
    : hasher_(identity.profile), digest_(digest_of(identity, hasher_)) {}

Result<void> ChainVerifier::add(std::span<const std::string_view> fields,
                                std::string_view stored_digest) {
  const std::uint64_t number = entries_ + 1;
  if (fields[0] != std::to_string(number)) {
    return Error{.code = ErrorCode::Malformed,
                 .message = fmt::format("第 {} 条应在的地方是编号“{}”：有条目被删去、插入或改号。",
                                        number, fields[0])};
  }
  const Digest digest = digest_of(fields, digest_, hasher_);
  if (bytes_of(digest) != stored_digest) {
    return Error{.code = ErrorCode::Malformed,
                 .message = fmt::format(
                     "第 {} 条与它的摘要不符：这一条（或它之前的一条）被改动过。", number)};
  }
  digest_ = digest;
  entries_ = number;
  return {};
}

}  // namespace jx
