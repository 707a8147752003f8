/**
 * Specialties as directories code them: the Health Care Provider Taxonomy. Only the groups that a practice asks for are
 * named; a code that is not here is shown as it is. How they are called is in `app/words`.
 */

/** Codes, or how codes of a group begin, in the taxonomy of the National Uniform Claim Committee. */
export const specialtyCodes = Object.freeze({
  'family-medicine': ['207Q'],
  'internal-medicine': ['207R00000X'],
  cardiology: ['207RC0000X', '207RI0011X', '207RC0001X'],
  gastroenterology: ['207RG0100X'],
  endocrinology: ['207RE0101X'],
  nephrology: ['207RN0300X'],
  oncology: ['207RH0003X', '207RX0202X', '2085R0001X'],
  pulmonology: ['207RP1001X'],
  rheumatology: ['207RR0500X'],
  'infectious-disease': ['207RI0200X'],
  geriatrics: ['207RG0300X', '207QG0300X'],
  allergy: ['207K'],
  anesthesiology: ['207L'],
  dermatology: ['207N'],
  'emergency-medicine': ['207P'],
  neurosurgery: ['207T'],
  obstetrics: ['207V'],
  ophthalmology: ['207W'],
  orthopedics: ['207X'],
  otolaryngology: ['207Y'],
  pathology: ['207Z'],
  pediatrics: ['2080'],
  rehabilitation: ['2081'],
  'plastic-surgery': ['2082'],
  psychiatry: ['2084P'],
  neurology: ['2084N'],
  radiology: ['2085R0202X', '2085R0204X', '261QR0200X'],
  surgery: ['2086'],
  urology: ['2088'],
  podiatry: ['213E'],
  chiropractic: ['111N'],
  dentistry: ['1223', '122300000X'],
  optometry: ['152W'],
  psychology: ['103T'],
  'physical-therapy': ['2251'],
  'nurse-practitioner': ['363L'],
  'physician-assistant': ['363A'],
  pharmacy: ['3336', '333600000X'],
  laboratory: ['291U', '292200000X'],
  hospital: ['282N', '283', '284300000X'],
  'nursing-facility': ['3140', '313M'],
  'home-health': ['251E'],
  hospice: ['251G', '315D'],
  clinic: ['261Q'],
  'medical-equipment': ['332B'],
} as const)

export type Specialty = keyof typeof specialtyCodes

export const specialties = Object.freeze(Object.keys(specialtyCodes) as Specialty[])

const beginnings: readonly (readonly [beginning: string, specialty: Specialty])[] = Object.entries(specialtyCodes)
  .flatMap(([specialty, codes]) => codes.map((code) => [code, specialty as Specialty] as const))
  .toSorted(([one], [other]) => other.length - one.length)

/** The group a taxonomy code belongs to, the narrowest one named here. */
export const specialtyOf = (code: string): Specialty | undefined =>
  beginnings.find(([beginning]) => code.startsWith(beginning))?.[1]

/** States, the District and territories, as the Postal Service writes them (Publication 28, appendix B). */
export const states: readonly string[] = Object.freeze(
  (
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK ' +
    'OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI'
  ).split(' '),
)
