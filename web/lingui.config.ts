import type { LinguiConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";

const features = ["administration", "portal", "profile", "session", "setup", "workspace"];

/**
 * Texts are written in English in the source. Every feature has its own catalogue, so that people who work on
 * different features do not meet in one file; what is not a feature's belongs to `shared`.
 */
const config: LinguiConfig = {
  sourceLocale: "en",
  locales: ["en", "ko"],
  orderBy: "message",
  catalogs: [
    {
      path: "<rootDir>/src/locales/shared/{locale}",
      include: ["<rootDir>/src/shared", "<rootDir>/src/routes"],
      exclude: ["**/*.test.*"],
    },
    ...features.map((feature) => ({
      path: `<rootDir>/src/locales/${feature}/{locale}`,
      include: [`<rootDir>/src/features/${feature}`],
      exclude: ["**/*.test.*"],
    })),
  ],
  format: formatter({ lineNumbers: false }),
};

export default config;
