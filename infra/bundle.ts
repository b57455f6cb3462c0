import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'

const REQUIRE =
  "import { createRequire as hubRequire } from 'node:module'; const require = hubRequire(import.meta.url);"

/** Node's http as a module evaluates undici too, a fifth of a function's start. */
const HTTP: Plugin = {
  name: 'http',
  setup(build) {
    build.onResolve({ filter: /^(node:)?http$/ }, () => ({ path: 'http', namespace: 'http' }))
    const contents = "module.exports = process.getBuiltinModule('node:http')"
    build.onLoad({ filter: /^/, namespace: 'http' }, () => ({ contents }))
  },
}

/**
 * A file that is loaded later brings what its process has by then, so that this stands in one file and not in one for each set of
 * files that share it: each costs a process that starts half a millisecond.
 */
const afterwards = (later: RegExp, before: (name: string) => string): Plugin => ({
  name: 'afterwards',
  setup(build) {
    build.onLoad({ filter: later }, ({ path }) => ({
      contents: `import ${JSON.stringify(before(basename(path, '.ts')))}\n${readFileSync(path, 'utf8')}`,
      loader: 'ts',
    }))
  },
})

const SERVICES = /\/stores\/aws\/(s3|sqs|sns|secrets-manager)[.]ts$/
const ROOMS = /\/web\/rooms\/[^/]+[.]ts$/
/** All others count what waits for whoever looks, as the home page does. */
const BY_THEMSELVES = ['home', 'sign-in', 'identity', 'assets']

/**
 * Each function, and each of its `*-process.ts`, is a bundle; code of several stages stands in shared files. Nobody shares
 * with web, for which somebody waits.
 * @returns the folder of each function's bundle
 */
export async function bundleFunctions(functions: string, out: string): Promise<Record<string, string>> {
  const names = readdirSync(functions).filter((name) => existsSync(join(functions, name, 'handler.ts')))
  const handler = (name: string) => resolve(functions, name, 'handler.ts')
  const processes = names.flatMap((name) =>
    readdirSync(join(functions, name), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('-process.ts'))
      .map((file) => [join(name, basename(file, '.ts')), join(functions, name, file)]),
  )
  const [web, stages] = [names.filter((name) => name === 'web'), names.filter((name) => name !== 'web')]
  const handlers = (some: string[]) => some.map((name) => [`${name}/index`, handler(name)])
  await Promise.all([
    bundle(out, 'web', handlers(web), [
      afterwards(SERVICES, () => handler('web')),
      afterwards(ROOMS, (room) => (BY_THEMSELVES.includes(room) ? handler('web') : './home.ts')),
    ]),
    bundle(out, 'shared', [...handlers(stages), ...processes], [afterwards(SERVICES, () => './clients.ts')]),
  ])
  return Object.fromEntries(names.map((name) => [name, join(out, name)]))
}

async function bundle(outdir: string, parts: string, entries: string[][], plugins: Plugin[]): Promise<void> {
  await build({
    entryPoints: Object.fromEntries(entries),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    plugins: [HTTP, ...plugins],
    splitting: true,
    chunkNames: `${parts}/[hash]`,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    mainFields: ['module', 'main'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'error',
    banner: { js: REQUIRE },
    legalComments: 'none',
    minifyWhitespace: true,
    minifySyntax: true,
  })
}
