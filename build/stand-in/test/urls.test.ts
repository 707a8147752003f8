import { expect, test } from 'vitest'
import { cspToChromium, isAppUrl, toApp, toChromium } from '../session/urls.ts'
import { patternOf } from '../session/web-request.ts'

const schemes = ['app']

test.each([
  ['app://faxdesk/index.html', 'https://faxdesk.app.standin.internal/index.html'],
  ['app://faxdesk/a?b=c#d', 'https://faxdesk.app.standin.internal/a?b=c#d'],
  ['app://faxdesk', 'https://faxdesk.app.standin.internal'],
])('%s is %s to Chromium, and back', (ours, theirs) => {
  expect(toChromium(ours, schemes)).toBe(theirs)
  expect(toApp(theirs)).toBe(ours)
  expect(isAppUrl(theirs)).toBe(true)
})

test.each(['https://example.org/a', 'file:///a', 'about:blank', 'other://x/y', 'data:text/html,x'])(
  '%s stays',
  (url) => {
    expect(toChromium(url, schemes)).toBe(url)
    expect(toApp(url)).toBe(url)
    expect(isAppUrl(url)).toBe(false)
  },
)

test('a host that only looks like ours is not', () => {
  expect(isAppUrl('https://faxdesk.app.standin.internal.example/x')).toBe(false)
  expect(isAppUrl('https://example.org/?u=https://faxdesk.app.standin.internal/')).toBe(false)
})

test('a blob of ours is ours', () => {
  expect(toApp('blob:https://faxdesk.app.standin.internal/1-2')).toBe('blob:app://faxdesk/1-2')
})

test('a policy names origins as Chromium sees them', () => {
  expect(cspToChromium("default-src 'none'; img-src app: app://other blob:; script-src 'self'", schemes)).toBe(
    "default-src 'none'; img-src https://*.app.standin.internal https://other.app.standin.internal blob:; script-src 'self'",
  )
})

test.each([
  ['<all_urls>', 'app://faxdesk/x', true],
  ['https://*.example/*', 'https://a.example/b', true],
  ['https://*.example/*', 'http://a.example/b', false],
  ['app://faxdesk/a.b', 'app://faxdesk/aXb', false],
])('filter %s on %s: %s', (pattern, url, matches) => {
  expect(patternOf(pattern).test(url)).toBe(matches)
})
