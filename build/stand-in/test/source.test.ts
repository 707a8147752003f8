import vm from 'node:vm'
import { expect, test } from 'vitest'
import { isolatedWorldSource, mainWorldSource, preloadSource } from '../worlds/source.ts'

const config = { token: 't', binding: 'post', inbox: 'inbox', process: {} }

test.each([
  ['the main world', mainWorldSource('t')],
  ['the isolated world', isolatedWorldSource(config)],
  ['the preload', preloadSource('/p.cjs', "const { contextBridge } = require('electron') // a comment at the end")],
])('the text for %s compiles and has no module left in it', (_name, text) => {
  expect(() => new vm.Script(text)).not.toThrow()
  expect(text).not.toMatch(/^\s*(import|export) /m)
})

test('the one mark for standing still is there, once', () => {
  expect(isolatedWorldSource(config).match(/^\s*debugger$/gm)).toHaveLength(1)
})
