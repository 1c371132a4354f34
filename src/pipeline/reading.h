// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "base/diagnostics.h"
#include "base/result.h"
#include "documents/document.h"
#include "pages/page.h"
#include "pipeline/recognition.h"
#include "sandbox/child_process.h"
#include "sandbox/confinement.h"

/// Document → Pages, in this process or in one of its own that is locked in.
namespace jx {

enum class Isolation : std::uint8_t {
  /// Plain text here, everything else in a process of its own.
  ByFormat,
  Always,
  /// All in this process: for debugging, tests and fuzzing, and where the file is trusted.
  InProcess,
};

/// Where and how documents are read.
struct ReaderOptions {
  Isolation isolation = Isolation::ByFormat;
  /// The program that reads: its main must begin with is_confined_reader(). This program itself,
  /// unless the one that runs is somebody else's.
  std::filesystem::path program = "/proc/self/exe";
  Policy policy = {};
  Patience patience = {};
  /// Whether documents in old formats are converted by LibreOffice, where it is installed.
  bool convert = true;
  /// LibreOffice; empty for the usual one (find_office_program()).
  std::filesystem::path office_program = {};
  Patience conversion_patience = {.silence = std::chrono::minutes{3},
                                  .total = std::chrono::minutes{3}};
  /// Whether pages that are pictures are recognised, each in such a process too. It takes seconds.
  bool recognise = true;
  /// Of the library and the models; empty for the usual one (find_recognition_folder()).
  std::filesystem::path recognition_folder = {};
  /// Of one document, recognised at once; 0 for as many as there are processors.
  std::size_t pages_at_once = 0;
  /// Shared by documents that are read at once, for a bound on all of them.
  std::shared_ptr<RecognitionPlaces> places = {};
  /// Told what this machine lacks to lock a reader in completely, for each document anew. That is
  /// no matter of the document, whose tables come out the same on any machine.
  std::function<void(std::string_view complaint)> complain = {};
};

/// Reads the document and hands its pages on, one by one, scans recognised; an error of `sink` ends
/// the reading. Where there is no recognition, or it is not wanted, scans are handed on as they
/// are. A reader that crashes, hangs, does what it may not or answers nonsense is an error of this
/// document alone.
Result<Diagnostics> read_pages(const Document& document, const ReadLimits& limits,
                               const ReaderOptions& options, const PageSink& sink);

/// The same for any format, in this process; long sheets in parts (pages/page_parts.h), scans as
/// they are.
Result<Diagnostics> read_pages_here(const Document& document, const ReadLimits& limits,
                                    const PageSink& sink);

}  // namespace jx
