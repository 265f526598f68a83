-- What the scripts here share: a random order of Zhejiang's cities for each request, so that every
-- question is a new one, and the figures of a run as one line of JSON on standard error.
local cities = {"330100", "330200", "330300", "330400", "330500", "330600",
                "330700", "330800", "330900", "331000", "331100"}
local threads = 0

-- wrk runs this once for each thread; each gets its own row of random numbers.
function setup(thread)
  threads = threads + 1
  thread:set("seed", threads * 7919 + os.time())
end

function init(args)
  math.randomseed(seed)
end

-- The first `count` of the cities in a random order, with commas between.
function some_cities(count)
  for k = 1, count do
    local other = math.random(k, #cities)
    cities[k], cities[other] = cities[other], cities[k]
  end
  return table.concat(cities, ",", 1, count)
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.stderr:write(string.format(
    '{"requests": %d, "seconds": %.3f, "p50_ms": %.3f, "p90_ms": %.3f, "p99_ms": %.3f, ' ..
    '"max_ms": %.3f, "bytes": %d, "bad_status": %d, "broken": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(90) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3, summary.bytes,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
