/** The public address in Settings: off, behind a proxy, with a line that calls; trying it; its look in both colours. */
import net from 'node:net'
import { words } from '#app/words/index.ts'
import { expect, granted, look, openDesk, test } from './fixtures.ts'

const w = words.callbacks

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

test('services are let in: the address is set up and tried, a line gets its key and another address, and all is shut', async ({
  desk,
}) => {
  const port = await freePort()
  const page = await openDesk(desk)
  const signedAt = Date.now() - 86_400_000
  const line = await granted(page, 'lines.add', {
    name: 'Cirrus Fax',
    settings: { kind: 'phaxio', address: 'http://127.0.0.1:9', proxy: '' },
    secret: { kind: 'phaxio', key: 'live', secret: 'hush' },
  })
  const agreement = { kind: 'baa', company: 'Cirrus Fax Inc', practice: 'Dana Ferris', signedAt } as const
  await granted(page, 'lines.agreement', { id: line.id, agreement })
  await page.getByRole('button', { name: words.settings.title }).first().click()
  await page.getByRole('button', { name: w.title, exact: true }).click()
  const card = page.getByRole('article', { name: 'Cirrus Fax' })
  await expect(card.getByText(w.offNow)).toBeVisible()
  await look(page, 'callbacks-off')

  await page.getByRole('radio', { name: w.kinds.off }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('button', { name: w.save, exact: true }).click()
  await expect(page.getByText(w.missing)).toBeVisible()
  await page.getByLabel(w.publicAddress).fill(`https://127.0.0.1:${port}`)
  await page.getByLabel(w.port).fill(String(port))
  await look(page, 'callbacks-proxy')
  await page.getByRole('button', { name: w.save, exact: true }).click()
  await expect(page.getByText(w.standings.listening)).toBeVisible()

  // Plain http answers where a stranger would ask by https: nothing that could be trusted was reached.
  await page.getByRole('button', { name: w.test }).click()
  await expect(
    page.getByText(w.reach({ reached: 'certificate' })).or(page.getByText(w.reach({ reached: 'nothing' }))),
  ).toBeVisible()

  const address = card.getByLabel(w.address)
  await expect(address).toHaveValue(new RegExp(`^https://127\\.0\\.0\\.1:${port}/c/[\\w-]{43}$`))
  const before = await address.inputValue()
  await card.getByLabel(w.key).fill('whtok-0123456789abcdef')
  await page.keyboard.press('Enter')
  await expect(card.getByText(w.keyKept)).toBeVisible()
  await expect(card.getByLabel(w.key)).toHaveValue('')
  await card.getByRole('button', { name: w.rotate }).click()
  await expect(address).not.toHaveValue(before)
  const turnedAway = await fetch(before.replace('https:', 'http:'), { method: 'POST', body: 'x=1' })
  expect([turnedAway.status, await turnedAway.text()]).toEqual([404, ''])
  await granted(page, 'preferences.change', { theme: 'light' })
  await look(page, 'callbacks-light')
  await granted(page, 'preferences.change', { theme: 'dark' })
  await card.scrollIntoViewIfNeeded()
  await look(page, 'callbacks-dark')

  await page.getByRole('radio', { name: w.kinds.tls }).click()
  await expect(page.getByLabel(w.certificate, { exact: true })).toBeVisible()
  await look(page, 'callbacks-tls')
  await page.getByRole('radio', { name: w.kinds.off }).click()
  await page.getByRole('button', { name: w.turnOff }).click()
  await expect(card.getByText(w.offNow)).toBeVisible()
  await expect(fetch(before.replace('https:', 'http:'))).rejects.toThrow()
})
