// SDMX-CSV 1.0 and 2.0: RFC 4180 with a line of column names, UTF-8 without a mark.
#include <fmt/format.h>

#include <algorithm>

#include "sdmx/artefact_ids.h"
#include "sdmx/message.h"

namespace duibiao::sdmx {
namespace {

using Labels = CsvWish::Labels;
using Keys = CsvWish::Keys;

constexpr std::string_view value_id = "OBS_VALUE";

std::string action_letter(DataSet::Action action) {
  switch (action) {
    case DataSet::Action::replace:
      return "R";
    case DataSet::Action::remove:
      return "D";
    case DataSet::Action::information:
      break;
  }
  return "I";
}

/// The finest frequency among the data: A is the coarsest.
char finest(const std::vector<DataSet>& sets) {
  constexpr std::string_view order = "ASQMWD";
  std::size_t found = 0;
  for (const DataSet& set : sets) {
    for (const Series& series : set.series) {
      found = std::max(found, order.find(series.key.freq));
    }
  }
  return order[found];
}

/// The end of a time in the form of a frequency: 2019-Q3 among months is 2019-09.
std::string normalized(const std::string& text, char freq) {
  const auto time = read_time(text);
  if (!time) return text;
  const std::chrono::year_month_day day{time->last};
  const int year = static_cast<int>(day.year());
  const unsigned month = static_cast<unsigned>(day.month());
  switch (freq) {
    case 'A':
      return fmt::format("{:04}", year);
    case 'S':
      return fmt::format("{:04}-S{}", year, (month + 5) / 6);
    case 'Q':
      return fmt::format("{:04}-Q{}", year, (month + 2) / 3);
    case 'M':
      return fmt::format("{:04}-{:02}", year, month);
    default:
      return fmt::format("{:04}-{:02}-{:02}", year, month, static_cast<unsigned>(day.day()));
  }
}

class Writer {
 public:
  Writer(const DataMessage& message, const CsvWish& wish) : message_(message), wish_(wish) {
    if (wish.normalized) freq_ = finest(message.sets);
  }

  Answer<std::string> write() {
    head();
    for (const DataSet& set : message_.sets) {
      for (const Series& series : set.series) {
        if (message_.with_observations()) {
          for (const Value& value : series.values) row(set, {&series, &value});
        } else {
          row(set, {&series, nullptr});
        }
        if (out_.size() > most_body_bytes) {
          return problem(Problem::Code::too_large,
                         {"答复过大，请缩小范围", "the answer is too large: ask for less"});
        }
      }
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool two() const { return wish_.version == 2; }
  [[nodiscard]] const std::string& said(const Message& name) const {
    return in(message_.info.language, name);
  }

  void cell(std::string_view text) {
    if (!out_.empty() && out_.back() != '\n') out_ += ',';
    if (text.find_first_of(",\"\r\n") == text.npos) {
      // An empty first cell must still be followed by its comma; none of ours is empty.
      out_ += text;
      return;
    }
    out_ += '"';
    for (const char c : text) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
  }

  /// A code with its name as the labels wish: alone, «id: name», or two cells.
  void coded(std::string_view id, const Message& name) {
    const bool named = !name.en.empty() && !id.empty();
    if (wish_.labels == Labels::both && named) {
      cell(fmt::format("{}: {}", id, said(name)));
      return;
    }
    cell(id);
    if (wish_.labels == Labels::name) cell(named ? said(name) : std::string());
  }

  void head() {
    if (two()) {
      cell("STRUCTURE");
      cell("STRUCTURE_ID");
      if (wish_.labels == Labels::name) cell("STRUCTURE_NAME");
      cell("ACTION");
      if (wish_.keys == Keys::series || wish_.keys == Keys::both) cell("SERIES_KEY");
      if (wish_.keys == Keys::obs || wish_.keys == Keys::both) cell("OBS_KEY");
    } else {
      cell("DATAFLOW");
    }
    for (std::size_t d = 0; d < dimension_count; ++d) {
      coded(dimension_ids.at(d), name_of_dimension(d));
    }
    coded(value_id, name_of_attribute(value_id));
    if (message_.with_attributes()) {
      for (const std::string_view id : attribute_ids) coded(id, name_of_attribute(id));
    }
    out_ += "\r\n";
  }

  void begin_row(const DataSet& set, const Line& line) {
    const std::string flow =
        fmt::format("{}:{}({})", artefact::agency, artefact::flow, artefact::version);
    const Message name{"城市指标", "City indicators"};
    if (!two()) {
      cell(wish_.labels == Labels::both ? fmt::format("{}: {}", flow, said(name)) : flow);
      return;
    }
    cell("dataflow");
    coded(flow, name);
    cell(action_letter(set.action));
    std::string key;
    for (const std::string& code : line.series->codes) key += (key.empty() ? "" : ".") + code;
    if (wish_.keys == Keys::series || wish_.keys == Keys::both) cell(key);
    if (wish_.keys == Keys::obs || wish_.keys == Keys::both) {
      cell(line.value == nullptr ? key : key + "." + line.value->time);
    }
  }

  void row(const DataSet& set, const Line& line) {
    begin_row(set, line);
    for (std::size_t d = 0; d < time_dimension; ++d) {
      coded(line.code(d), name_of_code(*message_.info.words, d, line.code(d)));
    }
    if (line.value == nullptr) {
      plain("");
      plain("");
    } else {
      plain(freq_ == '\0' ? line.value->time : normalized(line.value->time, freq_));
      plain(line.value->gone ? std::string() : line.value->value.to_string());
    }
    if (message_.with_attributes()) {
      const AttributeValues values = line.value ? attributes_of(*line.value) : AttributeValues();
      for (std::size_t i = 0; i < values.size(); ++i) {
        coded(values.at(i), name_of_attribute_code(attribute_ids.at(i), values.at(i)));
      }
    }
    out_ += "\r\n";
  }

  void plain(std::string_view text) { coded(text, {}); }

  const DataMessage& message_;
  const CsvWish& wish_;
  char freq_ = '\0';
  std::string out_;
};

}  // namespace

Answer<std::string> write_csv(const DataMessage& message, const CsvWish& wish) {
  return Writer(message, wish).write();
}

}  // namespace duibiao::sdmx
