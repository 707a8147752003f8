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
