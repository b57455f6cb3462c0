/** The hub as `infra/synth.ts` makes it, with what the emulator needs besides and the test's own clock. */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { synthesiseTo } from '../../infra/synth.ts'
import { addClock } from './clock.ts'
import { GAPS, type Template } from './gaps.ts'

interface Manifest {
  files: Record<string, { source: { path: string } }>
}

const outdir = process.env.CDK_OUTDIR ?? 'cdk.out'
const read = (name: string) => readFileSync(join(outdir, name), 'utf8')
const write = (name: string, text: string) => writeFileSync(join(outdir, name), text)

await synthesiseTo(outdir)
const template = JSON.parse(read('Hub.template.json')) as Template
for (const { workaround } of GAPS) workaround?.(template)
addClock(template)
const text = JSON.stringify(template)
write('Hub.template.json', text)

// A template is stored under its hash, and one that is there already is not stored again.
const { files } = JSON.parse(read('Hub.assets.json')) as Manifest
const [before = ''] = Object.entries(files).find(([, { source }]) => source.path === 'Hub.template.json') ?? []
const after = createHash('sha256').update(text).digest('hex')
for (const name of ['Hub.assets.json', 'manifest.json']) write(name, read(name).replaceAll(before, after))
