import { readFileSync } from 'node:fs'
import { htmlPage } from './page.mjs'

const CAFE = readFileSync(new URL('./cafe.svg', import.meta.url), 'utf8')

export const demo = {
  id: 'find-many-things',
  title: 'Find many things',
  subtitle: 'With labels',
  picture: { name: 'cafe-table.jpg', type: 'image/jpeg', quality: 82 },
  draw: () => htmlPage(CAFE, 'svg{display:block;width:768px;height:512px}'),
  question: 'Where is everything one can drink from? Give each a label and a box.',
  tokensPerSecond: 44,
  reasoning: ({ draft }) =>
    `I go over the table from left to right and look at every round thing.

At the left edge stands a small steel jug with a spout, milk inside. Milk jug: [${draft('milk jug', 6)}]. It holds a drink, so it counts.

Next a white cup on a saucer, a leaf drawn in the foam. The box should hold the cup and its handle, not the saucer. Cappuccino: [${draft('cappuccino', 6)}].

At the top there is something small and round. Bowl: [${draft('sugar bowl', 4)}]. Could be a cup. It holds white cubes, so it is sugar. Not a drink; I drop it.

Right of the middle a glass of water with three cubes of ice. Water glass: [${draft('water glass', 6)}]. Beside it tea with a slice of lemon. Lemon tea: [${draft('lemon tea', 6)}]. And in the middle a small dark cup. Espresso: [${draft('espresso', 5)}].`,
  answer: ({ box }) =>
    `Five things on the table hold a drink:

1. **Milk jug**, steel, at the left edge [${box('milk jug')}]
2. **Cappuccino**, the white cup with a leaf in the foam [${box('cappuccino')}]
3. **Water glass** with three cubes of ice [${box('water glass')}]
4. **Lemon tea** on the round coaster [${box('lemon tea')}]
5. **Espresso**, the dark cup in the middle [${box('espresso')}]

The bowl at the top holds sugar cubes, so I left it out.`,
}
