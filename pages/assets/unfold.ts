/// <reference lib="dom" />

/** Runs in the browser: what a link within the page leads to is opened. */
export function unfold(): void {
  const open = () => document.getElementById(location.hash.slice(1))?.closest('details')?.setAttribute('open', '')
  addEventListener('hashchange', open)
  open()
}
