/** The hub as an office's own system asks it: by its key, and nobody else. */
import * as z from 'zod'
import type { Problem } from '../../schemas/api/problem.ts'
import { UploadSaid } from '../../schemas/api/uploads.ts'
import { type UploadRequest, UploadTicket } from '../../schemas/records/upload.ts'

const ASK_MS = 60_000
const SEND_MS = 600_000

/** A refusal that asking again does not change. */
export class Refused extends Error {
  readonly code: string
  constructor({ code, message }: Pick<Problem, 'message'> & { code: string }) {
    super(message)
    this.code = code
  }
}
/** The key is of no use: nothing can be sent. */
export class KeyUnfit extends Error {}
/** The hub cannot be reached, or asks to be asked later. */
export class Later extends Error {}

export interface HubByKey {
  ask(request: UploadRequest, repeatKey: string): Promise<z.infer<typeof UploadTicket>>
  /** A file that is there already is no fault. */
  put(ticket: z.infer<typeof UploadTicket>, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  upload(division: string, id: string): Promise<z.infer<typeof UploadSaid>>
}

export function hubByKey(hub: string, key: string): HubByKey {
  async function call(path: string, init: RequestInit = {}): Promise<unknown> {
    const headers = { ...init.headers, authorization: `Bearer ${key}` }
    const answer = await reached(`${hub}/api/v1${path}`, { ...init, headers }, ASK_MS)
    const said: unknown = await answer.json().catch(() => undefined)
    if (answer.ok) return said
    const problem = z.object({ code: z.string(), message: z.string() }).safeParse(said).data
    if (answer.status === 401) throw new KeyUnfit(problem?.message ?? '接口密钥无效。')
    const isOver = answer.status === 429 || answer.status >= 500 || problem?.code === 'idempotency-running'
    if (isOver || !problem || problem.code === 'address-locked') throw new Later(problem?.message ?? '平台没有应答。')
    throw new Refused(problem)
  }
  return {
    ask: async (request, repeatKey) =>
      UploadTicket.parse(
        await call('/uploads', {
          ...{ method: 'POST', body: JSON.stringify(request) },
          headers: { 'content-type': 'application/json', 'idempotency-key': repeatKey },
        }),
      ),
    async put({ url, headers }, bytes) {
      const answer = await reached(url, { method: 'PUT', headers, body: bytes }, SEND_MS)
      await answer.body?.cancel()
      if (!answer.ok && answer.status !== 412) throw new Later(`文件没有传完（${answer.status}）。`)
    },
    upload: async (division, id) => UploadSaid.parse(await call(`/uploads/${division}/${id}`)),
  }
}

/** A redirect would take the key elsewhere. @throws Later */
async function reached(url: string, init: RequestInit, milliseconds: number): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(milliseconds) })
  } catch {
    throw new Later('连接不上平台。')
  }
}
