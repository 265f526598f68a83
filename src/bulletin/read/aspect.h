#pragma once

#include <string_view>

namespace duibiao::bulletin {

/// Whether two phrases name the two sides of one matter: 收入 and 支出, 存款 and 贷款, 出口 and
/// 进口, revenue and expenditure. One is then never a part of the other. A phrase that names both
/// sides (进出口) is opposed to none. Linear in the phrases.
[[nodiscard]] bool opposed_aspects(std::string_view a, std::string_view b);

}  // namespace duibiao::bulletin
