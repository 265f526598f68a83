#include "bulletin/read/clause.h"

namespace duibiao::bulletin {
namespace {

/// Brackets inside brackets inside brackets are a hostile text, not a bulletin.
constexpr std::size_t deepest_bracket = 8;

bool opens(char mark) { return mark == '(' || mark == '['; }
bool closes(char mark) { return mark == ')' || mark == ']'; }
bool divides(char mark) { return mark == ',' || mark == ';' || mark == ':'; }

class Splitter {
 public:
  Splitter(const Draft& draft, TokenRange sentence) : draft_(draft), sentence_(sentence) {
    open(0, 0);
  }

  std::vector<Clause> run() {
    for (std::uint32_t i = sentence_.begin; i < sentence_.end; ++i) {
      const Token& token = draft_.token(i);
      const char mark = token.kind == Token::Kind::mark ? token.mark : '\0';
      if (opens(mark) && stack_.size() <= deepest_bracket) {
        Clause& host = clauses_[stack_.back()];
        hang_on(host);
        open(static_cast<std::uint32_t>(stack_.size()), mark);
      } else if (closes(mark) && stack_.size() > 1) {
        clauses_[stack_.back()].after = mark;
        stack_.pop_back();
      } else if (divides(mark) && !in_ratio(i)) {
        clauses_[stack_.back()].after = mark;
        next(mark);
      } else {
        push(token, i);
      }
    }
    return std::move(clauses_);
  }

 private:
  void open(std::uint32_t depth, char before) {
    stack_.push_back(static_cast<std::uint32_t>(clauses_.size()));
    clauses_.emplace_back();
    clauses_.back().depth = depth;
    clauses_.back().before = before;
  }

  void hang_on(Clause& host) {
    host.inner.push_back({static_cast<std::uint32_t>(host.tokens.size()),
                          static_cast<std::uint32_t>(clauses_.size())});
  }

  /// The next clause at the same depth; in brackets it hangs on the same host.
  void next(char before) {
    const std::uint32_t depth = clauses_[stack_.back()].depth;
    stack_.pop_back();
    if (!stack_.empty()) hang_on(clauses_[stack_.back()]);
    open(depth, before);
  }

  /// The colons of 2.3:42.6:55.1 part nothing.
  [[nodiscard]] bool in_ratio(std::uint32_t mark) const {
    if (mark == sentence_.begin || mark + 1 >= sentence_.end) return false;
    const Token& left = draft_.token(mark - 1);
    const Token& right = draft_.token(mark + 1);
    return draft_.token(mark).mark == ':' && left.kind == Token::Kind::numeral &&
           right.kind == Token::Kind::numeral &&
           draft_.piece.numeral(left).form == Numeral::Form::ratio;
  }

  void push(const Token& token, std::uint32_t index) {
    Clause* clause = &clauses_[stack_.back()];
    if (!clause->tokens.empty() &&
        token.span.end - draft_.token(clause->tokens.front()).span.begin > longest_clause) {
      next(',');
      clause = &clauses_[stack_.back()];
    }
    clause->tokens.push_back(index);
  }

  const Draft& draft_;
  TokenRange sentence_;
  std::vector<Clause> clauses_;
  std::vector<std::uint32_t> stack_;
};

}  // namespace

std::vector<Clause> split_clauses(const Draft& draft, TokenRange sentence) {
  return Splitter(draft, sentence).run();
}

}  // namespace duibiao::bulletin
