import { useLingui } from "@lingui/react/macro";
import { ActionIcon, VisuallyHidden } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconGripVertical } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import classes from "./ordered-list.module.css";

interface OrderedListProps<Item> {
  label: string;
  items: readonly Item[];
  keyOf: (item: Item) => string | number;
  /** How an item is called when it is moved. */
  nameOf: (item: Item) => string;
  onMove: (from: number, to: number) => void;
  children: (item: Item, position: number) => ReactNode;
}

/** A list whose order people choose: by dragging, or with the buttons of each item. */
export function OrderedList<Item>({ label, items, keyOf, nameOf, onMove, children }: OrderedListProps<Item>) {
  const { t } = useLingui();
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<{ key: string; way: "up" | "down" } | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [target, setTarget] = useState<number | null>(null);
  const [announcement, setAnnouncement] = useState("");

  function move(from: number, to: number, way?: "up" | "down") {
    const item = items[from];
    if (from === to || to < 0 || to >= items.length || item === undefined) return;
    if (way) moved.current = { key: String(keyOf(item)), way };
    const name = nameOf(item);
    const place = to + 1;
    const count = items.length;
    setAnnouncement(t`${name} is now ${place} of ${count}.`);
    onMove(from, to);
  }

  // An element that changes its place loses the focus in some browsers.
  useEffect(() => {
    if (!moved.current) return;
    const { key, way } = moved.current;
    moved.current = null;
    list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(key)}"] [data-way="${way}"]`)?.focus();
  }, [items]);

  return (
    <>
      <ol ref={list} className={classes.list} aria-label={label}>
        {items.map((item, position) => {
          const name = nameOf(item);
          return (
            <li
              key={keyOf(item)}
              data-item={keyOf(item)}
              className={classes.item}
              data-dragged={dragged === position || undefined}
              data-target={
                target === position && dragged !== null && dragged !== position
                  ? dragged < position
                    ? "after"
                    : "before"
                  : undefined
              }
              onDragOver={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                setTarget(position);
              }}
              onDrop={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                move(dragged, position);
              }}
            >
              <span
                className={classes.grip}
                aria-hidden="true"
                draggable
                onDragStart={(event) => {
                  setDragged(position);
                  event.dataTransfer.effectAllowed = "move";
                  event.dataTransfer.setData("text/plain", name);
                  const row = event.currentTarget.parentElement;
                  if (row) event.dataTransfer.setDragImage(row, 8, 16);
                }}
                onDragEnd={() => {
                  setDragged(null);
                  setTarget(null);
                }}
              >
                <IconGripVertical size={16} />
              </span>
              <div className={classes.content}>{children(item, position)}</div>
              <div className={classes.ways}>
                <ActionIcon
                  data-way="up"
                  aria-label={t`Move ${name} up`}
                  aria-disabled={position === 0}
                  className={classes.way}
                  onClick={() => move(position, position - 1, "up")}
                >
                  <IconArrowUp size={16} />
                </ActionIcon>
                <ActionIcon
                  data-way="down"
                  aria-label={t`Move ${name} down`}
                  aria-disabled={position === items.length - 1}
                  className={classes.way}
                  onClick={() => move(position, position + 1, "down")}
                >
                  <IconArrowDown size={16} />
                </ActionIcon>
              </div>
            </li>
          );
        })}
      </ol>
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
    </>
  );
}

/** The items with one of them at another place. */
export function moveItem<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const moved = [...items];
  moved.splice(to, 0, ...moved.splice(from, 1));
  return moved;
}
