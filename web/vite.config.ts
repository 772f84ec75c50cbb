import { transformAsync } from "@babel/core";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Turns the text macros into catalogue look-ups, in the few files that use them. */
function textMacros(): Plugin {
  return {
    name: "text-macros",
    enforce: "pre",
    async transform(code, id) {
      const file = id.split("?")[0] ?? id;
      if (!/\/src\/.*\.tsx?$/.test(file) || !/@lingui\/(core|react)\/macro/.test(code)) return undefined;
      const result = await transformAsync(code, {
        filename: file,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        parserOpts: { plugins: file.endsWith("x") ? ["typescript", "jsx"] : ["typescript"] },
        plugins: ["@lingui/babel-plugin-lingui-macro"],
      });
      return result?.code ? { code: result.code, map: result.map } : undefined;
    },
  };
}

export default defineConfig({
  plugins: [tanstackRouter({ target: "react", autoCodeSplitting: true }), textMacros(), react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The style sheets use light-dark(); older targets would have it rewritten into something that does not inherit.
  // What most pages share is one file: a hundred small ones compress badly and are asked for one by one.
  build: {
    target: ["chrome123", "firefox120", "safari17.5"],
    manifest: true,
    rolldownOptions: { output: { advancedChunks: { groups: [{ name: "common", minShareCount: 10 }] } } },
  },
  server: { proxy: { "/api": { target: process.env.MARU_SERVER ?? "http://localhost:8080" } } },
  test: {
    environment: "jsdom",
    globals: true,
    setupFiles: ["./src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    css: false,
    testTimeout: 30_000,
  },
});
