import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimInstance, type Claim, type Notice } from '../app/single-instance.ts'

let folder: string
const claims: Claim[] = []
const notice = (word: string): Notice => ({ argv: ['electron', word], cwd: '/', additionalData: { word } })

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'single-'))
})
afterEach(() => {
  for (const claim of claims.splice(0)) if (claim.held) claim.release()
  rmSync(folder, { recursive: true, force: true })
})

function claim(word: string, heard: (notice: Notice) => void = () => {}): Claim {
  const made = claimInstance(folder, notice(word), heard)
  claims.push(made)
  return made
}

const lockFile = (): string => path.join(folder, 'stand-in.lock')

test('the first holds it', () => {
  expect(claim('first').held).toBe(true)
})

test('a killed holder holds nothing', () => {
  writeFileSync(lockFile(), '999999999')
  expect(claim('next').held).toBe(true)
})

test('a number that another program has now holds nothing', { skip: process.platform !== 'linux' }, () => {
  writeFileSync(lockFile(), '1')
  expect(claim('next').held).toBe(true)
})

test('released, it can be had again', () => {
  const first = claim('first')
  if (first.held) first.release()
  expect(claim('second').held).toBe(true)
})
