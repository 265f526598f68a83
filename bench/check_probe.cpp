// check_probe ROOT [--failures FILE] [--holdout] [--show ID]: scores the reading and judging of
// bulletins on the labelled sentences, on drafts with and without a mistake, on composed bulletins
// and on the recognisers' specs, and prints one table. ROOT is the project's folder; FILE gets what
// failed, except of the holdout, which is listed only when asked for. --show prints composed
// bulletins whose name begins with ID, and nothing else.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bulletin/compose.h"
#include "bulletin/corpus.h"
#include "bulletin/demo.h"
#include "bulletin/recognizers.h"
#include "bulletin/recognizers_time.h"
#include "bulletin/score.h"
#include "bulletin/trial.h"
#include "figure/builtin.h"
#include "text/width.h"

namespace duibiao::bench {
namespace {

using corpus::Tally;
using std::string;
using std::string_view;
using Clock = std::chrono::steady_clock;

/// Rows of «what, ours, for comparison» under headings, aligned by display width.
class Table {
 public:
  void heading(string_view text) { rows_.push_back({string(text), "", "", true}); }
  void row(string_view what, string ours, string_view beside = "") {
    rows_.push_back({string(what), std::move(ours), string(beside), false});
  }
  void rate(string_view what, const Tally& tally, string_view beside = "") {
    row(what, fmt::format("{:6.2f} %  {:>5}/{:<5}", tally.rate() * 100, tally.right, tally.all),
        beside);
  }
  void print() const {
    for (const Row& row : rows_) {
      if (row.heading) {
        fmt::print("\n{}\n", row.what);
        continue;
      }
      fmt::print("  {}{}{}\n", text::pad_right(row.what, 36), text::pad_right(row.ours, 24),
                 row.beside);
    }
  }

