// Builds elements. Text goes in as text, never as markup, so that a title cannot become a script.

/// An element: `make("p", { class: "note", onclick: f }, "text", child)`.
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value)
    else element.setAttribute(key, value === true ? "" : value)
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== false))
  return element
}

export const find = id => document.getElementById(id)

export const titleOf = item => item.title || item.item_id

export const number = value => value.toLocaleString("en")

/// One thing or many: `plural(1, "event")`.
export const plural = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`

export function price(item) {
  if (typeof item.price !== "number") return ""
  try {
    return item.price.toLocaleString("en", { style: "currency", currency: item.currency || "EUR" })
  } catch {
    return `${item.price} ${item.currency}`
  }
}

const units = [["day", 86400], ["hour", 3600], ["minute", 60]]
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" })

export function ago(timestamp) {
  const date = new Date(timestamp)
  if (!(date.getTime() > 0)) return ""
  const seconds = (date - Date.now()) / 1000
  if (Math.abs(seconds) > 30 * 86400)
    return date.toLocaleDateString("en", { day: "numeric", month: "short", year: "numeric" })
  for (const [unit, size] of units) if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit)
  return "just now"
}

/// A colour for a category and two letters for a title, in place of a picture.
export function tile(item) {
  const category = item.categories?.[0] ?? item.brand ?? ""
  const words = titleOf(item).split(/[\s_-]+/).filter(word => /[\p{L}\p{N}]/u.test(word))
  const letters = words.slice(0, 2).map(word => [...word][0]).join("").toUpperCase()
  const element = make("span", { class: "tile", "aria-hidden": "true" }, letters || "·")
  element.style.setProperty("--hue", hue(category) + (hue(item.categories?.at(-1) ?? "") % 50) - 25)
  return element
}

function hue(text) {
  let hash = 2166136261
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0), 16777619)
  return ((hash >>> 8) * 47) % 360
}
