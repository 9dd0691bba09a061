import { clearLine, cursorTo } from 'node:readline'
import { command } from './rehearsal/rehearsal-command.ts'

const { stdout, stderr, argv } = process

process.exitCode = await command(argv.slice(2), {
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
  wallClock: () => performance.now(),
  ...(stderr.isTTY && {
    overwrite: (line: string) => {
      cursorTo(stderr, 0)
      stderr.write(line)
      clearLine(stderr, 1)
    },
  }),
})
