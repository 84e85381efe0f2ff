import { SERIF, svgPage, text } from './page.mjs'

const DEFINITIONS = `<defs>
<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#a9cddb"/><stop offset="1" stop-color="#f1efe0"/></linearGradient>
<linearGradient id="glass" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#8fb0bd"/><stop offset=".5" stop-color="#56707e"/><stop offset="1" stop-color="#435a67"/></linearGradient>
<linearGradient id="side" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#fff" stop-opacity=".14"/><stop offset=".7" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".14"/></linearGradient>
<filter id="soft" x="-30%" y="-60%" width="160%" height="220%"><feGaussianBlur stdDeviation="2.4"/></filter>
<g id="window"><rect x="-3" y="-3" width="30" height="44" fill="#f4efe3"/><rect width="24" height="38" fill="url(#glass)"/><path d="M12 0v38M0 15h24" stroke="#f4efe3" stroke-width="2.2"/><rect x="-5" y="40" width="34" height="4" fill="#e7dfce"/><path d="M-5 44h34" stroke="#000" stroke-opacity=".18"/></g>
<g id="lit"><use href="#window"/><path d="M1 1h10v13H1zM13 1h10v13H13zM1 16h10v21H1zM13 16h10v21H13z" fill="#f7dc93" opacity=".85"/></g>
<g id="shutters"><use href="#window"/><path d="M-15-2h11v42h-11zM28-2h11v42H28z" fill="#4d6b5d"/><path d="M-14 4h9M-14 10h9M-14 16h9M-14 22h9M-14 28h9M-14 34h9M29 4h9M29 10h9M29 16h9M29 22h9M29 28h9M29 34h9" stroke="#33493f" stroke-width="1.2"/></g>
<g id="flowers"><path d="M-4 36h32v8H-4z" fill="#8a5a3c"/><g fill="#5d8a55"><circle cx="0" cy="35" r="4"/><circle cx="8" cy="33" r="5"/><circle cx="17" cy="34" r="5"/><circle cx="25" cy="35" r="4"/></g><g fill="#d9485f"><circle cx="2" cy="32" r="2"/><circle cx="11" cy="30" r="2.2"/><circle cx="20" cy="31" r="2"/><circle cx="26" cy="34" r="1.8"/></g></g>
<g id="wheel"><circle r="25" fill="none" stroke="#22262a" stroke-width="3.4"/><circle r="22.6" fill="none" stroke="#aeb4b8" stroke-width="1.3"/><path d="M0-22V22M-22 0H22M-15.600-15.600L15.600 15.600M15.600-15.600L-15.600 15.600M-8.400-20.400L8.400 20.400M8.400-20.400L-8.400 20.400M-20.400-8.400L20.400 8.400M20.400-8.400L-20.400 8.400" stroke="#8d9499" stroke-width=".6"/><circle r="3" fill="#22262a"/></g>
<g id="bicycle"><use href="#wheel" x="28" y="52"/><use href="#wheel" x="106" y="52"/><g fill="none" stroke-linecap="round" stroke-linejoin="round"><path d="M28 52H62M28 52L52 22M62 52L49 14" stroke="currentColor" stroke-width="3.6"/><path d="M52 24L91 19M62 52L93 22M90 12L94 24C97 36 102 42 106 52" stroke="currentColor" stroke-width="4.400"/><path d="M3 46A26 26 0 0 1 46 30M84 38A26 26 0 0 1 118 30" stroke="currentColor" stroke-width="2.600" opacity=".75"/><path d="M90 12L88 3M88 3C94 0 98 1 100 5M88 3H80" stroke="#22262a" stroke-width="3"/><path d="M62 52L70 64M66 65H75M62 52L54 40M50 39H58" stroke="#22262a" stroke-width="2.400"/></g><circle cx="62" cy="52" r="7.500" fill="none" stroke="#22262a" stroke-width="2.600"/><path d="M38 10C46 8 54 9 60 12C58 16 52 15 49 17C44 17 38 15 38 10Z" fill="#22262a"/></g>
<g id="lamp"><path d="M-9 0h18l-3-9h-12z" fill="#23282c"/><path d="M-3-6h6l-1-250h-4z" fill="#2b3035"/><path d="M-6-60h12M-5-180h10" stroke="#2b3035" stroke-width="4"/><path d="M0-252C0-270 12-274 22-274" fill="none" stroke="#2b3035" stroke-width="4"/><path d="M14-274h18l6 22H8z" fill="#2b3035"/><path d="M11-254h24l-3 9H14z" fill="#fbe7ab"/></g>
<g id="tree"><path d="M-6 0C-3-30-4-60-5-86h10C4-60 4-30 7 0z" fill="#6b4a30"/><path d="M1-70C10-86 20-92 26-104M-2-76C-10-92-18-96-24-108" stroke="#6b4a30" stroke-width="4" fill="none"/><g fill="#4f7d4c"><circle cx="-30" cy="-116" r="30"/><circle cx="30" cy="-112" r="32"/><circle cx="0" cy="-98" r="30"/></g><g fill="#649660"><circle cx="-14" cy="-140" r="34"/><circle cx="24" cy="-138" r="28"/></g><g fill="#7fae74"><circle cx="-22" cy="-152" r="18"/><circle cx="10" cy="-158" r="16"/><circle cx="-40" cy="-124" r="12"/></g></g>
</defs>`

