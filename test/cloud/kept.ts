/** `kept.ts HUB`: what a deployed hub knows is there, and the key by which persons are found is the one of before. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { thaw } from '../../functions/shared/work/frozen.ts'
import { deployedHub } from '../../local/cloud/deployed-hub.ts'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { BatchRow } from '../../schemas/records/batch.ts'
import { makeClients } from '../../stores/aws/clients.ts'

const [file = ''] = process.argv.slice(2)
const hub = deployedHub(file)
const stores = hubStores(hub)
const { KEY_SECRET_ARN } = settingsOf(hub)
const secrets = await makeClients().secrets()
const { SecretString = '' } = await secrets.client.send(new GetSecretValueCommand({ SecretId: KEY_SECRET_ARN }))
const { version, counties } = await stores.policies.inForce()
const runs = (await Promise.all(counties.map(({ code }) => stores.runs.closes(code)))).flat()
const frozen = await Promise.all(
  runs.map(({ snapshot }) => snapshot && stores.outbox.get(snapshot.key, snapshot.sha256)),
)
const batches = (await Promise.all(counties.map(({ code }) => stores.batches.list(code)))).flat()
const paid = await Promise.all(
  batches.map(async ({ id, county, state, year, frozen }) => {
    const keys = frozen ? (await thaw(stores.outbox, frozen, BatchRow)).map(({ key }) => key) : []
    const claims = [...(await stores.payments.get(keys, year)).values()]
    const own = claims.filter((claim) => claim.county === county && claim.batch === id).length
    return [id, state, keys.length, own, (await stores.people.get(keys, 'strong')).size]
  }),
)
const found = JSON.stringify({
  version,
  key: createHash('sha256').update(SecretString).digest('hex'),
  ...{ runs: runs.map(({ id }) => id), paid },
  bytes: frozen.map((bytes) => bytes?.length),
})
const before = `${file}.kept`
if (runs.length === 0 || paid.length === 0) throw new Error('no month is closed and paid')
if (!existsSync(before)) writeFileSync(before, found)
else if (readFileSync(before, 'utf8') !== found) throw new Error(`before ${readFileSync(before, 'utf8')}, now ${found}`)
