/** One line on a terminal that is drawn again; nothing where there is no terminal. */
const WIDTH = 30

export interface Progress {
  say(text: string): void
  at(text: string, done: number, total: number): void
  end(): void
}

export function progressOn(stream: NodeJS.WriteStream): Progress {
  const draw = (text: string) => {
    if (stream.isTTY) stream.write(`\r\u001b[2K${text}`)
  }
  return {
    say: (text) => draw(`${text}…`),
    at(text, done, total) {
      const filled = Math.round((done / Math.max(total, 1)) * WIDTH)
      draw(`${text} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total}`)
    },
    end: () => draw(''),
  }
}
