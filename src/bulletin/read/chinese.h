#pragma once

#include "bulletin/read/draft.h"

namespace duibiao::bulletin {

/// Reads one Chinese sentence: settles every numeral in it that is still open. Linear in its
/// tokens.
void read_chinese_sentence(Draft& draft, TokenRange sentence);

}  // namespace duibiao::bulletin
