-- Lists of 20 for visitors in a scattered order; with a pause, in ms, drawn evenly from 0 to twice `arg[1]` before each.
-- The requests are put together before the first is sent: what the generator spends the server does not have.
local pause, number, requests = 0, 0, {}
function init(args)
  pause = tonumber(args[1] or "0")
  local path = args[2] or "/api/v1/recommendations/u%05d?limit=20"
  local users = tonumber(args[3] or "20000")
  for user = 0, users - 1 do requests[user + 1] = wrk.format("GET", string.format(path, user)) end
  math.randomseed(os.time())
  number = math.random(0, users)
  if pause == 0 then delay = nil end
end
function delay() return math.random(0, math.floor(2 * pause)) end
function request()
  number = (number + 7919) % #requests
  return requests[number + 1]
end
function done(summary, latency, requests)
  io.write(string.format('{"seconds":%.3f,"requests":%d,"refused":%d,"broken":%d,"p50_ms":%.3f,"p99_ms":%.3f,"max_ms":%.3f}\n',
    summary.duration / 1e6, summary.requests, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
