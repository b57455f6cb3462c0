import fc from 'fast-check'

/** Property tests try the same cases at every run: the same code passes or fails alike. `npm run fuzz -- FILE` tries others. */
if (!process.env.FUZZ) fc.configureGlobal({ seed: 2018124 })

export default fc

/** Random runs of a property: a third of them in the suite, whose time is limited, all by `npm run fuzz`. */
export const runs = (all: number): number => (process.env.FUZZ ? all : Math.ceil(all / 3))
