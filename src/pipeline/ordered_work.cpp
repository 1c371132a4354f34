// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/ordered_work.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace jx {

constexpr std::chrono::milliseconds kIdleEvery{200};

OrderedWork::OrderedWork(std::size_t jobs, Function idle)
    : jobs_(std::max<std::size_t>(jobs, 1)), idle_(std::move(idle)) {}

OrderedWork::~OrderedWork() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    waiting_.clear();
  }
  more_work_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void OrderedWork::run(Piece& piece) noexcept {
  try {
    piece.work();
  } catch (...) {
    piece.fault = std::current_exception();
  }
  piece.work = nullptr;  // What it held is not needed any more.
}

void OrderedWork::work_until_stopped() {
  std::unique_lock lock(mutex_);
  while (true) {
    more_work_.wait(lock, [this] { return stopped_ || !waiting_.empty(); });
    if (stopped_) return;
    const std::shared_ptr<Piece> piece = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    run(*piece);
    lock.lock();
    piece->done = true;
    more_done_.notify_one();
  }
}

void OrderedWork::add(std::string name, Function work, Function take) {
  auto piece = std::make_shared<Piece>();
  piece->name = std::move(name);
  piece->work = std::move(work);
  piece->take = std::move(take);
  if (jobs_ == 1 && !idle_) {
    run(*piece);
    piece->done = true;
    pieces_.push_back(std::move(piece));
    return take_next();
  }
  {
    const std::lock_guard lock(mutex_);
    pieces_.push_back(piece);
    waiting_.push_back(std::move(piece));
  }
  more_work_.notify_one();
  // A thread for each piece that is held, until there are enough.
  if (threads_.size() < std::min(jobs_, pieces_.size())) {
    threads_.emplace_back([this] { work_until_stopped(); });
  }
  while (pieces_.size() >= jobs_) take_next();
}

void OrderedWork::finish() {
  while (!pieces_.empty()) take_next();
}

void OrderedWork::take_next() {
  std::shared_ptr<Piece> piece;
  {
    std::unique_lock lock(mutex_);
    const auto done = [this] { return pieces_.front()->done; };
    if (!idle_) {
      more_done_.wait(lock, done);
    } else {
      while (!more_done_.wait_for(lock, kIdleEvery, done)) {
        lock.unlock();
        idle_();
        lock.lock();
      }
    }
    piece = std::move(pieces_.front());
    pieces_.pop_front();
  }
  if (piece->fault) std::rethrow_exception(piece->fault);
  piece->take();
}

std::string OrderedWork::name_of_next() const {
  const std::lock_guard lock(mutex_);
  return pieces_.empty() ? std::string() : pieces_.front()->name;
}

}  // namespace jx