/** Windows of a wall: columns by rows, some of them lit, with shutters or with flowers. */
function wall({ x, width, top, colour, columns, rows, kinds }) {
  const gap = (width - columns * 24) / (columns + 1)
  const windows = []
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const kind = kinds[(row * columns + column) % kinds.length]
      const place = `x="${x + gap + column * (24 + gap)}" y="${top + 26 + row * 62}"`
      windows.push(`<use href="#${kind === 'flowers' ? 'window' : kind}" ${place}/>`)
      if (kind === 'flowers') windows.push(`<use href="#flowers" ${place}/>`)
    }
  }
  return `<rect x="${x}" y="${top}" width="${width}" height="${378 - top}" fill="${colour}"/><rect x="${x}" y="${top}" width="${width}" height="${378 - top}" fill="url(#side)"/>
<rect x="${x - 3}" y="${top - 6}" width="${width + 6}" height="9" fill="#f0e8d8"/><rect x="${x}" y="${top + 3}" width="${width}" height="5" fill="#000" opacity=".16"/>${windows.join('')}`
}

function awning(x, y, width, colour) {
  const stripes = Math.round(width / 14)
  const step = width / stripes
  const parts = Array.from({ length: stripes }, (_, index) => {
    const left = x + index * step
    return `<path d="M${left} ${y}h${step}v22a${step / 2} 6 0 0 1 ${-step} 0z" fill="${index % 2 ? '#f6efe0' : colour}"/>`
  })
  return `<rect x="${x}" y="${y + 24}" width="${width}" height="12" fill="#000" opacity=".16"/>${parts.join('')}<path d="M${x} ${y}h${width}v5H${x}z" fill="#000" opacity=".12"/>`
}

function shop({ x, width, colour, sign, tint, letters }) {
  return `<rect x="${x + 8}" y="282" width="${width - 16}" height="96" fill="${colour}"/>
<rect x="${x + 16}" y="314" width="${width - 70}" height="50" fill="url(#glass)"/><rect x="${x + 16}" y="314" width="${width - 70}" height="50" fill="${tint}" opacity=".42"/>
<rect x="${x + width - 46}" y="312" width="28" height="66" fill="#2d3338"/><rect x="${x + width - 42}" y="317" width="20" height="36" fill="url(#glass)"/><circle cx="${x + width - 23}" cy="349" r="2" fill="#d8b25a"/>
${awning(x + 6, 288, width - 12, letters)}<rect x="${x + 8}" y="264" width="${width - 16}" height="22" fill="#f6f1e4"/>
${text(x + width / 2, 280, sign, { 'font-family': SERIF, 'font-size': 15, 'font-weight': 700, 'text-anchor': 'middle', 'letter-spacing': 1.5, fill: '#33302c' })}`
}

