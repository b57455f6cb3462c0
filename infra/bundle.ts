import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
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
 * Each function, and each of its `*-process.ts`, is a bundle; code of several stands in shared files.
 * @returns the folder of each function's bundle
 */
export async function bundleFunctions(functions: string, out: string): Promise<Record<string, string>> {
  const names = readdirSync(functions).filter((name) => existsSync(join(functions, name, 'handler.ts')))
  const processes = names.flatMap((name) =>
    readdirSync(join(functions, name), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('-process.ts'))
      .map((file) => ({ to: join(name, basename(file, '.ts')), from: join(functions, name, file) })),
  )
  await build({
    entryPoints: Object.fromEntries([
      ...names.map((name) => [`${name}/index`, join(functions, name, 'handler.ts')]),
      ...processes.map(({ to, from }) => [to, from]),
    ]),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    plugins: [HTTP],
    splitting: true,
    chunkNames: 'shared/[hash]',
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
  return Object.fromEntries(names.map((name) => [name, join(out, name)]))
}
