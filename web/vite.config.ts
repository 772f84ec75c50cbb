import { transformAsync } from "@babel/core";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { readdirSync, readFileSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Tests that put something else in a module's place, which others must not find there. */
const replacing = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((file) => `src/${file}`)
  .filter((file) => /\.test\.tsx?$/.test(file) && readFileSync(file, "utf8").includes("vi.mock("));

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

/** Compresses what is built once and well, so that the server need not do it at every request. */
function compressedCopies(): Plugin {
  return {
    name: "compressed-copies",
    apply: "build",
    async writeBundle({ dir = "dist" }) {
      const names = await readdir(dir, { recursive: true });
      for (const name of names.filter((candidate) => /\.(js|css|svg|html)$/.test(candidate))) {
        const file = join(dir, name);
        const content = await readFile(file);
        await Promise.all([
          promisify(brotliCompress)(content).then((small) => writeFile(`${file}.br`, small)),
          promisify(gzip)(content, { level: 9 }).then((small) => writeFile(`${file}.gz`, small)),
        ]);
      }
    },
  };
}

// What is around every page, and what most of them show.
const frame =
  /src\/shared\/(layout\/(shell|page-header|menu-button)|ticket\/|person\/person\.|feedback\/(dialog|skeletons|load-failure|empty-state)\.|i18n\/time\.|attachment\/attachment-list\.|text\/rich-text\.)/;

export default defineConfig({
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true }),
    textMacros(),
    react(),
    compressedCopies(),
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The style sheets use light-dark(); older targets would have it rewritten into something that does not inherit.
  // Few files: a hundred small ones compress badly and are asked for one by one. A group takes along what its modules
  // need; what the first ticket shows comes before what is needed to write, so that it waits for no forms.
  build: {
    target: ["chrome123", "firefox120", "safari17.5"],
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "texts-ko", test: /locales\/(shared|session|workspace)\/ko\.ts/ },
            { name: "texts-en", test: /locales\/(shared|session|workspace)\/en\.ts/ },
            { name: "app", tags: ["$initial"] },
            { name: "frame", test: frame },
            { name: "workspace", test: /_workspace(\/tickets\.\$key)?\.tsx\?/ },
            { name: "forms", test: /src\/shared\/(form|field)\// },
            { name: "tables", test: /src\/shared\/table\// },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": { target: process.env.MARU_SERVER ?? "http://localhost:8080" } } },
  test: {
    environment: "jsdom",
    globals: true,
    setupFiles: ["./src/testing/setup.ts"],
    css: false,
    testTimeout: 30_000,
    // Loading the app and a page anew for each file takes longer than the tests do.
    projects: [
      {
        extends: true,
        test: { name: "together", include: ["src/**/*.test.{ts,tsx}"], exclude: replacing, isolate: false },
      },
      { extends: true, test: { name: "alone", include: replacing } },
    ],
  },
});
