import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, type Plugin } from 'esbuild'

/** Bundles are CommonJS in parts (exceljs): they find `require` in a module that has none by itself. */
const REQUIRE =
  "import { createRequire as hubRequire } from 'node:module'; const require = hubRequire(import.meta.url);"

/** Imported as a module Node's http evaluates all that it exports, undici among it: a fifth of what a function takes to start. */
const HTTP: Plugin = {
  name: 'http',
  setup(build) {
    build.onResolve({ filter: /^(node:)?http$/ }, () => ({ path: 'http', namespace: 'http' }))
    const contents = "module.exports = process.getBuiltinModule('node:http')"
    build.onLoad({ filter: /^/, namespace: 'http' }, () => ({ contents }))
  },
}

/**
 * Bundles every function (a folder with a handler.ts) with all it imports, the AWS SDK included. What several of them
 * import stands in a file that they share. A function's `*-process.ts` is what it starts as a process of its own: a bundle
 * beside.
 * @param functions folder whose sub-folders are functions
 * @param out folder that gets `<function>/index.mjs` and `<function>/<name>-process.mjs`
 * @returns the folder of each function's bundle, by the function's name
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
    target: 'node24',
    mainFields: ['module', 'main'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'error',
    banner: { js: REQUIRE },
    legalComments: 'none',
    // a smaller bundle starts sooner; names stay, for the log
    minifyWhitespace: true,
    minifySyntax: true,
  })
  return Object.fromEntries(names.map((name) => [name, join(out, name)]))
}
