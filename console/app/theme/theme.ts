import { generateThemeStylesheet, type Theme } from '@cloudscape-design/components/theming'

/** Cloudscape in the console's green, and in fonts that know Chinese signs. The rest stays Cloudscape's. */
const theme: Theme = {
  referenceTokens: {
    color: {
      primary: {
        50: '#eef7f4',
        100: '#e3f2ee',
        200: '#c9e2d9',
        300: '#a8cec0',
        400: '#7bb8a4',
        600: '#0b5d4b',
        700: '#084b3c',
        900: '#06382d',
      },
    },
  },
  tokens: {
    fontFamilyBase:
      '"Open Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Helvetica Neue", Roboto, Arial, sans-serif',
    borderRadiusContainer: '12px',
    colorBackgroundLayoutMain: '#f6f7f9',
    colorBackgroundNotificationSeverityMedium: '#fdf3dc',
    colorBorderBadgeSeverityMedium: '#fdf3dc',
    colorTextNotificationSeverityMedium: '#6b4500',
    colorTextBadgeSeverityMedium: '#6b4500',
    colorBackgroundNotificationRed: '#b3121d',
  },
}

/** Controls for a thumb. */
const forThumbs: Theme = {
  tokens: { sizeVerticalInput: '44px', spaceButtonVertical: '11px', spaceFieldVertical: '11px' },
}

/** The style sheet of both themes. */
export const sheet = [
  generateThemeStylesheet({ theme }),
  `@media (max-width: 720px) {\n${generateThemeStylesheet({ theme: forThumbs })}\n}`,
].join('\n')
