// The search box for users, with suggestions that keys and screen readers reach.

import * as api from "./api.js"
import { find, make, plural } from "./elements.js"

const [input, listbox] = [find("user"), find("suggestions")]
let [asked, active, suggestions] = [0, -1, []]

/// Calls `choose` with a user's id once one is picked or typed in full.
export function start(choose) {
  input.addEventListener("input", suggest)
  input.addEventListener("focus", () => { input.select(); suggest() })
  input.addEventListener("blur", close)
  input.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      move(event.key === "ArrowDown" ? 1 : -1)
    } else if (event.key === "Enter") {
      const id = suggestions[active]?.user_id ?? input.value.trim()
      if (id) pick(id)
    } else if (event.key === "Escape") close()
  })

  function pick(id) {
    input.value = id
    close()
    choose(id)
  }

  async function suggest() {
    const turn = ++asked
    let found
    try { found = await api.users(input.value === input.dataset.current ? "" : input.value.trim(), 8) } catch { return }
    if (turn !== asked || document.activeElement !== input) return
    suggestions = found
    active = -1
    listbox.replaceChildren(...found.map((user, index) =>
      make("li", { role: "option", id: `suggestion-${index}`, "aria-selected": "false",
        onpointerdown: event => { event.preventDefault(); pick(user.user_id) } },
        make("span", {}, user.user_id), make("small", {}, plural(user.history_length, "item")))))
    if (!found.length) listbox.replaceChildren(make("li", { class: "none" }, "Nobody with this id has a history."))
    listbox.hidden = false
    input.setAttribute("aria-expanded", "true")
  }
}

export function show(id) {
  input.value = id
  input.dataset.current = id
}

function move(step) {
  if (listbox.hidden || !suggestions.length) return
  const options = listbox.querySelectorAll("[role=option]")
  options[active]?.setAttribute("aria-selected", "false")
  active = (active + step + (active < 0 && step < 0 ? 1 : 0) + options.length) % options.length
  options[active].setAttribute("aria-selected", "true")
  options[active].scrollIntoView({ block: "nearest" })
  input.setAttribute("aria-activedescendant", options[active].id)
}

function close() {
  asked++
  active = -1
  suggestions = []
  listbox.hidden = true
  input.setAttribute("aria-expanded", "false")
  input.removeAttribute("aria-activedescendant")
}
