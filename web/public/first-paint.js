// Runs before the first paint, so that a dark or Korean page does not flash light or English.
// A file of its own because the content security policy forbids inline scripts.
(function () {
  var theme = null;
  var language = null;
  try {
    theme = localStorage.getItem("maru.theme");
    language = localStorage.getItem("maru.language");
  } catch {
    // Storage can be switched off; the system's preference is used then.
  }
  var dark =
    theme === "dark" || (theme !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  document.documentElement.lang =
    language || (navigator.language.toLowerCase().indexOf("ko") === 0 ? "ko" : "en");
})();
