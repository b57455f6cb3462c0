/** Made-up persons of the demo city, any of whom a click signs in. No deployed hub has them (docs/access.md#sign-in). */
import { createHash } from 'node:crypto'
import { beginSession } from '../../functions/web/access/sign-in/begin-session.ts'
import { makeName } from '../../samples/names.ts'
import { random } from '../../samples/random.ts'
import type { Office } from '../../schemas/codes.ts'
import type { Duty } from '../../schemas/duties.ts'
import { PRODUCT } from '../../schemas/product.ts'
import type { Account } from '../../schemas/records/account.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { DUTY_NAMES } from '../../wording/duties.ts'
import { placeOf } from '../../wording/offices.ts'
import type { AskedBeside, Beside } from '../host/fronts/beside.ts'
import type { HubStores } from '../hub/hub-stores.ts'
import type { NameOf } from '../hub/identities.ts'
import { DEMO_DAY } from './demo-files.ts'

type Place = 'city' | 'county' | 'township' | 'other'
const PERSONS: readonly [name: string, place: Place, office: Office | undefined, ...duties: Duty[]][] = [
  ['李梅', 'county', 'civil-affairs', 'clerk'],
  ['王强', 'county', 'civil-affairs', 'confirmer'],
  ['陈静', 'county', 'disabled-federation', 'clerk'],
  ['黄磊', 'county', 'social-insurance', 'clerk', 'preparer'],
  ['林芳', 'county', 'social-insurance', 'approver'],
  ['周涛', 'county', 'finance', 'clerk'],
  ['吴敏', 'county', 'bank', 'clerk'],
  ['赵勇', 'county', 'human-resources', 'clerk', 'leader'],
  ['孙丽', 'township', 'township', 'clerk'],
  ['刘洋', 'other', 'civil-affairs', 'clerk'],
  ['何芳', 'city', 'civil-affairs', 'clerk'],
  ['何军', 'city', 'social-insurance', 'clerk'],
  ['谢红', 'city', 'human-resources', 'clerk', 'leader'],
  ['罗斌', 'city', undefined, 'administrator'],
  ['高峰', 'city', undefined, 'security'],
  ['郑燕', 'city', undefined, 'auditor'],
]
const PATH = '/demo'

export function demoAccounts(policy: Policy, invitedAt: string): Account[] {
  const [county, other] = policy.counties
  const places = {
    city: policy.city.code,
    county: county?.code,
    other: other?.code,
    township: county?.townships[0]?.code,
  }
  return PERSONS.map(([name, place, office, ...duties]): Account => {
    const id = createHash('sha256').update(`demo ${name}`).digest('hex').slice(0, 16)
    return {
      id,
      name,
      division: places[place] ?? policy.city.code,
      ...(office && { office }),
      duties,
      invitedAt,
    }
  })
}

/** Whoever did what the demo city has done already: one of these persons, or somebody made up of an office that has none. */
export const demoNameOf =
  (policy: Policy): NameOf =>
  ({ duty, division, office }) => {
    const persons = demoAccounts(policy, '')
    const known = persons.find((one) => one.division === division && one.office === office && one.duties.includes(duty))
    const made = random('demo', division, office ?? '', duty)
    return known?.name ?? makeName(made, made.pick(['男', '女']))
  }

export function demoPersons(stores: HubStores, policy: Policy, now: () => Date): Beside {
  const persons = demoAccounts(policy, now().toISOString())
  const titleOf = (person: Account) =>
    `${placeOf(policy, person)} ${person.duties.map((duty) => DUTY_NAMES[duty]).join('、')}`
  return {
    async answer({ method, url, isOwn, form }: AskedBeside) {
      const { pathname, searchParams } = new URL(url, 'http://localhost')
      const next = localPath(searchParams.get('next') ?? form.get('next'))
      // Nobody here has a password: who is to sign in chooses a person.
      if (method === 'GET' && pathname === '/sign-in') return going(`${PATH}?next=${encodeURIComponent(next)}`)
      if (pathname !== PATH) return undefined
      if (method !== 'POST') return shown(personsPage(persons, titleOf, next))
      const person = persons.find(({ id }) => id === form.get('person'))
      if (!isOwn || !person) return going(PATH)
      const deps = { sessions: stores.sessions, now }
      return going(next, await beginSession(deps, person, 'signed-in', { address: '127.0.0.1', local: true }))
    },
    page(html, cookie = '') {
      const person = persons.find(({ id }) => cookie.includes(`=${id}.`))
      const who = person ? `您现在是<strong>${person.name}</strong>（${titleOf(person)}）。` : ''
      return html.replace(
        // What leads to the content stays the page's first link.
        /<body[^>]*>(?:<a class="skip"[^<]*<\/a>)?/,
        (body) => `${body}${bar(`${who}<a href="${PATH}">${person ? '换一个人' : '选择一个人'}</a>`)}`,
      )
    },
  }
}

const bar = (inside: string) =>
  `<aside class="where" aria-label="演示"><p class="wide">演示城市，人物和数据全是虚构的，今天按${dayName(DEMO_DAY)}算。${inside}</p></aside>`

/** Only of this hub. */
const localPath = (path: string | null): string => (path && /^\/(?![/\\])[\x21-\x7e]{0,300}$/.test(path) ? path : '/')

function going(to: string, cookie?: string): Response {
  const headers = new Headers({ Location: to })
  if (cookie !== undefined) headers.set('Set-Cookie', cookie)
  return new Response(null, { status: 303, headers })
}

const shown = (html: string) =>
  new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'",
      'Cache-Control': 'no-store',
    },
  })

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

function personsPage(persons: readonly Account[], titleOf: (person: Account) => string, next: string): string {
  const rows = persons.map(
    (person) =>
      `<li><button type="submit" name="person" value="${person.id}">${escaped(person.name ?? '')}</button> ${escaped(titleOf(person))}</li>`,
  )
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>选择一个人 - ${PRODUCT}</title><link rel="stylesheet" href="/assets/style.css"></head><body>
${bar('')}<main id="main" class="wide"><section class="card narrow"><h1>选择一个人</h1>
<p>点一个人的姓名，就以他的身份登录；每个人只看到本单位的内容。随时可以换。</p>
<form method="post" action="${PATH}"><input type="hidden" name="next" value="${escaped(next)}"><ul class="persons">${rows.join('')}</ul></form>
</section></main></body></html>`
}
