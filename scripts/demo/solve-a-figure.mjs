import { SERIF, svgPage, text } from './page.mjs'

const RADIUS = 186
const CENTRE = { x: 538, y: 262 }
const UNIT = RADIUS / 6

/** A point in the units of the exercise, seen from the centre of the circle, y upwards. */
const at = (x, y) => ({ x: CENTRE.x + x * UNIT, y: CENTRE.y - y * UNIT })

const HALF_CHORD = 3 * Math.sqrt(3)
const FOOT_X = Math.sqrt(11)
const A = at(FOOT_X, 5)
const B = at(-HALF_CHORD, -3)
const C = at(HALF_CHORD, -3)
const H = at(FOOT_X, -3)

const path = (...points) =>
  points.map((point, index) => `${index ? 'L' : 'M'}${point.x} ${point.y}`).join('')

function name(point, dx, dy, letter, fill = '#23282e') {
  return text(point.x + dx, point.y + dy, letter, {
    'font-family': SERIF,
    'font-style': 'italic',
    'font-size': 25,
    fill,
  })
}

function arc(centre, radius, from, to) {
  const end = (target) => {
    const length = Math.hypot(target.x - centre.x, target.y - centre.y)
    return `${centre.x + ((target.x - centre.x) / length) * radius} ${centre.y + ((target.y - centre.y) / length) * radius}`
  }
  return `M${end(from)}A${radius} ${radius} 0 0 0 ${end(to)}`
}

function figure() {
  return `<g fill="none" stroke="#23282e" stroke-width="2.6" stroke-linejoin="round">
<circle cx="${CENTRE.x}" cy="${CENTRE.y}" r="${RADIUS}"/><path d="${path(A, B, C)}Z" fill="#2b6a8f" fill-opacity=".06"/>
<path d="${path(B, CENTRE, C)}" stroke="#2b6a8f" stroke-dasharray="8 6"/>
<path d="${arc(CENTRE, 34, B, C)}" stroke="#2b6a8f" stroke-width="2"/>
<path d="${arc(A, 44, B, C)}" stroke="#c7502f" stroke-width="2"/>
<path d="${path(A, H)}" stroke="#5d8a55"/><path d="M${H.x - 15} ${H.y}v-15h15" stroke="#5d8a55" stroke-width="2"/></g>
<circle cx="${CENTRE.x}" cy="${CENTRE.y}" r="4.5" fill="#2b6a8f"/>
${[A, B, C, H].map((point) => `<circle cx="${point.x}" cy="${point.y}" r="4" fill="#23282e"/>`).join('')}
${name(A, 8, -10, 'A')}${name(B, -28, 14, 'B')}${name(C, 12, 14, 'C')}${name(H, -7, 31, 'H')}${name(CENTRE, -8, -14, 'O', '#2b6a8f')}
${text(CENTRE.x, CENTRE.y + 60, '120°', { 'font-size': 19, 'text-anchor': 'middle', fill: '#2b6a8f' })}
${text((B.x + CENTRE.x) / 2 - 4, (B.y + CENTRE.y) / 2 + 31, '6', { 'font-size': 21, 'text-anchor': 'middle', fill: '#2b6a8f' })}
${text(A.x + 10, (A.y + H.y) / 2 + 24, '8', { 'font-size': 21, fill: '#4a7342' })}
${text(A.x - 42, A.y + 66, 'α', { 'font-family': SERIF, 'font-style': 'italic', 'font-size': 24, fill: '#c7502f' })}`
}

function exercise() {
  const lines = [
    ['A triangle ', 'ABC', ' has its'],
    ['corners on a circle with'],
    ['centre ', 'O', ' and radius 6.'],
    ['The angle ', 'BOC', ' is 120°.'],
    ['The height ', 'AH', ' is 8.'],
  ]
  const written = lines.map((parts, row) =>
    text(
      44,
      158 + row * 31,
      parts
        .map((part, index) => (index === 1 ? `<tspan font-style="italic">${part}</tspan>` : part))
        .join(''),
      { 'font-family': SERIF, 'font-size': 20.5, fill: '#33383f' },
    ),
  )
  const tasks = [
    'a)  the angle <tspan font-style="italic">α</tspan>',
    'b)  the side <tspan font-style="italic">BC</tspan>',
    'c)  the area of <tspan font-style="italic">ABC</tspan>',
  ].map((task, row) =>
    text(44, 372 + row * 31, task, { 'font-family': SERIF, 'font-size': 20.5, fill: '#33383f' }),
  )
  return `${text(44, 84, 'Exercise 7', { 'font-size': 26, 'font-weight': 600, fill: '#22262b', 'letter-spacing': -0.3 })}
<path d="M44 104h72" stroke="#c7502f" stroke-width="3"/>${written.join('')}
${text(44, 336, 'Find', { 'font-family': SERIF, 'font-size': 20.5, fill: '#33383f' })}${tasks.join('')}`
}

export const demo = {
  id: 'solve-a-figure',
  title: 'Solve a figure',
  subtitle: 'Geometry, step by step',
  picture: { name: 'exercise-7.png', type: 'image/png' },
  draw: () => svgPage(`<rect width="768" height="512" fill="#fcfcfa"/>${exercise()}${figure()}`),
  question: 'Solve the exercise step by step.',
  tokensPerSecond: 42,
  reasoning:
    () => `The figure shows a triangle in a circle, its centre O joined to B and C by dashed radii of length 6 with 120° between them. A height from A meets BC at H and has length 8.

The angle at A and the angle at O stand on the same chord BC. A lies on the long arc, on the same side of BC as O, so the inscribed angle is half the central angle: 60°, and not its supplement of 120°.

OBC is isosceles; its height halves both the 120° and BC, so half of BC is 6 sin 60° = 3√3. The area is then half of BC times 8. Check: O lies 3 above BC, so no height over BC can exceed 9, and 8 is possible.`,
  answer:
    () => `**a) The angle at A.** $\\alpha$ and $\\angle BOC$ stand on the same chord $BC$, and $A$ lies on the same side of it as $O$. An inscribed angle is half the central angle:

$$
\\alpha = \\tfrac{1}{2} \\angle BOC = \\tfrac{1}{2} \\cdot 120^\\circ = 60^\\circ
$$

**b) The side BC.** Triangle $OBC$ is isosceles with $OB = OC = 6$. Its height halves the angle at $O$ and the side $BC$:

$$
BC = 2 \\cdot 6 \\cdot \\sin 60^\\circ = 12 \\cdot \\frac{\\sqrt{3}}{2} = 6\\sqrt{3} \\approx 10.39
$$

**c) The area.** With the height $AH = 8$ over $BC$:

$$
F = \\frac{BC \\cdot AH}{2} = \\frac{6\\sqrt{3} \\cdot 8}{2} = 24\\sqrt{3} \\approx 41.57
$$

<|begin_of_box|>$\\alpha = 60^\\circ$, $BC = 6\\sqrt{3}$, area $24\\sqrt{3}$<|end_of_box|>`,
}
