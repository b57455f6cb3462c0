/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Runs in the browser: unfolds a link's target, and everything for paper. */
export function unfold(): void {
  const open = () => document.getElementById(location.hash.slice(1))?.closest('details')?.setAttribute('open', '')
  addEventListener('hashchange', open)
  open()

  let folded: Element[] = []
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')]
    for (const one of folded) one.setAttribute('open', '')
  })
  addEventListener('afterprint', () => {
    for (const one of folded) one.removeAttribute('open')
  })
}
