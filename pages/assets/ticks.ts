/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Runs in the browser: what a township has filled in stays on the device until it is sent (docs/adr/0035-ticks-without-a-line.md). */
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
      return JSON.parse(localStorage.getItem(PLACE) ?? '') as Kept
    } catch {
      return { filled: {}, sending: [] }
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
    told.hidden = words.length === 0
    told.querySelector('p')?.replaceChildren(...words)
  }

  const form = document.querySelector<HTMLFormElement>('form#materials')
  const path = form?.getAttribute('action') ?? ''

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
    const key = form?.querySelector<HTMLInputElement>('input[name="key"]')?.value ?? ''
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
  /** @returns whether what comes behind it can be tried */
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
      const kept = without(one)
      kept.filled[one.path] = { ...one.fields, ...kept.filled[one.path] }
      keep(kept)
      if (one.path === path) put(one.fields)
      document.getElementById('faults')?.remove()
      document.getElementById('main')?.prepend(document.importNode(faults, true))
      document.getElementById('faults')?.scrollIntoView()
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
      for (const one of read().sending) if (!(await send(one, isPressed))) break
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
