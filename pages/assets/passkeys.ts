/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Runs in the browser: asks it for a passkey, and sends its answer with the form. */
export function passkeys(): void {
  // Without them, and on addresses that cannot have any, pages offer the password only.
  if (!('PublicKeyCredential' in window)) return
  for (const offer of document.querySelectorAll<HTMLElement>('[data-passkeys]')) offer.hidden = false
  const form = document.querySelector<HTMLFormElement>('form[data-passkey]')
  const said = document.getElementById('passkey-said')
  const button = form?.querySelector('button')
  const place = form?.querySelector<HTMLInputElement>('input[name="answer"]')
  if (!form || !said || !button || !place) return

  // Browsers of before 2025 have no conversion of their own.
  const toBytes = (text: string) =>
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0))
  const toText = (bytes: ArrayBuffer) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes)))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '')

  const options = JSON.parse(form.dataset.options ?? '{}')
  const publicKey = { ...options, challenge: toBytes(options.challenge) }
  if (options.user) publicKey.user = { ...options.user, id: toBytes(options.user.id) }
  if (options.excludeCredentials)
    publicKey.excludeCredentials = options.excludeCredentials.map((one: { id: string }) => ({
      ...one,
      id: toBytes(one.id),
    }))

  const asked = async (): Promise<string> => {
    const credentials = navigator.credentials
    const made = await (form.dataset.passkey === 'create'
      ? credentials.create({ publicKey })
      : credentials.get({ publicKey }))
    const { id, rawId, type, response } = made as PublicKeyCredential
    const parts: Record<string, string> = {}
    for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
      const part = (response as unknown as Record<string, unknown>)[name]
      if (part instanceof ArrayBuffer) parts[name] = toText(part)
    }
    return JSON.stringify({ id, rawId: toText(rawId), type, response: parts })
  }

  const sentences: Record<string, string> = {
    NotAllowedError: '没有完成：已取消，或者等候时间过长，或者这台设备上没有本平台的通行密钥。请点“继续”再试。',
    InvalidStateError: '这台设备上已有这个账号的通行密钥，不用再添加。',
    SecurityError: '这个网址不能使用通行密钥。请用密码和验证码登录。',
  }
  const ask = async () => {
    said.hidden = true
    button.disabled = true
    try {
      place.value = await asked()
      form.submit()
    } catch (error) {
      const name = error instanceof Error ? error.name : ''
      said.textContent = sentences[name] ?? '这台设备不能使用通行密钥。请换一台设备，或者用密码和验证码登录。'
      said.hidden = false
      button.disabled = false
    }
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    ask()
  })
  if (form.dataset.waits === undefined) ask()
}
