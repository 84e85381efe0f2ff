// Checks that package-lock.json serves every platform: npm leaves out native packages that the registry did not list when
// the file was written, and says nothing. Also that it names no registry, so that any mirror will do.
import { readFileSync } from 'node:fs'

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))

/** Looks for a dependency as Node does: beside the package, then in every folder above. */
function isLocked(from, name) {
  for (
    let folder = from;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  ) {
    if (`${folder ? `${folder}/` : ''}node_modules/${name}` in packages) return true
    if (folder === '') return false
  }
}

const mistakes = Object.entries(packages).flatMap(([path, entry]) => [
  ...Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !isLocked(path, name))
    .map((name) => `${path} needs ${name} on some platform, which has no entry`),
  ...(entry.resolved === undefined ? [] : [`${path} names where it came from: ${entry.resolved}`]),
  ...(path === '' || entry.integrity ? [] : [`${path} has no integrity hash`]),
])

for (const mistake of mistakes) console.error(mistake)
if (mistakes.length === 0) console.log(`${Object.keys(packages).length - 1} packages, whole`)
else process.exitCode = 1
