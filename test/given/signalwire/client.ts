/** The vendor's own client, whose package points nowhere with its types: it is Twilio's with another address. */
import { createRequire } from 'node:module'
import type twilio from 'twilio'

type Client = {
  (project: string, token: string, options: { readonly signalwireSpaceUrl: string }): ReturnType<typeof twilio>
  readonly validateRequest: typeof twilio.validateRequest
}

export const { RestClient } = createRequire(import.meta.url)('@signalwire/compatibility-api') as {
  readonly RestClient: Client
}
