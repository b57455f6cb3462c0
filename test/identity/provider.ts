/** An identity provider of a city: `oidc-provider` on a port of its own, where somebody signs in without being asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeJwt, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { Provider } from 'oidc-provider'

export const CLIENT = { id: 'yingbao', secret: 'made-up-secret-of-the-client-of-tests' } as const

export interface Person {
  readonly subject: string
  readonly acr?: string
  readonly amr?: readonly string[]
}

export type Altered = (claims: JWTPayload) => { readonly claims: JWTPayload; readonly byOtherKey?: true }

export interface TestProvider {
  readonly issuer: string
  /** Whoever comes; undefined refuses to be signed in. */
  person: Person | undefined
  /** What becomes of an ID token on its way. */
  alter: Altered | undefined
  /** Instead of every answer, where the provider is out of order. */
  instead: ((request: IncomingMessage, response: ServerResponse) => void) | undefined
  /** The addresses of a hub. */
  knows(hub: { readonly comesBackTo: string; readonly leavesTo: string }): Promise<void>
  close(): Promise<void>
}

export async function startProvider(): Promise<TestProvider> {
  let serve: (request: IncomingMessage, response: ServerResponse) => void = (_, response) =>
    response.writeHead(503).end()
  const server = createServer((request, response) => (test.instead ?? serve)(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const keys = await generateKeyPair('RS256', { extractable: true })
  const other = await generateKeyPair('RS256')
  const test: TestProvider = {
    issuer,
    person: undefined,
    alter: undefined,
    instead: undefined,
    async knows(hub) {
      const provider = new Provider(issuer, configuration(hub, { ...(await exportJWK(keys.privateKey)), alg: 'RS256' }))
      provider.use(async (context, next) => {
        await next()
        const body = context.body as { id_token?: string } | undefined
        if (context.path !== '/token' || !body?.id_token || !test.alter) return
        const { claims, byOtherKey } = test.alter(decodeJwt(body.id_token))
        const key = byOtherKey ? other.privateKey : keys.privateKey
        context.body = { ...body, id_token: await new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(key) }
      })
      const answer = provider.callback()
      serve = (request, response) => {
        if (!request.url?.startsWith('/person/')) return answer(request, response)
        const { subject, ...how } = test.person ?? {}
        const result = subject ? { login: { accountId: subject, ...how } } : { error: 'access_denied' }
        provider.interactionFinished(request, response, result).catch(() => response.writeHead(500).end())
      }
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    },
  }
  return test
}

interface Known {
  readonly comesBackTo: string
  readonly leavesTo: string
}

async function logoutSource(context: { body: string }, form: string): Promise<void> {
  context.body = `<!doctype html><link rel="icon" href="data:,">${form}<button form="op.logoutForm" name="logout" value="yes">Leave`
}

const configuration = ({ comesBackTo, leavesTo }: Known, key: object) => ({
  clients: [
    {
      client_id: CLIENT.id,
      client_secret: CLIENT.secret,
      redirect_uris: [comesBackTo],
      post_logout_redirect_uris: [leavesTo],
    },
  ],
  jwks: { keys: [key] },
  // Said, so that the provider does not say that they are not.
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  cookies: { keys: ['made up'] },
  acrValues: ['two-factors'],
  claims: { openid: ['sub'], acr: null, amr: null, auth_time: null, iss: null, sid: null },
  features: {
    devInteractions: { enabled: false },
    claimsParameter: { enabled: true },
    rpInitiatedLogout: { logoutSource },
  },
  interactions: { url: (_: unknown, { uid }: { uid: string }) => `/person/${uid}` },
  findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
  // Nobody is asked whether the hub may know them.
  async loadExistingGrant({
    oidc,
  }: {
    oidc: { client: { clientId: string }; session: { accountId: string }; provider: Provider }
  }) {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
    grant.addOIDCScope('openid')
    await grant.save()
    return grant
  },
})

/** A browser at the provider, up to where it is sent back. */
export async function atProvider(url: string, issuer: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let at = new URL(url)
  for (let step = 0; step < 10; step++) {
    if (at.origin !== issuer) return at
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`the provider leads nowhere: ${answer.status} ${await answer.text()}`)
    at = new URL(location, at)
  }
  throw new Error('the provider leads in circles')
}
