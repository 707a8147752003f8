/**
 * Chromium only navigates to schemes it was built with, so `app://host/path` is served to it as
 * `https://host.app.standin.internal/path`: a secure context with its own origin that never leaves the machine,
 * because every request is answered by interception. The app only ever sees its own form.
 */
const SUFFIX = '.standin.internal'
const CHROMIUM_FORM = /^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.standin\.internal(?=[/?#]|$)(.*)$/s

/** The address Chromium is given for a URL of one of the app's schemes; any other URL unchanged. */
export function toChromium(url: string, schemes: Iterable<string>): string {
  for (const scheme of schemes) {
    const match = url.startsWith(`${scheme}://`) ? /^[^:]+:\/\/([^/?#]*)(.*)$/s.exec(url) : undefined
    if (match) return `https://${(match[1] ?? '').toLowerCase()}.${scheme}${SUFFIX}${match[2] ?? ''}`
  }
  return url
}

/** The app's form of an address Chromium uses; any other URL unchanged. */
export function toApp(url: string): string {
  if (url.startsWith('blob:')) return `blob:${toApp(url.slice('blob:'.length))}`
  const match = CHROMIUM_FORM.exec(url)
  return match ? `${match[2]}://${match[1]}${match[3]}` : url
}

export const isAppUrl = (chromiumUrl: string): boolean => CHROMIUM_FORM.test(chromiumUrl)

/** `app:` and `app://host` in a Content-Security-Policy, as Chromium sees those origins. */
export function cspToChromium(policy: string, schemes: Iterable<string>): string {
  let result = policy
  for (const scheme of schemes) {
    result = result
      .replace(new RegExp(`(?<=\\s|^)${scheme}://([^\\s;/]+)`, 'g'), `https://$1.${scheme}${SUFFIX}`)
      .replace(new RegExp(`(?<=\\s|^)${scheme}:(?=[\\s;]|$)`, 'g'), `https://*.${scheme}${SUFFIX}`)
  }
  return result
}
