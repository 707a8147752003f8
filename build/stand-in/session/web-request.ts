/** `session.webRequest`: the app's say about every request, before it is made and when its headers are back. */
import { closed } from '../fidelity/not-here.ts'

type Hook = 'onBeforeRequest' | 'onHeadersReceived'
type Answer = Electron.CallbackResponse & Electron.HeadersReceivedResponse
type Details = Electron.OnBeforeRequestListenerDetails | Electron.OnHeadersReceivedListenerDetails
type AnyListener = (details: Details, callback: (answer: Answer) => void) => void
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void
type HeadersReceived = (
  details: Electron.OnHeadersReceivedListenerDetails,
  callback: (response: Electron.HeadersReceivedResponse) => void,
) => void

const listeners = new Map<Hook, { readonly urls: readonly RegExp[]; readonly listener: AnyListener }>()

/** A pattern such as `https://*.example/*` or `<all_urls>`, as far as `*` goes. */
export function patternOf(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^/
  return new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`)
}

type Listener = BeforeRequest | HeadersReceived | null | undefined

/** Electron takes `(listener)` and `(filter, listener)`; null takes a listener away. */
function set(hook: Hook, filter: Electron.WebRequestFilter | Listener, given: Listener): void {
  const filtered = filter !== null && typeof filter === 'object'
  const listener = filtered ? given : filter
  if (!listener) return void listeners.delete(hook)
  const urls = filtered ? filter.urls : ['<all_urls>']
  listeners.set(hook, { urls: urls.map(patternOf), listener: listener as AnyListener })
}

function onBeforeRequest(filter: Electron.WebRequestFilter, listener: BeforeRequest | null): void
function onBeforeRequest(listener: BeforeRequest | null): void
function onBeforeRequest(
  filter: Electron.WebRequestFilter | BeforeRequest | null,
  listener?: BeforeRequest | null,
): void {
  set('onBeforeRequest', filter, listener)
}

function onHeadersReceived(filter: Electron.WebRequestFilter, listener: HeadersReceived | null): void
function onHeadersReceived(listener: HeadersReceived | null): void
function onHeadersReceived(
  filter: Electron.WebRequestFilter | HeadersReceived | null,
  listener?: HeadersReceived | null,
): void {
  set('onHeadersReceived', filter, listener)
}

export const webRequest = closed('webRequest', { onBeforeRequest, onHeadersReceived })

/** Whether the app wants to be asked. */
export function listens(hook: Hook, url: string): boolean {
  return listeners.get(hook)?.urls.some((pattern) => pattern.test(url)) ?? false
}

/** What the app says; nothing, where it does not listen. */
export function ask(hook: Hook, details: Details): Promise<Answer> {
  const entry = listens(hook, details.url) ? listeners.get(hook) : undefined
  if (!entry) return Promise.resolve({})
  return new Promise((resolve) => entry.listener(details, (answer) => resolve(answer ?? {})))
}
