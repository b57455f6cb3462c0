/** Sessions in a hub that runs in a process of its own: begun in its table, with what its folder keeps. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { guardedUrl } from '../../local/host/engines/guard.ts'
import { jsonCall } from '../../local/host/machine/json-call.ts'
import { clientEnvironment } from '../../local/host/template/environment.ts'
import { type Identity, identities } from '../../local/hub/identities.ts'
import { sessions } from '../../stores/access/sessions.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { workTable } from '../../stores/aws/work.ts'

/** @returns headers of one person's session in the hub of that folder, which has started */
export function sessionsOf(dataDir: string): (identity: Identity) => Promise<Record<string, string>> {
  const { values } = JSON.parse(readFileSync(join(dataDir, 'keep.json'), 'utf8')) as { values: Record<string, string> }
  const kept = (name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`the folder keeps no ${name}`)
    return value
  }
  const keys = { accessKeyId: kept('access key'), secretAccessKey: kept('secret key') }
  const url = guardedUrl(Number(kept('port dynamodb')), keys.secretAccessKey)
  const endpoints = { dynamodb: url, s3: url, sqs: url, sns: url, secretsManager: url, ses: url }
  const clients = makeClients({ environment: clientEnvironment(endpoints, keys) })
  const act = jsonCall<{ TableNames: string[] }>(url, 'DynamoDB_20120810.ListTables', {}).then(({ TableNames }) => {
    const work = TableNames.find((name) => /work/i.test(name))
    if (work === undefined) throw new Error('the hub has no table of work')
    return identities({ sessions: sessions(workTable(clients, work)) })
  })
  return async (identity) => (await act)(identity)
}
