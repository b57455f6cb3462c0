import type { Draw } from '../../../pages/statistics/picture.tsx'

/** The library is loaded with the first picture: no other page waits for it. */
export async function drawing(): Promise<Draw> {
  return (await import('../../../pages/statistics/draw/draw.ts')).draw
}
