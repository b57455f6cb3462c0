/** Ports that a process and its children listen on, as Linux's /proc knows them. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export function listeningPorts(root: number): Set<number> {
  const sockets = new Set(familyOf(root).flatMap(socketsOf))
  const isListening = '0A'
  const ports = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    linesOf(table)
      .map((line) => line.trim().split(/\s+/))
      .filter((cells) => cells[3] === isListening && sockets.has(cells[9] ?? ''))
      .map(([, address = '']) => Number.parseInt(address.split(':')[1] ?? '', 16)),
  )
  return new Set(ports)
}

function familyOf(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => [Number(id), parentOf(id)] as const)
  const childrenOf = (parent: number) => parents.filter(([, of]) => of === parent).map(([id]) => id)
  const family = [root]
  for (const one of family) family.push(...childrenOf(one))
  return family
}

/** A process's name may hold spaces and brackets, so its parent is looked for behind the last one. */
function parentOf(id: string): number | undefined {
  const stat = linesOf(`/proc/${id}/stat`).join('\n')
  return Number(
    stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .at(1),
  )
}

function socketsOf(id: number): string[] {
  const folder = `/proc/${id}/fd`
  return namesIn(folder).flatMap((name) => /^socket:\[(\d+)\]$/.exec(targetOf(`${folder}/${name}`))?.[1] ?? [])
}

// Processes and their files end while they are looked at.
const orNone =
  <A extends unknown[], T>(look: (...args: A) => T, none: T) =>
  (...args: A): T => {
    try {
      return look(...args)
    } catch {
      return none
    }
  }
const linesOf = orNone((path: string) => readFileSync(path, 'utf8').split('\n'), [])
const namesIn = orNone((path: string) => readdirSync(path), [])
const targetOf = orNone((path: string) => readlinkSync(path), '')
