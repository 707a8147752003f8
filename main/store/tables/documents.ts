/** What lies in encrypted files beside the store. */

/** An encrypted file beside the store. Deleting the key destroys it, backups included. */
export type DocumentTable = {
  id: string
  kind: 'original' | 'packet' | 'report'
  name: string
  bytes: number
  sha256: string
  /** JSON array of {widthPt, heightPt}. */
  pages: string
  /** 32 bytes, or null once destroyed. */
  key: Uint8Array | null
  added_at: number
  added_by: string
}

export type ReportTable = {
  id: string
  kind: string
  file_name: string
  pages: number
  document_id: string
  at: number
  made_by: string
}

/** A file the scanner left in its folder. `unreadable` ones have no document: their file was set aside as it was. */
export type ScanTable = {
  id: string
  document_id: string | null
  name: string
  /** Of the scanner's file, which the document kept of it need not be byte for byte. */
  sha256: string
  bytes: number
  state: 'ready' | 'unreadable' | 'used' | 'discarded'
  /** Why it could not be read. */
  refusal: string | null
  /** The name its file has where it was set aside. */
  aside: string | null
  /** How its file is known again while it stays in the folder. */
  source: string
  added_at: number
  changed_at: number
}
