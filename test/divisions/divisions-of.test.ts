import { describe, expect, it } from 'vitest'
import { placesOf } from '../../divisions/divisions-of.ts'

describe('placesOf: the divisions of docs/rules.md#divisions', () => {
  const { province, city, counties } = placesOf('440200')

  it('gives the province, the city and its ten counties with the names of the contract', () => {
    expect(province).toEqual({ code: '440000', name: '广东省' })
    expect(city).toEqual({ code: '440200', name: '韶关市' })
    expect(counties.map(({ code, name }) => code + name)).toEqual([
      '440203武江区',
      '440204浈江区',
      '440205曲江区',
      '440222始兴县',
      '440224仁化县',
      '440229翁源县',
      '440232乳源瑶族自治县',
      '440233新丰县',
      '440281乐昌市',
      '440282南雄市',
    ])
  })

  it('gives 105 townships, each under its county, and no farm, mine or zone', () => {
    const townships = counties.flatMap((county) => county.townships.map((township) => ({ ...township, county })))
    expect(townships).toHaveLength(105)
    for (const { code, county } of townships) {
      expect(code).toMatch(/^\d{9}$/)
      expect(code.slice(0, 6)).toBe(county.code)
      expect(Number(code.slice(6))).toBeLessThan(400)
    }
  })

  it('knows 大桥 and 黄坑 in two counties each', () => {
    const homes = (name: string) =>
      counties.filter(({ townships }) => townships.some((township) => township.name === name)).map(({ code }) => code)
    expect(homes('大桥镇')).toEqual(['440224', '440232'])
    expect(homes('黄坑镇')).toEqual(['440224', '440282'])
  })

  it('serves another city by its code alone', () => {
    const other = placesOf('360700')
    expect(other.city.name).toBe('赣州市')
    expect(other.counties.length).toBeGreaterThan(10)
    expect(other.counties.every(({ townships }) => townships.length > 0)).toBe(true)
  })

  it.each(['440203', '4402', '999900', ''])('refuses %j, which is no city', (code) => {
    expect(() => placesOf(code)).toThrow(RangeError)
  })
})
