/** The city's own identity provider, as a file of the data folder names it (docs/identity-provider.md). */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { Issuer } from '../../functions/web/env.ts'

const FILE = 'identity-provider.json'

const Setting = z.strictObject({
  issuer: Issuer,
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  acr: z.string().optional(),
  amr: z.string().optional(),
})

/**
 * @returns variables of the functions; none where there is no such file
 * @throws naming what is wrong with it
 */
export function identityVariables(dataDir: string): Record<string, string> {
  const path = join(dataDir, FILE)
  if (!existsSync(path)) return {}
  const { success, data, error } = Setting.safeParse(parsed(readFileSync(path, 'utf8')))
  if (!success) {
    const fields = error.issues.map((issue) => issue.path.join('.') || '整个文件').join('、')
    throw new Error(`数据文件夹中的 ${FILE} 有误：${fields}。请按 docs/identity-provider.md 改正，再重新启动。`)
  }
  const { issuer, clientId, clientSecret, acr = '', amr = '' } = data
  const variables = { ISSUER: issuer, CLIENT_ID: clientId, SECRET: clientSecret, ACR: acr, AMR: amr }
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [`IDENTITY_${name}`, value]))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
