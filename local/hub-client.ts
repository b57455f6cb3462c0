/** What a department's own system would do: ask for a URL, put the file, watch it. */
import { openAsBlob } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Review } from '../schemas/messages.ts'
import { Review as ReviewSchema } from '../schemas/messages.ts'
import { Upload, type UploadRequest, UploadTicket } from '../schemas/upload.ts'

export interface HubClient {
  /** Sends a local file; answers the upload's id. */
  send(request: Omit<UploadRequest, 'size'>, path: string): Promise<string>
  /** Resolves with the upload once it is settled. */
  settled(division: string, id: string): Promise<Upload>
  upload(division: string, id: string): Promise<Upload>
  close(county: string, period: string): Promise<Review>
  review(county: string, id: string): Promise<Review>
}

export function hubClient(url: string): HubClient {
  const call = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(
      url + path,
      body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {},
    )
    const answer = (await response.json()) as { message?: string }
    if (!response.ok) throw new Error(`${response.status}: ${answer.message}`)
    return answer
  }
  const upload = async (division: string, id: string) => Upload.parse(await call(`/api/uploads/${division}/${id}`))
  return {
    async send(request, path) {
      const file = await openAsBlob(path)
      const ticket = UploadTicket.parse(await call('/api/uploads', { ...request, size: file.size }))
      const answer = await fetch(ticket.url, { method: 'PUT', body: file, headers: ticket.headers })
      if (!answer.ok) throw new Error(`the inbox answered ${answer.status}`)
      await answer.arrayBuffer()
      return ticket.id
    },
    upload,
    async settled(division, id) {
      for (let wait = 20; ; wait = Math.min(250, wait * 1.5)) {
        const found = await upload(division, id)
        if (found.state !== 'requested') return found
        await setTimeout(wait)
      }
    },
    close: async (county, period) => ReviewSchema.parse(await call('/api/reviews', { county, period })),
    review: async (county, id) => ReviewSchema.parse(await call(`/api/reviews/${county}/${id}`)),
  }
}
