#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/result.h"
#include "server/http/message.h"

namespace duibiao::server {

/// Work that outlives the request that asked for it: told about, followed, cancelled. Thread-safe.
class Job {
 public:
  enum class State : std::uint8_t { waiting, running, done, failed, cancelled };

  /// What is known of it at one moment.
  struct Facts {
    std::string id;
    std::string owner;               ///< as the log names people; empty: anonymous
    std::vector<std::string> files;  ///< what it is about
    std::int64_t begun = 0;          ///< seconds since 1970, when it was asked for
    State state = State::waiting;
    std::string stage;  ///< «reading», «saving», «publishing»: of one that runs
    std::string file;   ///< the file that it is at
    std::uint64_t rows = 0;
    std::uint64_t figures = 0;
    bool cancelling = false;                    ///< it was told to stop and has not yet
    std::uint64_t number = 1;                   ///< grows with every change
    std::shared_ptr<const std::string> result;  ///< the document that it was to make
    std::optional<Error> error;                 ///< why it failed

    [[nodiscard]] bool over() const { return state > State::running; }
  };
  /// Facts as they are sent.
  using Written = std::function<std::string(const Facts&)>;

  Job(std::string id, std::string owner, std::vector<std::string> files, std::int64_t begun);
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  [[nodiscard]] Facts facts() const;

  /// For the work itself: where it is.
  void at(std::string_view stage, std::string_view file);
  /// The same, with what has been read of that file; false: stop and leave nothing behind.
  [[nodiscard]] bool go_on(std::uint64_t figures, std::uint64_t rows);

  /// Whether the work was told to stop.
  [[nodiscard]] bool stopped() const;

  /// Asks it to stop. False when it is over already and was not cancelled.
  bool cancel();

  /// Server-sent events «progress» with the newest facts, and a last one «end». Changes up to
  /// `seen` are not told again.
  [[nodiscard]] std::shared_ptr<EventSource> follow(std::uint64_t seen, Written written);

 private:
  friend class Jobs;
  class Events;
  /// False when it was cancelled while it waited.
  bool start();
  void finish(Result<std::string> outcome);
  /// `how` says whether there is anything to tell.
  void change(const std::function<bool(Facts&)>& how);

  mutable std::mutex guard_;
  Facts facts_;
  bool stopped_ = false;              ///< the work was told not to go on
  std::uint64_t figures_before_ = 0;  ///< of the files that are behind it
  std::uint64_t rows_before_ = 0;
  std::vector<std::weak_ptr<Events>> followers_;
};

/// Jobs, one after the other on a thread of its own: imports wait for each other anyway. Of those
/// that are over the last fifty are kept. Thread-safe.
class Jobs {
 public:
  using Work = std::function<Result<std::string>(Job&)>;

  Jobs() = default;
  /// Cancels what runs and waits for it.
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// `work` makes a document, or says why not; it must ask Job::go_on often. Errors: busy, when too
  /// many are waiting already.
  [[nodiscard]] Result<std::shared_ptr<Job>> add(std::string owner, std::vector<std::string> files,
                                                 std::int64_t now, Work work);
  [[nodiscard]] std::shared_ptr<Job> find(std::string_view id) const;
  [[nodiscard]] std::vector<std::shared_ptr<Job>> all() const;  ///< newest first

 private:
  struct Waiting {
    std::shared_ptr<Job> job;
    Work work;
  };
  static constexpr std::size_t most_waiting = 4;  ///< each holds an upload of up to 64 MB
  static constexpr std::size_t most_over = 50;

  void run();
  void forget_old();

  mutable std::mutex guard_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Job>> jobs_;  ///< oldest first
  std::deque<Waiting> waiting_;
  std::uint64_t count_ = 0;
  bool stopping_ = false;
  std::thread thread_;  ///< begun with the first job
};

}  // namespace duibiao::server
