import { randomInt } from 'node:crypto'
import { doorKey, guard, guardedUrl } from '../engines/guard.ts'
import { listenLocally } from '../engines/listen.ts'
import type { Keep } from '../machine/keep.ts'
import { createServer } from '../machine/node-http.ts'
import type { SecretPlan } from '../template/plan.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export async function serveSecrets(
  plans: SecretPlan[],
  keep: Keep,
  secretAccessKey: string,
): Promise<{ url: string; close(): void }> {
  const values = new Map<string, string>()
  for (const { name, arn, generate } of plans) {
    const value = keep.once(`secret ${name}`, () => generated(generate))
    values.set(name, value).set(arn, value)
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => {})
    request.on('end', () => {
      const { status, body } = answer(request.headers['x-amz-target'], Buffer.concat(chunks).toString(), values)
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
    })
  })
  guard(server, doorKey(secretAccessKey))
  const port = await listenLocally(server, 0)
  return {
    url: guardedUrl(port, secretAccessKey),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function answer(target: unknown, text: string, values: Map<string, string>): { status: number; body: object } {
  if (target !== 'secretsmanager.GetSecretValue') return { status: 400, body: { __type: 'InvalidRequestException' } }
  const { SecretId } = JSON.parse(text) as { SecretId: string }
  const SecretString = values.get(SecretId)
  if (SecretString === undefined) return { status: 400, body: { __type: 'ResourceNotFoundException' } }
  return { status: 200, body: { ARN: SecretId, Name: SecretId, SecretString, VersionStages: ['AWSCURRENT'] } }
}

function generated({ PasswordLength = 32, SecretStringTemplate, GenerateStringKey }: SecretPlan['generate']): string {
  const password = Array.from({ length: PasswordLength }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  if (!GenerateStringKey) return password
  return JSON.stringify({ ...JSON.parse(SecretStringTemplate ?? '{}'), [GenerateStringKey]: password })
}
