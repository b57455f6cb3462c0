/** `npm run test:schema`: schemathesis holds a started hub against docs/openapi.json, as every duty and as a key. */
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tokenOf } from '../../formats/api-key-token.ts'
import { startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { type Identity, identities } from '../../local/hub/identities.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { Duty, Scope } from '../../schemas/duties.ts'
import { COUNTY } from '../faults/lists.ts'

const VERSION = '4.32.5'
/** Of each operation, as each of those who ask. */
const EXAMPLES = process.env.SCHEMA_EXAMPLES ?? '10'
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
]

if (spawnSync('python3', ['--version']).error) {
  process.stderr.write('skipped: no Python here\n')
  process.exit(0)
}
const dir = mkdtempSync(join(tmpdir(), 'yingbao-schema-'))
const run = (program: string, args: readonly string[]) =>
  execFileSync(program, [...args], { stdio: ['ignore', 'ignore', 'inherit'] })
run('python3', ['-m', 'venv', join(dir, 'venv')])
run(join(dir, 'venv/bin/pip'), ['install', '--quiet', `schemathesis==${VERSION}`])

const hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
try {
  const stores = hubStores(hub)
  await beginCity(stores)
  const actAs = identities(stores)
  const asked = new Map<string, Record<string, string>>([['nobody', {}]])
  for (const duty of Duty.options) {
    const identity: Identity = { duty, division: COUNTY, office: 'social-insurance' }
    asked.set(duty, await actAs(identity))
  }
  const id = randomBytes(8).toString('hex')
  const { token, hash } = tokenOf(id, randomBytes(32))
  await stores.apiKeys.create({
    ...{ id, hash, name: '系统', division: COUNTY, office: 'civil-affairs', scopes: [...Scope.options] },
    ...{ until: '2999-12-31', by: '0'.repeat(16), madeAt: new Date().toISOString() },
  })
  asked.set('key', { authorization: `Bearer ${token}` })
  const only = process.env.SCHEMA_AS?.split(',')
  for (const [who, headers] of asked) {
    if (only && !only.includes(who)) continue
    process.stdout.write(`as ${who}\n`)
    const { status } = spawnSync(
      join(dir, 'venv/bin/schemathesis'),
      [
        ...['run', 'docs/openapi.json', '--url', hub.url, '--include-path-regex', '^/api/v1/'],
        ...['--checks', CHECKS.join(), '--max-examples', EXAMPLES, '--phases', 'examples,fuzzing'],
        ...['--seed', '1', '--continue-on-failure', '--generation-database', 'none', '--no-color', '--warnings', 'off'],
        ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    )
    if (status !== 0) process.exitCode = 1
  }
} finally {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
}
