/** Worlds that are asked over HTTP, and the lines to them: every cloud service, and the gateway of one's own. */
import { createDocumo } from '#main/lines/documo/driver.ts'
import { createFaxbot } from '#main/lines/faxbot/driver.ts'
import { createHumblefax } from '#main/lines/humblefax/driver.ts'
import { createIfax } from '#main/lines/ifax/driver.ts'
import { createInterfax } from '#main/lines/interfax/driver.ts'
import type { Driver } from '#main/lines/line.ts'
import { createNotifyre } from '#main/lines/notifyre/driver.ts'
import { createPhaxio } from '#main/lines/phaxio/driver.ts'
import { createSignalwire } from '#main/lines/signalwire/driver.ts'
import { createSinch } from '#main/lines/sinch/driver.ts'
import { createSrfax } from '#main/lines/srfax/driver.ts'
import { createTelnyx } from '#main/lines/telnyx/driver.ts'
import type { WayIn } from '#main/lines/way-in.ts'
import { createWestfax } from '#main/lines/westfax/driver.ts'
import { systemNetwork } from '#main/network.ts'
import type { Clock } from '#main/ports.ts'
import { documoService } from '../documo/service.ts'
import { faxbotService } from '../faxbot/service.ts'
import { humblefaxService } from '../humblefax/service.ts'
import { ifaxService } from '../ifax/service.ts'
import { interfaxService } from '../interfax/service.ts'
import { notifyreService } from '../notifyre/service.ts'
import { phaxioService } from '../phaxio/service.ts'
import type { Service, ServiceFax } from '../service/service.ts'
import { project, signalwireService } from '../signalwire/service.ts'
import { sinchService } from '../sinch/service.ts'
import { srfaxService } from '../srfax/service.ts'
import { telnyxService } from '../telnyx/service.ts'
import { product, westfaxService } from '../westfax/service.ts'
import { createScript, type Going, type Place } from './script.ts'
import { hashOf, type Where, type World } from './world.ts'

const faxbotKey = 'fbk_live_0123456789ab_hush-hush_hush'
const from = '+12025550101'
const proxy = ''

type Web = {
  readonly start: () => Promise<Service>
  readonly driver: (
    address: string,
    parts: { readonly network: typeof systemNetwork; readonly clock: Clock; readonly wayIn: WayIn },
  ) => Driver
}

/** Services that take no pages: they fetch them, from a door of the process that sends. */
export const fetching: readonly string[] = Object.freeze(['signalwire'])

/** Waits that are part of handing over pass at once; nothing else in these drivers waits. */
const hasty = (clock: Clock): Clock => ({
  ...clock,
  after: (_, act) => {
    const waiting = setImmediate(act)
    return () => clearImmediate(waiting)
  },
})

