import { describeEvents } from './asyncapi.ts'
import { keepCommitted } from './committed-document.ts'

keepCommitted('asyncapi.json', describeEvents(), 'npm run asyncapi')
