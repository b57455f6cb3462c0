/** How much of what can be played at length is: `vitest.config.ts` decides it. */

/** Whether all of it is played: by `npm run test:long` and `npm run fuzz`, not by `npm test`. */
export const isLong = process.env.LENGTH === 'long'

/** One of `every` in `npm test`, in their order and the first among them; all at length. */
export const some = <T>(all: readonly T[], every: number): readonly T[] =>
  isLong ? all : all.filter((_, at) => at % every === 0)
