import type { App } from './app.ts'

/** Opens the app, connects it to the model server and asks a question without a picture. */
export async function openAndAsk(app: App): Promise<void> {
  await app.open()
  await app.connect()
  await app.ask('What is on the table?')
}
