#include "server/api/jobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "workspace/content_hash.h"

namespace duibiao::server {
namespace {

/// Milliseconds after which a browser whose line broke comes back.
constexpr int come_back = 3000;

/// Not to be guessed from another's, and no two alike.
std::string id_of(const std::string& owner, std::int64_t now, std::uint64_t count) {
  constexpr std::size_t digits = 16;
  return workspace::hash_of(fmt::format("job {} {} {}", owner, now, count)).substr(0, digits);
}

}  // namespace

/// One who follows a job. Of several changes that it was too slow to hear the last is told.
class Job::Events : public EventSource {
 public:
  Events(Facts now, std::uint64_t seen, Written written)
      : facts_(std::move(now)), told_(seen), written_(std::move(written)) {}

  void on_wake(std::function<void()> wake) override {
    {
      const std::lock_guard lock(guard_);
      wake_ = wake;
    }
    wake();
  }

  [[nodiscard]] std::string take() override {
    const std::lock_guard lock(guard_);
    if (facts_.number <= told_) return {};
    std::string out;
    if (!begun_) out = fmt::format("retry: {}\n", come_back);
    begun_ = true;
    told_ = facts_.number;
    return out + fmt::format("event: {}\nid: {}\ndata: {}\n\n", facts_.over() ? "end" : "progress",
                             facts_.number, written_(facts_));
  }

  [[nodiscard]] bool finished() const override {
    const std::lock_guard lock(guard_);
    return facts_.over();
  }

  void tell(const Facts& facts) {
    std::function<void()> wake;
    {
      const std::lock_guard lock(guard_);
      facts_ = facts;
      wake = wake_;
    }
    if (wake) wake();
  }

 private:
  mutable std::mutex guard_;
  Facts facts_;
  std::uint64_t told_;
  Written written_;
  bool begun_ = false;
  std::function<void()> wake_;
};

Job::Job(std::string id, std::string owner, std::vector<std::string> files, std::int64_t begun) {
  facts_.id = std::move(id);
  facts_.owner = std::move(owner);
  facts_.files = std::move(files);
  facts_.begun = begun;
}

Job::Facts Job::facts() const {
  const std::lock_guard lock(guard_);
  return facts_;
}

void Job::change(const std::function<bool(Facts&)>& how) {
  std::vector<std::shared_ptr<Events>> listening;
  Facts now;
  {
    const std::lock_guard lock(guard_);
    if (!how(facts_)) return;
    ++facts_.number;
    now = facts_;
    for (const auto& one : followers_) {
      if (auto events = one.lock()) listening.push_back(std::move(events));
    }
  }
  // Outside the lock: whoever is woken may ask for the facts.
  for (const auto& events : listening) events->tell(now);
}

void Job::at(std::string_view stage, std::string_view file) {
  change([&](Facts& facts) {
    if (facts.file != file) {
      figures_before_ = facts.figures;
      rows_before_ = facts.rows;
    }
    facts.stage = stage;
    facts.file = file;
    return true;
  });
}

bool Job::go_on(std::uint64_t figures, std::uint64_t rows) {
  bool goes_on = true;
  change([&](Facts& facts) {
    facts.figures = figures_before_ + figures;
    facts.rows = rows_before_ + rows;
    stopped_ = stopped_ || facts.cancelling;
    goes_on = !stopped_;
    return true;
  });
  return goes_on;
}

bool Job::stopped() const {
  const std::lock_guard lock(guard_);
  return stopped_;
}

bool Job::cancel() {
  bool stops = true;
  change([&stops](Facts& facts) {
    if (facts.over()) {
      stops = facts.state == State::cancelled;
      return false;
    }
    if (facts.state == State::waiting) {
      facts.state = State::cancelled;
    } else {
      facts.cancelling = true;
    }
    return true;
  });
  return stops;
}

std::shared_ptr<EventSource> Job::follow(std::uint64_t seen, Written written) {
  const std::lock_guard lock(guard_);
  auto events = std::make_shared<Events>(facts_, seen, std::move(written));
  std::erase_if(followers_, [](const auto& one) { return one.expired(); });
  followers_.push_back(events);
  return events;
}

bool Job::start() {
  bool starts = false;
  change([&starts](Facts& facts) {
    starts = facts.state == State::waiting;
    if (starts) facts.state = State::running;
    return starts;
  });
  return starts;
}

void Job::finish(Result<std::string> outcome) {
  change([this, &outcome](Facts& facts) {
    facts.stage.clear();
    facts.cancelling = false;
    facts.state = outcome ? State::done : State::failed;
    if (stopped_) facts.state = State::cancelled;  // of several files some may be in
    if (outcome) {
      facts.result = std::make_shared<const std::string>(std::move(*outcome));
    } else if (!stopped_) {
      facts.error = std::move(outcome.error());
    }
    return true;
  });
}

Jobs::~Jobs() {
  {
    const std::lock_guard lock(guard_);
    stopping_ = true;
    for (const auto& job : jobs_) job->cancel();
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Result<std::shared_ptr<Job>> Jobs::add(std::string owner, std::vector<std::string> files,
                                       std::int64_t now, Work work) {
  const std::lock_guard lock(guard_);
  if (waiting_.size() >= most_waiting) {
    return fail(ErrorCode::busy,
                {"排队的任务已满，请稍后再试", "too many jobs are waiting; try again later"});
  }
  std::string id = id_of(owner, now, ++count_);
  auto job = std::make_shared<Job>(std::move(id), std::move(owner), std::move(files), now);
  jobs_.push_back(job);
  waiting_.push_back({job, std::move(work)});
  forget_old();
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  changed_.notify_all();
  return job;
}

std::shared_ptr<Job> Jobs::find(std::string_view id) const {
  for (const auto& job : all()) {
    if (job->facts().id == id) return job;
  }
  return nullptr;
}

std::vector<std::shared_ptr<Job>> Jobs::all() const {
  const std::lock_guard lock(guard_);
  return {jobs_.rbegin(), jobs_.rend()};
}

void Jobs::forget_old() {
  const auto over = [](const std::shared_ptr<Job>& job) { return job->facts().over(); };
  auto count = static_cast<std::size_t>(std::ranges::count_if(jobs_, over));
  for (; count > most_over; --count) jobs_.erase(std::ranges::find_if(jobs_, over));
}

void Jobs::run() {
  std::unique_lock lock(guard_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    if (next.job->start()) {
      Result<std::string> outcome = fail(ErrorCode::internal, {"内部错误", "an internal error"});
      try {
        outcome = next.work(*next.job);
      } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): the error stands above
      }
      next.job->finish(std::move(outcome));
    }
    next = {};  // with the upload that it held
    lock.lock();
    forget_old();
  }
}

}  // namespace duibiao::server
