import type { Flags } from '../../core/domain/isolation.ts'

/** Why a returnee needs more care than others. */
export type Flag = keyof Flags

export const flagNames: readonly Flag[] = ['livesAlone', 'over70', 'child', 'chronic', 'pregnant']
