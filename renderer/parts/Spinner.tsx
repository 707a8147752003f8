/** Something is under way. Next to words it is silent; alone it says so. */
import { LoaderCircle } from 'lucide-react'

export const Spinner = ({ label }: { readonly label?: string }) => (
  <span className="spin" role={label ? 'status' : undefined}>
    <LoaderCircle className="i" aria-hidden />
    {label && <span className="sr">{label}</span>}
  </span>
)
