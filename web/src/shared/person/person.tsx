import { useLingui } from "@lingui/react/macro";
import { Avatar } from "@mantine/core";
import type { Schemas } from "../api/client";

/** Somebody as others see them. */
export type PersonRef = Schemas["PersonReference"];

/** `홍길동` → `길동`, `Grace Hopper` → `GH`: Korean names are told apart by the given name, not the family name. */
export function initialsOf(name: string): string {
  const trimmed = name.trim();
  if (/^[가-힣]{2,4}$/.test(trimmed)) return trimmed.slice(-2);
  const words = trimmed.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return (
    letters
      .map((word) => [...(word ?? "")][0] ?? "")
      .join("")
      .toLocaleUpperCase() || "?"
  );
}

const tints = ["celadon", "blue", "grape", "violet", "cyan", "pink", "indigo", "red"] as const;

function tintOf(id: number): string {
  return tints[id % tints.length] ?? "celadon";
}

/** Initials on a colour of the person's own. Decorative: show the name beside it, or use {@link PersonName}. */
export function PersonAvatar({
  person,
  size = 26,
}: {
  person: Pick<PersonRef, "id" | "displayName">;
  size?: number;
}) {
  const tint = tintOf(person.id);
  const initials = initialsOf(person.displayName);
  return (
    <Avatar
      size={size}
      radius="xl"
      aria-hidden
      styles={{
        placeholder: {
          fontSize: size * (size < 26 ? 0.5 : 0.38),
          fontWeight: 650,
          letterSpacing: "-0.02em",
          color: `light-dark(color-mix(in srgb, var(--mantine-color-${tint}-9) 72%, black), var(--mantine-color-${tint}-1))`,
          background: `light-dark(var(--mantine-color-${tint}-1), color-mix(in srgb, var(--mantine-color-${tint}-9) 65%, black))`,
        },
      }}
    >
      {size < 26 ? [...initials][0] : initials}
    </Avatar>
  );
}

/** Avatar and name on one line; a dash and a word for nobody. */
export function PersonName({ person, size = 22 }: { person?: PersonRef | null; size?: number }) {
  const { t } = useLingui();
  const style = {
    display: "inline-flex",
    verticalAlign: "middle",
    alignItems: "center",
    gap: 7,
    minWidth: 0,
    maxWidth: "100%",
  } as const;
  if (!person) return <span style={{ ...style, color: "var(--mantine-color-dimmed)" }}>{t`Nobody`}</span>;
  return (
    <span style={style}>
      <PersonAvatar person={person} size={size} />
      <span style={{ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}>
        {person.displayName}
      </span>
    </span>
  );
}
