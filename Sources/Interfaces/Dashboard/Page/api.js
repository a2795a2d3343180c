// Talks to the server. Every failure becomes a Problem with a sentence for people.

export class Problem extends Error {}

async function ask(path, options) {
  let response
  try {
    response = await fetch(path, options)
  } catch {
    throw new Problem("The server does not answer. Is it still running?")
  }
  const body = await response.json().catch(() => null)
  if (!response.ok) throw new Problem(body?.detail ?? `The server answered ${response.status}.`)
  return body
}

const part = encodeURIComponent

/// Who is visiting: { kind: "user" | "session", id }.
const visitorField = visitor => (visitor.kind === "user" ? { user_id: visitor.id } : { session_id: visitor.id })

export const status = () => ask("/api/v1/status")

export const users = (query, limit) => ask(`/api/v1/users?query=${part(query)}&limit=${limit}`).then(r => r.users)

export const history = (visitor, limit) =>
  ask(`/api/v1/${visitor.kind}s/${part(visitor.id)}/history?limit=${limit}`).then(r => r.history)

export const similar = (id, limit) => ask(`/api/v1/similar/${part(id)}?limit=${limit}`)

export const recommend = (visitor, limit) => send("/api/v1/recommendations/home", { ...visitorField(visitor), limit })

/// Records that `visitor` did `type` with an item, `from` the place of a list where there is one.
export const record = (visitor, type, id, from) =>
  send("/api/v1/events", { ...visitorField(visitor), item_id: id, type, ...from })

const send = (path, body) =>
  ask(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })

// Items do not change under the page often enough to ask twice; a reload asks anew.
const known = new Map()
const batch = 25

/// The items of these ids, as a Map; an id that is not in the catalogue stands for itself.
export async function items(ids) {
  const missing = [...new Set(ids)].filter(id => !known.has(id))
  for (let start = 0; start < missing.length; start += batch) {
    const slice = missing.slice(start, start + batch)
    const found = (await ask(`/api/v1/items?${slice.map(id => `id=${part(id)}`).join("&")}`)).items
    for (const item of found) known.set(item.item_id, item)
    for (const id of slice) if (!known.has(id)) known.set(id, { item_id: id })
  }
  return new Map(ids.map(id => [id, known.get(id)]))
}
