import { createServer } from 'node:http'

export interface MessagesProvider {
  readonly url: string
  close(): void
}

/** End User Messaging as the functions see it: the emulator has none. It takes every text and says so. */
export const messagesProvider = (): Promise<MessagesProvider> =>
  new Promise((resolve, reject) => {
    let taken = 0
    const server = createServer((asked, answer) => {
      asked.resume()
      asked.on('end', () => {
        const isText = asked.headers['x-amz-target'] === 'PinpointSMSVoiceV2.SendTextMessage'
        taken += 1
        answer
          .writeHead(isText ? 200 : 400, { 'content-type': 'application/x-amz-json-1.0' })
          .end(JSON.stringify(isText ? { MessageId: `text-${taken}` } : { __type: 'UnknownOperation' }))
      })
    })
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address !== 'object' || address === null) return reject(new Error('no port is free'))
      resolve({ url: `http://127.0.0.1:${address.port}`, close: () => server.close() })
    })
  })
