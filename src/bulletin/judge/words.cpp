#include <array>

#include "bulletin/judge/check.h"

namespace duibiao::bulletin {
namespace {

struct Word {
  std::string_view id;
  std::string_view zh;
  std::string_view en;
};

constexpr std::array<Word, 4> verdicts{{{"consistent", "一致", "consistent"},
                                        {"edge", "临界", "edge"},
                                        {"inconsistent", "不一致", "inconsistent"},
                                        {"not_checkable", "无法核对", "not checkable"}}};
constexpr std::array<std::string_view, 3> severities{"info", "normal", "high"};
constexpr std::array<Word, 11> slips{
    {{"none", "按数据库或其他数字推算", "as the store or the other figures have it"},
     {"per_mille", "百分号与千分号用错", "% and ‰ confused"},
     {"magnitude", "单位量级或币种用错", "the unit's magnitude or currency is wrong"},
     {"sign", "增减方向写反", "the direction is reversed"},
     {"point", "小数点错位", "the decimal point moved"},
     {"digit", "一位数字写错", "one digit is wrong"},
     {"swap", "相邻两位数字颠倒", "two neighbouring digits are swapped"},
     {"period", "用了另一时期的数", "another period's figure"},
     {"place", "用了另一地区的数", "another place's figure"},
     {"level_as_growth", "用了另一类数（绝对额、增速等）", "a figure of another measure"},
     {"words", "用词不当", "the wording is wrong"}}};
constexpr std::array<std::string_view, 9> rules{
    "decrease_by_times", "to_or_by",    "percent_for_points", "doubled_sign", "mixed_precision",
    "numeral_form",      "mixed_width", "redundant_about",    "range_sign"};

template <class Table, class Enum>
const auto& at(const Table& table, Enum value) {
  return table[static_cast<std::size_t>(value)];
}

Message both(const Word& word) { return {std::string(word.zh), std::string(word.en)}; }

}  // namespace

std::string_view id_of(Verdict verdict) { return at(verdicts, verdict).id; }
Message describe(Verdict verdict) { return both(at(verdicts, verdict)); }
std::string_view id_of(Severity severity) { return at(severities, severity); }
std::string_view id_of(Slip slip) { return at(slips, slip).id; }
Message describe(Slip slip) { return both(at(slips, slip)); }
std::string_view id_of(UsageRemark::Rule rule) { return at(rules, rule); }

}  // namespace duibiao::bulletin
