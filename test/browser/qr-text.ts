import { fileURLToPath } from 'node:url'
import type { Locator } from 'playwright-core'

const JSQR = fileURLToPath(import.meta.resolve('jsqr'))

interface Decoder {
  jsQR(pixels: Uint8ClampedArray, width: number, height: number): { data: string } | null
}

/** What a telephone's camera reads off a picture as the page shows it. */
export async function qrText(picture: Locator): Promise<string | undefined> {
  const png = (await picture.screenshot()).toString('base64')
  // A page of its own: the hub's security policy forbids scripts and pictures from elsewhere.
  const camera = await picture.page().context().newPage()
  await camera.addScriptTag({ path: JSQR })
  const text = await camera.evaluate(async (url) => {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const pen = canvas.getContext('2d')!
    pen.drawImage(image, 0, 0)
    const { data, width, height } = pen.getImageData(0, 0, image.width, image.height)
    return (window as unknown as Decoder).jsQR(data, width, height)?.data
  }, `data:image/png;base64,${png}`)
  await camera.close()
  return text
}
