import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const WEIGHTS = ['400Regular', '700Bold']

/**
 * The browser from npm has no Chinese letters of its own: without a font each is a box, narrower than the letter.
 * @returns the file for `FONTCONFIG_FILE`, with the machine's own fonts and Noto Sans SC
 */
export function fontsFile(): string {
  const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const folder = join(tmpdir(), 'yingbao-fonts')
  const dirs = WEIGHTS.map((weight) => `<dir>${join(fonts, weight)}</dir>`).join('')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${dirs}<cachedir>${join(folder, 'cache')}</cachedir></fontconfig>
`,
  )
  return join(folder, 'fonts.conf')
}
