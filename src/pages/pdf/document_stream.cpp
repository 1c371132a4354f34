// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/pdf/document_stream.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace jx {
namespace {

/// A piece of the file in memory. The library's stream points into it: `pos` is the place in the
/// file of what `wp` points behind.
struct Piece {
  const DocumentFile* file = nullptr;
  unsigned char bytes[16 << 10];
};

Piece& piece_of(const fz_stream* stream) noexcept { return *static_cast<Piece*>(stream->state); }

/// The next byte, or EOF; more of them stand ready after it.
int next(fz_context* context, fz_stream* stream, std::size_t /*wanted*/) {
  Piece& piece = piece_of(stream);
  const std::ptrdiff_t got =
      piece.file->read(static_cast<std::uint64_t>(stream->pos),
                       {reinterpret_cast<char*>(piece.bytes), sizeof piece.bytes});
  if (got < 0) fz_throw(context, FZ_ERROR_GENERIC, "cannot read the file");
  stream->rp = piece.bytes;
  stream->wp = piece.bytes + got;
  stream->pos += got;
  return got == 0 ? EOF : *stream->rp++;
}

/// As in memory: what lies outside is its nearer end.
void seek(fz_context* /*context*/, fz_stream* stream, std::int64_t offset, int whence) {
  Piece& piece = piece_of(stream);
  const auto size = static_cast<std::int64_t>(piece.file->bytes());
  const std::int64_t place =
      std::clamp(whence == SEEK_END ? size + offset : offset, std::int64_t{0}, size);
  const std::int64_t held = stream->wp - piece.bytes;
  if (place <= stream->pos && place >= stream->pos - held) {
    stream->rp = stream->wp - (stream->pos - place);
    return;
  }
  stream->pos = place;
  stream->rp = piece.bytes;
  stream->wp = piece.bytes;
}

void drop(fz_context* context, void* state) noexcept { fz_free(context, state); }

}  // namespace

fz_stream* open_stream(fz_context* context, const Document& document) {
  if (!document.file) {
    return fz_open_memory(context, reinterpret_cast<const unsigned char*>(document.bytes.data()),
                          document.bytes.size());
  }
  auto* const piece = static_cast<Piece*>(fz_malloc(context, sizeof(Piece)));
  piece->file = document.file.get();
  fz_stream* const stream = fz_new_stream(context, piece, next, drop);  // Drops it when it fails.
  stream->seek = seek;
  stream->rp = piece->bytes;
  stream->wp = piece->bytes;
  return stream;
}

}  // namespace jx
