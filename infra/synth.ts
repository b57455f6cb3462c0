import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleFunctions } from './bundle.ts'
import type { StageName } from './hub-stack.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CACHE = join(ROOT, 'node_modules/.cache/yingbao/synth')

const SOURCES = [
  'infra',
  'functions',
  'schemas',
  'formats',
  'rules',
  'wording',
  'forms',
  'stores',
  'pages',
  'docs/openapi.json',
  'package-lock.json',
]

export interface Assembly {
  /** A file a stack. */
  templates: readonly string[]
  assets: string
}

/** A template is cached by its sources, made beside and then renamed, so that several processes may ask at once. */
export async function synthesise(): Promise<Assembly> {
  const target = join(CACHE, sourceHash())
  const templates = ['Hub-data', 'Hub'].map((stack) => join(target, `${stack}.template.json`))
  if (!existsSync(target)) {
    const draft = `${target}.${randomUUID()}`
    try {
      // The embedded hub's mail stays on its machine.
      await synthesiseTo(draft, { embedded: true, context: { mailFrom: 'hub@hub.invalid' } })
      renameSync(draft, target)
    } catch (error) {
      if (!existsSync(target)) throw error
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
    dropOthers(target)
  }
  return { templates, assets: target }
}

/** More shards than cores would only make more and smaller messages. */
const EMBEDDED_SHARDS = 4

/** The embedded host does without CloudFormation's own checks, which take as long as all the rest. */
export async function synthesiseTo(
  outdir: string,
  { embedded = false, context = {} as Record<string, string> } = {},
): Promise<void> {
  mkdirSync(outdir, { recursive: true })
  const [bundles, { hubApp }] = await Promise.all([
    bundleFunctions(join(ROOT, 'functions'), join(outdir, 'bundles')),
    import('./hub.ts'),
  ])
  const props = {
    outdir,
    context,
    treeMetadata: !embedded,
    stackTraces: !embedded,
    builtinCloudFormationValidation: !embedded,
  }
  hubApp(bundles as Record<StageName, string>, props, embedded ? EMBEDDED_SHARDS : undefined).synth()
  rmSync(join(outdir, 'bundles'), { recursive: true, force: true })
}

function sourceHash(): string {
  const hash = createHash('sha256')
  const add = (path: string): void => {
    const full = join(ROOT, path)
    if (!existsSync(full)) return
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(join(path, name))
      return
    }
    hash.update(`${path}\0`).update(readFileSync(full)).update('\0')
  }
  for (const source of SOURCES) add(source)
  return hash.digest('hex').slice(0, 16)
}

function dropOthers(current: string): void {
  for (const name of readdirSync(dirname(current))) {
    const path = join(dirname(current), name)
    if (path !== current && Date.now() - statSync(path).mtimeMs > 86_400_000)
      rmSync(path, { recursive: true, force: true })
  }
}

/** Of whoever only wants to see the template. */
export const SEEN = { mailFrom: 'hub@example.org' }

/** What is refused is said in a sentence; where anything else was thrown counts too. */
export const saidOf = (error: Error): string =>
  `${error.constructor === Error ? error.message : (error.stack ?? error.message)}\n`

/** @param outdir of `cdk`, which says every setting as well */
async function command(outdir: string | undefined): Promise<void> {
  await (outdir ? synthesiseTo(outdir) : synthesiseTo('cdk.out', { context: SEEN }))
  if (!outdir)
    process.stdout.write('cdk.out: templates of a hub without a setting; of yours: npx cdk synth --all -c …\n')
}

if (import.meta.main)
  await command(process.env.CDK_OUTDIR).catch((error: Error) => {
    process.stderr.write(saidOf(error))
    process.exitCode = 1
  })
