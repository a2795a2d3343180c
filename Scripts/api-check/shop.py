"""Teaches schemathesis to send a stream of lines, and to name what the shop has: without it nearly every request would be
about users, items and placements that nobody has heard of."""
import json
import os

import schemathesis
from hypothesis import strategies as st

PLACEMENTS = ["home", "similar", "cart", "search", "next", "email", "push", "popular", "trending", "new", "deals"]
FILTERS = ["item.price < 50", "item.categories has 'Running' and not item.hidden", "(item.stock else 1) > 3",
           "item.id != page.id", "item.price < context.budget else true"]


def ids(name, field):
    """The ids of the made-up shop, a few that stand for all."""
    with open(os.path.join(os.environ["KINDRED_SHOP"], name)) as file:
        return [json.loads(line)[field] for line, _ in zip(file, range(40))]


USERS, ITEMS = ids("users.jsonl", "user_id"), ids("items.jsonl", "item_id")
KNOWN = {"user_id": USERS, "item_id": ITEMS, "page_item_id": ITEMS, "session_id": ["s-0000004", "s-0000005"],
         "placement": PLACEMENTS, "filter": FILTERS, "strategy": ["auto", "personal", "content", "popular"],
         "type": ["view", "purchase", "add_to_cart", "hide", "unhide"]}


@schemathesis.serializer("application/x-ndjson", "application/jsonl")
def lines(context, value):
    """A line of JSON for each element, or the text as it is."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", errors="replace")
    elements = value if isinstance(value, list) else [value]
    return "\n".join(json.dumps(element) for element in elements).encode()


def known(value, more):
    """A strategy: `value`, in half of the cases with what the shop has in the place of its ids. What is not a plain value
    is meant to be wrong, and stays so."""
    if isinstance(value, list) and value and all(isinstance(element, dict) for element in value):
        return st.one_of(st.just(value), st.tuples(*[known(element, more) for element in value]).map(list))
    if not isinstance(value, dict):
        return st.just(value)
    values = {**KNOWN, **more}
    fields = {name: st.sampled_from(values[name]) if name in values and isinstance(part, str) else st.just(part)
              for name, part in value.items()}
    return st.one_of(st.just(value), st.fixed_dictionaries(fields))


def target(context):
    """In an address the target of a GET is a user, of a POST a placement."""
    return {"target": USERS if context.operation.method.upper() == "GET" else PLACEMENTS}


@schemathesis.hook
def before_generate_path_parameters(context, strategy):
    return strategy.flatmap(lambda value: known(value, target(context)))


@schemathesis.hook
def before_generate_query(context, strategy):
    return strategy.flatmap(lambda value: known(value, {}))


@schemathesis.hook
def before_generate_body(context, strategy):
    return strategy.flatmap(lambda value: known(value, {}))
