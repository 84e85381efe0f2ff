import type { BrowserContext, ConsoleMessage } from '@playwright/test'

/** What no test may cause unless it says so. */
export type Problems = {
  /** Expects problems that match, so that they do not fail the test. */
  readonly allow: (pattern: RegExp) => void
  readonly list: () => readonly string[]
}

/** Runs in every page before its own scripts; it comes from the driver, so the page's policy does not concern it. */
const reportViolations = `document.addEventListener('securitypolicyviolation', (event) => {
  void window.reportPolicyViolation(event.violatedDirective + ' blocked ' + (event.blockedURI || 'inline'))
})`

/**
 * Watches every page of a context: complaints on the console, uncaught errors, violations of the content security
 * policy, and requests that would leave this machine.
 */
export async function watchProblems(context: BrowserContext, appOrigin: string): Promise<Problems> {
  const found: string[] = []
  const allowed: RegExp[] = []
  context.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning'
    if (isComplaint && !isAccountOfRequest(message, appOrigin))
      found.push(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => {
    found.push(`uncaught: ${error.error().stack ?? error.error().message}`)
  })
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    const leaves =
      protocol.startsWith('http') && hostname !== '127.0.0.1' && hostname !== 'localhost'
    if (leaves) found.push(`request: ${request.url()}`)
  })
  await context.exposeBinding('reportPolicyViolation', (_source, text: unknown) => {
    found.push(`policy: ${String(text)}`)
  })
  await context.addInitScript({ content: reportViolations })
  return {
    allow: (pattern) => {
      allowed.push(pattern)
    },
    list: () => found.filter((text) => !allowed.some((pattern) => pattern.test(text))),
  }
}

/** Chromium logs every failed request by itself. Those to model servers fail because a test wants them to. */
function isAccountOfRequest(message: ConsoleMessage, appOrigin: string): boolean {
  const text = message.text()
  if (/^Access to fetch at 'http:\/\/(?:127\.0\.0\.1|localhost):/.test(text)) return true
  const { url } = message.location()
  const isOwn = url.startsWith(`${appOrigin}/`) && !url.startsWith(`${appOrigin}/relay`)
  return text.startsWith('Failed to load resource: ') && !isOwn
}
