// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace jx {

/// Does pieces of work on several threads and takes their results, one at a time, on the thread
/// that adds them and in the order in which they were added: what comes out is the same for any
/// number of threads. At most `jobs` pieces are held, those that wait to be taken included.
///
/// The threads live as long as this object: a process that one of them started is not ended with
/// it in the midst of its work.
class OrderedWork {
 public:
  using Function = std::function<void()>;

  /// `idle` is called some times a second on the adding thread while it waits; it need not be
  /// there. With one job and nobody to call, all is done on the adding thread itself.
  explicit OrderedWork(std::size_t jobs, Function idle = {});
  /// Waits for what is running; the results of what was not taken are lost.
  ~OrderedWork();
  OrderedWork(const OrderedWork&) = delete;
  OrderedWork& operator=(const OrderedWork&) = delete;

  /// `work` on any thread, then `take` on this one, here or in a later call; waits while too much
  /// is held. What `work` throws is thrown here in place of `take`.
  void add(std::string name, Function work, Function take);
  /// Takes everything that is left.
  void finish();

  /// The piece whose result comes next; empty when there is none.
  std::string name_of_next() const;

 private:
  struct Piece {
    std::string name;
    Function work;
    Function take;
    bool done = false;
    std::exception_ptr fault;
  };

  static void run(Piece& piece) noexcept;
  void work_until_stopped();
  void take_next();

  const std::size_t jobs_;
  const Function idle_;

  mutable std::mutex mutex_;
  std::condition_variable more_work_;
  std::condition_variable more_done_;
  std::deque<std::shared_ptr<Piece>> pieces_;   ///< Shared by the adding thread and a worker.
  std::deque<std::shared_ptr<Piece>> waiting_;  ///< Those of them that nobody works on yet.
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace jx
