/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Runs in the browser: warns before the session ends, and keeps what is filled in until its reader has one again. */
export function idle(): void {
  const warning = document.getElementById('idle')
  const soon = document.getElementById('idle-soon')
  const over = document.getElementById('idle-over')
  if (!warning || !soon || !over) return
  /** Seconds. */
  const WARNED_BEFORE = 300
  const FIRST = 240
  let timer: ReturnType<typeof setTimeout> | undefined

  const show = (left: number) => {
    over.hidden = left > 0
    soon.hidden = left <= 0 || left > WARNED_BEFORE
    warning.hidden = over.hidden && soon.hidden
  }
  const plan = (seconds: number) => {
    clearTimeout(timer)
    timer = setTimeout(look, seconds * 1000)
  }
  const ask = async (method: 'GET' | 'POST') => {
    const headers: Record<string, string> = method === 'GET' ? { 'x-page-renewal': '1' } : {}
    const response = await fetch('/account/session', { method, headers, redirect: 'manual' })
    // Whoever has no session is led to the page of signing in.
    if (response.type === 'opaqueredirect') return show(0)
    const { seconds } = await response.json()
    show(seconds)
    plan(seconds > WARNED_BEFORE ? seconds - WARNED_BEFORE : Math.min(seconds + 1, 30))
  }
  function look(method: 'GET' | 'POST' = 'GET') {
    clearTimeout(timer)
    ask(method).catch(() => plan(30))
  }

  soon.querySelector('button')?.addEventListener('click', () => look('POST'))
  // Its reader comes back from another window, where the session was used or begun anew.
  addEventListener('focus', () => {
    if (!warning.hidden) look()
  })
  addEventListener(
    'submit',
    (event) => {
      if (over.hidden) return
      event.preventDefault()
      event.stopImmediatePropagation()
      over.querySelector('a')?.focus()
    },
    { capture: true },
  )
  plan(FIRST)
}
