/** How another computer, or an address of this one, is written: name or address, port, and what is PEM. Nothing is reached here. */
import { z } from 'zod'

/** A host's name, or its address of either family. */
export const Host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9.:-]+$/)

export const Port = z.number().int().min(1).max(65_535)

/** One or more blocks of PEM: certificates, or a key. */
export const Pem = z
  .string()
  .max(200_000)
  .regex(/-----BEGIN [A-Z ]+-----/)
