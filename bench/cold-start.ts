/** What web costs before its first byte: a process that has done nothing before, its bundle, and one page without a session. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { synthesise } from '../infra/synth.ts'
import { startHub } from '../local/host/hub.ts'
import { loadTemplate } from '../local/host/template/template.ts'
import { defaultPolicy } from '../local/hub/default-policy.ts'
import { hubStores } from '../local/hub/hub-stores.ts'
import { type Figure, figure, printFigure } from './figure.ts'

const ONCE = fileURLToPath(new URL('cold-start-once.mjs', import.meta.url))
const TIMES = 9

interface Cost {
  readonly statusCode: number
  readonly loaded: number
  readonly answered: number
}

export async function coldStartFigures(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-cold-'))
  const hub = await startHub({ dataDir, port: 0, log: () => {} })
  try {
    await hubStores(hub).policies.put(defaultPolicy())
    const { templates, assets } = await synthesise()
    const [id = '', { Properties }] =
      Object.entries(loadTemplate(templates).Resources).find(
        ([one, { Type }]) => Type === 'AWS::Lambda::Function' && one.startsWith('webfunction'),
      ) ?? (['', {}] as [string, { Properties?: Record<string, unknown> }])
    const { Code } = Properties ?? {}
    const { S3Key } = Code as { S3Key: string }
    const bundle = join(assets, `asset.${S3Key.replace('.zip', '')}`, 'web/index.mjs')
    const env = { ...process.env, NODE_COMPILE_CACHE: '', ...hub.env, ...hub.functions[id], LETTERS: 'off' }
    const costs: Cost[] = []
    for (let i = 0; i < TIMES; i++) {
      const { stdout } = await promisify(execFile)(process.execPath, [ONCE, bundle], { env })
      costs.push(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Cost)
    }
    if (costs.some(({ statusCode }) => statusCode !== 200)) throw new Error('a page without a session is answered')
    const median = (of: (cost: Cost) => number) => costs.map(of).sort((a, b) => a - b)[(TIMES - 1) / 2] ?? 0
    return [
      figure(
        'web, a new process: its bundle loaded, CPU',
        'ms',
        median(({ loaded }) => loaded),
        'limit',
        150,
        '-',
      ),
      figure(
        'web, a new process: its first page answered, CPU',
        'ms',
        median(({ answered }) => answered),
        'limit',
        150,
      ),
    ]
  } finally {
    await hub.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) (await coldStartFigures()).forEach(printFigure)
