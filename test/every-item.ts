/** All pages of a list of the API. */
export async function everyItem<T>(ask: (path: string) => Promise<Response>, path: string): Promise<T[]> {
  const items: T[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const address: string = `${path}${path.includes('?') ? '&' : '?'}limit=200${cursor && `&cursor=${cursor}`}`
    const page = (await (await ask(address)).json()) as { items: T[]; next?: string }
    items.push(...page.items)
    cursor = page.next
  }
  return items
}
