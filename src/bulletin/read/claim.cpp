#include "bulletin/read/claim.h"

#include <array>
#include <bit>

namespace duibiao::bulletin {
namespace {

constexpr std::array<std::string_view, qualifier_count> qualifier_ids = {
    "about",          "near",     "over",
    "under",          "surplus",  "reached",
    "constant_price", "nominal",  "comparable_scope",
    "target",         "forecast", "range_end"};

struct ReasonRow {
  std::string_view id;
  std::string_view zh;
  std::string_view en;
};

constexpr std::array<ReasonRow, ignored_reason_count> reasons = {{
    {"date", "日期或时期", "a date or period"},
    {"ordinal", "序数", "an ordinal"},
    {"name", "名称中的数字", "part of a name"},
    {"document_number", "文号或标准号", "the number of a document or standard"},
    {"phone", "电话号码", "a telephone number"},
    {"address", "地址或网址", "an address"},
    {"code", "编码", "a code"},
    {"footnote", "注释号", "a footnote mark"},
    {"list_mark", "条目序号", "the number of an item"},
    {"time_of_day", "时刻", "a time of day"},
    {"page", "页码或图表号", "a page, table or chart number"},
    {"duration", "时长", "a length of time"},
    {"quantity_word", "泛指数量，不是统计数据", "a counting word, no statistic"},
    {"rule", "界定类别的标准", "a threshold that defines a class"},
    {"limit", "超出阅读上限", "beyond the limits of reading"},
    {"unreadable", "像数字但无法读懂", "looks like a number but cannot be read"},
}};

}  // namespace

std::string_view id_of(Qualifier qualifier) {
  return qualifier_ids[static_cast<std::size_t>(
      std::countr_zero(static_cast<std::uint16_t>(qualifier)))];
}

std::string_view id_of(IgnoredReason reason) {
  return reasons[static_cast<std::size_t>(reason)].id;
}

Message describe(IgnoredReason reason) {
  const ReasonRow& row = reasons[static_cast<std::size_t>(reason)];
  return {std::string(row.zh), std::string(row.en)};
}

}  // namespace duibiao::bulletin
