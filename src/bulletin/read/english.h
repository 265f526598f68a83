#pragma once

#include "bulletin/read/draft.h"

namespace duibiao::bulletin {

/// Reads one English sentence: settles every numeral in it. Linear in its tokens.
void read_english_sentence(Draft& draft, TokenRange sentence);

}  // namespace duibiao::bulletin
