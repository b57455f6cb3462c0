/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Runs in the browser: what a link within the page leads to is opened, and on paper everything is. */
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
