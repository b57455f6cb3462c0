/** Nobody can make the hub send into a network that it stands in. */
import type { lookup } from 'node:dns'
import { expect, test } from 'vitest'
import { post } from '../../../stores/webhooks/post.ts'
import { receiver } from '../../functions/webhooks/heard.ts'

/** Every name has these addresses. */
const resolving = (...addresses: string[]) =>
  ((_: string, options: { all?: boolean }, callback: (...said: unknown[]) => void) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (options.all) callback(null, found)
    else callback(null, found[0]?.address, found[0]?.family)
  }) as unknown as typeof lookup

const INSIDE = [
  ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
  ...['0.0.0.0', '192.0.0.8', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1'],
  ...[
    'fd00::1',
    'fec0::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a00:1::',
  ],
  ...['2001::1', '2001:db8::1'],
]

test.each(INSIDE)('not to %s, whatever name it has', async (address) => {
  const send = post({ anywhere: false, resolve: resolving(address) })
  expect(await send('https://system.example.org/', {}, '{}')).toEqual({ why: 'address' })
  // Of several addresses none may be inside: which one is tried is not for the hub to say.
  const both = post({ anywhere: false, resolve: resolving('203.1.113.1', address) })
  expect(await both('https://system.example.org/', {}, '{}')).toEqual({ why: 'address' })
  const literal = address.includes(':') ? `[${address}]` : address
  expect(await post({ anywhere: false })(`https://${literal}/`, {}, '{}')).toEqual({ why: 'address' })
})

test('in the clear only on a hub of one machine, and there too not to what clouds keep their secrets at', async () => {
  const system = await receiver()
  expect(await post({ anywhere: false })(system.url, {}, '{}')).toEqual({ why: 'address' })
  expect(await post({ anywhere: true })(system.url, {}, '{}')).toEqual({ status: 200 })
  for (const address of ['169.254.169.254', 'fe80::1', '::ffff:169.254.169.254'])
    expect(await post({ anywhere: true, resolve: resolving(address) })('http://x.example/', {}, '{}')).toEqual({
      why: 'address',
    })
  await system.close()
})

test('a name is looked up once: what is judged is what is connected to', async () => {
  let asked = 0
  const system = await receiver()
  const resolve = ((host: string, options: object, callback: (...said: unknown[]) => void) => {
    // At a second look it would lead inside.
    asked++
    return (resolving(asked === 1 ? '127.0.0.1' : '169.254.169.254') as unknown as (...of: unknown[]) => void)(
      ...[host, options, callback],
    )
  }) as unknown as typeof lookup
  const url = system.url.replace('127.0.0.1', 'rebinding.example')
  expect(await post({ anywhere: true, resolve })(url, {}, '{}')).toEqual({ status: 200 })
  expect(asked).toBe(1)
  await system.close()
})

test('an answer without an end is not read to its end', async () => {
  const system = await receiver()
  const over = Promise.withResolvers<void>()
  system.answer = (_, response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(16 * 1024)));
    }
    response.on('drain', more)
    response.on('close', over.resolve)
    more()
  }
  expect(await post({ anywhere: true })(system.url, {}, '{}')).toEqual({ status: 200 })
  await over.promise
  await system.close()
})

test.each(['ftp://system.example.org/', 'file:///etc/passwd'])('not by %s', async (url) => {
  expect(await post({ anywhere: true })(url, {}, '{}')).toEqual({ why: 'address' })
})
