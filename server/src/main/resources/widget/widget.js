function (settings) {
  "use strict";
  const script = document.currentScript;
  const marker = `maru-widget-${settings.id}`;
  if (document.getElementById(marker)) return;

  const asked = script?.dataset.language || document.documentElement.lang || navigator.language || "";
  const language = asked.toLowerCase().startsWith("ko") ? "ko" : "en";
  const words = settings[language];
  let frame = null;
  let open = false;

  // White on it where that can be read, else black (WCAG 2.2, relative luminance).
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(settings.colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const ink = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#ffffff";

  const style = (element, rules) => Object.assign(element.style, rules);

  // In a shadow tree the styles of the page around it change nothing here.
  const host = document.createElement("div");
  host.id = marker;
  const root = host.attachShadow({ mode: "open" });

  const button = document.createElement("button");
  button.type = "button";
  style(button, {
    position: "fixed",
    right: "max(16px, env(safe-area-inset-right))",
    bottom: "max(16px, env(safe-area-inset-bottom))",
    width: "56px",
    height: "56px",
    padding: "0",
    border: `2px solid ${ink}`,
    borderRadius: "50%",
    background: settings.colour,
    color: ink,
    font: "600 26px/1 system-ui, sans-serif",
    cursor: "pointer",
    boxShadow: "0 4px 14px rgba(0, 0, 0, 0.3)",
    zIndex: "2147483000",
  });
  const count = document.createElement("span");
  style(count, {
    position: "absolute",
    top: "-4px",
    right: "-4px",
    minWidth: "20px",
    padding: "0 5px",
    boxSizing: "border-box",
    borderRadius: "10px",
    background: "#c92a2a",
    color: "#ffffff",
    font: "600 12px/20px system-ui, sans-serif",
    display: "none",
  });
  const mark = document.createElement("span");
  mark.setAttribute("aria-hidden", "true");
  button.append(mark, count);
  button.addEventListener("click", () => show(!open));
  root.append(button);

  const narrow = window.matchMedia("(max-width: 520px)");

  function place() {
    if (!frame) return;
    style(frame, {
      position: "fixed",
      border: "0",
      colorScheme: "normal",
      boxShadow: "0 8px 32px rgba(0, 0, 0, 0.28)",
      zIndex: "2147483001",
      display: open ? "block" : "none",
      ...(narrow.matches
        ? { inset: "0", width: "100%", height: "100%", borderRadius: "0" }
        : {
            inset: "auto 16px 84px auto",
            width: "400px",
            height: "min(640px, calc(100vh - 108px))",
            borderRadius: "12px",
          }),
    });
  }

  function tell(message) {
    frame?.contentWindow?.postMessage({ maru: settings.id, ...message }, settings.server);
  }

  function show(wanted) {
    open = wanted;
    if (open && !frame) {
      frame = document.createElement("iframe");
      frame.title = words.open;
      frame.allow = "clipboard-write";
      const address = new URL(`${settings.server}/widget/${settings.id}`);
      address.searchParams.set("host", location.origin);
      address.searchParams.set("language", language);
      frame.src = address.href;
      root.append(frame);
    }
    place();
    mark.textContent = open ? "×" : "?";
    button.setAttribute("aria-label", open ? words.close : words.open);
    button.setAttribute("aria-expanded", String(open));
    tell({ open });
    if (open) {
      count.style.display = "none";
      frame.focus();
    } else {
      button.focus();
    }
  }

  window.addEventListener("message", (event) => {
    if (event.origin !== settings.server || event.source !== frame?.contentWindow) return;
    const message = event.data;
    if (message?.maru !== settings.id) return;
    if (message.ready) tell({ open });
    if (message.close) show(false);
    if (typeof message.unread === "number") {
      const shown = message.unread > 0 && !open;
      count.textContent = String(Math.min(message.unread, 99));
      count.style.display = shown ? "block" : "none";
    }
  });
  narrow.addEventListener("change", place);

  mark.textContent = "?";
  button.setAttribute("aria-label", words.open);
  button.setAttribute("aria-expanded", "false");
  document.body.append(host);
}
