/** What a link of a model may do: lead to `href` (and its `host` be shown), or nothing. */
export type LinkVerdict =
  | { readonly kind: 'allowed'; readonly href: string; readonly host: string }
  | { readonly kind: 'inert' }

const INERT: LinkVerdict = { kind: 'inert' }
const LONGEST_LINK = 2048
const WEB = /^(https?):\/\/([^/?#]+)(.*)$/i
/** Plain ASCII names, IPv4, or IPv6 in brackets, with or without a port. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i
const MAIL = /^mailto:([a-z0-9._%+-]{1,64})@([a-z0-9][a-z0-9.-]{0,252})(?:\?.*)?$/i

/**
 * Only absolute http, https and mailto addresses are links; everything else keeps its text and does nothing. User
 * info is dropped from the address, since it serves to feign another host; so are the headers of a mailto. Hosts
 * beyond ASCII are refused rather than shown in letters that look like others (write them in punycode).
 */
export function checkLink(href: string): LinkVerdict {
  if (href.length > LONGEST_LINK || !/^[\x21-\x7e]+$/.test(href) || href.includes('\\'))
    return INERT
  const mail = MAIL.exec(href)
  if (mail !== null) {
    const [, name, host] = mail
    if (name === undefined || host === undefined) return INERT
    return { kind: 'allowed', href: `mailto:${name}@${host}`, host: host.toLowerCase() }
  }
  const [, scheme, authority, rest] = WEB.exec(href) ?? []
  if (scheme === undefined || authority === undefined || rest === undefined) return INERT
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase()
  if (!HOST.test(host)) return INERT
  return { kind: 'allowed', href: `${scheme.toLowerCase()}://${host}${rest}`, host }
}

/** The host that a picture would be fetched from, for its card; null where there is none to name. */
export function hostOf(address: string): string | null {
  const verdict = checkLink(address)
  return verdict.kind === 'allowed' ? verdict.host : null
}

/**
 * Whether the text of a link looks like an address of another host than the one it leads to: then the true host
 * must stand beside it.
 */
export function feignsHost(text: string, host: string): boolean {
  const named = /(?:https?:\/\/)?((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})(?![a-z0-9])/i.exec(
    text.slice(0, 500),
  )
  const name = named?.[1]?.toLowerCase().replace(/^www\./, '')
  return name !== undefined && host.replace(/^www\./, '').replace(/:\d+$/, '') !== name
}
