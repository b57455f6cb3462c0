/** Measures of how well the house can be lived in, by room: `npm run measure [-- DIR]`. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'

const LONG_FILE = 300
const FULL_FOLDER = 12
const AREA = 'functions/web'

interface Source {
  readonly path: string
  readonly lines: number
  readonly words: number
  readonly asserted: number
  readonly imports: readonly string[]
}

function read(root: string, path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const { comments, program, module } = parseSync(path, text)
  const named = [...module.staticImports, ...module.staticExports.flatMap(({ entries }) => entries)]
  const imports = named.flatMap(({ moduleRequest }) => {
    const name = moduleRequest?.value
    return name?.startsWith('.') ? [join(dirname(path), name)] : []
  })
  return {
    path,
    lines: text.split('\n').length - 1,
    words: comments.reduce((sum, { value }) => sum + (value.match(/[\p{L}\p{N}][\p{L}\p{N}'’_-]*/gu)?.length ?? 0), 0),
    asserted: countNodes(program, 'TSNonNullExpression'),
    imports: [...new Set(imports)],
  }
}

function countNodes(node: unknown, type: string): number {
  if (typeof node !== 'object' || node === null) return 0
  const own = 'type' in node && node.type === type ? 1 : 0
  return Object.values(node).reduce((sum: number, child) => sum + countNodes(child, type), own)
}

const sum = (sources: readonly Source[], of: (source: Source) => number) => sources.reduce((n, s) => n + of(s), 0)

function roomLine(sources: readonly Source[]) {
  const lines = sum(sources, (s) => s.lines)
  const perThousand = (n: number) => Math.round((n * 10_000) / lines) / 10
  return {
    files: sources.length,
    lines,
    'comment words / 1,000 lines': Math.round(perThousand(sum(sources, (s) => s.words))),
    '! / 1,000 lines': perThousand(sum(sources, (s) => s.asserted)),
    [`over ${LONG_FILE} lines`]: sources.filter((s) => s.lines > LONG_FILE).length,
  }
}

const root = resolve(process.argv[2] ?? '.')
const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', '*.ts', '*.tsx'], { cwd: root })
const paths = listed.toString().split('\n').filter(Boolean)
const all = paths.filter((path) => existsSync(join(root, path))).map((path) => read(root, path))
const rooms = Map.groupBy(all, ({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '.'))
const product = all.filter(({ path }) =>
  /^(infra|functions|schemas|formats|rules|forms|wording|stores|pages|local|divisions)\//.test(path),
)

console.table({
  ...Object.fromEntries([...rooms].sort().map(([room, sources]) => [room, roomLine(sources)])),
  product: roomLine(product),
})

const folders = [...Map.groupBy(product, ({ path }) => dirname(path))].map(
  ([folder, own]) => [folder, own.length] as const,
)
console.log(`Product folders with more than ${FULL_FOLDER} files:`)
for (const [folder, files] of folders.sort((a, b) => b[1] - a[1]))
  if (files > FULL_FOLDER) console.log(`  ${files} ${folder}`)

console.log(`Files over ${LONG_FILE} lines:`)
for (const { path, lines } of all) if (lines > LONG_FILE) console.log(`  ${lines} ${path}`)

/** Tasks that know of each other; the home page may look into all. */
const apart = (from: string, to: string): boolean => {
  const [one, other] = [from, to].map(
    (path) => /^functions\/web\/(uploads|months|payments|deadlines|policy|access)\//.exec(path)?.[1],
  )
  return one !== undefined && other !== undefined && one !== other
}
const isOfArea = (path: string) => path.startsWith(`${AREA}/`)
const arrows = all
  .filter(({ path }) => isOfArea(path))
  .flatMap(({ path, imports }) =>
    imports.map((to) => ({ own: isOfArea(to), crosses: dirname(path) !== dirname(to), between: apart(path, to) })),
  )
const within = arrows.filter(({ own }) => own)
console.log(
  `Import arrows from ${AREA}: ${within.length} within (${within.filter(({ crosses }) => crosses).length} between its folders, ` +
    `${within.filter(({ between }) => between).length} from task to task), ` +
    `${arrows.length - within.length} to other rooms`,
)
