-- Single events, each with an id of its own.
local number = 0
function init(args) number = os.time() * 100000 end
function request()
  number = number + 1
  return wrk.format("POST", "/api/v1/events", { ["content-type"] = "application/json" },
    string.format('{"event_id":"e%d","user_id":"u%05d","item_id":"i%05d","type":"view"}', number, number % 20000,
      number % 50000))
end
function done(summary, latency, requests)
  io.write(string.format('{"seconds":%.3f,"requests":%d,"refused":%d,"broken":%d,"p50_ms":%.3f,"p99_ms":%.3f,"max_ms":%.3f}\n',
    summary.duration / 1e6, summary.requests, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
