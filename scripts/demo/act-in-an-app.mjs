import { htmlPage } from './page.mjs'

const STYLE = `
.app{display:grid;grid-template:56px 1fr/170px 1fr;width:768px;height:512px;background:#fff;color:#23282e;font-size:13px}
.top{grid-column:1/3;display:flex;align-items:center;gap:12px;padding:0 18px;border-bottom:1px solid #e1e4e8}
.logo{width:24px;height:24px;border-radius:6px;background:#c7502f;color:#fff;font-weight:700;display:grid;place-items:center;font-size:13px}
.top b{font-size:16px;width:114px}
.today{border:1px solid #ccd1d6;border-radius:6px;padding:5px 12px;font-weight:500}
.arrow{color:#69707a;font-size:19px;line-height:1}
h1{font-size:20px;font-weight:600;letter-spacing:-.2px;flex:1}
.views{display:flex;border:1px solid #ccd1d6;border-radius:6px;overflow:hidden;font-weight:500;color:#555c65}
.views span{padding:5px 11px;border-left:1px solid #ccd1d6}.views span:first-child{border:0}.views .on{background:#23282e;color:#fff}
.face{width:30px;height:30px;border-radius:50%;background:#7fa6b8;color:#fff;font-weight:600;font-size:12px;display:grid;place-items:center}
.side{background:#f7f8f9;border-right:1px solid #e1e4e8;padding:16px 14px;display:flex;flex-direction:column;gap:8px}
.new{background:#23282e;color:#fff;border-radius:7px;padding:9px 0;text-align:center;font-weight:600;margin-bottom:8px}
.side h2{font-size:11.5px;color:#6a7079;font-weight:600;margin-top:6px}
.list{display:flex;align-items:center;gap:8px;font-size:13px}.list i{width:11px;height:11px;border-radius:3px}
.card{background:#fff;border:1px solid #e1e4e8;border-left:3px solid #2b6a8f;border-radius:5px;padding:6px 8px;font-size:12px;line-height:16px}
.card em{display:block;font-style:normal;color:#6a7079}
.month{display:grid;grid-template:26px repeat(5,1fr)/repeat(7,1fr)}
.head{font-size:12px;color:#6a7079;font-weight:500;padding:6px 0 0 9px}
.day{border-top:1px solid #e4e7ea;border-left:1px solid #eceef0;padding:5px 4px 0;overflow:hidden;display:flex;flex-direction:column;gap:3px}
.day b{font-size:13px;font-weight:500;padding-left:4px;height:22px;line-height:22px}.day.out b{color:#a5abb2}.day.end{background:#fbfbfc}
.day.now b{background:#c7502f;color:#fff;border-radius:50%;width:22px;padding:0;text-align:center;font-weight:600}
.event{font-size:10.5px;line-height:17px;height:17px;border-radius:3px;padding:0 5px;white-space:nowrap;overflow:hidden;text-overflow:clip;font-weight:500}
.work{background:#dbe8f0;color:#1f4f6c}.home{background:#dfeee8;color:#2c5f4d}.clinic{background:#f8e6cc;color:#7a4d0c}`

const EVENTS = {
  '2026-03-31': [['work', '09:00 Budget']],
  '2026-04-01': [['work', '10:00 Sync']],
  '2026-04-02': [['clinic', '15:00 Dr. Osei']],
  '2026-04-04': [['home', 'Market']],
  '2026-04-07': [
    ['work', '11:30 Hiring'],
    ['home', '18:00 Choir'],
  ],
  '2026-04-08': [['work', '10:00 Sync']],
  '2026-04-09': [['work', '14:00 Audit']],
  '2026-04-12': [['home', 'Lunch, Ines']],
  '2026-04-14': [['home', '18:00 Choir']],
  '2026-04-15': [
    ['work', '10:00 Sync'],
    ['work', '15:00 Review'],
  ],
  '2026-04-17': [['work', 'Offsite']],
  '2026-04-21': [['home', '18:00 Choir']],
  '2026-04-22': [['work', '10:00 Sync']],
  '2026-04-24': [['clinic', '08:30 Dentist']],
  '2026-04-26': [['home', '10 km run']],
  '2026-04-28': [['home', '18:00 Choir']],
  '2026-04-29': [['work', '10:00 Sync']],
  '2026-05-01': [['home', 'Holiday']],
}

function day(index) {
  const date = new Date(Date.UTC(2026, 2, 30 + index))
  const key = date.toISOString().slice(0, 10)
  const classes = ['day']
  if (date.getUTCMonth() !== 3) classes.push('out')
  if (index % 7 > 4) classes.push('end')
  if (key === '2026-04-08') classes.push('now')
  const events = (EVENTS[key] ?? []).map(
    ([kind, words]) => `<span class="event ${kind}">${words}</span>`,
  )
  return `<div class="${classes.join(' ')}" data-mark="${key}"><b>${date.getUTCDate()}</b>${events.join('')}</div>`
}

function draw() {
  const heads = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  return htmlPage(
    `<div class="app"><div class="top"><span class="logo">D</span><b>Daybook</b><span class="today">Today</span>
<span class="arrow">‹</span><span class="arrow">›</span><h1>April 2026</h1>
<span class="views"><span>Day</span><span>Week</span><span class="on">Month</span></span><span class="face">LM</span></div>
<div class="side"><div class="new" data-mark="new">+ New event</div><h2>Calendars</h2>
<span class="list"><i style="background:#2b6a8f"></i>Work</span><span class="list"><i style="background:#4f9a7f"></i>Home</span>
<span class="list"><i style="background:#e09f3e"></i>Health</span><h2>Today, Wed 8 April</h2>
<div class="card">Team sync<em>10:00 to 10:15</em></div><h2>Tomorrow</h2><div class="card">Audit call<em>14:00 to 15:00</em></div></div>
<div class="month">${heads.map((head) => `<span class="head">${head}</span>`).join('')}${Array.from({ length: 35 }, (_, index) => day(index)).join('')}</div></div>`,
    STYLE,
  )
}

export const demo = {
  id: 'act-in-an-app',
  title: 'Act in an app',
  subtitle: 'Click, as an action',
  picture: { name: 'calendar.png', type: 'image/png' },
  draw,
  question:
    'In this app, create a meeting with Dr. Osei at 3:00 PM two weeks from now. What is the first action?',
  tokensPerSecond: 38,
  reasoning: ({ draft }) =>
    `I see a calendar in the month view, April 2026. First I need to know which day is today. One day number stands in a filled circle, the 8, a Wednesday. Today: [${draft('2026-04-08', 4)}]. The side bar agrees: "Today, Wed 8 April".

Two weeks from now is 8 + 14 = 22 April, a Wednesday again, so it has to be in the same column, two rows further down. Target day: [${draft('2026-04-22', 5)}]. That day has only a team sync at 10:00, so three in the afternoon is free.

There is another way in. New event button: [${draft('new', 3)}]. But then the date would have to be typed. A click on the day itself opens a new event with the date filled in, and only the name and the time are left. I click the day.`,
  answer: ({ box }) =>
    `Memory: Today is Wednesday, 8 April 2026. The meeting is on Wednesday, 22 April, at 15:00, with Dr. Osei.

Reason: A click on 22 April in the month view opens a new event on that day; its name and time come next.

Action: <|begin_of_box|>{"action_type": "click", "box_2d": [[${box('2026-04-22').slice(1, -1)}]]}<|end_of_box|>`,
}
