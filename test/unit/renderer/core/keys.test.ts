import { expect, test } from 'vitest'
import { matches, readable, type Pressed } from '#renderer/state/keys.ts'

const pressed = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

test('Ctrl locks elsewhere and ⌘ locks on a Mac, never the other way round', () => {
  expect(matches('mod+l', pressed('l', { ctrlKey: true }), false)).toBe(true)
  expect(matches('mod+l', pressed('l', { metaKey: true }), false)).toBe(false)
  expect(matches('mod+l', pressed('l', { metaKey: true }), true)).toBe(true)
  expect(matches('mod+l', pressed('l', { ctrlKey: true }), true)).toBe(false)
})

test('Ctrl Shift H is not Ctrl H, and Caps Lock changes nothing', () => {
  expect(matches('mod+shift+h', pressed('H', { ctrlKey: true, shiftKey: true }), false)).toBe(true)
  expect(matches('mod+shift+h', pressed('h', { ctrlKey: true }), false)).toBe(false)
  expect(matches('mod+n', pressed('N', { ctrlKey: true }), false)).toBe(true)
  expect(matches('mod+n', pressed('n', { ctrlKey: true, shiftKey: true }), false)).toBe(false)
})

test('? and / are found with and without Shift, as keyboards differ', () => {
  expect(matches('?', pressed('?', { shiftKey: true }), false)).toBe(true)
  expect(matches('?', pressed('?'), false)).toBe(true)
  expect(matches('/', pressed('/', { shiftKey: true }), false)).toBe(true)
  expect(matches('/', pressed('/', { ctrlKey: true }), false)).toBe(false)
})

test('a plain key is not the same key with Ctrl, Alt or ⌘', () => {
  expect(matches('j', pressed('j'), false)).toBe(true)
  for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }])
    expect(matches('j', pressed('j', held), false)).toBe(false)
})

test('the plus key can be a shortcut of its own', () => {
  expect(matches('+', pressed('+', { shiftKey: true }), false)).toBe(true)
  expect(readable('+', false)).toBe('+')
})

test('shortcuts read as each system writes them', () => {
  expect(readable('mod+shift+h', false)).toBe('Ctrl Shift H')
  expect(readable('mod+shift+h', true)).toBe('⌘⇧H')
  expect(readable('mod+enter', false)).toBe('Ctrl Enter')
  expect(readable('alt+arrowup', false)).toBe('Alt ↑')
})
