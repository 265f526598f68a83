dofile("bench/wrk/common.lua")
-- One question again and again; DUIBIAO_PAUSE_MS is what each client waits before it asks again.
local pause = tonumber(os.getenv("DUIBIAO_PAUSE_MS") or "")
if pause then
  function delay() return math.random(0, 2 * pause) end
end
