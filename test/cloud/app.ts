/** The hub as `infra/synth.ts` makes it, with what the emulator needs besides and the test's own clock; `HASTENED=1`: its next version. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { synthesiseTo } from '../../infra/synth.ts'
import { addClock } from './clock.ts'
import { GAPS, type Template } from './gaps.ts'
import { hasten } from './hasten.ts'

interface Manifest {
  files: Record<string, { source: { path: string } }>
}

const outdir = process.env.CDK_OUTDIR ?? 'cdk.out'
const read = (name: string) => readFileSync(join(outdir, name), 'utf8')
const write = (name: string, text: string) => writeFileSync(join(outdir, name), text)

await synthesiseTo(outdir)
for (const file of readdirSync(outdir).filter((name) => name.endsWith('.template.json'))) {
  const template = JSON.parse(read(file)) as Template
  for (const { workaround } of GAPS) workaround?.(template)
  if (!file.includes('-data.')) addClock(template)
  if (process.env.HASTENED === '1') hasten(template)
  const text = JSON.stringify(template)
  write(file, text)

  // A template is stored under its hash, and one that is there already is not stored again.
  const assets = file.replace('.template.', '.assets.')
  const { files } = JSON.parse(read(assets)) as Manifest
  const [before = ''] = Object.entries(files).find(([, { source }]) => source.path === file) ?? []
  const after = createHash('sha256').update(text).digest('hex')
  for (const name of [assets, 'manifest.json']) write(name, read(name).replaceAll(before, after))
}