export const webs: Readonly<Record<string, Web>> = Object.freeze({
  documo: {
    start: () => documoService('hush'),
    driver: (address, parts) =>
      createDocumo({
        ...parts,
        settings: { kind: 'documo', from, address, proxy },
        secret: { kind: 'documo', apiKey: 'hush' },
      }),
  },
  faxbot: {
    start: () => faxbotService(faxbotKey),
    driver: (address, parts) =>
      createFaxbot({
        ...parts,
        settings: { kind: 'faxbot', address, largestMb: 1, privateNetwork: false, companyAgreed: false },
        secret: { kind: 'faxbot', key: faxbotKey },
      }),
  },
  humblefax: {
    start: () => humblefaxService('key', 'hush'),
    driver: (address, { network, clock }) =>
      createHumblefax({
        network,
        clock: hasty(clock),
        settings: { kind: 'humblefax', from, address, proxy },
        secret: { kind: 'humblefax', accessKey: 'key', secretKey: 'hush' },
      }),
  },
  ifax: {
    start: () => ifaxService('hush'),
    driver: (address, parts) =>
      createIfax({
        ...parts,
        settings: { kind: 'ifax', from, address, proxy },
        secret: { kind: 'ifax', accessToken: 'hush' },
      }),
  },
  interfax: {
    start: () => interfaxService('faxdesk', 'hush'),
    driver: (address, parts) =>
      createInterfax({
        ...parts,
        settings: { kind: 'interfax', user: 'faxdesk', address, proxy },
        secret: { kind: 'interfax', password: 'hush' },
      }),
  },
  notifyre: {
    start: () => notifyreService('hush'),
    driver: (address, { network, clock }) =>
      createNotifyre({
        network,
        clock: hasty(clock),
        settings: { kind: 'notifyre', from, address, proxy },
        secret: { kind: 'notifyre', apiToken: 'hush' },
      }),
  },
  phaxio: {
    start: () => phaxioService('live', 'hush'),
    driver: (address, parts) =>
      createPhaxio({
        ...parts,
        settings: { kind: 'phaxio', address, proxy },
        secret: { kind: 'phaxio', key: 'live', secret: 'hush' },
      }),
  },
  signalwire: {
    start: () => signalwireService('hush'),
    driver: (address, parts) =>
      createSignalwire({
        ...parts,
        settings: { kind: 'signalwire', projectId: project, from, address, proxy },
        secret: { kind: 'signalwire', apiToken: 'hush' },
      }),
  },
  sinch: {
    start: () => sinchService('key', 'hush'),
    driver: (address, parts) =>
      createSinch({
        ...parts,
        settings: {
          kind: 'sinch',
          projectId: 'project-1',
          serviceId: 'service-1',
          from,
          address,
          tokenAddress: address.replace('/v3', '/oauth2/token'),
          proxy,
        },
        secret: { kind: 'sinch', keyId: 'key', keySecret: 'hush' },
      }),
  },
  srfax: {
    start: () => srfaxService('12345', 'hush'),
    driver: (address, parts) =>
      createSrfax({
        ...parts,
        settings: { kind: 'srfax', accountNumber: '12345', senderEmail: 'fax@clinic.example', from, address, proxy },
        secret: { kind: 'srfax', password: 'hush' },
      }),
  },
  telnyx: {
    start: () => telnyxService('KEY-hush'),
    driver: (address, parts) =>
      createTelnyx({
        ...parts,
        settings: { kind: 'telnyx', connectionId: '1234567890', from, address, proxy },
        secret: { kind: 'telnyx', apiKey: 'KEY-hush' },
      }),
  },
  westfax: {
    start: () => westfaxService('faxdesk@clinic.example', 'hush'),
    driver: (address, parts) =>
      createWestfax({
        ...parts,
        settings: {
          kind: 'westfax',
          user: 'faxdesk@clinic.example',
          productId: product,
          from,
          header: 'Juniper Street Clinic',
          address,
          proxy,
        },
        secret: { kind: 'westfax', password: 'hush' },
      }),
  },
})

type Kept = { readonly faxes: readonly ServiceFax[]; readonly place: Place }

/** Starts the service of a kind, with somebody who looks over its shoulder. */
export async function webWorld(kind: string): Promise<World> {
  const service = await webs[kind]?.start()
  if (!service) throw new TypeError(`no service of kind ${kind}`)
  const script = createScript()
  const going = (): readonly Going[] =>
    service.faxes.map((fax) => ({
      id: fax.id,
      over: fax.ending !== undefined,
      end: (ending) => void (fax.ending = ending),
    }))
  service.watch({
    arrived: (about) => {
      if (about === 'send') return script.handedOver()?.fault
      if (about === 'list') service.lag(script.lags())
      if (about === 'list' || about === 'ask') script.asked(going())
      return script.other(about)?.fault
    },
    answering: (about) => {
      if (about === 'send') script.took(going())
      script.answering(about)
    },
  })
  return {
    where: { kind, address: service.address, port: 0, fingerprint: '', folder: '' },
    play: (play) => {
      service.faxes.length = 0
      script.play(play)
    },
    turn: script.turn,
    listen: script.listen,
    taken: () =>
      Promise.resolve(
        service.faxes.map(({ content, ending, removed }) => ({ sha256: hashOf(content), ending, removed })),
      ),
    keep: (): Kept => ({ faxes: structuredClone(service.faxes), place: script.keep() }),
    goBack: ({ faxes, place }: Kept) => {
      service.faxes.splice(0, service.faxes.length, ...structuredClone(faxes))
      script.goBack(place)
    },
    cut: service.cut,
    close: service.close,
  }
}

export const webLine = ({ kind, address }: Where, clock: Clock, wayIn: WayIn): Driver => {
  const driver = webs[kind]?.driver(address, { network: systemNetwork, clock, wayIn })
  if (!driver) throw new TypeError(`no driver of kind ${kind}`)
  return driver
}
