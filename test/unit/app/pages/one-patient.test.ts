import { describe, expect, test } from 'vitest'
import { identityIn, identityLikely } from '#app/domain/pages/identity.ts'
import { differing } from '#app/domain/pages/one-patient.ts'

const of = (...texts: string[]) => differing(texts.map(identityIn))

describe('what a page says about its patient', () => {
  test('is read after its label, and dates however they are written', () => {
    const text = 'Patient: TESTCASE, Pat   DOB: 01/09/1961\nMRN: TEST-0042\nBorn: Jan 9, 1961\nDate of birth 1961-01-09'
    expect(identityIn(text)).toEqual({ names: ['TESTCASE, Pat'], births: ['1961-01-09'], records: ['TEST-0042'] })
    expect(identityIn('The patient was seen today. Patient: she is')).toMatchObject({ births: [], records: [] })
  })
})

describe('pages that go together', () => {
  test('agree where order, case and initials differ', () => {
    expect(of('Patient: Testcase, Pat Q.', 'no name here', 'Patient: PAT TESTCASE')).toBeUndefined()
  })

  test('differ by birth date first, then record number, then name', () => {
    expect(of('DOB: 1/2/1960 Patient: Pat Testcase', 'DOB: 1/2/1960', 'DOB: 1/2/1961')).toEqual({
      field: 'birth',
      at: [2],
    })
    expect(of('MRN: A-100', 'MRN: A-101')).toEqual({ field: 'record', at: [1] })
    expect(of('Patient: Pat Testcase', 'Patient: Sam Example')).toEqual({ field: 'name', at: [1] })
  })

  test('are never said to differ by what is not there', () => {
    expect(of('', 'Patient: Pat Testcase', '')).toBeUndefined()
  })
})

describe('what was read from a scan', () => {
  const scans = (...texts: string[]) => differing(texts.map((text) => ({ ...identityLikely(text), scanned: true })))
  const dana = 'Patient: Dana Testcase  DOB: 01/09/1961  MRN: TEST-0042'

  test('is a name only where it is written like one, and no form that was not filled in', () => {
    expect(identityLikely('Patient: she is well\nPatient: Insurance Company\nMRN: pending')).toEqual({
      names: [],
      births: [],
      records: [],
    })
    expect(identityLikely('Patient: Robin Sampleton was seen')).toMatchObject({ names: ['Robin Sampleton'] })
  })

  test('differs for another patient', () => {
    const other = 'Patient: Robin Sampleton  DOB: 04/17/1988  MRN: TEST-1375'
    expect(scans(dana, other)).toEqual({ field: 'birth', at: [1], scanned: true })
    expect(scans(dana, 'Patient: Robin Sampleton')).toEqual({ field: 'name', at: [1], scanned: true })
    expect(scans('MRN: TEST-0042', 'no label', 'MRN: TEST-1375')).toEqual({ field: 'record', at: [2], scanned: true })
  })

  test.each([
    ['a letter of a name', 'Patient: Dara Testcose'],
    ['a digit of a date', 'DOB: 01/09/1967'],
    ['letters and digits that look alike', 'MRN: TE5T-OO42'],
    ['a part of a number', 'MRN: 0042'],
  ])('does not differ by %s', (_what, misread) => expect(scans(dana, misread)).toBeUndefined())

  test('differs only where more differs than agrees', () => {
    expect(scans(dana, 'Patient: Dana Testcase  MRN: OTHER-977')).toBeUndefined()
    expect(scans(dana, 'Patient: Dana Testcase  MRN: TEST-0042  DOB: 05/30/1990')).toBeUndefined()
    expect(scans(dana, 'Patient: Dana Testcase  DOB: 05/30/1990')).toMatchObject({ field: 'birth' })
  })

  test('is compared with text by the same rules, and text with text by its own', () => {
    const text = identityIn('DOB: 01/09/1961')
    const misread = { ...identityLikely('DOB: 01/09/1967'), scanned: true }
    expect(differing([text, misread])).toBeUndefined()
    expect(differing([text, misread, identityIn('DOB: 01/09/1967')])).toEqual({ field: 'birth', at: [2] })
  })
})
