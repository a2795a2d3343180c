-- The requests of lists.lua; looks at what comes back: the source stands near the beginning of an answer, and an empty list
-- is a short one.
dofile(debug.getinfo(1, "S").source:match("^@(.*)overload%.lua$") .. "lists.lua")
local threads = {}
function setup(thread)
  thread:set("refused", 0)
  thread:set("empty", 0)
  thread:set("cheap", 0)
  thread:set("other", 0)
  table.insert(threads, thread)
end
function response(status, headers, body)
  if status == 503 and headers["retry-after"] then refused = refused + 1
  elseif status ~= 200 then other = other + 1
  elseif #body < 500 and body:find('"recommendations":[]', 1, true) then empty = empty + 1
  elseif body:sub(1, 150):find('"source":"popular"', 1, true) then cheap = cheap + 1 end
end
function done(summary, latency, requests)
  local counts = {}
  for _, name in ipairs({ "refused", "empty", "cheap", "other" }) do
    local sum = 0
    for _, thread in ipairs(threads) do sum = sum + thread:get(name) end
    table.insert(counts, string.format('"%s":%d', name, sum))
  end
  io.write(string.format(
    '{"seconds":%.3f,"requests":%d,%s,"broken":%d,"p50_ms":%.3f,"p99_ms":%.3f,"p999_ms":%.3f,"max_ms":%.3f}\n',
    summary.duration / 1e6, summary.requests, table.concat(counts, ","),
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency:percentile(99.9) / 1000, latency.max / 1000))
end
