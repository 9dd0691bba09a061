import { thisRelease } from '../../../local/system/release.ts'
import { register } from '../../../usecases/register/register.ts'
import { live } from '../random-life.ts'

/** What a test needs of one release: it is bundled with the code of that release. */
export const world = { release: thisRelease, register, live }
