dofile("bench/wrk/common.lua")
function request()
  return wrk.format("GET", "/api/v1/ranks?indicator=exports&period=2025-01..2025-07&group=" ..
    some_cities(11))
end
