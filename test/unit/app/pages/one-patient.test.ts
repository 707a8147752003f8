import { describe, expect, test } from 'vitest'
import { differing, identityIn } from '#app/domain/pages/one-patient.ts'

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
