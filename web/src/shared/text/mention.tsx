import { useLingui } from "@lingui/react/macro";
import { Paper, Text } from "@mantine/core";
import Mention from "@tiptap/extension-mention";
import type { Editor } from "@tiptap/react";
import type { SuggestionKeyDownProps, SuggestionProps } from "@tiptap/suggestion";
import { useEffect } from "react";
import { createPortal } from "react-dom";
import type { PersonRef } from "../person/person";
import { PersonAvatar } from "../person/person";
import classes from "./mention.module.css";

type Mentioned = { id: string | null; label?: string | null };
type Suggested = SuggestionProps<PersonRef, Mentioned>;

/** Who can be named now, and which of them Enter takes. */
export interface MentionChoice {
  element: HTMLElement;
  people: readonly PersonRef[];
  at: number;
  take: (person: PersonRef) => void;
}

/**
 * Persons in a text, kept by their ids. `@` and the beginning of a name asks `search`, which is undefined where nobody
 * can be named; what is found is told to `onChoice`.
 */
export function mentions(
  search: ((query: string) => Promise<PersonRef[]>) | undefined,
  onChoice: (choice: MentionChoice | null) => void,
) {
  return Mention.extend({
    addAttributes: () => ({
      id: {
        default: null,
        parseHTML: (element: HTMLElement) => element.getAttribute("data-mention"),
        renderHTML: ({ id }: Mentioned) => ({ "data-mention": id }),
      },
      label: {
        default: "",
        parseHTML: (element: HTMLElement) => element.textContent.replace(/^@/, ""),
        renderHTML: () => ({}),
      },
    }),
    parseHTML: () => [{ tag: "span[data-mention]" }],
  }).configure({
    renderText: ({ node }) => `@${node.attrs.label}`,
    renderHTML: ({ node }) => ["span", { "data-mention": String(node.attrs.id) }, `@${node.attrs.label}`],
    suggestion: {
      char: "@",
      allowedPrefixes: [" ", "("],
      debounce: 150,
      allow: () => search !== undefined,
      items: async ({ query }) => {
        try {
          return (await search?.(query))?.slice(0, 8) ?? [];
        } catch {
          // Without a connection nobody is found; the text goes on.
          return [];
        }
      },
      render: () => choosing(onChoice),
    },
  });
}

function choosing(onChoice: (choice: MentionChoice | null) => void) {
  const element = document.createElement("div");
  element.className = classes.place ?? "";
  let unmount = () => undefined as void;
  let choice: MentionChoice | null = null;

  function show(next: MentionChoice | null) {
    choice = next;
    onChoice(next);
  }

  function found({ items, command }: Suggested) {
    show({
      element,
      people: items,
      at: 0,
      take: ({ id, displayName }) => command({ id: String(id), label: displayName }),
    });
  }

  return {
    onStart: (suggested: Suggested) => {
      unmount = suggested.mount(element);
      found(suggested);
    },
    onUpdate: found,
    onExit: () => {
      unmount();
      show(null);
    },
    onKeyDown: ({ event }: SuggestionKeyDownProps) => {
      // While a Hangul syllable is being composed Enter only finishes it.
      if (!choice || choice.people.length === 0 || event.isComposing || event.ctrlKey || event.metaKey)
        return false;
      const { people, at } = choice;
      if (event.key === "ArrowDown") show({ ...choice, at: (at + 1) % people.length });
      else if (event.key === "ArrowUp") show({ ...choice, at: (at + people.length - 1) % people.length });
      else if (event.key === "Enter" || event.key === "Tab") {
        const person = people[at];
        if (person) choice.take(person);
      } else return false;
      return true;
    },
  };
}

/** Those who can be named, at the cursor. */
export function MentionMenu({ editor, choice }: { editor: Editor; choice: MentionChoice | null }) {
  const { t } = useLingui();
  const named = choice?.people[choice.at];
  useEffect(() => {
    // Before anybody is named the editor may not stand in the page yet, and has no view.
    if (!named) return;
    const { dom } = editor.view;
    dom.setAttribute("aria-activedescendant", `mention-${named.id}`);
    return () => dom.removeAttribute("aria-activedescendant");
  }, [editor, named]);
  if (!choice || choice.people.length === 0) return null;
  return createPortal(
    <Paper
      shadow="md"
      p={4}
      withBorder
      role="listbox"
      aria-label={t`People to mention`}
      className={classes.menu}
    >
      {choice.people.map((person, index) => (
        <div
          key={person.id}
          id={`mention-${person.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === choice.at}
          className={classes.person}
          // The cursor stays in the text.
          onMouseDown={(event) => {
            event.preventDefault();
            choice.take(person);
          }}
        >
          <PersonAvatar person={person} size={22} />
          <Text size="sm" truncate>
            {person.displayName}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {person.email}
          </Text>
        </div>
      ))}
    </Paper>,
    choice.element,
  );
}
