import { svgPage, text } from './page.mjs'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const SERIES = [
  {
    name: 'Harbour',
    colour: '#2b6a8f',
    values: [96, 112, 134, 158, 181, 149, 117, 124, 165, 203, 187, 121],
    below: false,
  },
  {
    name: 'Hillside',
    colour: '#c7502f',
    values: [58, 66, 87, 109, 101, 74, 52, 60, 93, 128, 113, 78],
    below: true,
  },
]

const x = (month) => 84 + month * 56.5
const y = (value) => 440 - value * 1.5

function grid() {
  const lines = [0, 50, 100, 150, 200].map(
    (value) =>
      `<path d="M56 ${y(value) + 0.5}H736" stroke="${value === 0 ? '#9aa0a6' : '#e6e7e4'}"/>` +
      text(46, y(value) + 5, value, { 'font-size': 13.5, 'text-anchor': 'end', fill: '#6a7079' }),
  )
  const months = MONTHS.map((month, index) =>
    text(x(index), 464, month, { 'font-size': 14, 'text-anchor': 'middle', fill: '#4a4f57' }),
  )
  return lines.join('') + months.join('')
}

/** How far a number moves aside so that the line does not run through it. */
function aside(values, month, below) {
  const rise = (neighbour) => {
    const step = ((values[neighbour] ?? values[month]) - values[month]) * (below ? -1 : 1)
    return Math.min(13, Math.max(0, step * 0.32))
  }
  return rise(month - 1) - rise(month + 1)
}

function line({ colour, values, below }) {
  const points = values.map((value, month) => `${x(month)},${y(value)}`).join(' ')
  const dots = values.map(
    (value, month) =>
      `<circle cx="${x(month)}" cy="${y(value)}" r="5" fill="#fdfdfb" stroke="${colour}" stroke-width="2.6"/>` +
      text(x(month) + aside(values, month, below), y(value) + (below ? 22 : -13), value, {
        'font-size': 13.5,
        'font-weight': 600,
        'text-anchor': 'middle',
        fill: colour,
      }),
  )
  return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="3.4" stroke-linejoin="round"/>${dots.join('')}`
}

function legend() {
  return SERIES.map(
    ({ name, colour }, index) =>
      `<path d="M${528 + index * 106} 42h22" stroke="${colour}" stroke-width="3.4"/><circle cx="${539 + index * 106}" cy="42" r="4.5" fill="#fdfdfb" stroke="${colour}" stroke-width="2.4"/>` +
      text(558 + index * 106, 47, name, { 'font-size': 15, fill: '#4a4f57' }),
  ).join('')
}

function draw() {
  return svgPage(`<rect width="768" height="512" fill="#fdfdfb"/>
${text(36, 47, 'Rainfall by month', { 'font-size': 23, 'font-weight': 600, fill: '#22262b', 'letter-spacing': -0.3 })}
${text(36, 72, 'Millimetres, two weather stations, 2025', { 'font-size': 14.5, fill: '#6a7079' })}
${legend()}${grid()}${SERIES.map(line).join('')}
${text(36, 493, 'Source: gauges of the two stations, read each morning', { 'font-size': 12.5, fill: '#868c94' })}`)
}

const sum = (values) => values.reduce((total, value) => total + value, 0)

function table() {
  const [harbour, hillside] = SERIES
  const rows = MONTHS.map(
    (month, index) => `| ${month} | ${harbour.values[index]} | ${hillside.values[index]} |`,
  )
  return `| Month | Harbour (mm) | Hillside (mm) |
|---|---:|---:|
${rows.join('\n')}
| **Year** | **${sum(harbour.values)}** | **${sum(hillside.values)}** |`
}

export const demo = {
  id: 'chart-to-table',
  title: 'Chart to table',
  subtitle: 'Points to Markdown',
  picture: { name: 'rainfall.png', type: 'image/png' },
  draw,
  question: 'Convert this chart to a Markdown table and add the sum of the year.',
  tokensPerSecond: 42,
  reasoning:
    () => `A line chart with two series, so the table needs three columns: the month, Harbour in blue and Hillside in red. The unit, millimetres, stands in the subtitle; I put it into the heads.

Every point carries its number, so nothing has to be estimated from the axis. The blue numbers stand above their line, the red ones below theirs. I read from left to right: January 96 and 58, February 112 and 66, and so on up to December with 121 and 78. July is the low point of Hillside, 52, and October the peak of both.

For the last row I add the months up: Harbour comes to ${sum(SERIES[0].values).toLocaleString('en')}, Hillside to ${sum(SERIES[1].values).toLocaleString('en')}.`,
  answer: () => `Rainfall by month, read from the labels of the points:

${table()}

October is the wettest month at both stations. The driest is January at Harbour and July at Hillside.`,
}
