import { address, defineKind, proxy, secret } from '../kind.ts'

export const phaxio = defineKind('phaxio', {
  place: 'cloud',
  experimental: true,
  settings: { address: address('https://api.phaxio.com/v2.1'), proxy: proxy() },
  secret: { key: secret(), secret: secret() },
})
