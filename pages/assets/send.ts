/// <reference lib="dom" />

/** Runs in the browser: an office's file goes straight to the inbox, by the URL that the hub signs for it. */
export function send(): void {
  const form = document.getElementById('send')
  if (!(form instanceof HTMLFormElement)) return
  const said = document.getElementById('send-said')!
  const progress = document.getElementById('send-progress')!
  const bar = progress.querySelector('progress')!
  const button = form.querySelector('button')!
  button.disabled = false
  const choice = (name: string) => form.elements.namedItem(name) as HTMLSelectElement

  /** Templates for the chosen county have its townships in a drop-down. */
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

  const ask = async (file: File): Promise<{ id: string; url: string; headers: Record<string, string> }> => {
    const response = await fetch('/api/uploads', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        division: choice('division').value,
        office: choice('form').selectedOptions[0]!.dataset.office,
        form: choice('form').value,
        period: choice('period').value,
        fileName: file.name,
        size: file.size,
      }),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(answer.message)
    return answer
  }

  const put = (file: File, url: string, headers: Record<string, string>) =>
    new Promise<void>((resolve, reject) => {
      const request = new XMLHttpRequest()
      const lost = () => reject(new Error('文件没有传完，可能是网络中断。请再上传一次。'))
      request.upload.onprogress = ({ loaded, total }) => {
        bar.value = total > 0 ? (loaded / total) * 100 : 100
      }
      request.onload = () => (request.status === 200 ? resolve() : lost())
      request.onerror = lost
      request.open('PUT', url)
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
      request.send(file)
    })

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const file = (form.elements.namedItem('file') as HTMLInputElement).files![0]!
    button.disabled = true
    progress.hidden = false
    bar.value = 0
    said.textContent = '正在上传…'
    try {
      const { id, url, headers } = await ask(file)
      await put(file, url, headers)
      location.assign(`/uploads/${choice('division').value}/${id}`)
    } catch (error) {
      said.textContent =
        error instanceof TypeError ? '连不上平台，请检查网络后再试。' : error instanceof Error ? error.message : ''
      progress.hidden = true
      button.disabled = false
    }
  })
}
