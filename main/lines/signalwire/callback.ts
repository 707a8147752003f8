/**
 * SignalWire's signature, which is Twilio's (its sheet B.9): HMAC-SHA1, base64, over the address and each field by name with
 * its values. It is inconsistent about ports: the address with its scheme's port written out, and without any, both count.
 */
import { createHmac } from 'node:crypto'
import { formIn } from '../http/form.ts'
import { same, type Callback, type CallbackReader, type Learnt } from '../callback.ts'

export const signalwireCallback: CallbackReader = {
  prove: async (callback, key) => {
    const { url, header } = callback
    const told = header('x-signalwire-signature') ?? header('x-twilio-signature')
    const fields = await fieldsOf(callback)
    if (told === undefined || !fields) return 'wrong'
    const rest = fields.map(([name, value]) => name + value).join('')
    const fits = portsOf(url).map((each) =>
      same(
        told,
        createHmac('sha1', key)
          .update(each + rest, 'utf8')
          .digest('base64'),
      ),
    )
    return fits.includes(true) ? 'genuine' : 'wrong'
  },
  learn: ({ url, body }) => learnt(url, body),
}

/** Sorted by the bytes of the name; those of one name stay as they came. */
async function fieldsOf({ header, body }: Callback): Promise<readonly (readonly [string, string])[] | undefined> {
  const form = await formIn(header('content-type'), body)
  if (!form || form.files.length > 0) return undefined
  return form.fields
    .map(({ name, value }) => [name, value] as const)
    .toSorted(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
}

/** The address as it was given, with the port its scheme means, and with none. */
function portsOf(url: string): readonly string[] {
  const [, scheme = '', host = '', port, rest = ''] = /^(https?:\/\/)([^/:?#]+)(:\d+)?(.*)$/s.exec(url) ?? []
  if (host === '') return [url]
  const usual = scheme === 'https://' ? ':443' : ':80'
  return [...new Set([url, `${scheme}${host}${port ?? usual}${rest}`, `${scheme}${host}${rest}`])]
}

/** Our own reference comes back in the query; beside it stands the id the service gave to that call. */
function learnt(url: string, body: Uint8Array): Learnt | undefined {
  const reference = URL.parse(url)?.searchParams.get('ref') ?? ''
  const providerId = new URLSearchParams(Buffer.from(body).toString('utf8')).get('FaxSid') ?? ''
  return /^[a-z0-9]{1,20}$/.test(reference) && /^[\w-]{1,64}$/.test(providerId) ? { reference, providerId } : undefined
}
