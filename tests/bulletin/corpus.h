#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "bulletin/read/read.h"
#include "figure/figure.h"
#include "text/document.h"

/// The labelled sentences of tests/cases/bulletin; its README describes their form.
namespace duibiao::corpus {

/// What is said of a case before it is read.
struct Context {
  std::string home;     ///< code of a place; may be empty
  std::string period;   ///< as Period::parse reads it; may be empty
  std::string written;  ///< 2019-11-05; may be empty
};

/// A number and unit as they have to be read.
struct ValueLabel {
  num::Decimal value;
  bool any_value = false;
  bool any_sign = false;
  bool any_unit = false;
  bool unit_optional = false;
  std::vector<std::string> units;  ///< any of them; empty: none
};

struct QualifierLabel {
  std::vector<std::string> any_of;
  bool optional = false;
};

/// A claim as a careful reader makes it. Lists hold alternatives; «*» stands for anything.
struct ClaimLabel {
  text::Span span;
  std::string text;
  bool optional = false;
  std::vector<std::string> indicators;
  std::vector<std::string> places;
  std::vector<std::string> periods;
  std::vector<std::string> measures;
  ValueLabel value;
  std::vector<QualifierLabel> qualifiers;
  std::vector<std::string> ranked;    ///< of a rank: what is ranked; empty: not said
  std::vector<std::string> whole_of;  ///< of a share: «exports@330000»; empty: not said
};

struct IgnoredLabel {
  text::Span span;
  std::string text;
  bool optional = false;
  std::vector<std::string> reasons;
};

struct Sentence {
  std::string id;
  std::string topic;
  std::string text;
  Context context;
  std::vector<ClaimLabel> claims;
  std::vector<IgnoredLabel> ignored;
};

/// A true statement (nothing in `wrong`) or a text with one wrong figure.
struct Draft {
  std::string id;
  std::string kind;
  std::string text;
  Context context;
  bool store = false;
  std::vector<text::Span> wrong;  ///< any of these is the wrong one
  std::vector<std::string> relations;
  std::string suggestion;
};

/// The cases of one file. Errors: bad_catalogue with file and case.
[[nodiscard]] Result<std::vector<Sentence>> load_sentences(const std::string& path);
[[nodiscard]] Result<std::vector<Draft>> load_drafts(const std::string& path);

/// The text of a case as paragraphs; lines with tabs are rows of a table.
[[nodiscard]] text::Document document_of(std::string_view text);

[[nodiscard]] bulletin::ReadingContext context_of(const Context& context, const Vocabulary& words);

}  // namespace duibiao::corpus