function buildings() {
  return `${wall({ x: 0, width: 150, top: 64, colour: '#c98f6a', columns: 3, rows: 3, kinds: ['window', 'shutters', 'window', 'flowers', 'window', 'lit'] })}
${wall({ x: 150, width: 186, top: 36, colour: '#e2d1ae', columns: 4, rows: 3, kinds: ['shutters', 'window', 'shutters', 'lit', 'shutters', 'flowers', 'shutters', 'window'] })}
${wall({ x: 336, width: 152, top: 82, colour: '#8fa6a0', columns: 3, rows: 2, kinds: ['window', 'lit', 'flowers'] })}
${wall({ x: 488, width: 160, top: 48, colour: '#b66b4f', columns: 3, rows: 3, kinds: ['flowers', 'window', 'window', 'window', 'lit'] })}
${wall({ x: 648, width: 124, top: 70, colour: '#d5c4b4', columns: 2, rows: 3, kinds: ['shutters', 'window', 'lit'] })}
${shop({ x: 0, width: 150, colour: '#5a4a3c', sign: 'FLOWERS', tint: '#7fae74', letters: '#5d8a55' })}
${shop({ x: 150, width: 186, colour: '#3d4b45', sign: 'BAKERY', tint: '#f3c26b', letters: '#c7502f' })}
${shop({ x: 336, width: 152, colour: '#3b4653', sign: 'BOOKS', tint: '#f1e3c0', letters: '#2b6a8f' })}
${shop({ x: 488, width: 160, colour: '#5b2f2a', sign: 'CAFÉ', tint: '#f3c26b', letters: '#7a2f35' })}
${shop({ x: 648, width: 124, colour: '#4a5a4c', sign: 'TEA', tint: '#cfe0c4', letters: '#4d6b5d' })}
<g fill="#d8a05a">${[180, 200, 220, 240].map((left) => `<ellipse cx="${left}" cy="356" rx="8" ry="5"/>`).join('')}</g>
<g>${[360, 369, 379, 388, 398, 407, 417].map((left, index) => `<rect x="${left}" y="${336 + (index % 3) * 2}" width="7" height="${26 - (index % 3) * 2}" fill="${['#c7502f', '#2b6a8f', '#e09f3e', '#5d8a55'][index % 4]}"/>`).join('')}</g>`
}

const shadow = (x, y, rx, ry = 6) =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="#1d2125" opacity=".24" filter="url(#soft)"/>`

function ground() {
  const slabs = Array.from({ length: 17 }, (_, index) => `M${index * 52 - 20} 378l-22 44`).join('')
  return `<rect y="378" width="768" height="46" fill="#c3bdb0"/><path d="${slabs}M0 398H768" stroke="#a8a294" stroke-width="1.2"/>
<rect y="422" width="768" height="8" fill="#94908a"/><rect y="428" width="768" height="84" fill="#5b6064"/><path d="M0 430H768" stroke="#43474b" stroke-width="3"/>
<path d="M10 478h60M120 478h60M230 478h60M340 478h60M450 478h60M560 478h60M670 478h60" stroke="#ece8dc" stroke-width="5"/>`
}

function walker() {
  return `<g transform="translate(452 412)">${shadow(8, 0, 24)}<path d="M-6-40L-12-3h7L0-34l8 31h7L7-42z" fill="#33414f"/><path d="M-13-4h9v4h-12zM8-4h9v4H8z" fill="#22262a"/>
<path d="M-11-80C-4-86 6-86 11-80L13-36H-12z" fill="#d9a441"/><path d="M-9-76L-16-50l5 3L-4-66M10-76L18-54l-5 4L5-66" fill="#c08c2f"/><circle cx="0" cy="-94" r="9.500" fill="#d8a583"/><path d="M-10-94C-12-108 10-110 10-95C6-101-2-102-10-94z" fill="#3b2a20"/>
<path d="M17-51l22 24" stroke="#3b2a20" stroke-width="1.400"/><path d="M36-26C44-30 58-30 64-26L66-38l7 4v6l-4 4 1 18h-4l-2-12H46l-2 12h-4l-2-14z" fill="#f1e8da"/><path d="M36-26l-6-8" stroke="#f1e8da" stroke-width="3.600" stroke-linecap="round"/><path d="M65-37l2 8 4-2z" fill="#b08a5e"/></g>`
}

function rider() {
  return `<g transform="translate(96 408)">${shadow(68, 80, 66, 5)}<g data-mark="rider-bicycle" color="#3f7f5c"><use href="#bicycle"/></g>
