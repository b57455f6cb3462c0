export type Log = (entry: { event: string } & Record<string, string | number | boolean | undefined>) => void

export const logToStderr: Log = (entry) => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`)
}
