// One item in full, with what is like it.

import * as api from "./api.js"
import { actionButtons, similarLine } from "./cards.js"
import { find, make, number, price, tile, titleOf } from "./elements.js"

const dialog = find("detail")
let trail = []
let act = () => {}

/// `perform` records what a visitor does with an item.
export function start(perform) {
  act = perform
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close() })
  dialog.addEventListener("close", () => { trail = [] })
}

/// Shows the item; from a list in the dialog, the way back is kept.
export async function open(id) {
  trail.push(id)
  await draw(id)
}

async function back() {
  trail.pop()
  await draw(trail.at(-1))
}

async function draw(id) {
  const item = (await api.items([id])).get(id)
  dialog.replaceChildren(head(item), about(item), actionButtons(item, act),
    make("p", { role: "status", class: "said" }), make("h4", {}, "Similar items"),
    make("ol", { class: "similar" }, make("li", { class: "none" }, "Looking …")))
  if (!dialog.open) dialog.showModal()
  dialog.scrollTop = 0
  dialog.querySelector("h3").focus()
  await drawSimilar(id, dialog.querySelector(".similar"))
}

async function drawSimilar(id, list) {
  try {
    const places = (await api.similar(id, 6)).recommendations
    const items = await api.items(places.map(place => place.item_id))
    if (trail.at(-1) !== id) return
    list.replaceChildren(...places.map(place => similarLine(place, items.get(place.item_id), open)))
    if (!places.length) list.replaceChildren(make("li", { class: "none" }, "Nothing is like it yet."))
  } catch (problem) {
    list.replaceChildren(make("li", { class: "none" }, problem.message))
  }
}

function head(item) {
  return make("div", { class: "head" },
    tile(item),
    make("div", { class: "words" },
      make("h3", { id: "detail-title", tabindex: "-1" }, titleOf(item)),
      make("span", { class: "facts" }, [item.brand, item.categories?.join(" › ")].filter(Boolean).join(" · ")),
      make("span", { class: "price" }, price(item))),
    make("div", { class: "ways" },
      trail.length > 1 && make("button", { type: "button", class: "quiet", onclick: back }, "Back"),
      make("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Close")))
}

function about(item) {
  const stock = typeof item.stock !== "number" ? null : item.stock > 0 ? number(item.stock) : "out of stock"
  const rows = [["Id", item.item_id], ["In stock", stock], ["Tags", item.tags?.join(", ")],
    ["Hidden", item.is_hidden ? "in no list" : null]].filter(([, value]) => value)
  return make("div", { class: "about" },
    item.description && make("p", {}, item.description),
    make("dl", {}, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, `${value}`)])))
}
