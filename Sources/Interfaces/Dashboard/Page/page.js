// The page: who is visiting, what they did, what they are shown, and what changes when they act.

import * as api from "./api.js"
import { actions, card, historyLine } from "./cards.js"
import * as chooser from "./chooser.js"
import * as detail from "./detail.js"
import { find, make, number, plural, titleOf } from "./elements.js"

const [historyLimit, listLimit, statusEveryMs, sayingMs] = [40, 12, 5000, 5000]

let visitor = null
let places = new Map()
let release
let turn = 0

const sources = {
  personal: "from this history", session: "from this visit", similar: "from what is similar",
  content: "from what the items are", popular: "what most people choose", empty: "nothing to show",
}

/// Says what happened for a few seconds, to eyes and to screen readers; an open dialog covers all but its own line.
function say(text) {
  const inDialog = find("detail").querySelector("[role=status]")
  const hush = () => [find("said"), inDialog].forEach(line => { if (line) line.textContent = "" })
  hush()
  const line = (find("detail").open && inDialog) || find("said")
  line.textContent = text
  clearTimeout(say.timer)
  say.timer = setTimeout(hush, sayingMs)
}

function notice(text, command) {
  return make("p", { class: "notice" }, text, command && make("code", {}, command))
}

async function choose(next) {
  visitor = next
  places = new Map()
  location.hash = `${next.kind}=${encodeURIComponent(next.id)}`
  chooser.show(next.kind === "user" ? next.id : "")
  for (const button of find("offers").querySelectorAll("button"))
    button.setAttribute("aria-pressed", `${next.kind === "user" && button.textContent === next.id}`)
  await draw(false)
}

/// Asks for the history and the list as of now, and draws both; marks what `compares` to the list before.
async function draw(compares) {
  const mine = ++turn
  try {
    const [history, decision] = await Promise.all(
      [api.history(visitor, historyLimit), api.recommend(visitor, listLimit)])
    const items = await api.items([
      ...history.map(line => line.item_id),
      ...decision.recommendations.flatMap(place => [place.item_id, ...place.reason.because.slice(0, 3).map(e => e.item_id)]),
    ])
    if (mine !== turn) return
    keepingFocus(() => {
      drawVisitor(history, decision)
      drawHistory(history, items)
      drawList(decision, items, compares)
    })
  } catch (problem) {
    if (mine === turn) say(problem.message)
  }
}

/// Redrawing replaces the button that was pressed; the focus goes to its successor, or to the list.
function keepingFocus(redraw) {
  const key = document.activeElement?.dataset?.key
  redraw()
  if (!key || find("detail").open) return
  const successor = find("columns").querySelector(`[data-key="${CSS.escape(key)}"]`)
  ;(successor ?? find("recommendations")).focus({ preventScroll: true })
}

function drawVisitor(history, decision) {
  find("visitor").hidden = find("columns").hidden = false
  find("visitor-name").textContent = visitor.kind === "user" ? visitor.id : "Anonymous visitor"
  const length = history.length === historyLimit ? `the last ${historyLimit} items` : plural(history.length, "item")
  find("history-count").textContent = history.length ? length : ""
  const made = decision.release === null ? "without a release" : `release ${decision.release}`
  find("visitor-facts").textContent = visitor.kind === "user"
    ? "View, add to cart or buy something: the list answers at once."
    : "Nobody knows this visitor. View something: the list follows the visit."
  find("list-facts").textContent = `${sources[decision.source] ?? decision.source} · ${made}`
}

function drawHistory(history, items) {
  find("history").replaceChildren(...history.map(line => historyLine(line, items.get(line.item_id), detail.open)))
  if (!history.length)
    find("history").append(make("li", { class: "none" }, "Nothing yet. What you view, add or buy appears here."))
}

function drawList(decision, items, compares) {
  const before = places
  places = new Map(decision.recommendations.map(place => [place.item_id, place.position]))
  find("list").replaceChildren(...decision.recommendations.map(place => {
    const was = before.get(place.item_id)
    const moved = !compares ? undefined : was === undefined ? null : was - place.position
    const from = { decision_id: decision.decision_id, position: place.position }
    return card(place, items.get(place.item_id), items, moved, { open: detail.open, act, from })
  }))
  if (!decision.recommendations.length)
    find("list").append(make("li", { class: "none" }, "There is nothing to recommend: the catalogue is empty, out of stock, or all known to this visitor."))
}

async function act(type, item, from) {
  if (!visitor) await choose(anonymous())
  try {
    await api.record(visitor, type, item.item_id, from)
    await draw(true)
    say(`${titleOf(item)} ${actions.find(([name]) => name === type)[2]}. The list is new.`)
  } catch (problem) {
    say(problem.message)
  }
  refreshStatus()
}

function anonymous() {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return { kind: "session", id: `page-${[...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("")}` }
}

async function refreshStatus() {
  try {
    const now = await api.status()
    drawStatus(now)
    if (release !== undefined && release !== now.release && visitor) draw(true)
    release = now.release
  } catch (problem) {
    find("notices").replaceChildren(notice(problem.message))
  }
}

function drawStatus(now) {
  const facts = [
    ["items", number(now.items)], ...(now.users ? [["users", number(now.users)]] : []),
    ["visitors", number(now.visitors)], ["events", number(now.events)],
    ["release", now.release === null ? "none" : `${now.release}`],
  ]
  find("status").replaceChildren(...facts.map(([name, value]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, value))))
  const notices = []
  if (!now.items) notices.push(notice("The catalogue is empty. Import one, or make a demo shop: ", "kindred demo"))
  else if (!now.visitors)
    notices.push(notice("Nobody has a history yet. Act as this first visitor, or import what happened: ", "kindred import events FILE"))
  if (now.items && now.release === null)
    notices.push(notice("No model serves yet, so lists are not personal. Train one: ", "kindred train --promote"))
  const text = notices.map(note => note.textContent).join()
  if (text !== find("notices").textContent) find("notices").replaceChildren(...notices)
  find("anonymous").disabled = !now.items
}

async function offerUsers() {
  const users = await api.users("", 6).catch(() => [])
  find("offers").replaceChildren(...users.map(user => make("li", {},
    make("button", { type: "button", class: "chip", "aria-pressed": "false", title: plural(user.history_length, "item"),
      onclick: () => choose({ kind: "user", id: user.user_id }) }, user.user_id))))
  find("offered").hidden = !users.length
  return users
}

/// The visitor that the address names: `#user=17`, `#session=s1`.
function addressed() {
  const [, kind, id] = /^#(user|session)=(.+)$/.exec(location.hash) ?? []
  try { return kind ? { kind, id: decodeURIComponent(id) } : null } catch { return null }
}

async function begin() {
  chooser.start(id => choose({ kind: "user", id }))
  detail.start(act)
  find("anonymous").addEventListener("click", () => choose(anonymous()))
  addEventListener("hashchange", () => {
    const next = addressed()
    if (next && (next.kind !== visitor?.kind || next.id !== visitor?.id)) choose(next)
  })
  const [users] = await Promise.all([offerUsers(), refreshStatus()])
  const somebody = users.length ? { kind: "user", id: users[0].user_id } : anonymous()
  const first = addressed() ?? (find("anonymous").disabled ? null : somebody)
  if (first) await choose(first)
  setInterval(() => { if (!document.hidden) refreshStatus() }, statusEveryMs)
}

begin()
