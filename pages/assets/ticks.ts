/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Runs in the browser: what a township has filled in stays on the device until it is sent (docs/adr/0038-ticks-without-a-line.md). */
export function ticks(): void {
  const who = document.querySelector<HTMLFormElement>('form.who')
  const told = document.getElementById('unsent')
  const account = who?.dataset.account
  if (!who || !told || !account) return

  /** By name, `<case>.<heading>`: no name and no number of a person. */
  type Fields = Record<string, string>
  interface Sending {
    readonly key: string
    readonly path: string
    readonly fields: Fields
  }
  interface Kept {
    /** By the path that it is sent to. */
    filled: Record<string, Fields>
    sending: Sending[]
  }
  const PLACE = `yingbao.ticks.${account}`
  const AGAIN = 20_000
  let unkept: Kept | undefined
  let receipt: { readonly path: string; readonly cases: number } | undefined
  let trouble = ''
  let busy = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const read = (): Kept => {
    if (unkept) return unkept
    try {
      return asKept(JSON.parse(localStorage.getItem(PLACE) ?? ''))
    } catch {
      return { filled: {}, sending: [] }
    }
  }
  /** What is stored may have been written by an earlier version, or by hand. */
  const asKept = (stored: unknown): Kept => {
    const { filled, sending } = stored as Kept
    const isPath = (to: unknown) => typeof to === 'string' && /^\/materials\/\d{9}$/.test(to)
    const areFields = (fields: unknown) =>
      typeof fields === 'object' && fields !== null && Object.values(fields).every((value) => typeof value === 'string')
    const isSending = (one: Sending) => typeof one.key === 'string' && isPath(one.path) && areFields(one.fields)
    return {
      filled: Object.fromEntries(Object.entries(filled).filter(([to, fields]) => isPath(to) && areFields(fields))),
      sending: sending.filter(isSending),
    }
  }
  const casesIn = (fields: Fields) =>
    new Set(
      Object.keys(fields)
        .map(caseOf)
        .filter((name) => name !== 'all'),
    )
  const caseOf = (field: string) => field.split('.')[0] ?? ''
  const countOf = (all: readonly Fields[]) => all.reduce((sum, fields) => sum + casesIn(fields).size, 0)

  const keep = (kept: Kept) => {
    for (const [path, fields] of Object.entries(kept.filled)) if (casesIn(fields).size === 0) delete kept.filled[path]
    try {
      if (kept.sending.length === 0 && Object.keys(kept.filled).length === 0) localStorage.removeItem(PLACE)
      else localStorage.setItem(PLACE, JSON.stringify(kept))
      unkept = undefined
    } catch {
      // A browser that keeps nothing has it as long as the page is open.
      unkept = kept
    }
    tell()
  }

  const link = (text: string, href: string) => {
    const one = document.createElement('a')
    one.textContent = text
    one.href = href
    return one
  }
  /** A case that left the page can be reported with the others, or let go. */
  const forget = (cases: readonly string[]) => {
    const one = document.createElement('button')
    one.type = 'button'
    one.className = 'plain'
    one.textContent = '不再保留'
    one.addEventListener('click', () => {
      const kept = read()
      const left = Object.entries(kept.filled[here] ?? {}).filter(([name]) => !cases.includes(caseOf(name)))
      kept.filled[here] = Object.fromEntries(left)
      keep(kept)
    })
    return one
  }
  const tell = () => {
    const { filled, sending } = read()
    const [waiting, unsent] = [countOf(sending.map(({ fields }) => fields)), countOf(Object.values(filled))]
    const words: (string | Node)[] = []
    if (receipt) words.push(`${receipt.cases}件已经报送。`, link('查看回执', receipt.path), ' ')
    if (waiting > 0 && busy) words.push(`正在报送${waiting}件。`)
    if (waiting > 0 && !busy) words.push(`${waiting}件等待发出，已存在这台设备上。${trouble}`)
    if (unsent > 0) {
      const kept = unkept ? '这台设备不能保存，请不要关闭本页。' : '已存在这台设备上，关闭本页也不会丢失。'
      words.push(`已填写${unsent}件，还没有报送。${kept}`)
      const [path = ''] = Object.keys(filled)
      words.push(form ? link('到页末报送', '#report') : link('继续填写', path))
    }
    const gone = [...casesIn(filled[here] ?? {})].filter((name) => !isOnPage(name))
    if (gone.length > 0) words.push(` 有${gone.length}件本页已经没有：${gone.join('、')}。`, forget(gone))
    told.hidden = words.length === 0
    told.querySelector('p')?.replaceChildren(...words)
  }

  const form = document.querySelector<HTMLFormElement>('form#materials')
  const path = form?.getAttribute('action') ?? ''
  /** Also where no case is left, and no form. */
  const here = path || location.pathname
  const isOnPage = (one: string) =>
    [...(form?.elements ?? [])].some((field) => 'name' in field && String(field.name).startsWith(`${one}.`))

  const fieldsNow = (): Fields =>
    Object.fromEntries(
      [...new FormData(form ?? undefined)].flatMap(([name, value]) =>
        name.includes('.') && typeof value === 'string' && value.trim() !== '' ? [[name, value]] : [],
      ),
    )
  const put = (fields: Fields) => {
    for (const [name, value] of Object.entries(fields)) {
      const field = form?.elements.namedItem(name)
      if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = true
      else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value
      else continue
      if (!name.startsWith('all.')) field.closest('details')?.setAttribute('open', '')
    }
  }
  const clear = (cases: ReadonlySet<string>) => {
    for (const field of form?.elements ?? []) {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue
      if (!cases.has(caseOf(field.name)) || !field.name.includes('.')) continue
      if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = false
      else field.value = ''
    }
  }
  /** Cases that are not on the page stay as they were kept. */
  const gather = () => {
    const kept = read()
    const isElsewhere = ([name]: [string, string]) => caseOf(name) !== 'all' && !form?.elements.namedItem(name)
    const others = Object.entries(kept.filled[path] ?? {}).filter(isElsewhere)
    kept.filled[path] = { ...Object.fromEntries(others), ...fieldsNow() }
    keep(kept)
    return kept
  }

  const isWanted = (only: string | undefined) => (field: string) => !only || [only, 'all'].includes(caseOf(field))
  const report = (only: string | undefined): boolean => {
    const kept = gather()
    const own = Object.entries(kept.filled[path] ?? {})
    const fields = Object.fromEntries(own.filter(([name]) => isWanted(only)(name)))
    if (casesIn(fields).size === 0) return false
    // Of each press its own: what is said again after something else was said is no repeat.
    const key = `${form?.querySelector<HTMLInputElement>('input[name="key"]')?.value ?? ''}.${Date.now().toString(36)}`
    const left = own.filter(([name]) => caseOf(name) === 'all' || !isWanted(only)(name))
    kept.filled[path] = Object.fromEntries(left)
    kept.sending.push({ key, path, fields })
    keep(kept)
    clear(casesIn(fields))
    return true
  }

  const without = (sent: Sending): Kept => {
    const kept = read()
    const isSent = ({ key, fields }: Sending) =>
      key === sent.key && JSON.stringify(fields) === JSON.stringify(sent.fields)
    return { ...kept, sending: kept.sending.filter((one) => !isSent(one)) }
  }
  /**
   * A case that is no longer on the page cannot be mended on it: it is sent alone, so that it holds up no other, and
   * forgotten where it is refused alone.
   */
  const apart = (one: Sending): Sending[] | undefined => {
    const cases = [...casesIn(one.fields)]
    const gone = cases.filter((name) => !isOnPage(name))
    if (one.path !== here || gone.length === 0) return undefined
    const only = (names: readonly string[]): Sending => {
      const own = Object.entries(one.fields).filter(([name]) => ['all', ...names].includes(caseOf(name)))
      return { ...one, fields: Object.fromEntries(own) }
    }
    if (cases.length === 1) return []
    const left = cases.filter((name) => !gone.includes(name))
    return [...(left.length > 0 ? [left] : []), ...gone.map((name) => [name])].map(only)
  }
  const show = (faults: HTMLElement) => {
    document.getElementById('faults')?.remove()
    document.getElementById('main')?.prepend(document.importNode(faults, true))
    document.getElementById('faults')?.scrollIntoView()
  }
  /** @returns whether it is no longer to be sent */
  const send = async (one: Sending, isPressed: boolean): Promise<boolean> => {
    const body = new URLSearchParams({ ...one.fields, key: one.key, by: account })
    const response = await fetch(one.path, { method: 'POST', body })
    const { pathname } = new URL(response.url)
    if (response.ok && pathname.startsWith('/uploads/')) {
      receipt = { path: pathname, cases: (receipt?.cases ?? 0) + casesIn(one.fields).size }
      keep(without(one))
      if (isPressed && read().sending.length === 0) location.assign(pathname)
      return true
    }
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const faults = page.getElementById('faults')
    if (response.status === 400 && faults) {
      const parts = apart(one)
      const kept = without(one)
      if (parts) kept.sending.unshift(...parts)
      else kept.filled[one.path] = { ...one.fields, ...kept.filled[one.path] }
      keep(kept)
      if (parts?.length) for (const part of parts) await send(part, isPressed)
      else show(faults)
      if (!parts && one.path === path) put(one.fields)
      return true
    }
    trouble =
      response.redirected || response.status === 401
        ? '登录已过期，请在新窗口登录，再回到本页。'
        : `平台没有接收，稍后再试。${faults?.lastElementChild?.textContent ?? ''}`
    return false
  }
  const flush = async (isPressed = false) => {
    if (busy) return
    clearTimeout(timer)
    if (read().sending.length === 0) return
    busy = true
    tell()
    try {
      const stuck = new Set<string>()
      for (const one of read().sending) {
        const cases = casesIn(one.fields)
        // What was said later of a case is never reported before what was said earlier.
        if (![...cases].some((name) => stuck.has(name)) && (await send(one, isPressed))) continue
        for (const name of cases) stuck.add(name)
      }
    } catch {
      trouble = '现在没有网络，有网络时自动报送。'
    }
    busy = false
    tell()
    if (read().sending.length > 0) timer = setTimeout(flush, AGAIN)
  }

  form?.addEventListener('input', gather)
  form?.addEventListener('submit', (event) => {
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter.value : ''
    // The hub says what is missing where nothing is filled in.
    if (!report(button || undefined)) return
    event.preventDefault()
    flush(true)
  })
  who.addEventListener('submit', (event) => {
    const { filled, sending } = read()
    const unsent = countOf([...Object.values(filled), ...sending.map(({ fields }) => fields)])
    if (unsent > 0 && !confirm(`${unsent}件没有报送，退出以后不再保留。确定退出吗？`)) return event.preventDefault()
    localStorage.removeItem(PLACE)
  })
  addEventListener('online', () => flush())
  addEventListener('focus', () => flush())
  put(read().filled[path] ?? {})
  tell()
  flush()
}
