#pragma once

#include <string>

#include "document/docx_story.h"

namespace duibiao::document {

/// A paragraph that is being read, and what goes on behind it when it stands in a text box.
struct DocxStory::OpenParagraph {
  Paragraph paragraph;
  bool item = false;
  bool caption = false;
  int run_depth = 0;
  bool raised = false;
  bool vanished = false;
};

/// A field of which the beginning has been met.
struct DocxStory::Field {
  std::string instruction;
  bool result = false;   ///< its result has begun
  bool skipped = false;  ///< its result is no part of the text
};

}  // namespace duibiao::document
