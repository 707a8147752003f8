/** What programs of the systems said, as they said it, and what is made of it. */
import { expect, test } from 'vitest'
import { offsetReaders, timeOffsetBy, type OffsetReader } from '#main/time-offset.ts'

const linux = offsetReaders.linux?.seconds ?? (() => undefined)
const windows = offsetReaders.windows?.seconds ?? (() => undefined)

/** chrony 4.3, following nobody; then as it is with a server, three hours off. */
const alone =
  '7F7F0101,,10,1795340061.195042698,0.000000000,0.000000000,0.000000000,0.000,0.000,0.000,0.000000000,0.000000000,0.0,Normal\n'
const following = (offset: string, status = 'Normal') =>
  `C0000201,192.0.2.1,3,1795340061.195042698,${offset},0.000012,0.000031,-12.1,0.002,0.04,0.0123,0.0011,64.2,${status}\n`

test('chrony tells the offset of the clock it keeps by another one, and only then', () => {
  expect(linux(following('-10800.123456789'))).toBe(-10_800.123456789)
  expect(linux(following('0.000006523'))).toBe(0.000006523)
  expect(linux(alone)).toBeUndefined()
  expect(linux(following('3.5', 'Not synchronised'))).toBeUndefined()
  for (const said of [
    '',
    '506 Cannot talk to daemon\n',
    following('soon'),
    following('1e9'),
    following('1').slice(0, 40),
  ])
    expect(linux(said)).toBeUndefined()
})

const status = (lines: Readonly<Record<string, string>>): string =>
  Object.entries({
    'Leap Indicator': '0(no warning)',
    Stratum: '2 (secondary reference - syncd by (S)NTP)',
    Precision: '-23 (119.209ns per tick)',
    'Root Delay': '0.0741072s',
    'Root Dispersion': '9.4293834s',
    ReferenceId: '0xC0000201 (source IP: 192.0.2.1)',
    'Last Successful Sync Time': '4/14/2026 8:34:35 PM',
    Source: 'time.example.org,0x9',
    'Poll Interval': '10 (1024s)',
    'Phase Offset': '1.6688882s',
    ClockRate: '0.0156250s',
    ...lines,
  })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')

test('Windows tells its phase offset while it follows a source', () => {
  expect(windows(status({}))).toBe(1.6688882)
  expect(windows(status({ 'Phase Offset': '-7203.0000001s' }))).toBe(-7203.0000001)
  expect(windows(status({ Stratum: '0 (unspecified)', Source: 'Local CMOS Clock' }))).toBeUndefined()
  expect(windows(status({ Stratum: '1 (primary reference - syncd by radio clock)', Source: 'Local CMOS Clock' }))).toBe(
    undefined,
  )
  expect(windows(status({ 'Phase Offset': '1,6688882s' }))).toBeUndefined()
  expect(windows('The following error occurred: Access is denied. (0x80070005)\r\n')).toBeUndefined()
})

test('a program is asked with its arguments alone; one that is missing, refuses or is slow tells nothing', async () => {
  const asked = (program: string, ...given: readonly string[]) =>
    timeOffsetBy({ program, with: given, seconds: (said) => Number(said) } satisfies OffsetReader).seconds()
  expect(await asked(process.execPath, '-e', 'console.log(90 + process.argv.length)', '; echo 5')).toBe(92)
  expect(await asked('/nowhere/chronyc')).toBeUndefined()
  expect(await asked(process.execPath, '-e', 'console.log(7); process.exit(1)')).toBeUndefined()
  expect(await timeOffsetBy(offsetReaders.mac).seconds()).toBeUndefined()
})