 private:
  struct Row {
    string what, ours, beside;
    bool heading = false;
  };
  std::vector<Row> rows_;
};

struct Options {
  string root;
  string failures;
  bool holdout = false;
  string show;
};

struct World {
  std::shared_ptr<const Vocabulary> words;
  std::shared_ptr<const cube::Cube> cube;
  std::unique_ptr<bulletin::Reader> reader;
};

double ms_since(Clock::time_point begun) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

Result<World> build_world(const string& root) {
  World world;
  auto words = builtin_vocabulary();
  if (!words) return tl::unexpected(words.error());
  world.words = std::make_shared<const Vocabulary>(std::move(*words));
  auto cube = corpus::load_demo(root + "/data/demo", world.words);
  if (!cube) return tl::unexpected(cube.error());
  world.cube = std::move(*cube);
  auto reader = bulletin::Reader::build(world.words);
  if (!reader) return tl::unexpected(reader.error());
  world.reader = std::make_unique<bulletin::Reader>(std::move(*reader));
  return world;
}

void add_reading(Table& table, const corpus::ReadingScore& score) {
  table.rate("sentences wholly right", score.sentences, "WWW 2018: 92.02 %");
  table.rate("numbers accounted for", score.numerals);
  table.rate("value and unit", score.values);
  table.rate("measure", score.measures);
  table.rate("period", score.periods);
  table.rate("place", score.places);
  table.rate("indicator", score.indicators);
  table.rate("qualifiers", score.qualifiers);
  table.rate("share's whole, where labelled", score.wholes);
  table.rate("ignored for the right reason", score.ignored);
  table.rate("claims that are claims", score.invented);
}

struct DraftTotals {
  Tally found, relation, suggested, precise;
  std::size_t alarms = 0, claims = 0, checked = 0;
  std::vector<string> lines;
};

DraftTotals judge_drafts(const std::vector<corpus::Draft>& drafts, const World& world) {
  DraftTotals totals;
  for (const corpus::Draft& draft : drafts) {
    const corpus::DraftScore score = corpus::score(draft, *world.reader, *world.cube);
    totals.alarms += score.alarms;
    totals.claims += score.claims;
    totals.checked += score.checked;
    const std::size_t findings = score.lines.size();
    totals.precise.add({findings - score.alarms, findings});
    const bool wants_finding = !draft.wrong.empty();
    if (wants_finding) {
      totals.found.count(score.found);
      if (score.found) totals.relation.count(score.relation);
      if (!draft.suggestion.empty()) totals.suggested.count(score.suggested);
    }
    const bool right = wants_finding ? score.found && score.alarms == 0 && score.relation &&
                                           (draft.suggestion.empty() || score.suggested)
                                     : findings == 0;
    if (right) continue;
    string line = fmt::format("{} ({}) {}", draft.id, draft.kind, draft.text);
    if (wants_finding && !score.found) line += "\n    not found";
    if (score.found && !score.relation) line += "\n    by another relation";
    if (score.found && !draft.suggestion.empty() && !score.suggested) {
      line += "\n    without " + draft.suggestion;
    }
    for (const string& finding : score.lines) line += "\n    " + finding;
    totals.lines.push_back(std::move(line));
  }
  return totals;
}

void add_slips(Table& table, const corpus::TrialScore& score) {
  const auto line = [&](string_view what, const corpus::SlipScore& slips) {
    table.row(what,
              fmt::format("{:6.2f} %  {:>5}/{:<5}", slips.found.rate() * 100, slips.found.right,
                          slips.found.all),
              fmt::format("{:6.2f} %     {:6.2f} %     {:6.2f} %", slips.seen.rate() * 100,
                          slips.precise.rate() * 100, slips.suggested.rate() * 100));
  };
  table.row("mistakes found, by kind", "of all", "of tested   precision    right suggestion");
  for (const auto& [kind, slips] : score.slips) line(corpus::name_of(kind), slips);
  line("all kinds", score.all_slips());
}

void add_trial(Table& table, const corpus::TrialScore& score) {
  table.row("bulletins, characters, figures",
            fmt::format("{}, {}, {}", score.bulletins, score.characters, score.figures));
  table.rate("figures read with their value", score.read);
  table.rate("coverage: claims tested", {score.checked, score.claims});
  table.row("false alarms per 1,000 figures",
            fmt::format("{:6.2f}    {:>5}/{:<5}",
                        score.figures == 0 ? 0.0
                                           : 1000.0 * static_cast<double>(score.alarms) /
                                                 static_cast<double>(score.figures),
                        score.alarms, score.figures),
            "point rule: 10 to 597");
  add_slips(table, score);
}

void add_speed(Table& table, const std::vector<corpus::Bulletin>& bulletins, const World& world) {
  constexpr std::size_t enough_bytes = std::size_t{6} << 20U;
  string text;
  while (text.size() < enough_bytes) {
    for (const corpus::Bulletin& bulletin : bulletins) text += bulletin.text + "\n";
  }
  const text::Document document = corpus::document_of(text);
  const Clock::time_point begun = Clock::now();
  const bulletin::Reading reading = world.reader->read(document, {});
  const double ms = ms_since(begun);
  table.row("reading on one core",
            fmt::format("{:6.1f} MB/s", static_cast<double>(text.size()) / 1e3 / ms),
            "jieba 0.4 MB/s, Recognizers 0.1-134 kchar/s");
  table.row("  characters",
            fmt::format("{:6.0f} kchar/s", static_cast<double>(corpus::characters_of(text)) / ms));
  table.row("  claims read", fmt::format("{}", reading.claims.size()));

  const corpus::Bulletin* chosen = nullptr;
  constexpr std::size_t wanted = 3000;
  const auto distance = [](const corpus::Bulletin& bulletin) {
    const std::size_t length = corpus::characters_of(bulletin.text);
    return length > wanted ? length - wanted : wanted - length;
  };
  for (const corpus::Bulletin& bulletin : bulletins) {
    if (chosen == nullptr || distance(bulletin) < distance(*chosen)) chosen = &bulletin;
  }
  if (chosen == nullptr) return;
  string draft = chosen->text;
  while (corpus::characters_of(draft) < wanted) draft += chosen->text;
  const text::Document page = corpus::document_of(draft);
  bulletin::CheckOptions options;
  options.context = chosen->context;
  constexpr int repeats = 50;
  std::size_t findings = 0;
  const Clock::time_point again = Clock::now();
  for (int i = 0; i < repeats; ++i) {
    findings += bulletin::check(*world.reader, page, world.cube.get(), options).findings.size();
  }
  table.row("checking a long bulletin", fmt::format("{:6.2f} ms", ms_since(again) / repeats),
            fmt::format("{} characters beside the demo store, {} findings",
                        corpus::characters_of(draft), findings / repeats));
}

void add_conformance(Table& table, const string& root) {
  const std::filesystem::path specs = root + "/../shared/oracles/recognizers/zh";
  if (!std::filesystem::exists(specs)) {
    table.row("left out", "the specs are not beside this checkout");
    return;
  }
  struct Kind {
    const char* name;
    const char* theirs;
  };
  for (const Kind& kind :
       {Kind{"number", "JavaScript 1.3.1: 213/215"}, Kind{"ordinal", ""}, Kind{"percent", "60/64"},
        Kind{"currency", "28/30"}, Kind{"dimension", "29/29"}}) {
    const auto score = bulletin::test::score_recognizers(kind.name, specs);
    table.rate(kind.name,
               {static_cast<std::size_t>(score.matched), static_cast<std::size_t>(score.total)},
               kind.theirs);
  }
  if (const auto times = bulletin::test::score_times((specs / "daterange.json").string())) {
    table.rate("periods",
               {static_cast<std::size_t>(times->spans.matched),
                static_cast<std::size_t>(times->spans.total)},
               "87/93");
  }
}

class FailureList {
 public:
  explicit FailureList(const string& path) {
    if (!path.empty()) file_.open(path);
  }
  void add(string_view heading, const std::vector<string>& lines, std::size_t most = 400) {
    if (!file_.is_open()) return;
    file_ << "== " << heading << ": " << lines.size() << "\n";
    for (std::size_t i = 0; i < lines.size() && i < most; ++i) file_ << lines[i] << "\n";
    file_ << "\n";
  }

