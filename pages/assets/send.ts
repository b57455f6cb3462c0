/// <reference lib="dom" />

/** Runs in the browser: the file goes straight to the inbox by a signed URL. */
export function send(): void {
  const form = document.getElementById('send')
  if (!(form instanceof HTMLFormElement)) return
  const part = <T extends HTMLElement>(within: ParentNode, selector: string): T => {
    const found = within.querySelector<T>(selector)
    if (!found) throw new Error(`the page has no ${selector}`)
    return found
  }
  const fault = part(document, '#send-fault')
  const faultLink = part<HTMLAnchorElement>(fault, 'a')
  const fields = part<HTMLFieldSetElement>(form, 'fieldset')
  const said = part(document, '#send-said')
  const progress = part(document, '#send-progress')
  const bar = part<HTMLProgressElement>(progress, 'progress')
  const cancel = part<HTMLButtonElement>(progress, 'button')
  part<HTMLButtonElement>(fields, 'button').disabled = false
  const choice = (name: string) => form.elements.namedItem(name) as HTMLSelectElement

  /** A county's templates list its townships. */
  const aimTemplates = () => {
    const query = new URLSearchParams()
    if (choice('division').value) query.set('division', choice('division').value)
    query.set('period', choice('period').value)
    const chosen = choice('form').selectedOptions[0]
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-template]')) {
      const own = new URLSearchParams(query)
      const isChosen = chosen?.dataset.template === link.dataset.template
      const mode = /-(full|new)$/.exec(chosen?.value ?? '')?.[1]
      if (isChosen && mode) own.set('mode', mode)
      link.classList.toggle('chosen', isChosen)
      link.href = `/templates/${link.dataset.template}.xlsx?${own}`
    }
  }
  form.addEventListener('change', aimTemplates)
  aimTemplates()

  interface Asked {
    readonly division: string
    readonly file: File
    readonly body: string
  }

  /** Later choices concern another file. A box for one list says whose it is. */
  const askedFor = (chosen: HTMLFormElement, file: File): Asked => {
    const value = (name: string) => (chosen.elements.namedItem(name) as HTMLInputElement | null)?.value ?? ''
    const { division = value('division'), office = choice('form').selectedOptions[0]?.dataset.office } = chosen.dataset
    const period = value('period')
    const request = { division, office, form: value('form'), period, fileName: file.name, size: file.size }
    return { division, file, body: JSON.stringify(request) }
  }

  const ask = async (body: string): Promise<{ id: string; url: string; headers: Record<string, string> }> => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/api/uploads', { method: 'POST', headers, body })
    const answer = await response.json()
    if (!response.ok) throw new Error(answer.message)
    return answer
  }

  const put = (file: File, url: string, headers: Record<string, string>) =>
    new Promise<boolean>((resolve, reject) => {
      const request = new XMLHttpRequest()
      const lost = () => reject(new Error('文件没有传完，可能是网络中断。请再上传一次。'))
      request.upload.onprogress = ({ loaded, total }) => {
        bar.value = total > 0 ? (loaded / total) * 100 : 100
      }
      request.onload = () => (request.status === 200 ? resolve(true) : lost())
      request.onerror = lost
      request.onabort = () => resolve(false)
      cancel.onclick = () => request.abort()
      request.open('PUT', url)
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
      request.send(file)
    })

  /** The receipt can discard it later too. */
  const discard = (path: string) => fetch(`/api${path}/discard`, { method: 'POST' }).catch(() => {})

  /** The receipt's path; nothing when cancelled. */
  const sendAll = async ({ division, file, body }: Asked): Promise<string | undefined> => {
    const { id, url, headers } = await ask(body)
    const path = `/uploads/${division}/${id}`
    let isSent = false
    try {
      isSent = await put(file, url, headers)
      return isSent ? path : undefined
    } finally {
      if (!isSent) await discard(path)
    }
  }

  const warn = (event: BeforeUnloadEvent) => event.preventDefault()
  const setSending = (isSending: boolean) => {
    for (const one of document.querySelectorAll<HTMLButtonElement>('form[data-office] button[type=submit]'))
      one.disabled = isSending
    fields.disabled = isSending
    progress.hidden = !isSending
    bar.value = 0
    said.textContent = isSending ? '正在上传，请不要关闭本页。' : ''
    if (isSending) addEventListener('beforeunload', warn)
    else removeEventListener('beforeunload', warn)
  }
  const tell = (message: string) => {
    fault.hidden = message === ''
    faultLink.textContent = message
    if (message !== '') faultLink.focus()
  }

  const submit = async (chosen: HTMLFormElement, input: HTMLInputElement | null) => {
    const file = input?.files?.[0]
    if (!input || !file) return
    const asked = askedFor(chosen, file)
    chosen.append(progress)
    chosen.prepend(fault)
    faultLink.href = `#${input.id}`
    tell('')
    setSending(true)
    try {
      const path = await sendAll(asked)
      setSending(false)
      if (path) location.assign(path)
    } catch (error) {
      setSending(false)
      const isOffline = error instanceof TypeError
      tell(isOffline ? '连不上平台，请检查网络后再试。' : error instanceof Error ? error.message : '')
    }
  }
  for (const one of [form, ...document.querySelectorAll<HTMLFormElement>('form[data-office]')])
    one.addEventListener('submit', (event) => {
      event.preventDefault()
      submit(one, one.querySelector('input[type=file]'))
    })
}
