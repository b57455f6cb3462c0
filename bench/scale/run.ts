/** `npm run scale`: counts a county's months and writes docs/scale.md; `npm run scale -- kept` writes it from the kept counts. */
import { readFileSync, writeFileSync } from 'node:fs'
import { type Counts, measure } from './counts.ts'
import { page } from './page.ts'

const COUNTS = new URL('counts.json', import.meta.url)
if (!process.argv.includes('kept')) writeFileSync(COUNTS, `${JSON.stringify(await measure(), null, 2)}\n`)
const counts = JSON.parse(readFileSync(COUNTS, 'utf8')) as Counts
writeFileSync(new URL('../../docs/scale.md', import.meta.url), page(counts))
