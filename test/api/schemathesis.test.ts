/** `npm run test:schema`: schemathesis holds a hub with a month in it against docs/openapi.json, as every duty and as a key. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { writePolicyWorkbook } from '../../forms/policy/policy-workbook.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { type Identity, identities } from '../../local/hub/identities.ts'
import { stageUse } from '../../local/hub/stage-use.ts'
import { Duty, Scope } from '../../schemas/duties.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { CITY, COUNTY } from '../faults/lists.ts'
import { keysOf } from '../flow/keys-of.ts'
import { bytesOf } from '../forms/bytes-of.ts'
import { narrowed, remembering } from './known.ts'
import { player } from './player.ts'
import { playMonth } from './story.ts'
import { FAR } from './story-offices.ts'

const VERSION = '4.32.5'
const DAY = '2018-06-06'
/** Of each operation, as each of those who ask: at most so many made up beside the document's own. */
const EXAMPLES = process.env.SCHEMA_EXAMPLES
/** Of each of those who ask; a run that is not through by then has failed. */
const MOST_MINUTES = 20
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
]
const agency = { division: COUNTY, office: 'social-insurance' } as const
const senders = { division: COUNTY, office: 'civil-affairs' } as const
const ASKING: Record<Duty, Omit<Identity, 'duty'>> = {
  clerk: senders,
  preparer: agency,
  approver: agency,
  confirmer: senders,
  leader: agency,
  administrator: { division: CITY },
  security: { division: CITY },
  auditor: { division: CITY },
}
/** Beside these, offices whose routes no office above comes to. */
const OTHERS: Readonly<Record<string, Identity>> = {
  'clerk of a township': { duty: 'clerk', division: FAR, office: 'township' },
  'clerk of human resources': { duty: 'clerk', division: COUNTY, office: 'human-resources' },
  'clerk of the city': { duty: 'clerk', division: CITY, office: 'civil-affairs' },
  'preparer of the city': { ...agency, duty: 'preparer', division: CITY },
  'administrator of a county': { duty: 'administrator', division: COUNTY },
  'auditor of a county': { duty: 'auditor', division: COUNTY },
}

describe.runIf(EXAMPLES && !spawnSync('python3', ['--version']).error)('the API against its document', () => {
  vi.setConfig({ testTimeout: (MOST_MINUTES + 1) * 60_000, hookTimeout: 600_000 })

  const dir = mkdtempSync(join(tmpdir(), 'yingbao-schema-'))
  const document = join(dir, 'openapi.json')
  const workbook = join(dir, 'policy.xlsx')
  const venv = process.env.SCHEMA_VENV ?? join(dir, 'venv')
  let hub: Hub
  const headersOf = new Map<string, Record<string, string>>([['nobody', {}]])
  beforeAll(async () => {
    const run = (program: string, ...args: string[]) =>
      execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    run('python3', '-m', 'venv', venv)
    run(join(venv, 'bin/pip'), 'install', '--quiet', `schemathesis==${VERSION}`)
    // Whatever fails within the hub is shown beside the answer.
    hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: stageUse().log })
    const stores = hubStores(hub)
    await stores.policies.put(defaultPolicy())
    await stores.deadlines.putPolicy(DEFAULT_DEADLINES)
    const { player: playing, known } = remembering(player(hub, DAY))
    await playMonth(hub, playing)
    writeFileSync(document, narrowed(readFileSync('docs/openapi.json', 'utf8'), known))
    const policy = { ...defaultPolicy(), from: '2019-01-01' }
    writeFileSync(workbook, await bytesOf((out) => writePolicyWorkbook(out, { policy, contacts: [], calendar: [] })))
    const actAs = identities(stores)
    for (const duty of Duty.options) headersOf.set(duty, await actAs({ duty, ...ASKING[duty] }))
    for (const [who, identity] of Object.entries(OTHERS)) headersOf.set(who, await actAs(identity))
    for (const duty of Scope.options) headersOf.set(duty, await keysOf(stores)({ duty, ...senders }))
  })
  afterAll(async () => {
    await hub.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  test.each(['nobody', ...Duty.options, ...Object.keys(OTHERS), ...Scope.options])('as %s', async (who) => {
    const headers = { ...hub.playedOn(DAY), ...headersOf.get(who) }
    // The hub's door stands in this process, which therefore does not wait as spawnSync does.
    const asking = spawn(
      join(venv, 'bin/schemathesis'),
      [
        ...['run', document, '--url', hub.url, '--checks', CHECKS.join(), '--max-examples', EXAMPLES ?? ''],
        ...['--phases', 'examples,fuzzing', '--seed', '1', '--continue-on-failure', '--generation-database', 'none'],
        ...['--no-color', '--warnings', 'off', '--request-timeout', '60'],
        ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
      ],
      {
        env: { ...process.env, SCHEMATHESIS_HOOKS: 'test/api/workbooks.py', POLICY_WORKBOOK: workbook },
        stdio: ['ignore', 'inherit', 'inherit'],
        timeout: MOST_MINUTES * 60_000,
      },
    )
    expect(await once(asking, 'exit')).toEqual([0, null])
  })
})
