dofile("bench/wrk/common.lua")
-- DUIBIAO_DRAFT names the text; a number at its end makes each request another.
local file = assert(io.open(os.getenv("DUIBIAO_DRAFT"), "rb"))
local draft = file:read("*a")
file:close()
local count = 0
function request()
  count = count + 1
  return wrk.format("POST", "/api/v1/check?place=330300&period=2025-01..2025-07",
    {["Content-Type"] = "text/plain; charset=utf-8"}, draft .. count)
end
