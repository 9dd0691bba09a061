// Plain JavaScript, because an older Node cannot run TypeScript and would not say why.
const [major] = process.versions.node.split('.')
if (Number(major) < 24) {
  process.stderr.write(`Sixclear needs Node 24 or newer, and this is Node ${process.versions.node} (${process.execPath}).
npm ci brings Node 24 on Linux, Windows (x64) and Macs with Intel; on this machine (${process.platform} ${process.arch}) it did not.
Install Node 24 from https://nodejs.org/en/download, or with a version manager (nvm install 24, fnm install 24, brew install node@24), then run npm ci again.
`)
  process.exit(1)
}
