// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "cli/command.h"
#include "cli/progress.h"
#include "pipeline/ordered_work.h"
#include "reports/json.h"

namespace jx {
namespace {

std::size_t jobs_of(const ReadingOptions& reading) {
  return reading.jobs != 0 ? reading.jobs : std::max(std::thread::hardware_concurrency(), 1U);
}

/// The documents of one command on their way from path to output.
class DocumentsAtWork {
 public:
  DocumentsAtWork(Program& program, const ReadingOptions& reading, const DocumentRun& run,
                  const PipelineOptions& options, const Reference& reference)
      : program_(program),
        reading_(reading),
        run_(run),
        options_(options),
        reference_(reference),
        progress_(stderr, !reading.quiet),
        output_{.json_wanted = run.json_wanted, .put = run.put},
        work_(jobs_of(reading),
              progress_.wanted() ? [this] { show_progress(); } : OrderedWork::Function()) {
    // One bound for all documents: what waits for its pages to be recognised does little else.
    options_.reader.pages_at_once = jobs_of(reading);
    options_.reader.places = std::make_shared<RecognitionPlaces>(jobs_of(reading));
    // Several documents keep the processors busy by themselves.
    options_.check_jobs = reading.files.size() == 1 ? jobs_of(reading) : 1;
    if (progress_.wanted()) {
      options_.watch_page = [this](const Page& /*page*/) -> Result<void> {
        ++pages_;
        return {};
      };
    }
    options_.reader.complain = [this](std::string_view complaint) {
      const std::lock_guard lock(complaining_);
      progress_.clear();
      program_.complain(complaint);
    };
  }

  void go() {
    if (run_.json_wanted) {
      output_.json.begin_object(JsonWriter::Layout::Lines).key("documents");
      output_.json.begin_array(JsonWriter::Layout::Lines);
    }
    for (const std::string& file : reading_.files) {
      ++opened_;
      load_documents(file, options_,
                     [this](const std::string& name, Result<LoadedDocument>&& loaded) {
                       add(name, std::move(loaded));
                     });
    }
    work_.finish();
    progress_.clear();
    if (run_.json_wanted) output_.json.end_array().member("rule_set", reference_.rule_set);
    if (run_.add_tail) run_.add_tail(output_);
    if (run_.json_wanted) output_.json.end_object();
    output_.put(output_.text);
  }

 private:
  /// A document before and after it is read; held by its work and its delivery.
  struct InHand {
    std::optional<Result<LoadedDocument>> loaded;
    std::optional<Result<Delivery>> read;
  };

  void add(const std::string& name, Result<LoadedDocument>&& loaded) {
    ++known_;
    auto in_hand = std::make_shared<InHand>();
    in_hand->loaded = std::move(loaded);
    work_.add(
        name,
        [this, in_hand] {
          const Result<LoadedDocument> document = *std::move(in_hand->loaded);
          in_hand->loaded.reset();
          in_hand->read = document.ok() ? run_.read(*document, options_, reference_)
                                        : Result<Delivery>(document.error());
        },
        [this, in_hand, name] { deliver(name, *in_hand->read); });
  }

  void deliver(const std::string& name, const Result<Delivery>& read) {
    progress_.clear();
    const Result<void> done = read.ok() ? (*read)(output_) : read.error();
    if (!done.ok()) {
      program_.fail(name, done.error());
      if (run_.json_wanted) write_failed_document(output_.json, name, done.error());
    }
    output_.put(output_.text);
    output_.text.clear();
    ++done_;
    if (progress_.wanted()) show_progress();
  }

  void show_progress() {
    const std::size_t unopened = reading_.files.size() - opened_;
    const std::size_t all = known_ + unopened;
    std::string name = work_.name_of_next();
    // How far one long document is; of several, the documents say it.
    if (all == 1 && pages_ > 0) name += fmt::format(" [{}]", pages_.load());
    progress_.show(done_, all, name);
  }

  Program& program_;
  const ReadingOptions& reading_;
  const DocumentRun& run_;
  PipelineOptions options_;
  const Reference& reference_;
  std::mutex complaining_;
  Progress progress_;
  DocumentOutput output_;
  std::size_t opened_ = 0;  ///< Of the files that were named.
  std::size_t known_ = 0;   ///< Documents found so far.
  std::size_t done_ = 0;
  std::atomic<std::size_t> pages_ = 0;  ///< Read so far.
  OrderedWork work_;                    ///< Last: its threads end before anything they use.
};

}  // namespace

void run_documents(Program& program, const ReadingOptions& reading, const DocumentRun& run) {
  const Result<Reference> reference = program.load();
  if (!reference.ok()) return program.fail("", reference.error());
  const Result<PipelineOptions> options = reading.pipeline();
  if (!options.ok()) return program.fail("", options.error());
  DocumentsAtWork(program, reading, run, *options, *reference).go();
}

}  // namespace jx
