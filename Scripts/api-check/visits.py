"""Visits the made-up shop, so that it has decisions, hidden items and a merged visit: visits.py http://127.0.0.1:8080"""
import json
import sys
import urllib.error
import urllib.request

server = sys.argv[1]


def send(method, path, body=None):
    """Sends one request; a refusal ends the program."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(server + path, data=data, method=method,
                                     headers={"content-type": "application/json"})
    try:
        urllib.request.urlopen(request).read()
    except urllib.error.HTTPError as error:
        sys.exit(f"{method} {path} is refused: {error.read().decode()}")


for placement in ["home", "popular", "trending", "new", "next", "deals"]:
    for user in range(1, 9):
        send("POST", f"/api/v1/recommendations/{placement}", {"user_id": f"u-{user:06}", "limit": 5})
send("POST", "/api/v1/recommendations/email/batch", [{"user_id": f"u-{user:06}"} for user in range(1, 9)])
for item in range(1, 9):
    send("GET", f"/api/v1/similar/p-{item:05}")
send("POST", "/api/v1/users/u-000001/hide", {"item_id": "p-00009"})
send("POST", "/api/v1/users/u-000002/hide", {"brand": "Halden"})
send("POST", "/api/v1/events", [{"session_id": "s-visit", "item_id": "p-00004", "type": "view"}, {"type": "view"}])
send("POST", "/api/v1/users/u-000003/merge", {"session_id": "s-visit"})
