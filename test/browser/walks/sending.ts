/** What whoever sends lists does, whichever list it is. */
import type { Task } from './task.ts'
import type { Payload, Walker } from './walker.ts'

export async function sendInBox(by: Walker, list: string, file: Payload): Promise<void> {
  const box = by.page
    .locator('form.duty')
    .filter({ has: by.page.getByRole('heading', { name: list }) })
    .last()
  await by.file(box.locator('input[type=file]'), file)
  await by.go(by.button(/上传/, box))
}

export async function sendsNil(by: Walker, list: string): Promise<void> {
  await by.go(by.todo(list))
  await by.choose(by.page.locator('#nil-list'), list)
  await by.go(by.button('下一步'))
  await by.go(by.button('提交零报告'))
  await by.sees('零报告')
}

export async function printsReceipt(by: Walker, list: string): Promise<void> {
  await by.go(by.link(new RegExp(`${list}：`)))
  await by.sees('回执编号')
  if ((await by.prints()) < 1) throw new Error('nothing on paper')
}

/** By a city's department: its list beside the counties', and who of its kind is late. */
export function overseesCounties(late: string): Readonly<Record<string, Task['walk']>> {
  const toTimeliness = async (by: Walker) => {
    await by.go(by.entry('统计'))
    await by.go(by.link('报送及时情况'))
  }
  return {
    async 看市县差异(by) {
      await by.go(by.entry('报送'))
      await by.go(by.link('市县比对'))
      await by.sees('仅市名单有')
    },
    async 下载仅市名单有的人员(by) {
      await by.go(by.entry('报送'))
      await by.go(by.link('市县比对'))
      await by.go(by.link(/^始兴县仅市名单有的人员/))
      await by.purpose()
      await by.download(by.button('导出Excel'))
    },
    async 催办(by) {
      await toTimeliness(by)
      await by.press(by.link('武江区', by.main))
      await by.go(by.button(new RegExp(`^催办：${late}`)))
      await by.sees('武江区')
    },
    async 看一个县的全年(by) {
      await toTimeliness(by)
      await by.press(by.link('始兴县', by.main))
      await by.sees('始兴县')
    },
    async 打印季度及时情况(by) {
      await toTimeliness(by)
      await by.sees('二季度按时率')
      if ((await by.prints()) < 1) throw new Error('nothing on paper')
    },
  }
}
