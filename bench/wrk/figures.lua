dofile("bench/wrk/common.lua")
function request()
  return wrk.format("GET", string.format("/api/v1/figures?indicator=exports&place=%s&limit=%d",
    some_cities(3), math.random(50, 100)))
end
