/**
 * Opens a copy of a store with SQLCipher 4 and asks it one question in SQL. @param key 64 hexadecimal digits, or undefined for none
 * @returns the rows, every value as text
 * @throws what SQLCipher says; `file is not a database` without the right key
 */
export function askSqlcipher(
  file: string,
  key: string | undefined,
  question: string,
): Promise<readonly Readonly<Record<string, string | null>>[]>
