import { openBrowser } from './browser.ts'

const b = (await openBrowser())!
for (const [w, n] of [
  [1280, 'd'],
  [390, 'm'],
] as const) {
  const p = await b.newPage({ viewport: { width: w, height: 900 } })
  await p.goto(process.argv[2]!, { waitUntil: 'networkidle' })
  await p.evaluate(() => {
    document.querySelectorAll('#outputs details')[0]?.setAttribute('open', '')
  })
  await (await p.$('#outputs'))!.screenshot({ path: `/var/tmp/shot-${n}.png` })
}
await b.close()