<path d="M50 14L58 40L52 62" fill="none" stroke="#232e3a" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"/><path d="M47 63h13v5H47z" fill="#d8d3c6"/>
<g><path d="M48 12L72 34L64 56" fill="none" stroke="#2f3d4d" stroke-width="10" stroke-linecap="round" stroke-linejoin="round"/><path d="M58 60h14v5H58z" fill="#f4efe3"/><path d="M42 12C44-14 54-34 66-38L76-28C70-14 64 0 60 14z" fill="#7c5aa6"/><path d="M68-30L80-10L88 2" fill="none" stroke="#6a4a92" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/><circle cx="78" cy="-46" r="10" fill="#c98f6a"/><path d="M66-48C66-62 90-64 91-48z" fill="#f0f2f4"/><path d="M70-52h17" stroke="#b8bfc5" stroke-width="2"/></g></g>`
}

function draw() {
  return svgPage(`${DEFINITIONS}<rect width="768" height="512" fill="url(#sky)"/>
<g fill="#fff" opacity=".75"><ellipse cx="392" cy="38" rx="44" ry="9"/><ellipse cx="420" cy="30" rx="26" ry="9"/><ellipse cx="716" cy="34" rx="36" ry="8"/></g>
${buildings()}${ground()}
${shadow(10, 414, 34)}<g transform="translate(2 414) scale(.84)"><use href="#tree"/></g>${shadow(764, 410, 34)}<g transform="translate(766 410) scale(.84)"><use href="#tree"/></g>
<g transform="translate(252 352)">${shadow(68, 50, 64)}<path d="M14 50V26a9 9 0 0 1 18 0V50M58 50V26a9 9 0 0 1 18 0V50M102 50V26a9 9 0 0 1 18 0V50" fill="none" stroke="#7c8388" stroke-width="3.400"/><g data-mark="rack-bicycle" color="#2f6fa8" transform="translate(0 -28)"><use href="#bicycle"/></g></g>
${walker()}
${shadow(608, 416, 90, 7)}<g transform="translate(640 416)"><use href="#lamp"/></g>
<g transform="translate(524 340) rotate(3 67 76)"><g data-mark="bicycle" color="#d3322b"><use href="#bicycle"/><path d="M98-4h28l-4 20h-20z" fill="#c99a58"/><path d="M98-4h28M99 2h26M100 8h24M102 14h20M104-4l2 20M112-4v20M120-4l-2 20" stroke="#8f6a36" stroke-width="1.400" fill="none"/></g></g>
${rider()}`)
}

export const demo = {
  id: 'find-one-thing',
  title: 'Find one thing',
  subtitle: 'By description',
  picture: { name: 'street.jpg', type: 'image/jpeg', quality: 84 },
  draw,
  question:
    'Where is the bicycle that leans on the lamp post, the one with a basket? Answer in [x1,y1,x2,y2] format.',
  tokensPerSecond: 37,
  reasoning: ({ draft }) =>
    `There are three bicycles in this street, so I look at each and compare it with the description.

On the road at the left somebody rides a green one. Green bicycle: [${draft('rider-bicycle', 5)}]. It moves and leans on nothing, so it is not the one.

Between the bakery and the bookshop stands a blue one. Blue bicycle: [${draft('rack-bicycle', 5)}]. It is held by a metal rack, there is no lamp post near it and it has no basket. Not this one either.

At the right, in front of the café, a red one. Red bicycle: [${draft('bicycle', 6)}]. Its front wheel touches the lamp post and a wicker basket hangs at the handlebar. Both details fit. The box has to hold both wheels, the saddle and the basket, but not the post.`,
  answer: ({ box }) =>
    `It is the red one with the wicker basket, in front of the café. Its front wheel touches the lamp post.

**Red bicycle**: <|begin_of_box|>${box('bicycle')}<|end_of_box|>`,
}
