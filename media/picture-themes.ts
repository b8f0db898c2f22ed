import type { DiagramTheme } from '../server/protocol/messages.ts';

interface PictureTheme {
  /** What VS Code's pages have as their body's class in such a theme. */
  readonly className: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** The colours that a picture has in VS Code's own themes, for pictures that are drawn in another one than the editor's. */
export const pictureThemes: Readonly<Record<DiagramTheme, PictureTheme>> = {
  light: {
    className: 'vscode-light',
    variables: {
      '--vscode-editor-background': '#ffffff',
      '--vscode-editor-foreground': '#3b3b3b',
      '--vscode-charts-blue': '#0063d3',
      '--vscode-charts-yellow': '#bf8803',
      '--vscode-charts-green': '#388a34',
      '--vscode-charts-purple': '#652d90',
      '--vscode-charts-orange': '#d18616',
      '--vscode-charts-red': '#e51400',
      '--vscode-editorError-foreground': '#e51400',
      '--vscode-editorInfo-foreground': '#1a85ff',
      '--vscode-gitDecoration-addedResourceForeground': '#587c0c',
      '--vscode-gitDecoration-deletedResourceForeground': '#ad0707',
      '--vscode-gitDecoration-modifiedResourceForeground': '#895503',
      '--vscode-editorWarning-foreground': '#bf8803',
    },
  },
  dark: {
    className: 'vscode-dark',
    variables: {
      '--vscode-editor-background': '#1f1f1f',
      '--vscode-editor-foreground': '#cccccc',
      '--vscode-charts-blue': '#59a4f9',
      '--vscode-charts-yellow': '#cca700',
      '--vscode-charts-green': '#89d185',
      '--vscode-charts-purple': '#b180d7',
      '--vscode-charts-orange': '#d18616',
      '--vscode-charts-red': '#f14c4c',
      '--vscode-editorError-foreground': '#f14c4c',
      '--vscode-editorInfo-foreground': '#59a4f9',
      '--vscode-gitDecoration-addedResourceForeground': '#81b88b',
      '--vscode-gitDecoration-deletedResourceForeground': '#c74e39',
      '--vscode-gitDecoration-modifiedResourceForeground': '#e2c08d',
      '--vscode-editorWarning-foreground': '#cca700',
    },
  },
  'high-contrast': {
    className: 'vscode-high-contrast',
    variables: {
      '--vscode-editor-background': '#000000',
      '--vscode-editor-foreground': '#ffffff',
      '--vscode-charts-yellow': '#cca700',
      '--vscode-charts-green': '#89d185',
      '--vscode-charts-purple': '#b180d7',
      '--vscode-charts-blue': '#59a4f9',
      '--vscode-charts-orange': '#d18616',
      '--vscode-charts-red': '#f48771',
      '--vscode-editorError-foreground': '#f48771',
      '--vscode-editorInfo-foreground': '#59a4f9',
      '--vscode-gitDecoration-addedResourceForeground': '#a1e3ad',
      '--vscode-gitDecoration-deletedResourceForeground': '#c74e39',
      '--vscode-gitDecoration-modifiedResourceForeground': '#e2c08d',
      '--vscode-contrastBorder': '#6fc3df',
      '--vscode-contrastActiveBorder': '#f38518',
      '--vscode-editorWarning-foreground': '#ffd370',
    },
  },
  'high-contrast-light': {
    className: 'vscode-high-contrast vscode-high-contrast-light',
    variables: {
      '--vscode-editor-background': '#ffffff',
      '--vscode-editor-foreground': '#292929',
      '--vscode-charts-blue': '#1a85ff',
      '--vscode-charts-yellow': '#895503',
      '--vscode-charts-green': '#374e06',
      '--vscode-charts-purple': '#652d90',
      '--vscode-charts-orange': '#a0522d',
      '--vscode-charts-red': '#b5200d',
      '--vscode-editorError-foreground': '#b5200d',
      '--vscode-editorInfo-foreground': '#1a85ff',
      '--vscode-editorWarning-foreground': '#895503',
      '--vscode-gitDecoration-addedResourceForeground': '#374e06',
      '--vscode-gitDecoration-deletedResourceForeground': '#ad0707',
      '--vscode-gitDecoration-modifiedResourceForeground': '#895503',
      '--vscode-contrastBorder': '#0f4a85',
      '--vscode-contrastActiveBorder': '#006bbd',
    },
  },
};
