import type { RefObject } from "react";
import { useEffect } from "react";
import { proof } from "@/shared/api/client";

const ours = "/api/attachments/";

async function load(path: string): Promise<string> {
  const response = await fetch(path, { headers: proof("GET") });
  if (!response.ok) throw new Error(`${path} cannot be shown`);
  return URL.createObjectURL(await response.blob());
}

/** Shows the pictures and opens the files under an element, which the browser would ask for without saying who visits. */
export function useVisitFiles(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const made: string[] = [];

    function show() {
      for (const picture of element?.querySelectorAll<HTMLImageElement>(`img[src^="${ours}"]`) ?? []) {
        const path = picture.getAttribute("src") ?? "";
        picture.removeAttribute("src");
        load(path).then(
          (address) => {
            made.push(address);
            picture.src = address;
          },
          () => picture.setAttribute("alt", picture.alt || "—"),
        );
      }
    }

    function open(event: MouseEvent) {
      const link = (event.target as Element).closest<HTMLAnchorElement>(`a[href^="${ours}"]`);
      if (!link) return;
      event.preventDefault();
      const name = link.download || link.textContent || "file";
      void load(link.getAttribute("href") ?? "").then((address) => {
        made.push(address);
        const saved = document.createElement("a");
        saved.href = address;
        saved.download = name;
        saved.click();
      });
    }

    show();
    const watch = new MutationObserver(show);
    watch.observe(element, { childList: true, subtree: true, attributes: true, attributeFilter: ["src"] });
    element.addEventListener("click", open);
    return () => {
      watch.disconnect();
      element.removeEventListener("click", open);
      made.forEach((address) => URL.revokeObjectURL(address));
    };
  }, [root]);
}
