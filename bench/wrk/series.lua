dofile("bench/wrk/common.lua")
function request()
  return wrk.format("GET", string.format(
    "/api/v1/series?indicator=exports&place=%s&from=20%02d-%02d", some_cities(5),
    math.random(15, 24), math.random(1, 12)))
end
