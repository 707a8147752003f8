/** A form as it came in, urlencoded or multipart (RFC 7578), with its values as they were sent. */

export type Form = {
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** Undefined for what is no form. */
export async function formIn(type: string | undefined, body: Uint8Array): Promise<Form | undefined> {
  try {
    const parsed = await new Response(Uint8Array.from(body), { headers: { 'content-type': type ?? '' } }).formData()
    const fields: { name: string; value: string }[] = []
    const files: { name: string; bytes: Uint8Array }[] = []
    for (const [name, value] of parsed) {
      if (typeof value === 'string') fields.push({ name, value })
      else files.push({ name, bytes: new Uint8Array(await value.arrayBuffer()) })
    }
    return { fields, files }
  } catch {
    return undefined
  }
}
