/** Whoever is told of a settled matter by one of these would go for nothing. */
export const openMatterTexts: readonly string[] = ['matter', 'matter_raised', 'on_the_way']
