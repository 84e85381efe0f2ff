import type { Server } from 'node:http'

const triedPorts = 100

/**
 * Listens on the loopback address, at `port` or, unless `isStrict`, at the next free port above it.
 *
 * @returns the address, for example `http://127.0.0.1:4173`
 */
export async function listenOnLoopback(
  server: Server,
  port: number,
  isStrict: boolean,
): Promise<string> {
  const lastPort = isStrict ? port : Math.min(port + triedPorts, 65_535)
  for (let candidate = port; ; candidate += 1) {
    try {
      return await listenOn(server, candidate)
    } catch (error) {
      if (!isPortTaken(error) || candidate >= lastPort) throw error
    }
  }
}

function listenOn(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      const actualPort = typeof address === 'object' && address !== null ? address.port : port
      resolve(`http://127.0.0.1:${actualPort}`)
    })
  })
}

function isPortTaken(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['EADDRINUSE', 'EACCES'].includes(`${error.code}`)
  )
}
