import type { BadgeProps, CSSVariablesResolver, MantineColorsTuple, MantineTheme } from "@mantine/core";
import { createTheme, defaultCssVariablesResolver } from "@mantine/core";

/** The accent: the green of celadon ware. Shades 6 and darker carry white text at 4.5:1 or better. */
const celadon: MantineColorsTuple = [
  "#eefaf7",
  "#d9f2ec",
  "#b2e4d9",
  "#83d1c2",
  "#50b7a6",
  "#2b9d8b",
  "#157a6e",
  "#0f675d",
  "#0c534c",
  "#093f3a",
];

const gray: MantineColorsTuple = [
  "#f8f9fb",
  "#f1f3f6",
  "#e6e9ee",
  "#d8dce3",
  "#c3c9d3",
  "#9ea6b3",
  "#6f7887",
  "#525b6a",
  "#363d49",
  "#22272f",
];

const dark: MantineColorsTuple = [
  "#dfe3ea",
  "#bfc6d1",
  "#98a1b0",
  "#697283",
  "#3f4756",
  "#2c323d",
  "#21262f",
  "#16191f",
  "#111318",
  "#0b0d10",
];

const fontFamily =
  'Pretendard, "Pretendard Variable", system-ui, -apple-system, "Segoe UI", "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", sans-serif';

export const theme = createTheme({
  colors: { celadon, gray, dark },
  primaryColor: "celadon",
  primaryShade: { light: 6, dark: 6 },
  fontFamily,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "JetBrains Mono", Consolas, "D2Coding", monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.55", lg: "1.55", xl: "1.5" },
  headings: {
    fontFamily,
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.375rem", lineHeight: "1.35" },
      h2: { fontSize: "1.125rem", lineHeight: "1.4" },
      h3: { fontSize: "1rem", lineHeight: "1.45" },
      h4: { fontSize: "0.875rem", lineHeight: "1.5" },
      h5: { fontSize: "0.8125rem", lineHeight: "1.5" },
    },
  },
  defaultRadius: "md",
  radius: { xs: "3px", sm: "5px", md: "7px", lg: "10px", xl: "16px" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2.25rem" },
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  components: {
    Button: { defaultProps: { size: "sm" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 } },
      styles: { title: { fontWeight: 650, fontSize: "1rem" } },
    },
    Tooltip: {
      defaultProps: { openDelay: 300, withArrow: false, events: { hover: true, focus: true, touch: false } },
    },
    Menu: { defaultProps: { shadow: "md", position: "bottom-end" } },
    Badge: {
      styles: (_theme: MantineTheme, { color, variant }: BadgeProps) => ({
        root: {
          textTransform: "none",
          letterSpacing: 0,
          // Orange letters on an orange ground, and green ones on green, cannot be read by everybody.
          color:
            variant === "light" && (color === "orange" || color === "green")
              ? "var(--mantine-color-text)"
              : undefined,
        },
        label: { fontWeight: 600 },
      }),
    },
    Paper: { defaultProps: { withBorder: true } },
    Table: { defaultProps: { verticalSpacing: 6 } },
    Input: { styles: { input: { fontSize: "0.875rem" } } },
    InputWrapper: {
      styles: {
        label: { fontWeight: 600, marginBottom: 4 },
        description: { marginBottom: 6, fontSize: "0.8125rem", lineHeight: 1.45 },
        error: { fontSize: "0.8125rem", lineHeight: 1.45 },
      },
    },
  },
});

/** Replaces the few library colours that would fall below 4.5:1 on our surfaces. */
export const cssVariables: CSSVariablesResolver = (resolved) => {
  const base = defaultCssVariablesResolver(resolved);
  return {
    variables: base.variables,
    light: {
      ...base.light,
      "--mantine-color-body": "#ffffff",
      "--mantine-color-text": "#1f242c",
      "--mantine-color-dimmed": "#5a6372",
      "--mantine-color-placeholder": "#697283",
      "--mantine-color-error": "#c22525",
      "--mantine-color-anchor": "var(--mantine-color-celadon-7)",
      "--mantine-color-default-border": "var(--mantine-color-gray-3)",
      "--maru-canvas": "#f6f7f9",
      "--maru-surface": "#ffffff",
      "--maru-hover": "#f1f3f6",
      "--maru-line": "#e3e7ec",
      "--maru-selected": "#e8f5f2",
      "--maru-internal": "#fff8e6",
      "--maru-internal-line": "#e8c66a",
    },
    dark: {
      ...base.dark,
      "--mantine-color-body": "#16191f",
      "--mantine-color-text": "#dfe3ea",
      "--mantine-color-dimmed": "#9ba4b3",
      "--mantine-color-placeholder": "#8690a1",
      "--mantine-color-error": "#ff8f8f",
      "--mantine-color-anchor": "var(--mantine-color-celadon-3)",
      "--mantine-color-default-border": "var(--mantine-color-dark-4)",
      "--maru-canvas": "#101216",
      "--maru-surface": "#16191f",
      "--maru-hover": "#1d212a",
      "--maru-line": "#2a2f3a",
      "--maru-selected": "#16302d",
      "--maru-internal": "#2b2513",
      "--maru-internal-line": "#7d6420",
    },
  };
};
