/** A QR code, made in this page and drawn as one path; nothing of what it says leaves the window. */
import qrcode from 'qrcode-generator'

const quiet = 4

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  const side = count + 2 * quiet
  return (
    <svg className="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={pathOf((row, column) => code.isDark(row, column), count)} fill="#000" />
    </svg>
  )
}

function pathOf(dark: (row: number, column: number) => boolean, count: number): string {
  const places = Array.from({ length: count * count }, (_, at) => [Math.floor(at / count), at % count] as const)
  return places
    .filter(([row, column]) => dark(row, column))
    .map(([row, column]) => `M${column + quiet} ${row + quiet}h1v1h-1z`)
    .join('')
}
