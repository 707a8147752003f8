/** `npm test`: sets up what is missing, then runs every check on Node 24. On Debian it installs packages too. */
import { ensureDebianPackages, handOver } from './setup.mjs'

// rsyslog: the log that the record is sent to.
// chromium: the screen tests' browser. qpdf, poppler-utils, libtiff-tools: independent readers of PDFs and TIFFs.
const pages = ['qpdf', 'poppler-utils', 'libtiff-tools']
ensureDebianPackages(['chromium', ...pages, 'fonts-dejavu-core', 'rsyslog', 'rsyslog-openssl'])
handOver('build/check.mjs', process.argv.slice(2))
