import { Agent, request } from './node-http.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** These engines look for a signature without checking it. */
export const authorization =
  'AWS4-HMAC-SHA256 Credential=local/20000101/us-east-1/local/aws4_request, SignedHeaders=host, Signature=local'

/**
 * Raw HTTP, since the SDK belongs to stores/ and polling should cost little.
 * @param target `X-Amz-Target`, as `AmazonSQS.ReceiveMessage`
 * @throws an Error named by the service's code
 */
export function jsonCall<T>(url: string, target: string, body: unknown): Promise<T> {
  const payload = Buffer.from(JSON.stringify(body))
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'content-length': payload.length,
          'x-amz-target': target,
          'x-amz-date': '20000101T000000Z',
          authorization,
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (response.statusCode === 200) return resolve((text ? JSON.parse(text) : {}) as T)
          reject(serviceError(target, response.statusCode ?? 0, text))
        })
      },
    )
    call.on('error', reject)
    call.end(payload)
  })
}

function serviceError(target: string, status: number, text: string): Error {
  let code = `HTTP ${status}`
  try {
    const answer = JSON.parse(text) as { __type?: string }
    code = answer.__type?.split('#').pop() ?? code
  } catch {}
  const error = new Error(`${target}: ${code}`)
  error.name = code
  return error
}
