#include "bulletin/read/english.h"

namespace duibiao::bulletin {

void read_english_sentence(Draft& draft, TokenRange sentence) {
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    const Token& token = draft.token(i);
    if (token.kind != Token::Kind::numeral || draft.settled(token.index)) continue;
    if (auto claim = draft.claim_of(token.index)) draft.add(token.index, std::move(*claim));
  }
}

}  // namespace duibiao::bulletin
