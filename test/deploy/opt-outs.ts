import { createServer, request } from 'node:http'

const NOBODY_OPTED_OUT = `<CheckIfPhoneNumberIsOptedOutResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
<CheckIfPhoneNumberIsOptedOutResult><isOptedOut>false</isOptedOut></CheckIfPhoneNumberIsOptedOutResult>
<ResponseMetadata><RequestId>emulated</RequestId></ResponseMetadata></CheckIfPhoneNumberIsOptedOutResponse>`

export interface Door {
  readonly url: string
  /** Who is asked, instead of here, whatever is not about opting out. */
  leadTo(endpoint: string): void
  close(): void
}

/** SNS as the functions see it: the emulator, which knows no list of those who have opted out, behind one that does. */
export const snsDoor = (): Promise<Door> =>
  new Promise((resolve, reject) => {
    let behind = ''
    const server = createServer((asked, answer) => {
      const chunks: Buffer[] = []
      asked.on('data', (chunk: Buffer) => chunks.push(chunk))
      asked.on('end', () => {
        const body = Buffer.concat(chunks)
        if (body.includes('Action=CheckIfPhoneNumberIsOptedOut')) {
          answer.writeHead(200, { 'content-type': 'text/xml' }).end(NOBODY_OPTED_OUT)
          return
        }
        const { method, url = '/', headers } = asked
        const passed = request(new URL(url, behind), { method: method ?? 'POST', headers }, (response) => {
          answer.writeHead(response.statusCode ?? 502, response.headers)
          response.pipe(answer)
        })
        passed.on('error', () => answer.writeHead(502).end())
        passed.end(body)
      })
    })
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address !== 'object' || address === null) return reject(new Error('no port is free'))
      resolve({
        url: `http://127.0.0.1:${address.port}`,
        leadTo: (endpoint) => {
          behind = endpoint
        },
        close: () => server.close(),
      })
    })
  })
