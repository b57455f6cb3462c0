/** A POST to an address that somebody else chose: to nowhere inside, at most so long, and never led on. */
import { lookup as lookUp } from 'node:dns'
import { request as requestInClear } from 'node:http'
import { request } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { DeliveryFault } from '../../schemas/records/webhook.ts'

export type Posted = { readonly status: number; readonly why?: DeliveryFault } | { readonly why: DeliveryFault }

export type Post = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Posted>

interface Limits {
  /** On a hub of one machine: in the clear too, and to private addresses. */
  readonly anywhere: boolean
  readonly milliseconds?: number
  /** For tests. */
  readonly resolve?: typeof lookUp
}

/** Bytes of an answer that are read; what is said in it is of no account. */
const ANSWER_MOST = 64 * 1024

class Forbidden extends Error {}

export function post({ anywhere, milliseconds = 10_000, resolve = lookUp }: Limits): Post {
  const allowed = (address: string) => !isForbidden(address, anywhere)
  /** The very address that is judged is the one that is connected to. */
  const lookup: LookupFunction = (host, options, callback) =>
    resolve(host, { ...options, all: true }, (error, found) => {
      const addresses = [found ?? []].flat()
      const forbidden = !error && !addresses.every(({ address }) => allowed(address)) ? new Forbidden() : undefined
      const [first = { address: '', family: 0 }] = addresses
      if (error || forbidden) callback(error ?? (forbidden as never), '', 0)
      else if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  return (url, headers, body) =>
    new Promise((settle) => {
      const { protocol, hostname } = new URL(url)
      const host = hostname.replace(/^\[|\]$/g, '')
      const isClear = protocol === 'http:'
      if ((isClear && !anywhere) || !/^https?:$/.test(protocol) || (isIP(host) && !allowed(host))) {
        settle({ why: 'address' })
        return
      }
      const over = AbortSignal.timeout(milliseconds)
      const asked = (isClear ? requestInClear : request)(url, {
        ...{ method: 'POST', agent: false, lookup, signal: over, maxHeaderSize: 16 * 1024 },
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      })
      asked.on('response', (answer) => {
        const status = answer.statusCode ?? 0
        const said: Posted =
          status >= 200 && status < 300
            ? { status }
            : { status, why: status >= 300 && status < 400 ? 'redirect' : 'status' }
        let read = 0
        answer.on('data', ({ length }: Buffer) => {
          read += length
          if (read > ANSWER_MOST) asked.destroy()
        })
        answer.on('close', () => settle(over.aborted ? { why: 'timeout' } : said))
        answer.on('error', () => {})
      })
      asked.on('error', (error) =>
        settle({ why: error instanceof Forbidden ? 'address' : over.aborted ? 'timeout' : 'unreachable' }),
      )
      asked.end(body)
    })
}

const LINK_LOCAL = listOf(['169.254.0.0/16', 'fe80::/10'])
/** IANA's special-purpose registries; of IPv6 only 2000::/3 is anybody's. */
const INSIDE = listOf([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3'],
  ...['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
])

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

function isForbidden(address: string, anywhere: boolean): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  return !isIP(address) || LINK_LOCAL.check(address, family) || (!anywhere && INSIDE.check(address, family))
}
