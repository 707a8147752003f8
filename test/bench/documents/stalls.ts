/**
 * How long the app's own two threads stand still while a document is shown, told apart from how long the computer kept
 * them waiting. A stall is what the clock saw: on a busy machine, work of others. What one task worked is its own
 * processor time: as long as a machine with a free core stands still for it, which is what the goal is about.
 */
import type { CDPSession, Page } from '@playwright/test'
import { loadavg } from 'node:os'
import type { Desktop } from '#test/given/desktop.ts'
import { figureLine, print } from '../figure.ts'

const goal = { most: 16 }

/** Prints the stalls of main and page while `act` runs, which answers the longest stall of the page, in ms. */
export async function benchStalls(desk: Desktop, page: Page, name: string, act: () => Promise<number>): Promise<void> {
  await watchMain(desk)
  const trace = await traceOf(page)
  const pageStallMs = await act()
  const pageWorkMs = await trace.longestTaskMs()
  const main = await desk.app.evaluate(() =>
    (globalThis as unknown as { readonly watched: () => { workMs: number; stallMs: number } }).watched(),
  )
  const byClock = `(by the clock, load ${loadavg()[0]?.toFixed(1)})`
  const own = '(processor time of its longest task)'
  print(figureLine(`documents/longest-stall-of-main-${name}`, main.stallMs, 'ms', goal, byClock))
  print(figureLine(`documents/longest-work-of-main-${name}`, main.workMs, 'ms', goal, own))
  print(figureLine(`documents/longest-stall-of-page-${name}`, pageStallMs, 'ms', goal, byClock))
  print(figureLine(`documents/longest-work-of-page-${name}`, pageWorkMs, 'ms', goal, own))
}

/** Looks each ms how long main's thread has worked since it last looked. */
const watchMain = (desk: Desktop): Promise<void> =>
  desk.app.evaluate(() => {
    const delay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    let workMs = 0
    let since = process.threadCpuUsage()
    const timer = setInterval(() => {
      const { user, system } = process.threadCpuUsage(since)
      workMs = Math.max(workMs, (user + system) / 1000)
      since = process.threadCpuUsage()
    }, 1)
    const watched = () => {
      clearInterval(timer)
      delay.disable()
      return { workMs, stallMs: delay.max / 1e6 }
    }
    Object.assign(globalThis, { watched })
  })

/** What the browser says of a stretch of time on one thread: `tdur` is processor time, in µs. */
type Stretch = {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Has the browser write down each task of the page from now on. */
async function traceOf(page: Page): Promise<{ readonly longestTaskMs: () => Promise<number> }> {
  const browser: CDPSession = await page.context().newCDPSession(page)
  const all: Stretch[] = []
  browser.on('Tracing.dataCollected', ({ value }) => all.push(...(value as unknown as Stretch[])))
  await browser.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'] },
  })
  return {
    longestTaskMs: async () => {
      const complete = new Promise<void>((told) => browser.once('Tracing.tracingComplete', () => told()))
      await browser.send('Tracing.end')
      await complete
      await browser.detach()
      const named = all.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      const pages = new Set(named.map(({ pid, tid }) => `${pid} ${tid}`))
      const tasks = all.filter(
        (one) => one.ph === 'X' && one.name.endsWith('RunTask') && pages.has(`${one.pid} ${one.tid}`),
      )
      return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000
    },
  }
}
