/** What the system shows for us, outside the page: menus, notices, questions before closing. Never a name or number. */
export const desktop = {
  lock: 'Lock',
  attention: 'A fax needs your attention.',
  closeWhileSending: (count: number) =>
    count === 1 ? 'A fax is still being sent' : `${count} faxes are still being sent`,
  closeWhileSendingDetail: 'Sending stops when Faxdesk closes and goes on when it is opened again. Nothing is lost.',
  contactFiles: 'Contacts',
  allFiles: 'All files',
  keepOpen: 'Keep open',
  closeAnyway: 'Close anyway',
} as const
