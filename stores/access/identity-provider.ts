/** The city's own identity provider, by OpenID Connect (docs/adr/0024-identity-provider.md). */
import type * as Oidc from 'openid-client'
import * as z from 'zod'
import { Fault } from '../../schemas/fault.ts'

export interface IdentitySetting {
  readonly issuer: string
  readonly clientId: string
  readonly secret: () => Promise<string>
  /** One of them has to be said (`acr`), all of these (`amr`); where both are empty the provider is one factor. */
  readonly acr: readonly string[]
  readonly amr: readonly string[]
}

export type IdentityFault = 'unreachable' | 'declined' | 'clock' | 'invalid' | 'weak'

export interface FailedIdentity {
  readonly fault: IdentityFault
  readonly cause: unknown
}

export interface SetOut {
  /** Where the browser goes. */
  readonly url: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface IdentityProvider {
  /** Whether its word is both factors. */
  readonly isTwoFactors: boolean
  /** @param fresh where a session at the provider does not count */
  setOut(redirectUri: string, options: { fresh: boolean }): Promise<SetOut | FailedIdentity>
  /** @param answer the address at which the browser came back */
  comeBack(
    answer: URL,
    begun: Omit<SetOut, 'url'>,
  ): Promise<{ readonly issuer: string; readonly subject: string } | FailedIdentity>
  /** Where one signs out of the provider, if that is known. */
  signOutUrl(returnTo: string): Promise<string | undefined>
}

/** Seconds for each of the provider's answers. */
const PATIENCE = 5
const MOST_BYTES = 1_000_000
/** Some providers say the ways only to whoever asks for them. */
const AMR = JSON.stringify({ id_token: { amr: { essential: true } } })

/** A hub without the setting never loads it. */
const library = () => import('openid-client')

/** @param patience seconds for each of the provider's answers */
export function identityProvider(setting: IdentitySetting, patience = PATIENCE): IdentityProvider {
  const { acr, amr } = setting
  let known: Promise<Oidc.Configuration> | undefined
  const configuration = () => {
    known ??= configured(setting, patience)
    return known
  }
  const forget = () => {
    known = undefined
  }
  type Work<T> = (config: Oidc.Configuration, oidc: typeof Oidc) => Promise<T>
  const tried = async <T>(work: Work<T>): Promise<T | FailedIdentity> => {
    try {
      return await work(await configuration(), await library())
    } catch (cause) {
      // The provider's addresses, or the secret, may have changed.
      forget()
      return { fault: faultOf(cause), cause }
    }
  }
  return {
    isTwoFactors: acr.length + amr.length > 0,
    setOut: (redirectUri, { fresh }) =>
      tried(async (config, oidc) => {
        const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
        const url = oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: 'openid',
          state,
          nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          ...(fresh && { prompt: 'login' }),
          ...(acr.length > 0 && { acr_values: acr.join(' ') }),
          ...(amr.length > 0 && config.serverMetadata().claims_parameter_supported && { claims: AMR }),
        })
        return { url: url.href, state, nonce, verifier }
      }),
    comeBack: (answer, { state, nonce, verifier }) =>
      tried(async (config, oidc) => {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
        const claims = (await oidc.authorizationCodeGrant(config, answer, checks)).claims()
        if (!claims) throw new Fault('impossible', 'an identity token is missing that was asked for')
        const said: unknown[] = Array.isArray(claims.amr) ? claims.amr : []
        const isEnough =
          (acr.length === 0 || acr.includes(String(claims.acr))) && amr.every((method) => said.includes(method))
        if (!isEnough) return { fault: 'weak', cause: undefined } satisfies FailedIdentity
        return { issuer: claims.iss, subject: claims.sub }
      }),
    async signOutUrl(returnTo) {
      const config = await configuration().catch(forget)
      if (!config?.serverMetadata().end_session_endpoint) return undefined
      const oidc = await library()
      return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo }).href
    },
  }
}

async function configured(
  { issuer, clientId, secret }: IdentitySetting,
  patience: number,
): Promise<Oidc.Configuration> {
  const [oidc, text] = await Promise.all([library(), secret()])
  const authenticate: Oidc.ClientAuth = (provider, ...request) => {
    const ways = provider.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const way = ways.includes('client_secret_basic') ? oidc.ClientSecretBasic(text) : oidc.ClientSecretPost(text)
    way(provider, ...request)
  }
  const isLoopback = new URL(issuer).protocol === 'http:'
  return oidc.discovery(new URL(issuer), clientId, undefined, authenticate, {
    timeout: patience,
    [oidc.customFetch]: bounded,
    execute: [oidc.enableNonRepudiationChecks, ...(isLoopback ? [oidc.allowInsecureRequests] : [])],
  })
}

/** @throws TypeError, as `fetch` does, for an answer that is too long */
const bounded: Oidc.CustomFetch = async (url, options) => {
  const answer = await fetch(url, options as RequestInit)
  let size = 0
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size > MOST_BYTES) controller.error(new TypeError('the answer is too long'))
      else controller.enqueue(chunk)
    },
  })
  return new Response(answer.body?.pipeThrough(counted) ?? null, answer)
}

const Failed = z.object({ code: z.string().optional(), error: z.string().optional(), status: z.number().optional() })

function faultOf(cause: unknown): IdentityFault {
  const { code, error, status = 0 } = Failed.safeParse(cause).data ?? {}
  switch (code) {
    case 'OAUTH_AUTHORIZATION_RESPONSE_ERROR':
      return error === 'access_denied' ? 'declined' : 'invalid'
    case 'OAUTH_RESPONSE_BODY_ERROR':
      return status >= 500 ? 'unreachable' : 'invalid'
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return 'clock'
    case 'OAUTH_TIMEOUT':
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
      return 'unreachable'
    default:
      // What `fetch` itself throws has no code.
      return cause instanceof TypeError && code === undefined ? 'unreachable' : 'invalid'
  }
}
