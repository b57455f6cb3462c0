import fc from 'fast-check'
import { isLong } from './long.ts'

/** Property tests try the same cases at every run: the same code passes or fails alike. `npm run fuzz -- FILE` tries others. */
if (!process.env.FUZZ) fc.configureGlobal({ seed: 2018124 })

export default fc

/** Random runs of a property: one of `every` in `npm test`, whose time is limited, all by `npm run test:long` and `npm run fuzz`. */
export const runs = (all: number, every = 3): number => (isLong ? all : Math.ceil(all / every))
