/**
 * The whole walk of a first day, on the running app: set-up, a dropped scan, a recipient who is called back, a cover
 * sheet, sending over the training line, Delivered, lock and sign-in, and the printed record. The demo shows it, the
 * screen tests demand it.
 */
import { expect, type Page } from '@playwright/test'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { words } from '#app/words/index.ts'
import type { Desktop } from '../desktop.ts'
import {
  addRecipient,
  administrator,
  callBack,
  cardiology,
  choosePurpose,
  dropFiles,
  sample,
  setUp,
  sidebar,
  signIn,
  takeBack,
} from './steps.ts'

/** Called with each step, as it stands on the screen. */
export type Seen = (page: Page, step: string) => Promise<void>

export type Walked = { readonly auditReport: string; readonly confirmation: string }

export async function walk(desk: Desktop, seen: Seen): Promise<Walked> {
  let page = await desk.page()
  await setUp(page, (step) => seen(page, `set-up: ${step}`))
  await compose(page, seen)
  await send(page, seen)
  page = await lockAndReturn(desk, page, seen)
  const confirmation = await delivered(desk, page, seen)
  const auditReport = await record(desk, page, seen)
  return { auditReport, confirmation }
}

async function compose(page: Page, seen: Seen): Promise<void> {
  const { send, setup } = words
  await page.getByRole('button', { name: setup.done.send, exact: true }).click()
  await page.getByText(send.drop.title).waitFor()
  await seen(page, 'send: nothing dropped yet')
  await dropFiles(page, [sample('referral-10p.pdf')])
  await page.getByText(words.common.pages(11)).first().waitFor()
  await page.getByRole('option', { name: /^Page 2 of/ }).click()
  await page.keyboard.press('Space')
  await page.getByText(words.common.pages(10)).first().waitFor()
  await seen(page, 'send: a scan was dropped, one page left out')
  await addRecipient(page)
  await page.getByText(send.recipient.stopped).waitFor()
  await seen(page, 'send: the number is not verified, so nothing can go')
  await callBack(page, cardiology, () => seen(page, 'send: calling the recipient back'))
  await choosePurpose(page)
  await page.getByRole('button', { name: /^Cover sheet/ }).click()
  await page.getByRole('textbox', { name: `${send.cover.reference} · ${send.cover.referenceNote}` }).fill('PT 0042')
  await seen(page, 'send: everything passed')
  await page.getByRole('radio', { name: send.preview.sealed }).click()
  await page.getByText(send.preview.sealedNote.prepared).waitFor()
  await page.getByRole('option', { name: /^Page 1 of/ }).click()
  await seen(page, 'send: the very pages that will go')
  await page.getByRole('radio', { name: send.preview.received }).click()
  await page.locator('.received[data-page=drawn]').waitFor()
  await seen(page, 'send: as the other machine will print it')
}

async function send(page: Page, seen: Seen): Promise<void> {
  const button = page.getByRole('button', { name: words.send.foot.send(10) })
  await button.click()
  await takeBack(page).click()
  await page.getByText(words.send.undo.undone).waitFor()
  await seen(page, 'send: taken back within ten seconds')
  await button.click()
  await takeBack(page).waitFor()
  await seen(page, 'delivery: just sent, can still be taken back')
  await page.getByText(/^Sending \d+\/10/).waitFor({ timeout: 60_000 })
  await seen(page, 'delivery: sending')
}

async function lockAndReturn(desk: Desktop, page: Page, seen: Seen): Promise<Page> {
  const locked = await desk.rebuilt(() => page.keyboard.press('Control+l'))
  await locked.getByText(words.signIn.sending(1)).waitFor()
  await seen(locked, 'locked: sending goes on, nothing shows but a count')
  await signIn(locked, administrator.password)
  await sidebar(locked).waitFor()
  return locked
}

async function delivered(desk: Desktop, page: Page, seen: Seen): Promise<string> {
  const row = page.getByRole('row', { name: new RegExp(cardiology.organisation) })
  await row.getByText('Delivered').waitFor({ timeout: 60_000 })
  await seen(page, 'delivery: delivered')
  await row.click()
  await page.getByRole('button', { name: words.deliveryScreen.report.open }).waitFor()
  await seen(page, 'delivery: what happened, and the proof')
  const file = path.join(desk.folder, 'confirmation.pdf')
  await saveTo(desk, file)
  await page.getByRole('button', { name: words.deliveryScreen.report.open }).click()
  await page.getByRole('dialog').locator('canvas').first().waitFor()
  await seen(page, 'delivery: the confirmation report')
  await page.getByRole('button', { name: words.deliveryScreen.report.save }).click()
  await expect.poll(() => existsSync(file)).toBe(true)
  await page.keyboard.press('Escape')
  return file
}

async function record(desk: Desktop, page: Page, seen: Seen): Promise<string> {
  const { auditScreen, audit } = words
  await sidebar(page).getByText(words.shell.audit).click()
  await page.getByRole('button', { name: audit.verifyNow }).click()
  await page
    .getByText(/^Chain verified/)
    .first()
    .waitFor()
  await seen(page, 'audit: every act, and a chain that holds')
  await page.getByRole('tab', { name: auditScreen.reports }).click()
  await page.getByRole('button', { name: auditScreen.report.make }).click()
  await page.locator('.aud-desk canvas').first().waitFor({ timeout: 60_000 })
  await seen(page, 'audit: the report as it prints')
  const file = path.join(desk.folder, 'audit-report.pdf')
  await saveTo(desk, file)
  await page.getByRole('button', { name: auditScreen.report.save }).click()
  await expect.poll(() => existsSync(file)).toBe(true)
  return file
}

/** Answers the system's save dialog, as a person would. */
const saveTo = (desk: Desktop, file: string): Promise<void> =>
  desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
