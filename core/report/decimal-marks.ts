/** Any other character between digits that stands for a decimal point: middle dots of all kinds, and repeated dots. */
const DOTS = /(?<=\d)[.·・•‧∙⋅]+(?=\d)/gu

export const withPlainDots = (text: string): string => text.replace(DOTS, '.')

/**
 * Gives every decimal the form `36.5`: with a comma, a Chinese full stop, 点 or 度 in its middle. A comma before what can
 * itself be a temperature, as in `36,37`, parts two numbers. Expects folded text without other numbers.
 */
export const withDecimalPoints = (text: string): string =>
  text
    .replace(/(?<=\d)度半/g, '度5')
    .replace(/(?<![\d.])(\d{2,3})[。.]*。[。.]*(\d{1,2})(?!\d|[.。]\d)/g, '$1.$2')
    .replace(/(?<!\d|\d[.,])(\d{2,3}),(\d{1,2})(?!\d|[.,]\d)/g, (written, whole: string, part: string) =>
      /^(?:3[4-9]|4[0-3])$/.test(part) ? written : `${whole}.${part}`,
    )
    .replace(/(?<![\d.])(\d{2,3})点(\d{1,2})(?![\d.])/g, '$1.$2')
    .replace(/(?<![\d.])(\d{2,3})(度|°c?)(\d{1,2})(?![\d.度])/g, '$1.$3$2')
