// `export`: every current figure, tidy. Importing the file into an empty store gives the same
// figures back.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/command.h"
#include "app/output_file.h"
#include "app/query.h"
#include "render/figures_table.h"
#include "render/json.h"

namespace duibiao::app {
namespace {

constexpr std::string_view header =
    "place_code,place,indicator,period,measure,value,unit,decimals,status,source,released\r\n";

/// Written out in pieces, so that five million figures need no five million rows of memory.
constexpr std::size_t piece_bytes = 1U << 20U;

struct Options {
  std::string places;
  std::string indicators;
};

/// Which figures were asked for; empty lists mean all.
struct Wanted {
  std::vector<PlaceId> places;
  std::vector<IndicatorId> indicators;
  [[nodiscard]] bool includes(const FigureKey& key) const {
    const bool place = places.empty() || std::ranges::find(places, key.place) != places.end();
    const bool indicator =
        indicators.empty() || std::ranges::find(indicators, key.indicator) != indicators.end();
    return place && indicator;
  }
};

void append_row(std::string& out, const FigureKey& key, const cube::Published& published,
                const Vocabulary& words) {
  const Place& place = words.places.at(key.place);
  const auto text = [&out](std::string_view field) {
    render::append_csv_field(out, field);
    out.push_back(',');
  };
  text(place.code);
  text(place.zh);
  text(words.catalogue.at(key.indicator).id);
  text(key.period.to_string());
  text(id_of(key.measure));
  out += published.value.to_string();
  out.push_back(',');
  text(published.unit.symbol());
  fmt::format_to(std::back_inserter(out), "{},{},", published.value.scale(),
                 id_of(published.status));
  text(published.source != nullptr ? published.source->name : "");
  if (!published.release_assumed) out += published.released.to_string();
  out += "\r\n";
}

int export_csv(const Opened& opened, const Wanted& wanted, const Context& context) {
  const bool to_file = !context.output.empty() && context.output != "-";
  std::optional<OutputFile> file;
  if (to_file) file.emplace(context.output);
  std::string piece = context.no_bom ? "" : "\xEF\xBB\xBF";
  piece += header;
  bool whole = true;
  const auto flush = [&] {
    if (to_file) {
      file->write(piece);
    } else {
      whole = whole && std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size();
    }
    piece.clear();
  };
  opened.cube->each([&](const FigureKey& key, const cube::Published& published) {
    if (!wanted.includes(key)) return;
    append_row(piece, key, published, opened.words());
    if (piece.size() > piece_bytes) flush();
  });
  flush();
  whole = to_file ? file->finish() : whole && std::fflush(stdout) == 0;
  return whole ? exit_ok : report(context, not_written(to_file ? context.output : "stdout"));
}

render::Table export_table(const Opened& opened, const Wanted& wanted) {
  render::Table table = render::figures_table();
  opened.cube->each([&](const FigureKey& key, const cube::Published& published) {
    if (wanted.includes(key)) render::add_figure(table, key, published, opened.words());
  });
  return table;
}

int run_export(const Options& wish, const Context& context) {
  const auto opened = open_for_reading(context);
  if (!opened) return report(context, opened.error());
  Wanted wanted;
  const auto places = places_named(opened->words(), wish.places);
  if (!places) return report(context, places.error());
  const auto indicators = indicators_named(opened->words(), wish.indicators);
  if (!indicators) return report(context, indicators.error());
  wanted = {*places, *indicators};
  if (context.format == Format::xlsx) {
    const render::Table table = export_table(*opened, wanted);
    return emit(context, {&table, 1}, [] { return render::Json(); });
  }
  if (context.format == Format::json) {
    render::Json json = render::document("figures");
    json["figures"] = render::Json::array();
    opened->cube->each([&](const FigureKey& key, const cube::Published& published) {
      if (wanted.includes(key)) {
        json["figures"].push_back(
            render::to_json(key, published, opened->words(), context.language));
      }
    });
    return write_out(context, json.dump(1) + "\n");
  }
  return export_csv(*opened, wanted, context);
}

}  // namespace

Command export_command() {
  return {"export",
          {"导出全部现行数（整齐长表）", "write every current figure as a tidy table"},
          {"duibiao export --csv -o 全部.csv\n  duibiao export --place 温州 --indicator 出口 "
           "--xlsx 温州.xlsx",
           "duibiao export --csv -o all.csv\n  duibiao export --place Wenzhou --indicator exports "
           "--xlsx wenzhou.xlsx"},
          [](CLI::App& command, Context& context) -> std::function<int()> {
            auto wish = std::make_shared<Options>();
            command.add_option("--place", wish->places,
                               context.say({"只要这些地区", "only these places"}));
            command.add_option("--indicator,-i", wish->indicators,
                               context.say({"只要这些指标", "only these indicators"}));
            return [&context, wish] { return run_export(*wish, context); };
          }};
}

}  // namespace duibiao::app
