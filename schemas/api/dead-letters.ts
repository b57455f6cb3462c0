/** The answer about messages that the hub could not work off. */
import { DeadLetters } from '../records/dead-letters.ts'

export const DeadLettersShown = DeadLetters.partial({ at: true }).meta({ id: 'DeadLetters' })
