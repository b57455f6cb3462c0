/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Runs in the browser: moving pages are asked for again, so that one server renders everything. */
export function live(): void {
  const SOONEST = 500
  const LATEST = 15_000
  let wait = SOONEST
  let timer: ReturnType<typeof setTimeout> | undefined

  /** The server's last word; what a reader has opened is no change. */
  const told = new Map([...document.querySelectorAll('[data-live]')].map((region) => [region, region.outerHTML]))

  /** What is typed or chosen is kept. */
  const isTyping = (region: Element) =>
    [...region.querySelectorAll('input')].some(
      (input) => input === document.activeElement || input.value !== input.defaultValue,
    ) ||
    [...region.querySelectorAll('select')].some(
      (select) =>
        select === document.activeElement ||
        select.selectedIndex !==
          Math.max(
            0,
            [...select.options].findIndex((o) => o.defaultSelected),
          ),
    )

  const renew = (region: Element, fresh: Element): boolean => {
    if (told.get(region) === fresh.outerHTML || isTyping(region)) return false
    told.set(region, fresh.outerHTML)
    const focused = region.contains(document.activeElement) ? document.activeElement?.id : undefined
    for (const { name } of [...region.attributes]) if (!fresh.hasAttribute(name)) region.removeAttribute(name)
    for (const { name, value } of [...fresh.attributes]) region.setAttribute(name, value)
    const opened = [...region.querySelectorAll('details[open]')].map(({ id }) => id)
    region.replaceChildren(...fresh.childNodes)
    for (const id of opened) document.getElementById(id)?.setAttribute('open', '')
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
    return true
  }

  const ask = (path: string, accept: string) => fetch(path, { headers: { accept, 'x-page-renewal': '1' } })
  let state: string | undefined

  /** Each look at a page with persons is recorded: its state without them says whether there is news. */
  const hasNews = async () => {
    const path = document.querySelector('[data-state]')?.getAttribute('data-state')
    if (!path) return true
    const before = state
    state = await (await ask(path, 'application/json')).text()
    return state !== before
  }

  const look = async () => {
    if (!(await hasNews())) {
      wait = Math.min(LATEST, wait * 1.5)
      return
    }
    const response = await ask(location.href, 'text/html')
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
    if (document.getElementById('message')) {
      if (!fresh.getElementById('message')) location.reload()
      return
    }
    let changed = false
    for (const region of document.querySelectorAll('[data-live]')) {
      const other = fresh.getElementById(region.id)
      if (other && renew(region, other)) changed = true
    }
    const said = document.getElementById('said')
    const says = fresh.getElementById('said')?.textContent ?? ''
    // Only news is read out.
    if (said && said.textContent !== says) said.textContent = says
    wait = changed ? SOONEST : Math.min(LATEST, wait * 1.5)
  }

  const isMoving = () => document.querySelector('[data-moving]') !== null
  const plan = () => {
    clearTimeout(timer)
    if (!isMoving() || document.hidden) return
    timer = setTimeout(() => {
      look()
        .catch(() => {
          wait = Math.min(LATEST, wait * 2)
        })
        .finally(plan)
    }, wait)
  }
  document.addEventListener('visibilitychange', () => {
    wait = SOONEST
    plan()
  })
  plan()
}
