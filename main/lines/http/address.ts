/** Which addresses may be asked: https everywhere; plain http only on this computer, or where an administrator confirmed it. */

const thisComputer = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i
/** RFC 1918, and RFC 4193 for IPv6: networks that no router of the internet leads to. */
const privateNetwork =
  /^(10(\.\d{1,3}){3}|192\.168(\.\d{1,3}){2}|172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2}|\[f[cd][0-9a-f:]+\])$/i

/** @param host a name or address as in a URL, IPv6 in brackets or without */
export const onThisComputer = (host: string): boolean => thisComputer.test(host)

/**
 * Whether an address may be asked at all. A name is never taken for a private network's: what it leads to can change.
 * @param confirmed an administrator answered for plain http on a private network, and that is on record
 */
export function allowed(address: string, confirmed = false): boolean {
  const url = URL.parse(address)
  if (!url || url.username !== '' || url.password !== '') return false
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && (onThisComputer(url.hostname) || (confirmed && privateNetwork.test(url.hostname)))
}

/** Whether pages travel unencrypted over a network to get there. */
export function plain(address: string): boolean {
  const url = URL.parse(address)
  return url?.protocol === 'http:' && !onThisComputer(url.hostname)
}
