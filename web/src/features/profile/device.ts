const browsers: ReadonlyArray<[RegExp, string]> = [
  [/Edg\//, "Edge"],
  [/Whale\//, "Whale"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const systems: ReadonlyArray<[RegExp, string]> = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux|X11/, "Linux"],
];

/** What a person would call the browser behind a `User-Agent`; empty where it does not say. */
export function deviceOf(userAgent: string): { browser: string; system: string; mobile: boolean } {
  const first = (names: ReadonlyArray<[RegExp, string]>) =>
    names.find(([sign]) => sign.test(userAgent))?.[1] ?? "";
  return { browser: first(browsers), system: first(systems), mobile: /Mobi|Android|iPhone/.test(userAgent) };
}
