import { svgPage, text } from './page.mjs'

const SEGMENTS = [
  { name: 'Cloud', colour: '#2b6a8f' },
  { name: 'Media', colour: '#e09f3e' },
  { name: 'Devices', colour: '#7fb8a4' },
  { name: 'Services', colour: '#b58a9f' },
]
const COMPANIES = [
  { name: 'Aurum', profits: [3.9, 0.9, 1.4, 0.7] },
  { name: 'Basalt', profits: [1.2, 1.5, 2.2, 0.5] },
  { name: 'Cobalt', profits: [2.7, 2.6, 1.6, 0.9] },
  { name: 'Dune', profits: [0.6, 1.1, 1.9, 0.6] },
  { name: 'Ember', profits: [1.0, 0.5, 0.8, 0.8] },
]
const NOTES = [
  ['Aurum', 'cloud includes the hosting business bought in March.'],
  ['Cobalt', 'media is the second-largest segment, after cloud.'],
  ['Dune', 'devices without the watch line, which was sold in May.'],
]
const LEFT = 118
const UNIT = 70
const TOP = 116

const x = (value) => LEFT + value * UNIT
const sum = (values) => values.reduce((total, value) => total + value, 0)

function bar({ name, profits }, row) {
  const y = TOP + row * 51
  let start = 0
  const parts = profits.map((profit, index) => {
    const part = `<rect x="${x(start)}" y="${y}" width="${profit * UNIT - 1.5}" height="33" fill="${SEGMENTS[index].colour}"/>`
    start += profit
    return part
  })
  const write = (attributes) =>
    text(x(start) + 9, y + 22.5, sum(profits).toFixed(1), {
      'font-size': 17,
      'font-weight': 600,
      ...attributes,
    })
  const halo = write({ stroke: '#fdfdfb', 'stroke-width': 6, fill: '#fdfdfb' })
  const total = write({ fill: '#22262b' })
  const label = text(LEFT - 14, y + 22.5, name, {
    'font-size': 17,
    'text-anchor': 'end',
    fill: '#33383f',
  })
  return `${label}${halo}<g data-mark="${name}">${parts.join('')}${total}</g>`
}

function axis() {
  return [0, 2, 4, 6, 8]
    .map(
      (value) =>
        `<path d="M${x(value)} 104V366" stroke="${value === 0 ? '#9aa0a6' : '#e4e5e2'}"/>` +
        text(x(value), 384, value, { 'font-size': 13, 'text-anchor': 'middle', fill: '#6a7079' }),
    )
    .join('')
}

function legend() {
  const places = [368, 454, 542, 642]
  return SEGMENTS.map(
    ({ name, colour }, index) =>
      `<rect x="${places[index]}" y="34" width="14" height="14" fill="${colour}"/>` +
      text(places[index] + 21, 46.5, name, { 'font-size': 15, fill: '#4a4f57' }),
  ).join('')
}

function note([name, words], row) {
  return text(
    44,
    435 + row * 24,
    `<tspan font-weight="600" fill="#33383f">${name}:</tspan> ${words}`,
    { 'font-size': 14.5, fill: '#4f555d', 'data-mark': `note ${name}`, 'data-pad': 5 },
  )
}

function draw() {
  return svgPage(
    `<rect width="768" height="512" fill="#fdfdfb"/>
${text(44, 47, 'Annual profit by segment', { 'font-size': 23, 'font-weight': 600, fill: '#22262b', 'letter-spacing': -0.3 })}
${text(44, 72, 'Billion dollars, financial year 2025', { 'font-size': 14.5, fill: '#6a7079' })}
${legend()}${axis()}${COMPANIES.map(bar).join('')}
<path d="M44 405H724" stroke="#d6d8d4"/>${NOTES.map(note).join('')}`,
  )
}

export const demo = {
  id: 'read-a-chart',
  title: 'Read a chart',
  subtitle: 'Who earns the most?',
  picture: { name: 'profit-chart.png', type: 'image/png' },
  draw,
  question: 'Which company has the highest annual profit, and which is its largest segment?',
  tokensPerSecond: 41,
  reasoning: ({ draft }) =>
    `The chart stacks the profit of five companies by segment, and the total stands at the end of each bar. Aurum's bar: [${draft('Aurum', 3)}], 6.9 at its end. Cobalt's is longer, 7.8. Cobalt's bar: [${draft('Cobalt', 4)}]. Basalt has 5.4, Dune 4.2, Ember 3.1. So Cobalt earns the most.

Now its segments. The blue part, cloud, and the orange part, media, are nearly equally long; I should not decide that by eye. There are footnotes below the chart. Footnote on Cobalt: [${draft('note Cobalt', 3)}]. It says that media is the second-largest segment, after cloud. That settles it: cloud comes first. The footnote on Aurum's cloud does not matter here.`,
  answer: ({ box }) =>
    `**Cobalt** has the highest annual profit, **$7.8 billion**, ahead of Aurum with $6.9 billion.

Its largest segment is **cloud**. In the bar, cloud and media are almost equal, but the footnote says that media is Cobalt's second-largest segment, "after cloud".

Where this stands in the chart:

- **Cobalt's bar**: [${box('Cobalt')}]
- **Footnote on Cobalt**: [${box('note Cobalt')}]

In short: <|begin_of_box|>Cobalt, cloud<|end_of_box|>`,
}
