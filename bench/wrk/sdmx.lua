dofile("bench/wrk/common.lua")
-- As conventional clients write it: places joined with «+».
function request()
  return wrk.format("GET", string.format(
    "/sdmx/2.1/data/DB,CITY/.%s.exports.?startPeriod=20%02d-%02d&format=csv",
    some_cities(5):gsub(",", "+"), math.random(15, 24), math.random(1, 12)))
end
