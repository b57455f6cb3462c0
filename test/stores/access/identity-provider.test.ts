/** The city's identity provider, as a real one answers, and as one that is down, late or not what it says. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type IdentitySetting, identityProvider } from '../../../stores/access/identity-provider.ts'
import { type Altered, atProvider, CLIENT, startProvider, type TestProvider } from '../../identity/provider.ts'

const BACK = 'http://localhost/back'
/** Seconds, for an answer that never comes. */
const SHORT = 0.1

let server: TestProvider
beforeAll(async () => {
  server = await startProvider()
  await server.knows({ comesBackTo: BACK, leavesTo: 'http://localhost/left' })
})
afterAll(() => server.close())
beforeEach(() => {
  Object.assign(server, { person: { subject: 'a' }, alter: undefined, instead: undefined })
})

const provider = (setting: Partial<IdentitySetting> = {}, patience?: number) =>
  identityProvider(
    { issuer: server.issuer, clientId: CLIENT.id, secret: async () => CLIENT.secret, acr: [], amr: [], ...setting },
    patience,
  )

async function there(one = provider()) {
  const begun = await one.setOut(BACK, { fresh: false })
  if ('fault' in begun) throw begun.cause
  return { one, begun, answer: await atProvider(begun.url, server.issuer) }
}

async function andBack(one?: ReturnType<typeof provider>) {
  const { begun, answer, ...by } = await there(one)
  return by.one.comeBack(answer, begun)
}

describe('an identity', () => {
  test('is issuer and subject', async () => {
    expect(await andBack()).toEqual({ issuer: server.issuer, subject: 'a' })
  })

  test('is asked for with a state, a nonce, a challenge, and anew where a session there shall not count', async () => {
    const begun = await provider({ acr: ['two-factors'] }).setOut(BACK, { fresh: true })
    const said = new URL('url' in begun ? begun.url : '').searchParams
    expect(Object.fromEntries(said)).toMatchObject({
      ...{ response_type: 'code', scope: 'openid', redirect_uri: BACK, prompt: 'login', acr_values: 'two-factors' },
      code_challenge_method: 'S256',
    })
    for (const one of ['state', 'nonce', 'code_challenge']) expect(said.get(one)).toMatch(/^[\w-]{43}$/)
  })

  test('is of two factors only where the provider says which', async () => {
    const strict = provider({ acr: ['two-factors'], amr: ['pwd', 'otp'] })
    expect([provider().isTwoFactors, strict.isTwoFactors]).toEqual([false, true])
    expect(await andBack(strict)).toMatchObject({ fault: 'weak' })
    server.person = { subject: 'a', acr: 'two-factors', amr: ['pwd'] }
    expect(await andBack(strict)).toMatchObject({ fault: 'weak' })
    server.person = { subject: 'a', acr: 'two-factors', amr: ['otp', 'pwd'] }
    expect(await andBack(strict)).toMatchObject({ subject: 'a' })
  })
})

describe('no identity', () => {
  const hour = 3600
  const altered: readonly [string, Altered, fault: string][] = [
    ['of another nonce', (claims) => ({ claims: { ...claims, nonce: 'other' } }), 'invalid'],
    ['without a nonce', ({ nonce: _, ...claims }) => ({ claims }), 'invalid'],
    ['of another issuer', (claims) => ({ claims: { ...claims, iss: 'http://127.0.0.1:1' } }), 'invalid'],
    ['for another client', (claims) => ({ claims: { ...claims, aud: 'other' } }), 'invalid'],
    ['for others beside', (claims) => ({ claims: { ...claims, aud: [CLIENT.id, 'other'] } }), 'invalid'],
    ['signed by another key', (claims) => ({ claims, byOtherKey: true }), 'invalid'],
    ['that has expired', (claims) => ({ claims: { ...claims, exp: (claims.iat ?? 0) - hour } }), 'clock'],
    ['that is not yet', (claims) => ({ claims: { ...claims, nbf: (claims.iat ?? 0) + hour } }), 'clock'],
    ['without a subject', ({ sub: _, ...claims }) => ({ claims }), 'invalid'],
  ]
  test.each(altered)('comes of a token %s', async (_, alter, fault) => {
    server.alter = alter
    expect(await andBack()).toMatchObject({ fault })
    server.alter = (claims) => ({ claims })
    expect(await andBack(), 'the token as it was').toMatchObject({ subject: 'a' })
  })

  test('comes of an answer to another state, from another issuer, or that was taken before', async () => {
    const { one, begun, answer } = await there()
    const changed = (name: string) => {
      const url = new URL(answer)
      url.searchParams.set(name, 'http://127.0.0.1:1')
      return one.comeBack(url, begun)
    }
    expect(await changed('state')).toMatchObject({ fault: 'invalid' })
    expect(await changed('iss')).toMatchObject({ fault: 'invalid' })
    expect(await one.comeBack(answer, { ...begun, verifier: 'x'.repeat(43) })).toMatchObject({ fault: 'invalid' })
    expect(await andBack(one)).toMatchObject({ subject: 'a' })
    const second = await there(one)
    expect(await one.comeBack(second.answer, second.begun)).toMatchObject({ subject: 'a' })
    expect(await one.comeBack(second.answer, second.begun)).toMatchObject({ fault: 'invalid' })
  })

  test('comes of a person who declines, or of a wrong secret', async () => {
    expect(await andBack(provider({ secret: async () => 'wrong' }))).toMatchObject({ fault: 'invalid' })
    server.person = undefined
    expect(await andBack()).toMatchObject({ fault: 'declined' })
  })

  test('comes of a provider that is down, late, out of order or endless, and the next try finds it again', async () => {
    const one = provider()
    const faultOf = async (of = one) => {
      const begun = await of.setOut(BACK, { fresh: false })
      return 'fault' in begun ? begun.fault : undefined
    }
    server.instead = () => {}
    expect(await faultOf(provider({}, SHORT))).toBe('unreachable')
    server.instead = (_, response) => response.writeHead(502).end()
    expect(await faultOf()).toBe('unreachable')
    server.instead = (request) => request.socket.destroy()
    expect(await faultOf()).toBe('unreachable')
    server.instead = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const said = { issuer: server.issuer, authorization_endpoint: `${server.issuer}/auth` }
      response.end(JSON.stringify({ ...said, much: 'x'.repeat(2_000_000) }))
    }
    expect(await faultOf()).toBe('invalid')
    server.instead = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ issuer: 'http://127.0.0.1:1' }))
    }
    expect(await faultOf()).toBe('invalid')
    server.instead = undefined
    expect(await faultOf()).toBeUndefined()
  })
})

test('where one signs out of the provider is known, unless it does not answer', async () => {
  const left = await provider().signOutUrl('http://localhost/left')
  expect(left).toMatch(new RegExp(`^${server.issuer}/session/end\\?.*client_id=${CLIENT.id}`))
  server.instead = (_, response) => response.writeHead(502).end()
  expect(await provider().signOutUrl('http://localhost/left')).toBeUndefined()
})
