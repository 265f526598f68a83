#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bulletin/read/read.h"
#include "figure/builtin.h"

/// Reads sentences and prints claims as short lines, so that a test says what it expects in words.
namespace duibiao::bulletin::reading {

inline const Reader& reader() {
  static const Reader built = [] {
    auto words = builtin_vocabulary();
    EXPECT_TRUE(words.has_value());
    auto made = Reader::build(std::make_shared<Vocabulary>(std::move(*words)));
    EXPECT_TRUE(made.has_value());
    return std::move(*made);
  }();
  return built;
}

/// A text as one block; `home` and `period` as the caller of a checker would give them.
inline Reading read(std::string_view text, std::string_view home = "330300",
                    std::string_view period = "2019-01..2019-09") {
  text::Document document;
  document.text = text;
  ReadingContext context;
  if (!home.empty()) context.home = *reader().vocabulary().places.by_code(home);
  if (!period.empty()) context.period = *Period::parse(period);
  return reader().read(document, context);
}

inline std::string subject_line(const Subject& subject) {
  const Vocabulary& words = reader().vocabulary();
  const std::string what = subject.indicator.known() ? words.catalogue.at(subject.indicator).id
                                                     : "'" + subject.phrase + "'";
  const std::string where = subject.place.known() ? words.places.at(subject.place).code : "?";
  return what + "@" + where + " " + subject.period.to_string();
}

/// «9.4 % growth_yoy exports@330300 2019-01..2019-09 +near».
inline std::string line(const Claim& claim) {
  std::string out = claim.value.to_string() + " " + claim.unit_text + " " +
                    std::string(id_of(claim.measure)) + " " + subject_line(claim.subject);
  for (int bit = 0; bit < qualifier_count; ++bit) {
    const auto qualifier = static_cast<Qualifier>(1U << static_cast<unsigned>(bit));
    if (claim.has(qualifier)) out += " +" + std::string(id_of(qualifier));
  }
  return out;
}

inline std::vector<std::string> lines(const Reading& reading) {
  std::vector<std::string> out;
  for (const Claim& claim : reading.claims) out.push_back(line(claim));
  return out;
}

/// «2019年 date».
inline std::vector<std::string> ignored_lines(const Reading& reading, std::string_view text) {
  std::vector<std::string> out;
  for (const Ignored& ignored : reading.ignored) {
    out.push_back(std::string(ignored.span.of(text)) + " " + std::string(id_of(ignored.reason)));
  }
  return out;
}

}  // namespace duibiao::bulletin::reading
