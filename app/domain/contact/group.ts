/**
 * Several recipients of one set of pages: each gets a fax of its own, judged as if it were the only one, and one refusal
 * stops no other. A group is a saved list of them and nothing more.
 */

/** So many faxes at most are made of one draft: each has its own cover sheet, packet and call. */
export const recipientsAtMost = 50
