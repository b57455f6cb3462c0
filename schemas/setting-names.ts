/** A stack's outputs are its settings: `WorkTable` is what a function knows as `WORK_TABLE`. */

export const outputName = (variable: string): string =>
  variable.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())

export const variableName = (output: string): string =>
  output.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
