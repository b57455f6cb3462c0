/** A scenario played again and again, its handlers dying once at every place where one can die. */
import { expect } from 'vitest'
import { type Deaths, deathAt, notedPlaces, someOf } from './dying.ts'
import type { Engines } from './engines.ts'
import { wholeState } from './state.ts'
import { World } from './world.ts'

export interface Scenario {
  /** 1 where it is not said. */
  readonly shards?: number
  /** What has happened before: nobody dies there. */
  readonly before?: (world: World) => Promise<void>
  readonly play: (world: World, deaths: Deaths) => Promise<void>
}

/** Scenarios that are played side by side. */
const ABREAST = 4

/** Asserts that every death leaves the state of the scenario without one; answers that world, and how many died. */
export async function dyingEverywhere(engines: Engines, scenario: Scenario): Promise<{ plain: World; deaths: number }> {
  const noted = notedPlaces()
  const plain = await play(engines, scenario, noted)
  const expected = await wholeState(plain)
  const places = someOf(noted.places)
  const worker = async () => {
    for (let place = places.shift(); place; place = places.shift()) {
      const world = await play(engines, scenario, deathAt(place))
      expect(await wholeState(world), `a death just ${place.when} write ${place.nth}`).toEqual(expected)
    }
  }
  await Promise.all(Array.from({ length: ABREAST }, worker))
  return { plain, deaths: noted.places.length }
}

async function play(engines: Engines, { shards, before, play: act }: Scenario, deaths: Deaths): Promise<World> {
  const world = await World.begin(engines, shards)
  await before?.(world)
  await world.settle()
  await act(world, deaths)
  return world
}
