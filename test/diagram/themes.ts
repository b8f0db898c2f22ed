import { pictureThemes } from '../../media/picture-themes.ts';

/** The variables of VS Code's own themes that the diagram uses. */
export const themes = {
  light: {
    className: pictureThemes.light.className,
    variables: {
      ...pictureThemes.light.variables,
      '--vscode-descriptionForeground': '#3b3b3b',
      '--vscode-font-family': 'system-ui, "DejaVu Sans", sans-serif',
      '--vscode-font-size': '13px',
      '--vscode-focusBorder': '#005fb8',
      '--vscode-button-background': '#005fb8',
      '--vscode-button-foreground': '#ffffff',
      '--vscode-button-hoverBackground': '#0258a8',
      '--vscode-editorWidget-background': '#f8f8f8',
      '--vscode-editorWidget-border': '#c8c8c8',
      '--vscode-editorWidget-foreground': '#3b3b3b',
      '--vscode-toolbar-hoverBackground': 'rgba(184, 184, 184, 0.31)',
      '--vscode-widget-shadow': 'rgba(0, 0, 0, 0.16)',
      '--vscode-textLink-foreground': '#005fb8',
    },
  },
  dark: {
    className: pictureThemes.dark.className,
    variables: {
      ...pictureThemes.dark.variables,
      '--vscode-descriptionForeground': '#9d9d9d',
      '--vscode-font-family': 'system-ui, "DejaVu Sans", sans-serif',
      '--vscode-font-size': '13px',
      '--vscode-focusBorder': '#0078d4',
      '--vscode-button-background': '#0078d4',
      '--vscode-button-foreground': '#ffffff',
      '--vscode-button-hoverBackground': '#026ec1',
      '--vscode-editorWidget-background': '#202020',
      '--vscode-editorWidget-border': '#454545',
      '--vscode-editorWidget-foreground': '#cccccc',
      '--vscode-toolbar-hoverBackground': 'rgba(90, 93, 94, 0.31)',
      '--vscode-widget-shadow': 'rgba(0, 0, 0, 0.36)',
      '--vscode-textLink-foreground': '#4daafc',
    },
  },
  highContrast: {
    className: pictureThemes['high-contrast'].className,
    variables: {
      ...pictureThemes['high-contrast'].variables,
      '--vscode-descriptionForeground': 'rgba(255, 255, 255, 0.7)',
      '--vscode-font-family': 'system-ui, "DejaVu Sans", sans-serif',
      '--vscode-font-size': '13px',
      '--vscode-focusBorder': '#f38518',
      '--vscode-button-foreground': '#ffffff',
      '--vscode-button-border': '#6fc3df',
      '--vscode-editorWidget-background': '#0c141f',
      '--vscode-editorWidget-foreground': '#ffffff',
      '--vscode-textLink-foreground': '#21a6ff',
    },
  },
  highContrastLight: {
    className: pictureThemes['high-contrast-light'].className,
    variables: {
      ...pictureThemes['high-contrast-light'].variables,
      '--vscode-descriptionForeground': 'rgba(41, 41, 41, 0.7)',
      '--vscode-font-family': 'system-ui, "DejaVu Sans", sans-serif',
      '--vscode-font-size': '13px',
      '--vscode-focusBorder': '#006bbd',
      '--vscode-button-background': '#0f4a85',
      '--vscode-button-foreground': '#ffffff',
      '--vscode-editorWidget-background': '#ffffff',
      '--vscode-editorWidget-foreground': '#292929',
      '--vscode-textLink-foreground': '#0f4a85',
    },
  },
} as const;

export type Theme = keyof typeof themes;
