import { htmlPage, SERIF } from './page.mjs'

const STYLE = `
body{background:#fbf7f0;color:#2d3a2e;font-size:14px}
nav{display:flex;align-items:center;gap:28px;padding:20px 40px;font-size:13.5px;color:#4d5a4e}
nav b{font:700 22px ${SERIF};color:#2d3a2e;flex:1}
nav .cart{background:#2d3a2e;color:#fff;border-radius:4px;padding:7px 16px;font-weight:500}
.hero{display:grid;grid-template-columns:1fr 1fr;gap:28px;padding:6px 40px 0}
h1{font:400 45px/1.08 ${SERIF};letter-spacing:-.6px;margin:26px 0 14px}
p{line-height:1.5;color:#5b675a;font-size:15px;max-width:300px}
.browse{display:inline-block;margin-top:20px;background:#b4532a;color:#fff;border-radius:4px;padding:11px 22px;font-weight:600}
.art{background:#dfe5d3;border-radius:6px;height:250px;position:relative;overflow:hidden}
.cards{display:grid;grid-template-columns:repeat(3,1fr);gap:20px;padding:24px 40px}
.card{border-radius:6px;height:170px;position:relative;overflow:hidden}
.card div{position:absolute;left:16px;top:14px;font-weight:600}.card span{display:block;font-weight:400;color:#5b675a;margin-top:2px}
svg{position:absolute;inset:0;width:100%;height:100%}`

const leaf = (turn, size, colour) =>
  `<g transform="rotate(${turn}) scale(${size})"><path d="M0 0C-30-34-32-92 0-128C32-92 30-34 0 0Z" fill="${colour}"/><path d="M0-4V-116M0-40l-14-14M0-40l14-14M0-66l-13-14M0-66l13-14" stroke="#2d4a33" stroke-opacity=".35" stroke-width="2" fill="none"/></g>`

function hero() {
  return `<svg viewBox="0 0 330 250"><circle cx="250" cy="70" r="42" fill="#f3ead2"/><rect y="206" width="330" height="44" fill="#cdd6bd"/>
<ellipse cx="182" cy="226" rx="74" ry="9" fill="#2d3a2e" opacity=".16"/><g transform="translate(165 152)">
${leaf(-68, 0.72, '#5f9159')}${leaf(68, 0.74, '#4d7a4a')}${leaf(-38, 0.9, '#4d7a4a')}${leaf(40, 0.92, '#6f9f66')}${leaf(0, 1.02, '#3f6b3f')}</g>
<path d="M120 152h90l-12 76h-66z" fill="#b4532a"/><path d="M172 152h38l-12 76h-30z" fill="#9a4421"/><rect x="114" y="144" width="102" height="16" rx="3" fill="#c4622f"/></svg>`
}

const PLANTS = [
  {
    name: 'Rubber fig',
    price: '£24',
    ground: '#e9dcc6',
    art: `${leaf(-46, 0.5, '#4d7a4a')}${leaf(46, 0.5, '#5f9159')}${leaf(-16, 0.62, '#3f6b3f')}${leaf(18, 0.6, '#4d7a4a')}`,
  },
  {
    name: 'Snake plant',
    price: '£18',
    ground: '#dce3d6',
    art: [-22, -11, 0, 12, 22]
      .map(
        (turn, index) =>
          `<path transform="rotate(${turn})" d="M-7 0C-11-40-5-${70 + (index % 2) * 16} 0-${82 + (index % 2) * 14}C6-60 11-40 7 0Z" fill="${index % 2 ? '#6f9f66' : '#4d7a4a'}"/>`,
      )
      .join(''),
  },
  {
    name: 'Olive, small',
    price: '£32',
    ground: '#ecd8cc',
    art: `<path d="M0 0C-2-20 2-26 0-46" stroke="#7a5a3c" stroke-width="5" fill="none"/><circle cx="0" cy="-62" r="27" fill="#7d9c73"/><circle cx="-18" cy="-50" r="17" fill="#6b8c64"/><circle cx="17" cy="-50" r="18" fill="#8fac84"/>`,
  },
]

function card({ name, price, ground, art }) {
  return `<div class="card" style="background:${ground}"><svg viewBox="0 0 216 170"><g transform="translate(146 128)">${art}<path d="M-24-2h48l-6 50h-36z" fill="#9b6b4d"/><path d="M4-2h20l-6 50H2z" fill="#875a3f"/><rect x="-27" y="-8" width="54" height="11" rx="2" fill="#a97a5b"/></g></svg><div>${name}<span>${price}</span></div></div>`
}

function draw() {
  return htmlPage(
    `<nav><b>Fernhill</b><span>Shop</span><span>Journal</span><span>Visit</span><span class="cart">Cart 2</span></nav>
<div class="hero"><div><h1>Plants that<br>like your flat</h1><p>Easy to keep, grown nearby, brought to your door in a paper pot.</p><span class="browse">Browse plants</span></div>
<div class="art">${hero()}</div></div><div class="cards">${PLANTS.map(card).join('')}</div>`,
    STYLE,
  )
}

const CODE = `<!doctype html>
<html lang="en">
<title>Fernhill</title>
<style>
  body { margin: 20px 40px; background: #fbf7f0; color: #2d3a2e; font: 15px/1.5 sans-serif }
  nav { display: flex; gap: 28px; align-items: center }
  nav b { flex: 1; font: bold 22px Georgia }
  a { padding: 8px 18px; border-radius: 4px; background: #2d3a2e; color: white }
  .row { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 24px; margin: 24px 0 }
  .row > * { min-height: 130px; padding: 16px; border-radius: 6px }
  h1 { font: 45px/1.1 Georgia }
  i { display: block; width: 130px; height: 130px; margin: 50px auto; background: #4d7a4a; border-radius: 0 80% }
</style>
<nav><b>Fernhill</b><span>Shop</span><span>Journal</span><span>Visit</span><a>Cart 2</a></nav>
<div class="row">
  <div>
    <h1>Plants that<br>like your flat</h1>
    <p>Easy to keep, grown nearby, brought to your door in a paper pot.</p>
    <a style="background: #b4532a">Browse plants</a>
  </div>
  <div style="background: #dfe5d3"><i></i></div>
</div>
<div class="row">
  <div style="background: #e9dcc6"><b>Rubber fig</b><br>£24</div>
  <div style="background: #dce3d6"><b>Snake plant</b><br>£18</div>
  <div style="background: #ecd8cc"><b>Olive, small</b><br>£32</div>
</div>
</html>`

export const demo = {
  id: 'rebuild-a-page',
  title: 'Rebuild a page',
  subtitle: 'Screenshot to HTML',
  picture: { name: 'fernhill.png', type: 'image/png' },
  draw,
  question: 'Rebuild this page in a single file with HTML and CSS.',
  tokensPerSecond: 45,
  reasoning:
    () => `A shop page in three bands: a bar with the name and three links, a hero of two equal columns, and a row of three cards. Grid fits both rows, flex the bar.

Colours: warm paper as ground, dark green text, rust on the main button, three muted tints on the cards. The headline is a serif, the rest a plain sans. I cannot embed the drawings, so one leaf made with border-radius stands in for the plant, and I will say so.`,
  answer: () => `\`\`\`html
${CODE}
\`\`\`

The plants are drawings, so a plain leaf stands in for them.`,
}
