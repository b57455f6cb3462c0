/** A try out of time or memory cannot report itself; one more delivery does. */
export const TRIES = 5
