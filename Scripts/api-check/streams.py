"""Teaches schemathesis to send a stream of lines."""
import json

import schemathesis


@schemathesis.serializer("application/x-ndjson", "application/jsonl")
def lines(context, value):
    """A line of JSON for each element, or the text as it is."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", errors="replace")
    elements = value if isinstance(value, list) else [value]
    return "\n".join(json.dumps(element) for element in elements).encode()
