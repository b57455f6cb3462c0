/** `node audit-once.ts URL KEY`: a chain checked in a process of its own, as `npm run audit -- verify` does. */
import { checkChain } from '../functions/audit/check.ts'
import { audit } from '../stores/access/audit.ts'
import { makeClients } from '../stores/aws/clients.ts'
import { workTable } from '../stores/aws/work.ts'
import { CHAIN, engineEnvironment, TABLE } from './audit.ts'
import type { Measured } from './read-once.ts'

const [url = '', key = ''] = process.argv.slice(2)
const clients = makeClients({ environment: engineEnvironment(url, key) })
const begun = performance.now()
const { entries, broken } = await checkChain(audit(workTable(clients, TABLE)), {
  division: CHAIN,
  heads: [],
})
if (broken) throw new Error(`the chain is broken: ${JSON.stringify(broken)}`)
const measured: Measured = {
  rows: entries,
  milliseconds: performance.now() - begun,
  megabytes: process.resourceUsage().maxRSS / 1024,
}
console.log(JSON.stringify(measured))