 private:
  std::ofstream file_;
};

/// A file of labelled cases. What was kept back is listed only when asked for, so that nobody tunes
/// on it by accident.
struct Sentences {
  const char* heading;
  const char* file;
  bool kept_back;
};
constexpr Sentences sentence_sets[] = {
    {"Reading, sentences to tune on", "sentences_tuning.toml", false},
    {"Reading, sentences kept back", "sentences_holdout.toml", true},
    {"Reading, sentences written without sight of the program", "sentences_blind.toml", true},
    {"Reading, a second such set", "sentences_blind2.toml", true},
    {"Reading, a third such set", "sentences_blind3.toml", true},
    {"Reading, a fourth such set", "sentences_blind4.toml", true},
    {"Reading, a fifth such set", "sentences_blind5.toml", true}};

struct Drafts {
  const char* heading;
  const char* silent;
  const char* wrong;
  bool kept_back;
};
constexpr Drafts draft_sets[] = {
    {"Judging, drafts written for it", "silent.toml", "findings.toml", false},
    {"Judging, drafts written without sight of the program", "silent_blind.toml",
     "findings_blind.toml", true},
    {"Judging, a second such set", "silent_blind2.toml", "findings_blind2.toml", true},
    {"Judging, a third such set", "silent_blind3.toml", "findings_blind3.toml", true},
    {"Judging, a fourth such set", "silent_blind4.toml", "findings_blind4.toml", true},
    {"Judging, a fifth such set", "silent_blind5.toml", "findings_blind5.toml", true}};

Status add_sentences(Table& table, FailureList& failures, const string& cases, const Sentences& set,
                     const World& world, bool show_kept_back) {
  const auto sentences = corpus::load_sentences(cases + set.file);
  if (!sentences) return tl::unexpected(sentences.error());
  const corpus::ReadingScore score = corpus::score_all(*sentences, *world.reader);
  table.heading(set.heading);
  add_reading(table, score);
  if (show_kept_back || !set.kept_back) failures.add(set.file, score.failures);
  return {};
}

Status add_drafts(Table& table, FailureList& failures, const string& cases, const Drafts& set,
                  const World& world, bool show_kept_back) {
  const auto silent = corpus::load_drafts(cases + set.silent);
  if (!silent) return tl::unexpected(silent.error());
  const auto findings = corpus::load_drafts(cases + set.wrong);
  if (!findings) return tl::unexpected(findings.error());
  const DraftTotals quiet = judge_drafts(*silent, world);
  const DraftTotals wrong = judge_drafts(*findings, world);
  table.heading(set.heading);
  table.row("alarms in true drafts", fmt::format("{} in {}", quiet.precise.all, silent->size()));
  table.rate("coverage in true drafts", {quiet.checked, quiet.claims});
  table.rate("wrong figures found", wrong.found);
  table.rate("  by a relation that fits", wrong.relation);
  table.rate("  with the right suggestion", wrong.suggested);
  table.rate("precision of findings", wrong.precise);
  if (show_kept_back || !set.kept_back) {
    failures.add(set.silent, quiet.lines);
    failures.add(set.wrong, wrong.lines);
  }
  return {};
}

int complain(const Error& error) {
  fmt::print(stderr, "{}\n", error.message.en);
  return duibiao::exit_code(error.code);
}

}  // namespace

/// Scores everything and prints the table; the exit code.
int run(const Options& options) {
  const Clock::time_point begun = Clock::now();
  const auto world = build_world(options.root);
  if (!world) return complain(world.error());
  const double ready_ms = ms_since(begun);
  if (!options.show.empty()) {
    for (const corpus::Bulletin& bulletin : corpus::compose(*world->cube, 1)) {
      if (bulletin.id.starts_with(options.show)) fmt::print("{}\n{}\n", bulletin.id, bulletin.text);
    }
    return 0;
  }
  const string cases = options.root + "/tests/cases/bulletin/";
  Table table;
  FailureList failures(options.failures);
  for (const Sentences& set : sentence_sets) {
    const Status done = add_sentences(table, failures, cases, set, *world, options.holdout);
    if (!done) return complain(done.error());
  }
  for (const Drafts& set : draft_sets) {
    const Status done = add_drafts(table, failures, cases, set, *world, options.holdout);
    if (!done) return complain(done.error());
  }

  const std::vector<corpus::Bulletin> bulletins = corpus::compose(*world->cube, 3);
  const auto beside = corpus::try_bulletins(bulletins, *world->reader, world->cube.get(), 2);
  const auto alone = corpus::try_bulletins(bulletins, *world->reader, nullptr, 2);
  table.heading("Whole bulletins beside the store, one mistake each");
  add_trial(table, beside);
  table.heading("Whole bulletins on their own, one mistake each");
  add_trial(table, alone);
  failures.add("unread figures of bulletins", beside.unread, 40);
  failures.add("alarms beside the store", beside.alarm_lines, 60);
  failures.add("alarms on their own", alone.alarm_lines, 60);
  for (const auto& [kind, slips] : beside.slips) {
    failures.add(fmt::format("missed beside the store, {}", corpus::name_of(kind)), slips.missed,
                 15);
  }
  for (const auto& [kind, slips] : alone.slips) {
    failures.add(fmt::format("missed on their own, {}", corpus::name_of(kind)), slips.missed, 15);
  }

  table.heading("Speed");
  table.row("names, figures and grammar ready", fmt::format("{:6.0f} ms", ready_ms));
  add_speed(table, bulletins, *world);
  table.heading("Chinese core of the Recognizers-Text specs");
  add_conformance(table, options.root);
  table.print();
  return 0;
}

}  // namespace duibiao::bench

int main(int count, char** arguments) {
  duibiao::bench::Options options;
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--holdout") {
      options.holdout = true;
    } else if (argument == "--show" && i + 1 < count) {
      options.show = arguments[++i];
    } else if (argument == "--failures" && i + 1 < count) {
      options.failures = arguments[++i];
    } else {
      options.root = argument;
    }
  }
  if (options.root.empty()) {
    std::fputs("usage: check_probe ROOT [--failures FILE] [--holdout] [--show ID]\n", stderr);
    return 2;
  }
  return duibiao::bench::run(options);
}
