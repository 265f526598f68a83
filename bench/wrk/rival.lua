dofile("bench/wrk/common.lua")
-- The same ranking of PostGraphile; with DUIBIAO_ORDER=fixed the same question again and again.
local fixed = os.getenv("DUIBIAO_ORDER") == "fixed" and some_cities(11)
local question = [[query($places: [String]!) { ranking(indicatorId: \"exports\", during: \"2025-01..2025-07\", places: $places) { nodes { rank placeCode place value growth share } } }]]
function request()
  local places = (fixed or some_cities(11)):gsub(",", '","')
  return wrk.format("POST", "/graphql", {["Content-Type"] = "application/json"},
    '{"query": "' .. question .. '", "variables": {"places": ["' .. places .. '"]}}')
end
