import { keepCommitted } from './committed-document.ts'
import { describeApi } from './openapi.ts'

keepCommitted('openapi.json', describeApi(), 'npm run openapi')
