#include "cube/measures.h"

namespace duibiao::cube {

Message describe(Lack::Reason reason) {
  switch (reason) {
    case Lack::Reason::missing:
      return {"库中没有这个数", "not in the store"};
    case Lack::Reason::zero_base:
      return {"基数为零或在印刷精度内可能为零", "the base is zero or may be zero at its precision"};
    case Lack::Reason::negative_base:
      return {"基数为负，增速和占比没有意义",
              "the base is negative, so growth or share says nothing"};
    case Lack::Reason::jan_feb_together:
      return {"1、2月合并公布，没有单独的1月数",
              "January and February are published together, January alone is not"};
    case Lack::Reason::unit_mismatch:
      return {"两个数的计量单位不同类，不能换算", "the units are of different kinds"};
    case Lack::Reason::not_meaningful:
      return {"这一指标或时期不适用此计算", "not defined for this indicator or period"};
    case Lack::Reason::not_additive:
      return {"这一指标的各地数不能相加", "this indicator does not add up over places"};
    case Lack::Reason::price_basis:
      return {"增速按可比价或可比口径计算，不能用现价增量推算",
              "growth is on comparable prices or coverage; nominal increments do not give it"};
    case Lack::Reason::overflow:
      return {"位数过多，无法精确计算", "too many digits to compute exactly"};
  }
  return {};
}

Message describe(Method method) {
  switch (method) {
    case Method::published:
      return {"公布数", "as published"};
    case Method::spans:
      return {"由公布的累计数、单月数或季度数加减得到",
              "added and subtracted from published cumulative, monthly or quarterly figures"};
    case Method::stock_date:
      return {"取同一时点的公布数", "published for the same day under another name of the period"};
    case Method::formula_sum:
      return {"按指标公式相加", "summed by the indicator's formula"};
    case Method::formula_ratio:
      return {"按指标公式相除，分母取期末数",
              "divided by the indicator's formula, by the end of the period"};
    case Method::formula_mean:
      return {"按指标公式相除，分母取年初与年末的平均数",
              "divided by the indicator's formula, by the mean of two year-ends"};
    case Method::levels:
      return {"由绝对额计算", "from the levels"};
    case Method::rates:
      return {"由公布的增速计算", "from published rates"};
    case Method::levels_and_rates:
      return {"由绝对额和公布的增速计算", "from the level and the published rate"};
  }
  return {};
}

}  // namespace duibiao::cube
