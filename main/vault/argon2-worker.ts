/** The thread that turns one password into one key and ends, and its 64 MiB with it. Started by password-key.ts only. */
import { parentPort, workerData } from 'node:worker_threads'
import { argon2id } from 'hash-wasm'
import type { PasswordWork } from './password-key.ts'

const { password, salt, parameters } = workerData as PasswordWork

const key = await argon2id({
  password,
  salt,
  memorySize: parameters.memoryKiB,
  iterations: parameters.passes,
  parallelism: parameters.lanes,
  hashLength: 32,
  outputType: 'binary',
})
password.fill(0)
parentPort?.postMessage(key)
