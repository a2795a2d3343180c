// Draws one history line, one recommendation, one similar item.

import { ago, make, number, plural, price, tile, titleOf } from "./elements.js"

const done = {
  view: "viewed", click: "clicked", add_to_cart: "in the cart", purchase: "bought", rating: "rated", like: "liked",
  bookmark: "saved", play: "played", dislike: "disliked", remove_from_cart: "out of the cart", return: "sent back",
}

export const actions = [
  ["view", "View", "viewed"], ["add_to_cart", "Add to cart", "added to the cart"], ["purchase", "Buy", "bought"],
]

/// The buttons that record what a visitor might do with the item.
export function actionButtons(item, act, from) {
  return make("div", { class: "actions", role: "group", "aria-label": `Do something with ${titleOf(item)}` },
    ...actions.map(([type, label]) =>
      make("button", { type: "button", class: type === "purchase" ? "strong" : "quiet",
        "data-key": `${type} ${item.item_id}`, onclick: () => act(type, item, from) }, label)))
}

function facts(item) {
  const category = item.categories?.at(-1)
  return [item.brand, category].filter(Boolean).join(" · ")
}

export function historyLine(line, item, open) {
  const times = line.count > 1 ? ` · ${number(line.count)} events` : ""
  return make("li", { class: "line" },
    make("button", { type: "button", class: "open", "data-key": `open ${item.item_id}`, onclick: () => open(item.item_id) },
      tile(item),
      make("span", { class: "words" },
        make("strong", {}, titleOf(item)),
        make("span", { class: "did", "data-type": line.type },
          `${done[line.type] ?? line.type.replaceAll("_", " ")}${times}`),
        make("time", { datetime: line.timestamp }, ago(line.timestamp)))))
}

/// One place of a list. `moved` is null for an item that was not in the list before, else by how much it rose.
export function card(place, item, evidence, moved, { open, act, from }) {
  return make("li", { class: moved === null ? "card fresh" : "card" },
    make("div", { class: "top" },
      tile(item),
      make("div", { class: "words" },
        make("button", { type: "button", class: "title", onclick: () => open(item.item_id) }, titleOf(item)),
        make("span", { class: "facts" }, facts(item)),
        make("span", { class: "price" }, price(item))),
      make("span", { class: "place" }, `${place.position}`, change(moved))),
    make("p", { class: "reason" }, place.reason.text),
    shares(place.reason.because, evidence),
    actionButtons(item, act, from))
}

function change(moved) {
  if (moved === undefined || moved === 0) return null
  if (moved === null) return make("span", { class: "change" }, "new")
  const [arrow, word] = moved > 0 ? ["▲", "up"] : ["▼", "down"]
  return make("span", { class: "change", "aria-label": `${word} ${plural(Math.abs(moved), "place")}` },
    `${arrow}${Math.abs(moved)}`)
}

/// How much each past item counts, as small bars: the strongest three.
function shares(because, evidence) {
  if (because.length < 1) return null
  return make("ul", { class: "shares", "aria-label": "What carries it" },
    ...because.slice(0, 3).map(({ item_id, share }) => {
      const bar = make("span", { class: share < 0 ? "bar against" : "bar", "aria-hidden": "true" })
      bar.style.setProperty("--share", Math.min(1, Math.abs(share)))
      return make("li", {},
        make("span", { class: "what", title: titleOf(evidence.get(item_id)) }, titleOf(evidence.get(item_id))),
        bar,
        make("span", { class: "percent" }, `${Math.round(share * 100)} %`))
    }))
}

export function similarLine(place, item, open) {
  return make("li", { class: "line" },
    make("button", { type: "button", class: "open", onclick: () => open(item.item_id) },
      tile(item),
      make("span", { class: "words" },
        make("strong", {}, titleOf(item)),
        make("span", { class: "facts" }, [facts(item), price(item)].filter(Boolean).join(" · ")),
        make("span", { class: "did" }, place.reason.text))))
}
