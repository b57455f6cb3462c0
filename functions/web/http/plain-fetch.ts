/**
 * What Hono and the pages use of `Headers`, `Request` and `Response`. Node's own take a process that starts 50 ms of CPU, so
 * that the bundle of web has these in their place (docs/adr/0045-what-a-page-waits-for.md); forms are read by Node's own.
 */

const NAME = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/
const VALUE = /^[\t -~\x80-\xff]*$/
const AROUND = /^[\t\n\r ]+|[\t\n\r ]+$/g

type Fields = Iterable<readonly [string, string]> | Readonly<Record<string, string>>

class PlainHeaders {
  readonly #fields = new Map<string, string[]>()

  constructor(fields?: Fields | null) {
    if (!fields) return
    const pairs = Symbol.iterator in fields ? fields : Object.entries(fields)
    for (const [name, value] of pairs) this.append(name, value)
  }

  get(name: string): string | null {
    return this.#fields.get(nameOf(name))?.join(', ') ?? null
  }

  getSetCookie(): string[] {
    return [...(this.#fields.get('set-cookie') ?? [])]
  }

  has(name: string): boolean {
    return this.#fields.has(nameOf(name))
  }

  set(name: string, value: string): void {
    this.#fields.set(nameOf(name), [textOf(value)])
  }

  append(name: string, value: string): void {
    const key = nameOf(name)
    this.#fields.set(key, [...(this.#fields.get(key) ?? []), textOf(value)])
  }

  delete(name: string): void {
    this.#fields.delete(nameOf(name))
  }

  forEach(work: (value: string, name: string, headers: PlainHeaders) => void): void {
    for (const [name, value] of this) work(value, name, this)
  }

  *[Symbol.iterator](): Generator<[string, string]> {
    for (const [name, values] of [...this.#fields].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (name === 'set-cookie') for (const value of values) yield [name, value]
      else yield [name, values.join(', ')]
  }

  entries(): Generator<[string, string]> {
    return this[Symbol.iterator]()
  }
}

function nameOf(name: string): string {
  if (!NAME.test(name)) throw new TypeError('this is no name of a header')
  return name.toLowerCase()
}

function textOf(value: string): string {
  const trimmed = String(value).replace(AROUND, '')
  if (!VALUE.test(trimmed)) throw new TypeError('this is no value of a header')
  return trimmed
}

/** What is streamed elsewhere is here at once. */
class WholeBody {
  readonly bytes: Uint8Array<ArrayBuffer>

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes
  }

  getReader() {
    const left = [this.bytes]
    return {
      read: async () => {
        const value = left.pop()
        return { done: value === undefined, value }
      },
    }
  }
}

type Content = string | Uint8Array<ArrayBuffer> | ArrayBuffer | WholeBody | null | undefined

abstract class WithBody {
  abstract readonly headers: PlainHeaders
  readonly #content: string | Uint8Array<ArrayBuffer> | null
  bodyUsed = false

  constructor(content: Content) {
    this.#content = contentOf(content)
  }

  get body(): WholeBody | null {
    return this.#content === null ? null : new WholeBody(this.#bytes())
  }

  async text(): Promise<string> {
    const content = this.#used()
    if (typeof content === 'string') return content.replace(/^\ufeff/, '').toWellFormed()
    return new TextDecoder().decode(content ?? undefined)
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    this.#used()
    return this.#bytes().slice().buffer
  }

  formData(): Promise<FormData> {
    this.#used()
    const type = this.headers.get('content-type')
    return new globalThis.Response(this.#bytes(), { headers: type ? { 'content-type': type } : {} }).formData()
  }

  #bytes(): Uint8Array<ArrayBuffer> {
    return typeof this.#content === 'string'
      ? new TextEncoder().encode(this.#content)
      : (this.#content ?? new Uint8Array())
  }

  #used() {
    if (this.bodyUsed) throw new TypeError('this body has been read')
    this.bodyUsed = this.#content !== null
    return this.#content
  }
}

function contentOf(content: Content): string | Uint8Array<ArrayBuffer> | null {
  if (content === null || content === undefined) return null
  if (content instanceof WholeBody) return content.bytes
  if (content instanceof ArrayBuffer) return new Uint8Array(content)
  if (typeof content === 'string' || content instanceof Uint8Array) return content
  throw new TypeError('web answers with texts and bytes')
}

interface Answered {
  readonly status?: number
  readonly headers?: Fields | null
}

const WITHOUT_BODY = new Set([204, 205, 304])

class PlainResponse extends WithBody {
  readonly headers: PlainHeaders
  readonly status: number

  constructor(content?: Content, { status = 200, headers }: Answered = {}) {
    super(content)
    if (status < 200 || status > 599) throw new RangeError('this is no status of an answer')
    if (content !== null && content !== undefined && WITHOUT_BODY.has(status))
      throw new TypeError(`an answer of ${status} has no body`)
    this.status = status
    this.headers = new PlainHeaders(headers)
    if (typeof content === 'string' && !this.headers.has('content-type'))
      this.headers.set('content-type', 'text/plain;charset=UTF-8')
  }

  get ok(): boolean {
    return this.status < 300
  }

  static json(value: unknown, { status, headers }: Answered = {}): PlainResponse {
    const own = new PlainHeaders(headers)
    if (!own.has('content-type')) own.set('content-type', 'application/json')
    return new PlainResponse(JSON.stringify(value), { ...(status && { status }), headers: own })
  }
}

interface Asked {
  readonly method?: string
  readonly headers?: Fields | null
  readonly body?: Content
}

const REFUSED = new Set(['CONNECT', 'TRACE', 'TRACK'])
const IN_CAPITALS = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'])

class PlainRequest extends WithBody {
  readonly headers: PlainHeaders
  readonly method: string
  readonly url: string

  constructor(input: string | PlainRequest, asked: Asked = {}) {
    const before: Asked = typeof input === 'string' ? {} : input
    const content = asked.body ?? before.body
    super(content)
    const { method = 'GET', headers } = { ...before, ...asked, headers: asked.headers ?? before.headers }
    const upper = method.toUpperCase()
    if (!NAME.test(method) || REFUSED.has(upper)) throw new TypeError('this is no method of a request')
    this.method = IN_CAPITALS.has(upper) ? upper : method
    if (content && (this.method === 'GET' || this.method === 'HEAD'))
      throw new TypeError('who only looks sends nothing')
    this.url = typeof input === 'string' ? urlOf(input) : input.url
    this.headers = new PlainHeaders(headers)
  }
}

function urlOf(text: string): string {
  const url = new URL(text)
  if (url.username || url.password) throw new TypeError('an address names no user')
  return url.href
}

export { PlainHeaders as Headers, PlainRequest as Request, PlainResponse as Response }
