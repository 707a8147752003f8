/** The page that comes back over the training line: a PDF of a few lines that says what it is. It names nobody. */

const lines: readonly (readonly [size: number, y: number, text: string])[] = [
  [34, 690, 'TRAINING'],
  [16, 650, 'This fax was made on this computer. Nobody sent it.'],
  [12, 610, 'It came back because you sent a fax over the training line to a number that replies.'],
  [12, 590, 'A fax received over a real line looks like this one: its pages here, and who sent it beside them.'],
  [34, 80, 'TRAINING'],
]

const drawn = (): string => lines.map(([size, y, text]) => `BT /F1 ${size} Tf 60 ${y} Td (${text}) Tj ET`).join('\n')

/** @returns the PDF; the same bytes each time */
export function sampleReply(): Uint8Array {
  const content = drawn()
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const tail = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(`${text}xref\n0 ${size}\n0000000000 65535 f \n${table}${tail}`, 'latin1')
}
