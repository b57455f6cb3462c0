/** What web costs before its first byte: a process that has done nothing before, its bundle, and one page. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { synthesise } from '../infra/synth.ts'
import { type Hub, startHub } from '../local/host/hub.ts'
import { loadTemplate } from '../local/host/template/template.ts'
import { defaultPolicy } from '../local/hub/default-policy.ts'
import { hubStores } from '../local/hub/hub-stores.ts'
import { identities } from '../local/hub/identities.ts'
import { present } from '../schemas/present.ts'
import { bundled } from './child.ts'
import { type Figure, figure, printFigure } from './figure.ts'

const ONCE = fileURLToPath(new URL('cold-start-once.mjs', import.meta.url))
const TIMES = 9
/** Milliseconds. */
const MOST = 150

interface Cost {
  readonly statusCode: number
  readonly loaded: number
  readonly answered: number
}

export async function coldStartFigures(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-cold-'))
  const hub = await startHub({ dataDir, port: 0, log: () => {} })
  try {
    const stores = hubStores(hub)
    await stores.policies.put(defaultPolicy())
    const clerk = await identities(stores)({ duty: 'clerk', division: '440222', office: 'social-insurance' })
    const { id, bundle } = await webFunction()
    const environment = { ...hub.env, ...hub.functions[id], LETTERS: 'off' }
    // In turn, so that all meet the same machine.
    const [bare, first, home] = await inTurn(environment, [
      [await bundled('cold-start-bare'), '/sign-in', {}],
      [bundle, '/sign-in', {}],
      [bundle, '/', clerk],
    ])
    const [least, page, owned] = [bare, first, home].map((costs) => present(costs, 'the costs of a page'))
    if (!(least && page && owned)) throw new Error('three pages are measured')
    const name = 'web, a new process'
    return [
      figure(`${name}: its bundle loaded, CPU`, 'ms', page.loaded, 'limit', MOST, '-'),
      figure(`${name}: a page for anybody answered, CPU`, 'ms', page.answered, 'limit', MOST),
      figure(
        `${name}: a page for anybody, CPU`,
        'ms',
        page.answered,
        'SDK and library of pages alone',
        least.answered,
        '-',
      ),
      figure(
        `${name}: a clerk’s home page, CPU`,
        'ms',
        owned.answered,
        'SDK and library of pages alone',
        least.answered,
        '-',
      ),
    ]
  } finally {
    await hub.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function webFunction(): Promise<{ id: string; bundle: string }> {
  const { templates, assets } = await synthesise()
  const web = Object.entries(loadTemplate(templates).Resources).find(
    ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.startsWith('webfunction'),
  )
  const [id, { Properties }] = present(web, 'the function web')
  const { S3Key } = (Properties as { Code: { S3Key: string } }).Code
  return { id, bundle: join(assets, `asset.${S3Key.replace('.zip', '')}`, 'web/index.mjs') }
}

type Asked = readonly [bundle: string, path: string, headers: Record<string, string>]

/** @returns each one's medians */
async function inTurn(environment: Hub['env'], asked: readonly Asked[]): Promise<Omit<Cost, 'statusCode'>[]> {
  const env = { ...process.env, NODE_COMPILE_CACHE: '', ...environment }
  const costs: Cost[][] = asked.map(() => [])
  for (let i = 0; i < TIMES; i++)
    for (const [nth, [bundle, path, headers]] of asked.entries()) {
      const { stdout } = await promisify(execFile)(process.execPath, [ONCE, bundle, path, JSON.stringify(headers)], {
        env,
      })
      const cost = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Cost
      if (cost.statusCode !== 200) throw new Error(`${path} is answered by ${cost.statusCode}`)
      costs[nth]?.push(cost)
    }
  return costs.map((all) => {
    const median = (of: (cost: Cost) => number) => all.map(of).sort((a, b) => a - b)[(TIMES - 1) / 2] ?? 0
    return { loaded: median(({ loaded }) => loaded), answered: median(({ answered }) => answered) }
  })
}

if (import.meta.main) (await coldStartFigures()).forEach(printFigure)
